// How training lets the window go first on this platform. The figures behind it are in docs/performance.md.
import type { TrainingPriority } from '#shared/contract/settings.ts';

/** What training gives up. */
export interface Yielding {
  /** How much lower its threads stand (Linux): 0 not at all, 19 last. */
  readonly niceness: number;
  /** How many of the processor's threads TensorFlow leaves alone. */
  readonly fewerThreads: number;
}

export const noYielding: Yielding = { niceness: 0, fewerThreads: 0 };

/** Only Linux has a priority for each thread; elsewhere a whole process has one, and the window's process trains. */
export function yieldingFor(priority: TrainingPriority, platform: NodeJS.Platform = process.platform): Yielding {
  if (priority === 'training') return noYielding;
  return platform === 'linux' ? { niceness: 10, fewerThreads: 0 } : { niceness: 0, fewerThreads: 1 };
}
