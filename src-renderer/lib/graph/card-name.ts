// A layer's name on its card, which has room for about 27 letters beside an arguments' line that can be cut. Pure.
import { cardWidth } from '#renderer/lib/graph/card-size.ts';

const inset = 35;
const letterWidth = 7.25;
const summaryLetterWidth = 6.2;
/** A name of up to so many letters is whole, whatever stands before it. */
const leastLetters = 18;

/**
 * The name as it is, or with an ellipsis in the middle: names of layers differ at their ends.
 * @param summary what stands before it on the line
 */
export function nameOnCard(name: string, summary: string): string {
  const room = cardWidth - inset;
  const most = Math.floor(room / letterWidth);
  const beside = Math.floor((room - summary.length * summaryLetterWidth) / letterWidth);
  const letters = Math.min(most, Math.max(leastLetters, beside));
  if (name.length <= letters) return name;
  const start = Math.floor((letters - 1) / 2);
  return `${name.slice(0, start)}…${name.slice(start + 1 - letters)}`;
}
