// Positions the names at the ends of lines, and the labels of levels, without overlap. Pure.

/** A rectangle on the chart, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

/**
 * The first of the boxes that covers least of what is written already; among equal ones, of the curves.
 * @param crossings how much the curves overlap a box
 */
export function clearestBox(
  boxes: readonly Box[],
  written: readonly Box[],
  crossings: (box: Box) => number,
): Box | undefined {
  let best: { box: Box; covered: number; crossed: number } | undefined;
  for (const box of boxes) {
    const covered = written.reduce((sum, one) => sum + overlap(box, one), 0);
    const crossed = crossings(box);
    const isBetter = !best || covered < best.covered || (covered === best.covered && crossed < best.crossed);
    if (isBetter) best = { box, covered, crossed };
  }
  return best?.box;
}

/**
 * Moves positions apart until each is `gap` below the one above, and all are between `top` and `bottom` if they fit.
 * @returns one position for each given one, in the same order
 */
export function spreadPlaces(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const places = [...wanted];
  let least = top;
  for (const index of order) {
    places[index] = Math.max(places[index] ?? 0, least);
    least = (places[index] ?? 0) + gap;
  }
  let most = bottom;
  for (const index of order.reverse()) {
    places[index] = Math.min(places[index] ?? 0, most);
    most = (places[index] ?? 0) - gap;
  }
  return places;
}

/** The text, shortened with an ellipsis if wider than `most`. */
export function fittingText(text: string, most: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= most) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && widthOf(`${letters.join('').trimEnd()}…`) > most) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
