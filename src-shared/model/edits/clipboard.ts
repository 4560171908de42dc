// Layers and notes as text: copied from one model, pasted into another, of this window or another.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { freeId, type EditResult, type GraphEdit } from '#shared/model/edits/edit.ts';
import { arrangeLayers } from '#shared/model/edits/layers.ts';
import { addNotes, countParts, notesOf } from '#shared/model/edits/notes.ts';
import {
  graphDocumentSchema,
  type GraphDocument,
  type LayerGroup,
  type LayerNode,
  type Position,
} from '#shared/model/graph-document.ts';
import { linksRenamed } from '#shared/model/links.ts';
import { groupsOf, groupsRenamed, withGroups } from '#shared/model/groups.ts';

/** The largest text that is read, in characters. */
const longestText = 10_000_000;

/** Copied layers, a model, or a whole experiment. */
const pastedSchema = z.union([
  graphDocumentSchema,
  z.object({ model: graphDocumentSchema }).transform(({ model }) => model),
]);

/**
 * The layers with the edges between them, and the groups whose layers are all copied, as JSON. A layer that applies one that is
 * not copied has its arguments.
 * @param notes the ids of notes that are copied with them
 */
export function copyLayers(document: GraphDocument, ids: readonly string[], notes: readonly string[] = []): string {
  return JSON.stringify(partOf(document, ids, notes), null, 2);
}

/** The same layers and notes once more, with new ids: whole groups as new groups, a part of a group in the same one. */
export function duplicateLayers(
  document: GraphDocument,
  ids: readonly string[],
  offset: Position,
  notes: readonly string[] = [],
): GraphEdit {
  const part = partOf(document, ids, notes);
  const edit = addPart(document, part, offset);
  const whole = new Set(part.groups?.map(({ id }) => id));
  // The copies are in the order of what was copied.
  const copies = new Map(part.nodes.map(({ id }, i) => [id, edit.ids[i] ?? id]));
  const groups = groupsOf(edit.document).map((group) => {
    const copied = whole.has(group.id) ? [] : group.layers.flatMap((id) => copies.get(id) ?? []);
    return copied.length === 0 ? group : { ...group, layers: [...group.layers, ...copied] };
  });
  const joined = document.groups === undefined ? edit.document : withGroups(edit.document, groups);
  return { ...edit, document: joined, name: msg`Duplicate ${countParts(edit.ids.length, edit.notes?.length ?? 0)}` };
}

/**
 * Adds copied layers and notes, or all layers of a model or an experiment file.
 * @param at where the upper left one of them comes; when left out, layers are laid out by the program
 */
export function pasteLayers(document: GraphDocument, text: string, at?: Position): EditResult {
  if (text.length > longestText)
    return { refused: msg`The text is too long: ${text.length.toLocaleString('en-US')} characters.` };
  const pasted = readLayers(text);
  if (pasted === null || pasted.nodes.length + notesOf(pasted).length === 0)
    return { refused: msg`The text contains no layers.` };
  return pasteGraph(document, pasted, at);
}

/** Adds all layers of another model, as `pasteLayers` does. */
export function pasteGraph(document: GraphDocument, pasted: GraphDocument, at?: Position): GraphEdit {
  const offset = at === undefined ? null : offsetTo(pasted, at);
  const edit = addPart(document, offset === null ? arrangeLayers(pasted).document : pasted, offset ?? [0, 0]);
  return { ...edit, name: msg`Paste ${countParts(edit.ids.length, edit.notes?.length ?? 0)}` };
}

/** Null when the text is no JSON of layers. */
function readLayers(text: string): GraphDocument | null {
  try {
    return pastedSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Some layers with the edges between them, their places, the groups whose layers all are among them, and some notes. */
export function partOf(
  document: GraphDocument,
  ids: readonly string[],
  noteIds: readonly string[] = [],
): GraphDocument {
  const chosen = new Set(ids);
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const nodes = document.nodes
    .filter(({ id }) => chosen.has(id))
    .map((node): LayerNode => {
      const { layer, ...rest } = node;
      const own =
        layer === undefined || chosen.has(layer) ? node : { ...rest, config: byId.get(layer)?.config ?? node.config };
      return linksRenamed(own, (id) => (chosen.has(id) ? id : null));
    });
  const layout = Object.entries(document.layout ?? {}).filter(([id]) => chosen.has(id));
  const groups = groupsOf(document).filter(({ layers }) => layers.every((id) => chosen.has(id)));
  const notes = notesOf(document).filter(({ id }) => noteIds.includes(id));
  return {
    nodes,
    edges: document.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    ...(layout.length === 0 ? {} : { layout: Object.fromEntries(layout) }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** Adds the layers and notes of another model, with ids that are free; `ids` are the layers' in the order of its nodes. */
export function addPart(document: GraphDocument, part: GraphDocument, [right, down]: Position): GraphEdit {
  const taken = new Set(document.nodes.map(({ id }) => id));
  const ids = new Map<string, string>();
  for (const { id, type } of part.nodes) {
    if (ids.has(id)) continue;
    const given = taken.has(id) ? freeId(type, (each) => taken.has(each)) : id;
    taken.add(given);
    ids.set(id, given);
  }
  const nodes = part.nodes.map((node) => ({
    ...linksRenamed(node, (id) => ids.get(id) ?? null),
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
  const together = { ...document, nodes: [...document.nodes, ...nodes], edges: [...document.edges, ...edges] };
  const groups = addedGroups(document, part, (id) => ids.get(id) ?? id, [right, down]);
  const joined = groups.length === 0 ? together : withGroups(together, [...groupsOf(document), ...groups]);
  const placed =
    moved.length === 0 ? joined : { ...joined, layout: { ...document.layout, ...Object.fromEntries(moved) } };
  const noted = addNotes(placed, notesOf(part), [right, down]);
  return { ...noted, name: msg`Add layers`, ids: [...ids.values()] };
}

/** The groups of copied layers, with ids that are free. */
function addedGroups(
  document: GraphDocument,
  part: GraphDocument,
  renamed: (id: string) => string,
  [right, down]: Position,
): LayerGroup[] {
  const taken = new Set(groupsOf(document).map(({ id }) => id));
  return groupsRenamed(groupsOf(part), renamed).map(({ at, ...group }) => {
    const id = taken.has(group.id) ? freeId('Group', (each) => taken.has(each)) : group.id;
    taken.add(id);
    // What else is known of it is kept.
    return { ...group, id, ...(at === undefined ? {} : { at: [at[0] + right, at[1] + down] }) };
  });
}

/** How far the layers move so that their upper left corner comes to a place; null when none has a place. */
function offsetTo({ layout = {}, groups = [], notes = [] }: GraphDocument, [x, y]: Position): Position | null {
  const cards = [...groups, ...notes];
  const places = [...Object.values(layout), ...cards.flatMap(({ at }) => (at === undefined ? [] : [at]))];
  if (places.length === 0) return null;
  return [x - Math.min(...places.map(([left]) => left)), y - Math.min(...places.map(([, top]) => top))];
}
