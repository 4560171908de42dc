// Layers as text: copied from one model, pasted into another, of this window or another.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import { freeId, type EditResult, type GraphEdit } from '#shared/model/edits/edit.ts';
import {
  graphDocumentSchema,
  type GraphDocument,
  type LayerNode,
  type Position,
} from '#shared/model/graph-document.ts';

/** The largest text that is read, in characters. */
const longestText = 10_000_000;

/** Copied layers, a model, or a whole experiment. */
const pastedSchema = z.union([
  graphDocumentSchema,
  z.object({ model: graphDocumentSchema }).transform(({ model }) => model),
]);

/** The layers with the edges between them, as JSON. A layer that applies one that is not copied has its arguments. */
export function copyLayers(document: GraphDocument, ids: readonly string[]): string {
  const { nodes, edges, layout } = partOf(document, ids);
  return JSON.stringify({ nodes, edges, ...(layout === undefined ? {} : { layout }) }, null, 2);
}

/** The same layers once more, with new ids. */
export function duplicateLayers(document: GraphDocument, ids: readonly string[], offset: Position): GraphEdit {
  const edit = added(document, partOf(document, ids), offset);
  return { ...edit, name: msg`Duplicate ${countOf(edit.ids.length, '{0} layer', '{0} layers')}` };
}

/**
 * Adds copied layers, or all layers of a model or an experiment file.
 * @param at where the upper left one of them comes; when left out, they are laid out by the program
 */
export function pasteLayers(document: GraphDocument, text: string, at?: Position): EditResult {
  if (text.length > longestText)
    return { refused: msg`The text is too long: ${text.length.toLocaleString('en-US')} characters.` };
  const pasted = readLayers(text);
  if (pasted === null || pasted.nodes.length === 0) return { refused: msg`The text contains no layers.` };
  return pasteGraph(document, pasted, at);
}

/** Adds all layers of another model, as `pasteLayers` does. */
export function pasteGraph(document: GraphDocument, pasted: GraphDocument, at?: Position): GraphEdit {
  const offset = at === undefined ? null : offsetTo(pasted, at);
  const { layout: _unplaced, ...bare } = pasted;
  const edit = added(document, offset === null ? bare : pasted, offset ?? [0, 0]);
  return { ...edit, name: msg`Paste ${countOf(edit.ids.length, '{0} layer', '{0} layers')}` };
}

/** Null when the text is no JSON of layers. */
function readLayers(text: string): GraphDocument | null {
  try {
    return pastedSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function partOf(document: GraphDocument, ids: readonly string[]): GraphDocument {
  const chosen = new Set(ids);
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const nodes = document.nodes
    .filter(({ id }) => chosen.has(id))
    .map((node): LayerNode => {
      const { layer, ...rest } = node;
      if (layer === undefined || chosen.has(layer)) return node;
      return { ...rest, config: byId.get(layer)?.config ?? node.config };
    });
  const layout = Object.entries(document.layout ?? {}).filter(([id]) => chosen.has(id));
  return {
    nodes,
    edges: document.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    ...(layout.length === 0 ? {} : { layout: Object.fromEntries(layout) }),
  };
}

function added(document: GraphDocument, part: GraphDocument, [right, down]: Position): GraphEdit {
  const taken = new Set(document.nodes.map(({ id }) => id));
  const ids = new Map<string, string>();
  for (const { id, type } of part.nodes) {
    if (ids.has(id)) continue;
    const given = taken.has(id) ? freeId(type, (each) => taken.has(each)) : id;
    taken.add(given);
    ids.set(id, given);
  }
  const nodes = part.nodes.map((node) => ({
    ...node,
    id: ids.get(node.id) ?? node.id,
    ...(node.layer === undefined ? {} : { layer: ids.get(node.layer) ?? node.layer }),
  }));
  const edges = part.edges.map((edge) => ({
    ...edge,
    from: ids.get(edge.from) ?? edge.from,
    to: ids.get(edge.to) ?? edge.to,
  }));
  const moved = Object.entries(part.layout ?? {}).map(([id, [x, y]]): [string, Position] => [
    ids.get(id) ?? id,
    [x + right, y + down],
  ]);
  const joined = { ...document, nodes: [...document.nodes, ...nodes], edges: [...document.edges, ...edges] };
  return {
    document: moved.length === 0 ? joined : { ...joined, layout: { ...document.layout, ...Object.fromEntries(moved) } },
    name: msg`Add layers`,
    ids: [...ids.values()],
  };
}

/** How far the layers move so that their upper left corner comes to a place; null when none has a place. */
function offsetTo({ layout = {} }: GraphDocument, [x, y]: Position): Position | null {
  const places = Object.values(layout);
  if (places.length === 0) return null;
  return [x - Math.min(...places.map(([left]) => left)), y - Math.min(...places.map(([, top]) => top))];
}
