// Edits that add a block of the palette to a model.
import { msg } from '#shared/base/message.ts';
import { endsOfBlock, type Block } from '#shared/model/blocks.ts';
import { addPart } from '#shared/model/edits/clipboard.ts';
import { edgeOf, isSameEdge, type EditResult } from '#shared/model/edits/edit.ts';
import type { GraphDocument, GraphEdge, LayerGroup, Position } from '#shared/model/graph-document.ts';

/** Adds a block without edges to the rest. @param at where its first layer, or its folded card, comes */
export function addBlock(document: GraphDocument, { name, model }: Block, at?: Position): EditResult {
  const first = endsOfBlock(model).input?.id ?? model.nodes[0]?.id;
  const isFolded = model.groups?.some(({ folded }) => folded === true) === true;
  const groups = model.groups?.map((group): LayerGroup => (at !== undefined && isFolded ? { ...group, at } : group));
  const placed = {
    ...model,
    ...(groups === undefined ? {} : { groups }),
    ...(at === undefined || isFolded || first === undefined ? {} : { layout: { [first]: at } }),
  };
  return { ...addPart(document, placed, [0, 0]), name: msg`Add the block ${name}` };
}

/**
 * Adds a block behind an output of a layer.
 * @param isInserted whether what followed that output follows the block now
 */
export function addBlockAfter(
  document: GraphDocument,
  { id, output = 0 }: { readonly id: string; readonly output?: number },
  block: Block,
  { at, isInserted }: { readonly at?: Position | undefined; readonly isInserted: boolean },
): EditResult {
  const isFollowing = (edge: GraphEdge): boolean => isInserted && edge.from === id && (edge.output ?? 0) === output;
  return joinBlock(document, block, { id, output }, document.edges.filter(isFollowing), at);
}

/** Puts a block that has one input and one output between the two ends of an edge. */
export function insertBlock(document: GraphDocument, edge: GraphEdge, block: Block): EditResult {
  if (!document.edges.some((each) => isSameEdge(each, edge))) return { refused: msg`The edge is no longer there.` };
  return joinBlock(document, block, { id: edge.from, output: edge.output ?? 0 }, [edge], undefined);
}

/** @param followed the edges that begin at the block's output now */
function joinBlock(
  document: GraphDocument,
  block: Block,
  { id, output }: { readonly id: string; readonly output: number },
  followed: readonly GraphEdge[],
  at: Position | undefined,
): EditResult {
  const { input, output: last } = endsOfBlock(block.model);
  if (input === null || (followed.length > 0 && last === null))
    return { refused: msg`The block ${block.name} does not have one input and one output.` };
  const added = addBlock(document, block, at);
  if ('refused' in added) return added;
  // The copies are in the order of the block's layers.
  const idOf = (layer: string): string => added.ids[block.model.nodes.findIndex((node) => node.id === layer)] ?? layer;
  const isFollowed = (edge: GraphEdge): boolean => followed.some((each) => isSameEdge(each, edge));
  const edges = added.document.edges.map((edge) =>
    isFollowed(edge) && last !== null ? edgeOf(idOf(last), edge.to, 0, edge.input) : edge,
  );
  return {
    ...added,
    document: { ...added.document, edges: [...edges, edgeOf(id, idOf(input.id), output, input.input)] },
  };
}
