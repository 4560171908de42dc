// Where a new layer goes, and the edit that puts it there. Pure.
import { msg } from '#shared/base/message.ts';
import type { Block } from '#shared/model/blocks.ts';
import type { GraphDocument, Position } from '#shared/model/graph-document.ts';
import type { EditResult, NewLayer } from '#shared/model/edits/edit.ts';
import { addBlock, addBlockAfter, insertBlock } from '#shared/model/edits/blocks.ts';
import {
  addLayer,
  addLayerAfter,
  addLayerBeside,
  insertOnEdge,
  moveLayers,
  replaceLayer,
} from '#shared/model/edits/layers.ts';
import { cardGap, cardWidth } from '#renderer/lib/graph/card-size.ts';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';

/** Where a new layer goes. */
export type AddPlace =
  /** Behind a layer's output; what followed it follows the new one when it is inserted. */
  | {
      readonly kind: 'behind';
      readonly id: string;
      readonly output: number;
      readonly isInserted: boolean;
      readonly at?: Position;
    }
  | { readonly kind: 'edge'; readonly edge: EdgePicture }
  /** With the same inputs as a layer, as a branch. */
  | { readonly kind: 'beside'; readonly id: string }
  | { readonly kind: 'replace'; readonly id: string }
  | { readonly kind: 'free'; readonly at?: Position };

/** A card without a problem, and the room under it. */
const step = 52 + cardGap;

/** A layer, or a block of the palette. */
export type Addition = NewLayer | Block;

/** The edit that adds a layer or a block at a place. Pure. */
export function addAt(document: GraphDocument, place: AddPlace, layer: Addition): EditResult {
  if ('model' in layer) return addBlockAt(document, place, layer);
  switch (place.kind) {
    case 'behind':
      return addLayerAfter(document, place, layer, place);
    case 'edge':
      return withRoom(
        document,
        place.edge,
        insertOnEdge(document, place.edge.saved, layer, placeOn(document, place.edge)),
      );
    case 'beside':
      return addLayerBeside(document, place.id, layer, placeBeside(document, place.id));
    case 'replace':
      return replaceLayer(document, place.id, layer);
    case 'free':
      return addLayer(document, layer, place.at);
  }
}

function addBlockAt(document: GraphDocument, place: AddPlace, block: Block): EditResult {
  switch (place.kind) {
    case 'behind':
      return addBlockAfter(document, place, block, place);
    case 'edge':
      return insertBlock(document, place.edge.saved, block);
    case 'beside':
    case 'replace':
      return { refused: msg`A block does not replace a layer.` };
    case 'free':
      return addBlock(document, block, place.at);
  }
}

/** Where a layer comes between two of which a person placed one; undefined where the program places it. */
export function placeOn({ layout = {} }: GraphDocument, { saved: { from, to } }: EdgePicture): Position | undefined {
  const before = layout[from];
  if (before !== undefined) return [before[0], before[1] + step];
  const after = layout[to];
  return after === undefined ? undefined : [after[0], after[1]];
}

/** At the right of a layer that a person placed; undefined where the program places it. */
function placeBeside({ layout = {} }: GraphDocument, id: string): Position | undefined {
  const own = layout[id];
  return own === undefined ? undefined : [own[0] + cardWidth + cardGap, own[1]];
}

/** Pushes the layers that a person placed behind an edge down, so that a new one has room. */
export function withRoom(
  document: GraphDocument,
  { saved: { from, to } }: EdgePicture,
  result: EditResult,
): EditResult {
  if ('refused' in result) return result;
  const layout = document.layout ?? {};
  const [start, end] = [layout[from], layout[to]];
  if (end === undefined) return result;
  const missing = (start === undefined ? end[1] : start[1] + step) + step - end[1];
  if (missing <= 0) return result;
  const pushed = Object.entries(layout).filter(([id, [, y]]) => id !== from && y >= end[1]);
  const places = Object.fromEntries(pushed.map(([id, [x, y]]): [string, Position] => [id, [x, y + missing]]));
  return { ...result, document: moveLayers(result.document, places).document };
}
