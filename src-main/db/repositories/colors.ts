// Which colour a new run gets. A run keeps its colour, so that it is the same on every page.

import { runColorCount } from '#shared/runs/run.ts';

/** How many runs count as recent: twice the palette's size. */
export const recentRuns = 2 * runColorCount;

/**
 * The colour that the fewest recent runs have; of several the first.
 * @param recent colours of the recent training runs (a baseline is drawn grey and counts for none)
 */
export function leastUsedColor(recent: readonly number[]): number {
  const uses = new Array<number>(runColorCount).fill(0);
  for (const color of recent) if (uses[color] !== undefined) uses[color]++;
  return uses.indexOf(Math.min(...uses));
}
