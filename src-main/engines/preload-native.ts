// Loads the native engine's add-on into Strata's own process before its first window. On Linux a window brings Mesa's LLVM
// along, and TensorFlow loaded after it crashes; loaded before, and whole, the trainer's thread can use it at any time. Nothing else of
// TensorFlow is touched here: the trainer loads its JavaScript and computes.
import { constants } from 'node:os';
import { AppError, hintOf, messageOf } from '#shared/base/app-error.ts';
import { msg, sentences, type Message } from '#shared/base/message.ts';
import { nativeEngine } from '#main/engines/native-engine.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import { createLoadingMarker, hasCrashed } from '#main/engines/loading-marker.ts';
import { recallProbe } from '#main/engines/probe-memory.ts';
import { lowerThreadsMadeBy } from '#main/engines/thread-priority.ts';

export interface PreloadedEngine {
  /** The add-on that was loaded; null when there was none, or none that may be loaded. */
  readonly addonPath: string | null;
  /** What a person should know: the engine was left out. */
  readonly notice: AppError | null;
  /** Why an engine that works cannot be loaded any more; null when it can. */
  readonly refusal: (addonPath: string) => Message | null;
}

export interface PreloadOptions {
  /** This program, as its loading markers name it. */
  readonly session: string;
  /** How much lower TensorFlow's threads stand: 0 not at all, 19 last. */
  readonly niceness?: number;
  readonly platform?: NodeJS.Platform;
  /** Instead of `require`; tests make it fail. */
  readonly load?: (addonPath: string) => void;
}

interface Candidates {
  /** Of those that passed a probe, in any Node: the one on a graphics card, else the first. */
  readonly best: string | null;
  /** The ones that took a program down while they were loaded. */
  readonly crashed: readonly string[];
}

function findCandidates(home: string, session: string): Candidates {
  const passed: { readonly addonPath: string; readonly usesGpu: boolean }[] = [];
  const crashed: string[] = [];
  for (const { load, memory } of nativeEngine.find(home)) {
    const { addonPath } = load;
    if (addonPath === undefined) continue;
    if (hasCrashed(home, load, session)) {
      crashed.push(addonPath);
      continue;
    }
    const answer = recallProbe(memory, true);
    if (answer !== null) passed.push({ addonPath, usesGpu: answer.device !== 'CPU' });
  }
  return { best: (passed.find(({ usesGpu }) => usesGpu) ?? passed[0])?.addonPath ?? null, crashed };
}

const restart = msg`It works, but was not there yet when Strata was started. Restart Strata to use it.`;

function sentence(error: AppError): Message {
  return sentences(messageOf(error), hintOf(error) ?? null);
}

/**
 * As `require`, but with every symbol bound now: one that is bound at its first use would by then be looked up in Mesa's LLVM, which
 * a window has brought, and loading a graph would crash.
 */
function loadAtOnce(addonPath: string): void {
  process.dlopen({ exports: {} }, addonPath, constants.dlopen.RTLD_NOW);
}

/**
 * To be called once, before Electron is ready; the environment must be set by then. Never throws: without the native
 * engine Strata computes with the other.
 */
export function preloadNativeEngine(home: string, options: PreloadOptions): PreloadedEngine {
  const { session, niceness = 0, platform = process.platform, load = loadAtOnce } = options;
  if (platform !== 'linux') return { addonPath: null, notice: null, refusal: () => null };
  const { best, crashed } = findCandidates(home, session);
  const notice =
    crashed.length === 0
      ? null
      : new AppError(
          'engine-unavailable',
          msg`Strata ended while it loaded the native engine the last time, so the engine was left out.`,
          { hint: msg`To have it tried again, run strata doctor or install it anew; then restart Strata.` },
        );
  const refusal = (asked: string): Message => (notice !== null && crashed.includes(asked) ? sentence(notice) : restart);
  if (best === null) return { addonPath: null, notice, refusal };
  const engine: EngineLoad = { id: nativeEngine.id, addonPath: best };
  const marker = createLoadingMarker(home, session, 'window');
  try {
    marker.begin(engine);
    lowerThreadsMadeBy(() => {
      load(best);
    }, niceness);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const failure = new AppError('engine-unavailable', msg`The native engine could not be loaded: ${why}`, {
      hint: msg`strata doctor says which engines work here.`,
      cause,
    });
    return {
      addonPath: null,
      notice: failure,
      refusal: (asked) => (asked === best ? sentence(failure) : refusal(asked)),
    };
  } finally {
    marker.end();
  }
  return { addonPath: best, notice, refusal: (asked) => (asked === best ? null : refusal(asked)) };
}
