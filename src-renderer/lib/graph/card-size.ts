// How large a layer's card is, known before it is drawn: layout and edges need no measuring.
import type { CardPicture, Port } from '#renderer/lib/graph/graph-picture.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const cardWidth = 232;
const plainHeight = 52;
/** Two lines of a problem's sentence. */
const problemHeight = 46;
/** A card that nothing is joined to yet, which is a problem. */
export const newCardSize: Size = { width: cardWidth, height: plainHeight + problemHeight };
/** Between the cards of a chain: room for the shape's label. */
export const cardGap = 40;

/** A line of the names that a person gave a folded group's ports. */
export const portNamesHeight = 16;

type Sized = Pick<CardPicture, 'problems'> & { readonly kind: 'layer' | 'group' } & Pick<
    CardPicture,
    'inputs' | 'outputs'
  >;

export function cardSize({ kind, problems, inputs, outputs }: Sized): Size {
  const named = kind === 'group' ? [inputs, outputs].filter((ports) => ports.some(({ name }) => name !== null)) : [];
  const height = plainHeight + named.length * portNamesHeight + (problems.length > 0 ? problemHeight : 0);
  return { width: cardWidth, height };
}

/** The x of each port on its card: those in use or required spread evenly, so that a chain is straight; the others at the right. */
export function portXs(ports: readonly Pick<Port, 'isUsed' | 'isOptional'>[]): readonly number[] {
  const isAside = ports.map(({ isUsed, isOptional }) => isOptional && !isUsed);
  const main = isAside.filter((aside) => !aside).length;
  let [placed, aside] = [0, isAside.length - main];
  return isAside.map((isBeside) => {
    if (isBeside) return cardWidth - 20 * aside--;
    return Math.round((cardWidth * ++placed) / (main + 1));
  });
}
