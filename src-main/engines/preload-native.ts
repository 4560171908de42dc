// Loads the native engine's add-on into Strata's own process before its first window. On Linux a window loads Mesa's LLVM,
// and TensorFlow crashes when loaded after it. Loaded before it with all symbols bound, the trainer's thread can use it at
// any time. This file only loads the add-on: the trainer loads TensorFlow's JavaScript and computes.
import { constants } from 'node:os';
import { AppError, hintOf, messageOf } from '#shared/base/app-error.ts';
import { msg, sentences, type Message } from '#shared/base/message.ts';
import { nativeEngine } from '#main/engines/native-engine.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import { createLoadingMarker, hasCrashed } from '#main/engines/loading-marker.ts';
import { recallProbe } from '#main/engines/probe-memory.ts';
import { lowerThreadsMadeBy } from '#main/engines/thread-priority.ts';

export interface PreloadedEngine {
  /** The loaded add-on; null when none is installed or allowed. */
  readonly addonPath: string | null;
  /** A warning for the user: the engine was skipped. */
  readonly notice: AppError | null;
  /** Why an available engine cannot be loaded any more; null when it can. */
  readonly refusal: (addonPath: string) => Message | null;
}

export interface PreloadOptions {
  /** This program, as its loading markers name it. */
  readonly session: string;
  /** The niceness of TensorFlow's threads: 0 normal, 19 lowest priority. */
  readonly niceness?: number;
  readonly platform?: NodeJS.Platform;
  /** Overrides `require`, for tests. */
  readonly load?: (addonPath: string) => void;
}

interface Candidates {
  /** The first copy that passed a probe in any Node, preferably for a graphics card. */
  readonly best: string | null;
  /** The copies that crashed a program while loading. */
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
 * As `require`, but with every symbol bound now: a symbol bound at its first use would be looked up in Mesa's LLVM, which the
 * window has loaded by then, and loading a graph would crash.
 */
function loadAtOnce(addonPath: string): void {
  process.dlopen({ exports: {} }, addonPath, constants.dlopen.RTLD_NOW);
}

/**
 * Call it once, before Electron is ready, with the environment set. Does not throw: without the native engine Strata uses the
 * other one.
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
