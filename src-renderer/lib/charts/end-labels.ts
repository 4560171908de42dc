// Positions the names at the ends of lines without overlap. Pure.

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
