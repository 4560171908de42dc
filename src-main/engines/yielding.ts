// How training yields to the window on this platform. docs/performance.md has the measurements.
import type { TrainingPriority } from '#shared/contract/settings.ts';

/** How training yields. */
export interface Yielding {
  /** The niceness of its threads (Linux): 0 normal, 19 lowest priority. */
  readonly niceness: number;
  /** How many of the processor's threads TensorFlow does not use. */
  readonly fewerThreads: number;
}

export const noYielding: Yielding = { niceness: 0, fewerThreads: 0 };

/** Only Linux has a priority per thread; elsewhere the process has one, and the window's process trains. */
export function yieldingFor(priority: TrainingPriority, platform: NodeJS.Platform = process.platform): Yielding {
  if (priority === 'training') return noYielding;
  return platform === 'linux' ? { niceness: 10, fewerThreads: 0 } : { niceness: 0, fewerThreads: 1 };
}
