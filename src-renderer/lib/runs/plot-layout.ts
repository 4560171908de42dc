// Where things stand in a plot, in pixels. Pure.
import type { PlotAxis, PlotTick } from '#renderer/lib/runs/plot-axis.ts';

/** About the width of a text in the small size; Hangul is wider. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character > 'ᄀ' ? 11 : 6.5;
  return width;
}

/** A text that fits a width, with an ellipsis at its end where something is left out. */
export function fittingText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(`${characters.join('')}…`) > width) characters.pop();
  return `${characters.join('')}…`;
}

/** The marks of a horizontal axis of this length whose labels do not touch; those of texts are shortened. */
export function fittingTicks(ticks: readonly PlotTick[], length: number, most: number): PlotTick[] {
  const fitting: PlotTick[] = [];
  let end = -Infinity;
  for (const { place, label } of ticks) {
    const text = fittingText(label, most);
    const half = textWidth(text) / 2;
    if (place * length - half < end + 8) continue;
    fitting.push({ place, label: text });
    end = place * length + half;
  }
  return fitting;
}

export interface PlotPoint {
  /** The place of its run. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The nearest point that is no further away than `most`; null for none. */
export function nearestPoint(points: readonly PlotPoint[], x: number, y: number, most: number): PlotPoint | null {
  let found: PlotPoint | null = null;
  let least = most ** 2;
  for (const point of points) {
    const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
    if (distance > least) continue;
    found = point;
    least = distance;
  }
  return found;
}

/** The point that an arrow key leads to: the next one in that direction by the order of the axis, from the first. */
export function nextPoint(points: readonly PlotPoint[], from: PlotPoint | null, key: string): PlotPoint | null {
  const alongX = key === 'ArrowRight' || key === 'ArrowLeft';
  if (!alongX && key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  // Upwards the pixels fall.
  const sorted = [...points].sort((a, b) => (alongX ? a.x - b.x || b.y - a.y : b.y - a.y || a.x - b.x));
  const at = from === null ? -1 : sorted.findIndex(({ index }) => index === from.index);
  const isBack = key === 'ArrowLeft' || key === 'ArrowDown';
  const to = at < 0 ? (isBack ? sorted.length - 1 : 0) : at + (isBack ? -1 : 1);
  return sorted[to] ?? sorted[at] ?? null;
}

/** How much of an axis the points of one value may take, so that they do not cover each other and none is taken for another's. */
export function spreadOf({ values, placeOf, kind }: PlotAxis): number {
  const places = values.map((value) => placeOf(value) ?? 0);
  const gaps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
  const least = gaps.reduce((smallest, gap) => Math.min(smallest, gap), 0.5);
  return Math.min(kind === 'text' ? 0.2 : 0.04, least * 0.6);
}

/** From −0.5 to 0.5, the same for a run every time. */
export function sideways(number: number): number {
  return ((number * 0.618_033_988_75) % 1) - 0.5;
}
