// What flows along an edge: it decides the colour of ports and edges.
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { findLayer, isInput } from '#shared/model/layer-catalogue.ts';
import type { Shape } from '#shared/model/model-spec.ts';

/** `words`: word numbers for an Embedding; `other`: a number for each sample, or more axes than a sequence has. */
export type Flow = 'words' | 'sequence' | 'vector' | 'other' | 'unknown';

/** The ids of the Inputs that an embedding reads. */
export function wordInputs({ nodes, edges }: GraphDocument): ReadonlySet<string> {
  const types = new Map(nodes.map(({ id, type }) => [id, type]));
  const read = edges.filter(
    ({ from, to }) => isInput(types.get(from) ?? '') && findLayer(types.get(to) ?? '')?.vocabulary !== undefined,
  );
  return new Set(read.map(({ from }) => from));
}

export function flowOf(shape: Shape | null, isWords: boolean): Flow {
  if (shape === null) return 'unknown';
  if (isWords) return 'words';
  if (shape.length === 2) return 'sequence';
  return shape.length === 1 ? 'vector' : 'other';
}
