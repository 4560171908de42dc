// Chooses the engine of a run from the examined ones, and says why.
import { AppError } from '#shared/base/app-error.ts';
import { msg, sentences, type Message } from '#shared/base/message.ts';
import type { EngineStatus } from '#shared/contract/app.ts';
import type { EngineChoice, EngineId } from '#shared/runs/run.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';

/** An engine that was examined. */
export interface ExaminedEngine {
  readonly status: EngineStatus;
  /** `absent` is not installed; `failed` is damaged or failed its probe; `refused` works, but not in this process. */
  readonly state: 'works' | 'absent' | 'failed' | 'refused';
  /** Null for an engine that is absent or has missing files. */
  readonly load: EngineLoad | null;
  /** Whether it computes on a graphics card. */
  readonly usesGpu: boolean;
  /** The command that installs it; null for one that ships with Strata. */
  readonly installCommand: string | null;
}

type UsableEngine = ExaminedEngine & { readonly load: EngineLoad };

function isUsable(engine: ExaminedEngine): engine is UsableEngine {
  return engine.status.available && engine.load !== null;
}

/**
 * The available engines, fastest first: in the registry's order, and of one engine's copies the one for a graphics card first.
 * @param examined in the registry's order
 */
export function rankEngines(examined: readonly ExaminedEngine[]): UsableEngine[] {
  const order: EngineId[] = [...new Set(examined.map(({ status }) => status.id))];
  const rank = ({ status, usesGpu }: ExaminedEngine): number => order.indexOf(status.id) * 2 + (usesGpu ? 0 : 1);
  return examined.filter(isUsable).toSorted((a, b) => rank(a) - rank(b));
}

/** The reason why an engine is not taken. */
const states = {
  works: msg`works`,
  absent: msg`is not installed`,
  failed: msg`does not work here`,
  refused: msg`is not loaded`,
};

/** Why the engines before this one were not taken; null when none came before it. */
function passedOver(examined: readonly ExaminedEngine[], best: ExaminedEngine): Message | null {
  const before = examined.slice(
    0,
    examined.findIndex(({ status }) => status.id === best.status.id),
  );
  const engine =
    before.find(({ state }) => state === 'refused') ??
    before.find(({ state }) => state === 'failed') ??
    before[0] ??
    // Another copy of the same engine, perhaps for a graphics card.
    examined.find(({ status, state }) => status.id === best.status.id && state === 'failed');
  if (engine === undefined) return null;
  const { status, state } = engine;
  const how = state === 'absent' ? states.absent : msg`${states[state]} (${status.reason})`;
  return status.id === best.status.id
    ? msg`another copy of the ${status.id} engine ${how}`
    : msg`the ${status.id} engine ${how}`;
}

/**
 * @param examined in the registry's order
 * @throws AppError `engine-unavailable`
 */
export function chooseEngine(
  examined: readonly ExaminedEngine[],
  choice: EngineChoice,
): { load: EngineLoad; reason: Message } {
  const ranked = rankEngines(examined);
  const best = choice === 'auto' ? ranked[0] : ranked.find(({ load }) => load.id === choice);
  if (best === undefined) throw noEngine(examined, choice);
  const { id, version, device } = best.status;
  const what = msg`${id}: ${version ?? ''} on the ${device ?? 'CPU'}`;
  if (choice !== 'auto') return { load: best.load, reason: msg`${what}, as asked for` };
  const why = passedOver(examined, best);
  return {
    load: best.load,
    reason: why === null ? msg`${what}, the fastest that passed its probe` : msg`${what}, because ${why}`,
  };
}

function noEngine(examined: readonly ExaminedEngine[], choice: EngineChoice): AppError {
  const engine = examined.find(({ status }) => status.id === choice);
  if (engine === undefined)
    return new AppError('engine-unavailable', msg`No engine works here.`, {
      hint: msg`strata doctor says which engines work here.`,
    });
  const { state, status, installCommand } = engine;
  const hint =
    state === 'refused'
      ? undefined
      : installCommand === null
        ? msg`strata doctor says which engines work here.`
        : msg`Install it with: strata ${installCommand}`;
  return new AppError(
    'engine-unavailable',
    sentences(msg`The engine "${status.id}" ${states[state]}.`, state === 'absent' ? null : status.reason),
    { hint },
  );
}
