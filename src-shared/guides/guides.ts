// The guided experiments, in the order of the tutorial.
import { convGru } from '#shared/guides/conv-gru.ts';
import { dilated } from '#shared/guides/dilated.ts';
import type { Guide } from '#shared/guides/guide.ts';
import { imdbConv1d } from '#shared/guides/imdb-conv1d.ts';
import { order } from '#shared/guides/order.ts';
import { weatherConvnet } from '#shared/guides/weather-convnet.ts';

/** All guides, in their order. */
export const guides: readonly Guide[] = [imdbConv1d, weatherConvnet, convGru, dilated, order];

/** The guide of that id; undefined when there is none. */
export function findGuide(id: string): Guide | undefined {
  return guides.find((guide) => guide.id === id);
}
