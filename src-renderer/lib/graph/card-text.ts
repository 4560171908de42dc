// What a screen reader says of a card. Pure.
import type { Messages } from '#renderer/locales/en.ts';
import type { Sentence } from '#shared/base/message.ts';
import { problemMessage } from '#shared/base/problem.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import type { Card, CanvasPicture } from '#renderer/lib/graph/group-picture.ts';

interface Language {
  readonly words: Messages['graph'];
  readonly say: (text: Sentence) => string;
  readonly shape: (shape: Shape) => string;
}

export function cardText(
  card: Card,
  { edges, frames }: CanvasPicture,
  { words, say, shape }: Language,
): { label: string; role: string } {
  const shapes = card.outputShapes?.map(shape).join(', ') ?? null;
  const before = edges.filter(({ to }) => to === card.id).map(({ saved }) => saved.from);
  const said = card.problems.map((problem) => say(problemMessage(problem)));
  if (card.kind === 'group') {
    const { name, layers } = card.group;
    return { label: words.groupCard(name, layers.length, shapes, before, said), role: words.groupRole };
  }
  const group = frames.find((frame) => frame.group.layers.includes(card.id))?.group.name ?? null;
  return { label: words.card(card.type, card.id, say(card.summary), shapes, before, said, group), role: words.layer };
}
