// Loads the native engine's add-on into Strata's own process before its first window. On Linux a window brings Mesa's LLVM
// along, and TensorFlow loaded after it crashes; loaded before, and whole, the trainer's thread can use it at any time. Nothing else of
// TensorFlow is touched here: the trainer loads its JavaScript and computes.
import { constants } from 'node:os';
import { msg, sentences, type Message } from '#shared/base/message.ts';
import { AppError, hintOf, messageOf } from '#shared/base/app-error.ts';
import { findInstalled } from '#main/engines/manifest.ts';
import type { InstalledEngine } from '#main/engines/manifest.ts';
import { clearMark, markLoading, wasCutOff } from '#main/engines/preload-marker.ts';
import { memoryOf, recallProbe } from '#main/engines/probe-memory.ts';
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
  /** How much lower TensorFlow's threads stand: 0 not at all, 19 last. */
  readonly niceness?: number;
  readonly platform?: NodeJS.Platform;
  /** Instead of `require`; tests make it fail. */
  readonly load?: (addonPath: string) => void;
}

/** Of those that passed a probe, in any Node: the one on a graphics card, else the first. */
function findBest(home: string): InstalledEngine | null {
  const passed = findInstalled(home).engines.flatMap((engine) => {
    const memory = memoryOf(engine);
    const answer = recallProbe(memory.path, memory.engine, true);
    return answer === null ? [] : [{ engine, usesGpu: answer.device !== 'CPU' }];
  });
  return (passed.find(({ usesGpu }) => usesGpu) ?? passed[0])?.engine ?? null;
}

const restart = msg`It works, but was not there yet when Strata was started. Restart Strata to use it.`;

function leftOut(addonPath: string | null, notice: AppError): PreloadedEngine {
  const why = sentences(messageOf(notice), hintOf(notice) ?? null);
  return { addonPath: null, notice, refusal: (asked) => (asked === addonPath ? why : restart) };
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
export function preloadNativeEngine(home: string, options: PreloadOptions = {}): PreloadedEngine {
  const { niceness = 0, platform = process.platform, load = loadAtOnce } = options;
  if (platform !== 'linux') return { addonPath: null, notice: null, refusal: () => null };
  const engine = findBest(home);
  if (engine === null) return { addonPath: null, notice: null, refusal: () => restart };
  const { addonPath } = engine;
  if (wasCutOff(home, engine)) {
    const message = msg`Strata ended while it loaded the native engine the last time, so the engine was left out.`;
    const hint = msg`To have it tried again, run strata doctor or install it anew; then restart Strata.`;
    return leftOut(addonPath, new AppError('engine-unavailable', message, { hint }));
  }
  try {
    markLoading(home, engine);
    lowerThreadsMadeBy(() => {
      load(addonPath);
    }, niceness);
    clearMark(home);
  } catch (cause) {
    clearMark(home);
    const why = cause instanceof Error ? cause.message : String(cause);
    const hint = msg`strata doctor says which engines work here.`;
    return leftOut(
      addonPath,
      new AppError('engine-unavailable', msg`The native engine could not be loaded: ${why}`, { hint, cause }),
    );
  }
  return { addonPath, notice: null, refusal: (asked) => (asked === addonPath ? null : restart) };
}
