// A model without some of its layers: the layers before and behind them are joined.
import type { GraphDocument, GraphEdge, LayerNode } from '#shared/model/graph-document.ts';
import type { OutputRef } from '#shared/model/model-spec.ts';
import { groupsWithout, withGroups } from '#shared/model/groups.ts';

/**
 * Takes layers out. What went into a removed layer's first input goes on to the layers behind it; a layer that applied a
 * removed one gets its arguments, and the others apply that one.
 */
export function withoutLayers(document: GraphDocument, removed: ReadonlySet<string>): GraphDocument {
  if (!document.nodes.some(({ id }) => removed.has(id))) return document;
  const firstInputs = firstInputsOf(document.edges, removed);
  const edges = document.edges.flatMap((edge) => {
    if (removed.has(edge.to)) return [];
    const source = sourceOf(edge, removed, firstInputs);
    if (source === edge) return [edge];
    return source === null ? [] : [begunAt(edge, source)];
  });
  const { layout, groups } = document;
  const kept = groups === undefined ? document : withGroups(document, groupsWithout(groups, removed));
  return {
    ...kept,
    nodes: withOwners(document.nodes, removed),
    edges,
    ...(layout === undefined
      ? {}
      : { layout: Object.fromEntries(Object.entries(layout).filter(([id]) => !removed.has(id))) }),
  };
}

/** The model as training sees it: muted layers are taken out. */
export function withoutMuted(document: GraphDocument): GraphDocument {
  return withoutLayers(document, mutedOf(document));
}

/** Where what flows along an edge comes from, through muted layers; null where nothing does. */
export function sourcesThroughMuted(document: GraphDocument): (edge: GraphEdge) => OutputRef | null {
  const muted = mutedOf(document);
  const firstInputs = firstInputsOf(document.edges, muted);
  return (edge) => {
    const source = sourceOf(edge, muted, firstInputs);
    return source === null ? null : { id: source.from, output: source.output ?? 0 };
  };
}

/** The model without the layers that no edge begins or ends at. */
export function withoutLoose(document: GraphDocument): GraphDocument {
  const joined = new Set(document.edges.flatMap(({ from, to }) => [from, to]));
  return withoutLayers(document, new Set(document.nodes.flatMap(({ id }) => (joined.has(id) ? [] : [id]))));
}

function mutedOf({ nodes }: GraphDocument): ReadonlySet<string> {
  return new Set(nodes.flatMap(({ id, muted }) => (muted === true ? [id] : [])));
}

/** The edge to the first input of each removed layer. */
function firstInputsOf(edges: readonly GraphEdge[], removed: ReadonlySet<string>): ReadonlyMap<string, GraphEdge> {
  const first = new Map<string, GraphEdge>();
  for (const edge of edges) {
    if (!removed.has(edge.to)) continue;
    const known = first.get(edge.to);
    if (known === undefined || (edge.input ?? 0) < (known.input ?? 0)) first.set(edge.to, edge);
  }
  return first;
}

/** The edge whose beginning remains; null when nothing goes into the removed layers, or they are a circle. */
function sourceOf(
  edge: GraphEdge,
  removed: ReadonlySet<string>,
  firstInputs: ReadonlyMap<string, GraphEdge>,
): GraphEdge | null {
  const seen = new Set<string>();
  let source = edge;
  while (removed.has(source.from)) {
    const before = firstInputs.get(source.from);
    if (before === undefined || seen.has(source.from)) return null;
    seen.add(source.from);
    source = before;
  }
  return source;
}

/** An edge that begins where another does. */
function begunAt({ output: _replaced, ...edge }: GraphEdge, { from, output }: GraphEdge): GraphEdge {
  return { ...edge, from, ...(output === undefined ? {} : { output }) };
}

/** The nodes that remain; where they applied a removed layer, the first of them has its arguments. */
function withOwners(nodes: readonly LayerNode[], removed: ReadonlySet<string>): LayerNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const heirs = new Map<string, string>();
  return nodes.flatMap((node) => {
    if (removed.has(node.id)) return [];
    const { layer, ...rest } = node;
    if (layer === undefined || !removed.has(layer)) return [node];
    const heir = heirs.get(layer);
    if (heir !== undefined) return [{ ...node, layer: heir }];
    heirs.set(layer, node.id);
    return [{ ...rest, config: byId.get(layer)?.config ?? node.config }];
  });
}
