// The engines of a home folder: which there are, whether they work, and which to train with.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/contract/app-error.ts';
import type { EngineStatus } from '#shared/contract/workbench.ts';
import type { EngineChoice } from '#shared/experiment/run.ts';
import { enginesFolder, findInstalled, removeLeftovers } from '#main/engines/manifest.ts';
import type { InstalledEngine } from '#main/engines/manifest.ts';
import { probeEngine } from '#main/engines/probe-engine.ts';
import type { ProbeResult } from '#main/engines/probe-engine.ts';
import type { EngineLoad, EngineStore } from '#main/ports/engine-store.ts';
import packageFile from '#package.json' with { type: 'json' };

/** An engine that was tried. */
export interface TriedEngine {
  readonly load: EngineLoad;
  readonly status: EngineStatus;
  /** Whether it computes on a graphics card. */
  readonly usesGpu: boolean;
}

const wasmVersion = packageFile.dependencies['@tensorflow/tfjs-backend-wasm'];

const probeFileSchema = z.object({ key: z.string(), version: z.string(), device: z.string() });

/** What a probe's answer depends on: this Node, this machine, this engine. */
function probeKey(engine: string): string {
  return [engine, process.version, process.platform, process.arch].join(' ');
}

/** A good answer is kept beside the engine; a bad one is asked again every time. */
async function rememberedProbe(path: string, key: string, load: EngineLoad, fresh: boolean): Promise<ProbeResult> {
  if (!fresh) {
    try {
      const remembered = probeFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      if (remembered.key === key) return { ok: true, version: remembered.version, device: remembered.device };
    } catch {
      // Never tried, or another program's file: it is tried now.
    }
  }
  const result = await probeEngine(load);
  try {
    if (result.ok) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify({ key, version: result.version, device: result.device }));
    } else rmSync(path, { force: true });
  } catch {
    // Only a memory: without it the engine is tried again next time.
  }
  return result;
}

function describe(load: EngineLoad, result: ProbeResult): TriedEngine {
  if (!result.ok) {
    const { reason } = result;
    return { load, usesGpu: false, status: { id: load.id, available: false, version: null, device: null, reason } };
  }
  const { version, device } = result;
  const usesGpu = device !== 'CPU';
  const reason = `It passed its probe${load.id === 'wasm' ? '; it comes with Strata and needs nothing else' : ''}.`;
  return { load, usesGpu, status: { id: load.id, available: true, version, device, reason } };
}

/** Fastest first: TensorFlow on a graphics card, TensorFlow on the processor, WebAssembly. */
export function rankEngines(engines: readonly TriedEngine[]): TriedEngine[] {
  const rank = ({ load, usesGpu }: TriedEngine): number => (load.id === 'wasm' ? 2 : usesGpu ? 0 : 1);
  return engines.filter(({ status }) => status.available).toSorted((a, b) => rank(a) - rank(b));
}

const howToInstall = 'Install it with: strata engine install native';

/** @throws AppError `engine-unavailable` */
export function chooseEngine(
  engines: readonly TriedEngine[],
  choice: EngineChoice,
): { load: EngineLoad; reason: string } {
  const ranked = rankEngines(engines);
  const best = choice === 'auto' ? ranked[0] : ranked.find(({ load }) => load.id === choice);
  if (best === undefined) {
    const tried = engines.find(({ load }) => load.id === choice)?.status.reason;
    const named = `The engine "${choice}" ${tried === undefined ? 'is not installed' : 'does not work here'}`;
    const name = choice === 'auto' ? 'No engine works here' : named;
    throw new AppError('engine-unavailable', `${name}.${tried === undefined ? '' : ` ${tried}`}`, {
      hint: choice === 'native' ? howToInstall : 'strata doctor says which engines work here.',
    });
  }
  const { id, version, device } = best.status;
  const what = `${id}: ${version ?? ''} on the ${device ?? 'CPU'}`;
  if (choice !== 'auto') return { load: best.load, reason: `${what}, as asked for` };
  if (id === 'native') return { load: best.load, reason: `${what}, the fastest that passed its probe` };
  const isInstalled = engines.some(({ load }) => load.id === 'native');
  const why = isInstalled ? 'does not work here' : 'is not installed';
  return { load: best.load, reason: `${what}, because the native engine ${why}` };
}

/** The engines under one home folder. */
export function createEngineStore({ home }: { readonly home: string }): EngineStore {
  let tried: Promise<TriedEngine[]> | null = null;
  let trustsMemory = true;

  const tryNative = async (engine: InstalledEngine, fresh: boolean): Promise<TriedEngine> => {
    const load: EngineLoad = { id: 'native', addonPath: engine.addonPath };
    const key = probeKey(`native ${engine.manifest.version} ${engine.manifest.createdAtMs}`);
    return describe(load, await rememberedProbe(join(engine.folder, 'probe.json'), key, load, fresh));
  };
  const tryAll = async (fresh: boolean): Promise<TriedEngine[]> => {
    removeLeftovers(home);
    const { engines } = findInstalled(home);
    const native = await Promise.all(engines.map((engine) => tryNative(engine, fresh)));
    const load: EngineLoad = { id: 'wasm' };
    const memory = join(enginesFolder(home), 'wasm-probe.json');
    return [...native, describe(load, await rememberedProbe(memory, probeKey(`wasm ${wasmVersion}`), load, fresh))];
  };
  const engines = (): Promise<TriedEngine[]> => (tried ??= tryAll(!trustsMemory));

  const missingNative = (): EngineStatus => {
    const { damaged } = findInstalled(home);
    const what = damaged.length === 0 ? 'It is not installed.' : 'It is damaged: files are missing or cut off.';
    return { id: 'native', available: false, version: null, device: null, reason: `${what} ${howToInstall}` };
  };

  return {
    async list() {
      const all = await engines();
      const natives = all.filter(({ load }) => load.id === 'native');
      const best = rankEngines(natives)[0] ?? natives[0];
      const wasm = all.filter(({ load }) => load.id === 'wasm').map(({ status }) => status);
      return [best?.status ?? missingNative(), ...wasm];
    },
    async choose(choice) {
      return chooseEngine(await engines(), choice);
    },
    refresh() {
      tried = null;
      trustsMemory = false;
    },
    async remove(id) {
      const { engines: installed, damaged } = findInstalled(home);
      const folders = [...installed.map(({ folder }) => folder), ...damaged];
      if (id === 'wasm') throw new AppError('conflict', 'The engine "wasm" comes with Strata and cannot be removed.');
      if (folders.length === 0) throw new AppError('not-found', 'The native engine is not installed.');
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
      tried = null;
    },
  };
}
