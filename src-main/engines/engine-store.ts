// The engines of a home folder: which there are, whether they work, and which to train with.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { msg, sentences, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { EngineStatus } from '#shared/contract/app.ts';
import type { EngineChoice } from '#shared/runs/run.ts';
import { enginesFolder, findInstalled, removeLeftovers } from '#main/engines/manifest.ts';
import type { InstalledEngine } from '#main/engines/manifest.ts';
import { clearMark } from '#main/engines/preload-marker.ts';
import { probeEngine } from '#main/engines/probe-engine.ts';
import type { ProbeResult } from '#main/engines/probe-engine.ts';
import { memoryOf, recallProbe, rememberProbe } from '#main/engines/probe-memory.ts';
import type { EngineLoad, EngineStore } from '#main/ports/engine-store.ts';
import type { StartProbe } from '#main/ports/probe-process.ts';
import packageFile from '#package.json' with { type: 'json' };

/** An engine that was tried. */
export interface TriedEngine {
  readonly load: EngineLoad;
  readonly status: EngineStatus;
  /** Whether it computes on a graphics card. */
  readonly usesGpu: boolean;
  /** Whether it works, but not in this process. */
  readonly isRefused?: boolean;
}

export interface EngineStoreOptions {
  readonly home: string;
  /** How a probe's process is made; by default as another Node. */
  readonly startProbe?: StartProbe | undefined;
  /** Why a native engine that works cannot be loaded into this process any more; null when it can. By default all can. */
  readonly refusal?: ((addonPath: string) => Message | null) | undefined;
}

const wasmVersion = packageFile.dependencies['@tensorflow/tfjs-backend-wasm'];

function describe(load: EngineLoad, result: ProbeResult, refusal: Message | null): TriedEngine {
  if (!result.ok) {
    const { reason } = result;
    return { load, usesGpu: false, status: { id: load.id, available: false, version: null, device: null, reason } };
  }
  const { version, device } = result;
  const usesGpu = device !== 'CPU';
  if (refusal !== null) {
    const status = { id: load.id, available: false, version, device, reason: refusal };
    return { load, usesGpu, isRefused: true, status };
  }
  const reason =
    load.id === 'wasm'
      ? msg`It passed its probe; it comes with Strata and needs nothing else.`
      : msg`It passed its probe.`;
  return { load, usesGpu, status: { id: load.id, available: true, version, device, reason } };
}

/** Fastest first: TensorFlow on a graphics card, TensorFlow on the processor, WebAssembly. */
export function rankEngines(engines: readonly TriedEngine[]): TriedEngine[] {
  const rank = ({ load, usesGpu }: TriedEngine): number => (load.id === 'wasm' ? 2 : usesGpu ? 0 : 1);
  return engines.filter(({ status }) => status.available).toSorted((a, b) => rank(a) - rank(b));
}

const howToInstall = msg`Install it with: strata engine install native`;

function whyNot(engine: TriedEngine | undefined): Message {
  if (engine === undefined) return msg`is not installed`;
  return engine.isRefused === true ? msg`is not loaded` : msg`does not work here`;
}

/** @throws AppError `engine-unavailable` */
export function chooseEngine(
  engines: readonly TriedEngine[],
  choice: EngineChoice,
): { load: EngineLoad; reason: Message } {
  const ranked = rankEngines(engines);
  const best = choice === 'auto' ? ranked[0] : ranked.find(({ load }) => load.id === choice);
  if (best === undefined) {
    const tried = engines.find(({ load }) => load.id === choice);
    const what = choice === 'auto' ? msg`No engine works here.` : msg`The engine "${choice}" ${whyNot(tried)}.`;
    const installing = choice === 'native' && tried?.isRefused !== true;
    throw new AppError('engine-unavailable', sentences(what, tried?.status.reason ?? null), {
      hint: installing
        ? howToInstall
        : tried?.isRefused === true
          ? undefined
          : msg`strata doctor says which engines work here.`,
    });
  }
  const { id, version, device } = best.status;
  const what = msg`${id}: ${version ?? ''} on the ${device ?? 'CPU'}`;
  if (choice !== 'auto') return { load: best.load, reason: msg`${what}, as asked for` };
  if (id === 'native') return { load: best.load, reason: msg`${what}, the fastest that passed its probe` };
  const natives = engines.filter(({ load }) => load.id === 'native');
  const native = natives.find(({ isRefused }) => isRefused) ?? natives[0];
  return { load: best.load, reason: msg`${what}, because the native engine ${whyNot(native)}` };
}

/** The engines under one home folder. */
export function createEngineStore({ home, startProbe, refusal = () => null }: EngineStoreOptions): EngineStore {
  let tried: Promise<TriedEngine[]> | null = null;
  let trustsMemory = true;

  /** What is remembered, or else comes of trying. */
  const answer = async (path: string, engine: string, load: EngineLoad, fresh: boolean): Promise<ProbeResult> => {
    const remembered = fresh ? null : recallProbe(path, engine);
    if (remembered !== null) return { ok: true, version: remembered.version, device: remembered.device };
    const result = await probeEngine(load, { start: startProbe });
    rememberProbe(path, engine, result);
    return result;
  };
  const tryNative = async (engine: InstalledEngine, fresh: boolean): Promise<TriedEngine> => {
    const load = { id: 'native', addonPath: engine.addonPath } as const;
    const memory = memoryOf(engine);
    const result = await answer(memory.path, memory.engine, load, fresh);
    // It was asked for anew and works: the next start may load it again.
    if (fresh && result.ok) clearMark(home);
    return describe(load, result, refusal(load.addonPath));
  };
  const tryAll = async (fresh: boolean): Promise<TriedEngine[]> => {
    removeLeftovers(home);
    const { engines } = findInstalled(home);
    const native = await Promise.all(engines.map((engine) => tryNative(engine, fresh)));
    const load: EngineLoad = { id: 'wasm' };
    const memory = join(enginesFolder(home), 'wasm-probe.json');
    return [...native, describe(load, await answer(memory, `wasm ${wasmVersion}`, load, fresh), null)];
  };
  const engines = (): Promise<TriedEngine[]> => (tried ??= tryAll(!trustsMemory));

  const missingNative = (): EngineStatus => {
    const { damaged } = findInstalled(home);
    const what = damaged.length === 0 ? msg`It is not installed.` : msg`It is damaged: files are missing or cut off.`;
    return { id: 'native', available: false, version: null, device: null, reason: sentences(what, howToInstall) };
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
      if (id === 'wasm')
        throw new AppError('conflict', msg`The engine "wasm" comes with Strata and cannot be removed.`);
      if (folders.length === 0) throw new AppError('not-found', msg`The native engine is not installed.`);
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
      tried = null;
    },
  };
}
