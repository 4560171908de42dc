// Edits of layers: add, insert, replace, delete, mute, rename, move.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import {
  edgeOf,
  freeId,
  inputsOf,
  isGivenId,
  isSameEdge,
  newNode,
  type EditResult,
  type GraphEdit,
  type NewLayer,
} from '#shared/model/edits/edit.ts';
import type { GraphDocument, GraphEdge, LayerGroup, LayerNode, Position } from '#shared/model/graph-document.ts';
import { groupsOf, groupsRenamed, groupWith, withGroups } from '#shared/model/groups.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { linksRenamed } from '#shared/model/links.ts';
import { readLayer } from '#shared/model/read-layer.ts';
import { withoutLayers } from '#shared/model/without-layers.ts';

/** Adds a layer without edges. */
export function addLayer(document: GraphDocument, layer: NewLayer, at?: Position): GraphEdit {
  const node = newNode(layer, document);
  const nodes = [...document.nodes, node];
  return { document: placed({ ...document, nodes }, node.id, at), name: msg`Add ${node.id}`, ids: [node.id] };
}

/**
 * Adds a layer behind an output of another.
 * @param isInserted whether what followed that output follows the new layer now
 */
export function addLayerAfter(
  document: GraphDocument,
  { id, output = 0 }: { readonly id: string; readonly output?: number },
  layer: NewLayer,
  { at, isInserted = false }: { readonly at?: Position | undefined; readonly isInserted?: boolean } = {},
): EditResult {
  if (inputsOf(layer.type).most === 0) return { refused: beginsTheModel(layer.type) };
  const node = newNode(layer, document);
  const isFollowing = (edge: GraphEdge): boolean => isInserted && edge.from === id && (edge.output ?? 0) === output;
  const followers = document.edges.filter(isFollowing).map(({ to }) => to);
  const edges = document.edges.map((edge) => (isFollowing(edge) ? edgeOf(node.id, edge.to, 0, edge.input ?? 0) : edge));
  const added = {
    ...document,
    nodes: insertedAfter(document.nodes, id, node),
    edges: [...edges, edgeOf(id, node.id, output)],
  };
  const joined = joinedAmong(added, node.id, [id, ...followers]);
  return { document: placed(joined, node.id, at), name: msg`Add ${node.id} after ${id}`, ids: [node.id] };
}

/**
 * Adds a layer as a branch beside another: it takes the same inputs, as many as it has, and nothing follows it yet. One that
 * begins a model has none.
 */
export function addLayerBeside(document: GraphDocument, id: string, layer: NewLayer, at?: Position): EditResult {
  if (!document.nodes.some((node) => node.id === id)) return { refused: msg`No layer has the id "${id}".` };
  const node = newNode(layer, document);
  const { most } = inputsOf(layer.type);
  const inputs = document.edges.filter(({ to, input = 0 }) => to === id && input < most);
  const added = {
    ...document,
    nodes: insertedAfter(document.nodes, id, node),
    edges: [...document.edges, ...inputs.map((edge) => edgeOf(edge.from, node.id, edge.output, edge.input))],
  };
  return {
    document: placed(joinedAmong(added, node.id, [id]), node.id, at),
    name: msg`Add ${node.id} beside ${id}`,
    ids: [node.id],
  };
}

/** Puts a new layer, or one that is in the model, between the two ends of an edge. A layer of the model leaves its place, which is closed. */
export function insertOnEdge(
  document: GraphDocument,
  edge: GraphEdge,
  layer: NewLayer | { readonly id: string },
  at?: Position,
): EditResult {
  if ('id' in layer) return moveOntoEdge(document, edge, layer.id, at);
  if (!document.edges.some((each) => isSameEdge(each, edge))) return { refused: msg`The edge is no longer there.` };
  const { from, to, output, input } = edge;
  if (inputsOf(layer.type).most === 0) return { refused: beginsTheModel(layer.type) };
  const node = newNode(layer, document);
  const edges = [
    ...document.edges.filter((each) => !isSameEdge(each, edge)),
    edgeOf(from, node.id, output),
    edgeOf(node.id, to, 0, input),
  ];
  const added = { ...document, nodes: insertedAfter(document.nodes, from, node), edges };
  return {
    document: placed(joinedAmong(added, node.id, [from, to]), node.id, at),
    name: msg`Insert ${node.id} between ${from} and ${to}`,
    ids: [node.id],
  };
}

