// The engines of a home folder: which are installed, which are available, and which to train with.
import { AppError } from '#shared/base/app-error.ts';
import { msg, sentences, type Message, joined } from '#shared/base/message.ts';
import { chooseEngine, rankEngines } from '#main/engines/choose-engine.ts';
import type { ExaminedEngine } from '#main/engines/choose-engine.ts';
import type { Engine, FoundEngine } from '#main/engines/engine.ts';
import { hasCrashed, recordExamination } from '#main/engines/loading-marker.ts';
import { probeEngine } from '#main/engines/probe-engine.ts';
import type { ProbeResult } from '#main/engines/probe-engine.ts';
import { recallProbe, rememberProbe } from '#main/engines/probe-memory.ts';
import { engineOf, engines as allEngines } from '#main/engines/registry.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import type { StartProbe } from '#main/ports/probe-process.ts';

export interface EngineStoreOptions {
  readonly home: string;
  /** This program, as its loading markers name it; by default one that loads no engine. */
  readonly session?: string;
  /** Starts a probe's process; by default another Node. */
  readonly startProbe?: StartProbe | undefined;
  /** Why an installed engine that works cannot be loaded into this process any more; null when it can. By default all can. */
  readonly refusal?: ((addonPath: string) => Message | null) | undefined;
}

const crashed = msg`Strata ended while it loaded this engine.`;

/** The engines under one home folder. */
export function createEngineStore(options: EngineStoreOptions): EngineStore {
  const { home, startProbe, session = '', refusal = () => null } = options;
  let examined: { readonly key: string; readonly answers: Promise<ExaminedEngine[]> } | null = null;
  let trustsMemory = true;

  /** The stored result, or else the result of checking its files and probing it. */
  const answer = async ({ load, memory, findDamage }: FoundEngine): Promise<ProbeResult> => {
    const hasJustCrashed = hasCrashed(home, load, session, 'examination');
    const remembered = trustsMemory && !hasJustCrashed ? recallProbe(memory) : null;
    if (remembered !== null) return { ok: true, version: remembered.version, device: remembered.device };
    const result = await examine(load, findDamage);
    rememberProbe(memory, result);
    if (result.ok) recordExamination(home, load, session, !trustsMemory);
    return result.ok || !hasJustCrashed ? result : { ok: false, reason: sentences(crashed, result.reason) };
  };
  const examine = async (load: FoundEngine['load'], findDamage: FoundEngine['findDamage']): Promise<ProbeResult> => {
    const damage = await findDamage();
    if (damage.length === 0) return await probeEngine(load, { start: startProbe });
    const files = joined(
      ', ',
      damage.map((path) => msg`"${path}"`),
    );
    return {
      ok: false,
      reason: msg`It is damaged: ${files} changed since the installation. Install it again.`,
    };
  };
  const tryEngine = async (engine: Engine, found: FoundEngine): Promise<ExaminedEngine> => {
    const { load } = found;
    const result = await answer(found);
    const common = { load, installCommand: engine.installation?.command ?? null };
    const status = { id: engine.id, isInstallable: engine.installation !== null };
    if (!result.ok) {
      const { reason } = result;
      const failed = { ...status, available: false, version: null, device: null, reason };
      return { ...common, state: 'failed', usesGpu: false, status: failed };
    }
    const { version, device } = result;
    const usesGpu = device !== 'CPU';
    const why = load.addonPath === undefined ? null : refusal(load.addonPath);
    if (why !== null)
      return {
        ...common,
        state: 'refused',
        usesGpu,
        status: { ...status, available: false, version, device, reason: why },
      };
    const reason =
      engine.installation === null
        ? msg`It passed its probe; it comes with Strata and needs nothing else.`
        : msg`It passed its probe.`;
    return { ...common, state: 'works', usesGpu, status: { ...status, available: true, version, device, reason } };
  };
  const missing = (engine: Engine): ExaminedEngine => {
    const isBroken = engine.hasBroken(home);
    const what = isBroken
      ? msg`It is damaged: files are missing or cut off. Install it again.`
      : msg`It is not installed.`;
    return {
      load: null,
      state: isBroken ? 'failed' : 'absent',
      usesGpu: false,
      installCommand: engine.installation?.command ?? null,
      status: {
        id: engine.id,
        isInstallable: engine.installation !== null,
        available: false,
        version: null,
        device: null,
        reason: what,
      },
    };
  };
  /** Every copy, in the registry's order; examined again when the installed engines change. */
  const examineAll = (): Promise<ExaminedEngine[]> => {
    const found = allEngines.map((engine) => ({ engine, copies: engine.find(home) }));
    const key = JSON.stringify(found.map(({ engine, copies }) => [engine.id, copies.map(({ memory }) => memory)]));
    if (examined?.key === key) return examined.answers;
    const answers = Promise.all(
      found.map(async ({ engine, copies }) =>
        copies.length === 0
          ? [missing(engine)]
          : await Promise.all(copies.map(async (copy) => await tryEngine(engine, copy))),
      ),
    ).then((each) => each.flat());
    examined = { key, answers };
    return answers;
  };

  return {
    async list() {
      const all = await examineAll();
      return allEngines.flatMap(({ id }) => {
        const copies = all.filter(({ status }) => status.id === id);
        const best = rankEngines(copies)[0] ?? copies[0];
        return best === undefined ? [] : [best.status];
      });
    },
    async choose(choice) {
      return chooseEngine(await examineAll(), choice);
    },
    compiles: (id) => engineOf(id).compiles,
    refresh() {
      examined = null;
      trustsMemory = false;
    },
    async remove(id) {
      const { installation } = engineOf(id);
      if (installation === null)
        throw new AppError('conflict', msg`The engine "${id}" comes with Strata and cannot be removed.`);
      await installation.remove(home);
      examined = null;
    },
  };
}
