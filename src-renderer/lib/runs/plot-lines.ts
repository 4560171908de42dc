// The lines of parallel coordinates. Pure.
import type { ShownAxis } from '#renderer/lib/runs/settings-view.svelte.ts';

/** The places of a run on the axes, from 0 to 1; null where it has no value. */
export type PlotLine = readonly (number | null)[];

export function linesOf(axes: readonly Pick<ShownAxis, 'axis' | 'values'>[], count: number): PlotLine[] {
  return Array.from({ length: count }, (_, i) => axes.map(({ axis, values }) => axis.placeOf(values[i] ?? null)));
}

/**
 * The nearest line at a place between two axes, no further away than `most`; null for none.
 * @param at `axis` 1.5 is the middle between the second and the third axis
 * @param inside which lines can be pointed at
 */
export function nearestLine(
  lines: readonly PlotLine[],
  inside: readonly boolean[],
  at: { readonly axis: number; readonly place: number },
  most: number,
): number | null {
  const from = Math.floor(at.axis);
  const part = at.axis - from;
  let found: number | null = null;
  let least = most;
  for (const [i, line] of lines.entries()) {
    if (!inside[i]) continue;
    const [one, other] = [line[from] ?? null, line[from + 1] ?? null];
    // Behind the last axis there is none.
    if (one === null || (other === null && part > 0.05)) continue;
    const distance = Math.abs(one + ((other ?? one) - one) * part - at.place);
    if (distance > least) continue;
    found = i;
    least = distance;
  }
  return found;
}