function moveOntoEdge(document: GraphDocument, edge: GraphEdge, id: string, at?: Position): EditResult {
  const node = document.nodes.find((each) => each.id === id);
  if (node === undefined) return { refused: msg`No layer has the id "${id}".` };
  if (inputsOf(node.type).most === 0) return { refused: beginsTheModel(node.type) };
  if (edge.from === id || edge.to === id) return { refused: msg`${id} is at that edge already.` };
  const rest = withoutLayers(document, new Set([id]));
  const { from, to, output, input } = edge;
  const edges = [
    ...rest.edges.filter((each) => !isSameEdge(each, edge)),
    edgeOf(from, id, output),
    edgeOf(id, to, 0, input),
  ];
  const moved = joinedAmong({ ...rest, nodes: insertedAfter(rest.nodes, from, node), edges }, id, [from, to]);
  return { document: placed(moved, id, at), name: msg`Move ${id} between ${from} and ${to}`, ids: [id] };
}

/** Puts another kind of layer in a layer's place. Arguments that fit it are kept, and edges that it has inputs for. */
export function replaceLayer(document: GraphDocument, id: string, { type, config = {} }: NewLayer): EditResult {
  const old = document.nodes.find((node) => node.id === id);
  if (old === undefined) return { refused: msg`No layer has the id "${id}".` };
  const { layer: _shared, ...own } = old;
  const fitting = { ...findLayer(type)?.starter, ...fittingArguments(type, old.config), ...config };
  const nodes = document.nodes.map((node) => (node === old ? { ...own, type, config: fitting } : node));
  const { most } = inputsOf(type);
  const edges = document.edges.filter((edge) => edge.to !== id || (edge.input ?? 0) < most);
  // Layers that applied the old one have no weights to share any more.
  const owned = nodes.map((node) => (node.layer === id ? { ...withoutKey(node, 'layer'), config: old.config } : node));
  const replaced = { ...document, nodes: owned, edges };
  const name = msg`Replace ${id} by ${type}`;
  if (!isGivenId(old) || type === old.type) return { document: replaced, name, ids: [id] };
  const to = freeId(type, (taken) => document.nodes.some((node) => node.id === taken));
  return { document: withId(replaced, id, to), name, ids: [to], renamed: { from: id, to } };
}

/** Deletes layers. What went into one goes on to the layers behind it. */
export function deleteLayers(document: GraphDocument, ids: readonly string[]): GraphEdit {
  return { document: withoutLayers(document, new Set(ids)), name: aboutLayers(ids, 'delete'), ids: [] };
}

/** Mutes layers, or takes that back: a muted layer is kept, but the model is as if it were not there. */
export function muteLayers(document: GraphDocument, ids: readonly string[], muted: boolean): GraphEdit {
  const nodes = document.nodes.map((node) => {
    if (!ids.includes(node.id) || (node.muted ?? false) === muted) return node;
    return muted ? { ...node, muted } : withoutKey(node, 'muted');
  });
  return { document: { ...document, nodes }, name: aboutLayers(ids, muted ? 'mute' : 'unmute'), ids };
}

/** Gives a layer another id. */
export function renameLayer(document: GraphDocument, id: string, to: string): EditResult {
  const wanted = to.trim();
  if (wanted === '' || wanted.length > 200) return { refused: msg`An id has 1 to 200 characters.` };
  if (wanted !== id && document.nodes.some((node) => node.id === wanted))
    return { refused: msg`Two layers have the id "${wanted}"; every layer needs its own.` };
  return {
    document: withId(document, id, wanted),
    name: msg`Rename ${id} to ${wanted}`,
    ids: [wanted],
    renamed: { from: id, to: wanted },
  };
}

/** Puts layers elsewhere on the canvas. */
export function moveLayers(document: GraphDocument, positions: Readonly<Record<string, Position>>): GraphEdit {
  const ids = Object.keys(positions);
  return {
    document: { ...document, layout: { ...document.layout, ...positions } },
    name: aboutLayers(ids, 'move'),
    ids,
  };
}

