// Long work of the main process is done in parts, and between two of them it answers whoever waits.
import type { RunId } from '#shared/base/ids.ts';
import type { RunStore, StepRange } from '#main/ports/run-store.ts';

/** So many points are read at a time: that takes about 5 ms. */
const mostPoints = 16_384;

/** Lets all else that waits for the main process go first. */
export async function giveWay(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

/** The points of a series in a range, part after part, with pauses between them. NaN is null. */
export async function* pointsInParts(
  runs: Pick<RunStore, 'points'>,
  id: RunId,
  key: string,
  { from, to }: StepRange,
): AsyncGenerator<{ readonly steps: readonly number[]; readonly values: readonly (number | null)[] }> {
  for (let next = from; next <= to; ) {
    const part = runs.points(id, key, { from: next, to }, mostPoints);
    if (part.steps.length > 0) yield part;
    if (part.steps.length < mostPoints) return;
    next = (part.steps.at(-1) ?? to) + 1;
    await giveWay();
  }
}
