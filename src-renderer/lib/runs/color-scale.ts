// Colours from the best value of a metric to the worst. Pure.

type Rgb = readonly [number, number, number];

function rgbOf(color: string): Rgb {
  const part = (at: number): number => parseInt(color.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/** So many colours are drawn: lines of one colour are drawn at once. */
export const scaleSteps = 24;

/**
 * @param ends the colours of the best, the middle and the worst value, as `#rrggbb`
 * @param share 0 for the best value, 1 for the worst
 */
export function scaleColor(ends: readonly [string, string, string], share: number): string {
  const at = Math.max(0, Math.min(1, share)) * 2;
  const [from, to] = at < 1 ? [rgbOf(ends[0]), rgbOf(ends[1])] : [rgbOf(ends[1]), rgbOf(ends[2])];
  const part = at < 1 ? at : at - 1;
  const mixed = from.map((value, i) => Math.round(value + ((to[i] ?? 0) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
