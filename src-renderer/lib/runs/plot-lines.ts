// The lines of parallel coordinates. Pure.
import type { WholeAxis } from '#renderer/lib/runs/settings-view.svelte.ts';

/** The places of a run on the axes, from 0 to 1; null where it has no value. */
export type PlotLine = readonly (number | null)[];

export function linesOf(axes: readonly Pick<WholeAxis, 'axis' | 'values'>[], count: number): PlotLine[] {
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

/** A part of one or several lines, between an axis and the next one; heights in pixels from the lower end. */
export interface Segment {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The parts of some lines, each once: runs that share settings lie on each other, and a picture of 10,000 lines has few parts that
 * differ by a pixel.
 * @param group the places of the lines @param height of the axes, in pixels @param step pixels that are taken for one
 */
export function segmentsOf(lines: readonly PlotLine[], group: readonly number[], height: number, step = 1): Segment[] {
  const pixels = (place: number): number => Math.round((place * height) / step) * step;
  const found = new Map<number, Segment>();
  for (const i of group) {
    const line = lines[i] ?? [];
    for (let axis = 0; axis + 1 < line.length; axis += 1) {
      const [one, other] = [line[axis] ?? null, line[axis + 1] ?? null];
      if (one === null || other === null) continue;
      const [from, to] = [pixels(one), pixels(other)];
      const key = (axis * (height + step) + from) * (height + step) + to;
      if (!found.has(key)) found.set(key, { axis, from, to });
    }
  }
  return [...found.values()];
}
