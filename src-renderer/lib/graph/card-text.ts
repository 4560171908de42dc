// What a screen reader says of a card. Pure.
import type { Messages } from '#renderer/locales/en.ts';
import type { Sentence } from '#shared/base/message.ts';
import { problemMessage } from '#shared/base/problem.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { groupBy } from '#renderer/lib/graph/group-by.ts';
import type { Card, CanvasPicture } from '#renderer/lib/graph/group-picture.ts';

interface Language {
  readonly words: Messages['graph'];
  readonly say: (text: Sentence) => string;
  readonly shape: (shape: Shape) => string;
}

export interface CardText {
  readonly label: string;
  readonly role: string;
}

/** The texts of all cards, by their ids. */
export function cardTexts({ cards, edges, frames }: CanvasPicture, language: Language): ReadonlyMap<string, CardText> {
  const into = groupBy(edges, ({ to }) => to);
  return new Map(
    cards.map((card) => {
      const before = (into.get(card.id) ?? []).map(({ saved }) => saved.from);
      const group = frames.find((frame) => frame.group.layers.includes(card.id))?.group.name ?? null;
      return [card.id, cardText(card, before, group, language)];
    }),
  );
}

function cardText(
  card: Card,
  before: readonly string[],
  group: string | null,
  { words, say, shape }: Language,
): CardText {
  const shapes = card.outputShapes?.map(shape).join(', ') ?? null;
  const said = card.problems.map((problem) => say(problemMessage(problem)));
  if (card.kind === 'group') {
    const { name, layers } = card.group;
    return { label: words.groupCard(name, layers.length, shapes, before, said), role: words.groupRole };
  }
  return { label: words.card(card.type, card.id, say(card.summary), shapes, before, said, group), role: words.layer };
}