/** Forgets where a person put the layers and the groups: the program lays them out again. */
export function arrangeLayers({ layout: _forgotten, ...document }: GraphDocument): GraphEdit {
  const { groups } = document;
  if (groups === undefined) return { document, name: msg`Arrange all layers`, ids: [] };
  const unplaced = groups.map(({ at: _at, ...group }) => group as LayerGroup);
  return { document: withGroups(document, unplaced), name: msg`Arrange all layers`, ids: [] };
}

function beginsTheModel(type: string): Message {
  return msg`${type} begins a model; it has no input.`;
}

const names = {
  delete: [(id: string) => msg`Delete ${id}`, (count: Message) => msg`Delete ${count}`],
  mute: [(id: string) => msg`Mute ${id}`, (count: Message) => msg`Mute ${count}`],
  unmute: [(id: string) => msg`Unmute ${id}`, (count: Message) => msg`Unmute ${count}`],
  move: [(id: string) => msg`Move ${id}`, (count: Message) => msg`Move ${count}`],
} as const;

function aboutLayers(ids: readonly string[], what: keyof typeof names): Message {
  const [one, several] = names[what];
  const [id] = ids;
  return id !== undefined && ids.length === 1 ? one(id) : several(countOf(ids.length, '{0} layer', '{0} layers'));
}

function placed(document: GraphDocument, id: string, at: Position | undefined): GraphDocument {
  return at === undefined ? document : { ...document, layout: { ...document.layout, [id]: at } };
}

/** A new layer is in the group of its neighbours, when all are in one; at the end of a folded group, it is outside, in sight. */
function joinedAmong(document: GraphDocument, id: string, neighbours: readonly string[]): GraphDocument {
  if (document.groups === undefined) return document;
  const groups = groupsOf(document);
  const [first = ''] = neighbours;
  const group = groupWith(groups, first);
  if (group === undefined || !neighbours.every((each) => group.layers.includes(each))) return document;
  if (group.folded === true && neighbours.length === 1) return document;
  const joined = { ...group, layers: [...group.layers, id] };
  return withGroups(
    document,
    groups.map((each) => (each === group ? joined : each)),
  );
}

/** Files list layers in the order of the model. */
function insertedAfter(nodes: readonly LayerNode[], id: string, node: LayerNode): LayerNode[] {
  const place = nodes.findIndex((each) => each.id === id);
  return place === -1 ? [...nodes, node] : nodes.toSpliced(place + 1, 0, node);
}

function withId(document: GraphDocument, from: string, to: string): GraphDocument {
  if (from === to) return document;
  const renamed = (id: string): string => (id === from ? to : id);
  const { layout, groups } = document;
  return {
    ...(groups === undefined ? document : withGroups(document, groupsRenamed(groups, renamed))),
    nodes: document.nodes.map((node) => {
      const linked = linksRenamed(node, renamed);
      if (node.id === from) return { ...linked, id: to };
      return node.layer === from ? { ...linked, layer: to } : linked;
    }),
    edges: document.edges.map((edge) =>
      edge.from === from || edge.to === from ? { ...edge, from: renamed(edge.from), to: renamed(edge.to) } : edge,
    ),
    ...(layout === undefined
      ? {}
      : { layout: Object.fromEntries(Object.entries(layout).map(([id, at]) => [renamed(id), at])) }),
  };
}

function withoutKey<Key extends 'layer' | 'muted'>(node: LayerNode, key: Key): LayerNode {
  const { [key]: _gone, ...rest } = node;
  // The two keys may be left out.
  return rest as LayerNode;
}

/** Those of a layer's arguments that a layer of another type has too, with values that it takes. */
function fittingArguments(type: string, config: LayerNode['config']): LayerNode['config'] {
  const definition = findLayer(type);
  if (definition === undefined) return config;
  return Object.fromEntries(
    Object.entries(config).filter(([name, value]) => {
      const { problems } = readLayer(definition, { ...definition.starter, [name]: value });
      return !problems.some(({ path }) => path.split('.')[0] === name);
    }),
  );
}
