// Edits of edges: connect and disconnect.
import { countOf, msg } from '#shared/base/message.ts';
import {
  edgeOf,
  inputsOf,
  isSameEdge,
  layersBehind,
  type EditResult,
  type GraphEdit,
} from '#shared/model/edits/edit.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import type { LayerInputs } from '#shared/model/layer-rules/layer-definition.ts';
import type { GraphDocument, GraphEdge } from '#shared/model/graph-document.ts';

/** The ends of an edge that is to be. */
export interface NewEdge {
  readonly from: string;
  readonly output?: number;
  readonly to: string;
  /** The input that it ends at; when left out, the first that is free, or the only one. */
  readonly input?: number;
}

/** Connects two layers. An edge that ended at the same input is taken away. */
export function connect(document: GraphDocument, { from, output = 0, to, input }: NewEdge): EditResult {
  const [source, target] = [from, to].map((id) => document.nodes.find((node) => node.id === id));
  if (source === undefined) return { refused: msg`No layer has the id "${from}".` };
  if (target === undefined) return { refused: msg`No layer has the id "${to}".` };
  const { least, most } = inputsOf(target.type);
  if (most === 0) return { refused: msg`${nameOf(target)} begins the model; it has no input.` };
  if (from === to || layersBehind(document, to).has(from))
    return { refused: msg`${nameOf(target)} feeds ${nameOf(source)}: they would feed each other in a circle.` };
  const place = input ?? freeInput(document, to, { least, most });
  if (place === null || place >= most) {
    const has = countOf(most, '{0} input', '{0} inputs');
    return { refused: msg`${nameOf(target)} has ${has}, and each has its edge.` };
  }
  const edge = edgeOf(from, to, output, place);
  if (document.edges.some((each) => isSameEdge(each, edge)))
    return { refused: msg`${nameOf(source)} is joined to ${nameOf(target)} already.` };
  const edges = document.edges.filter((each) => each.to !== to || (each.input ?? 0) !== place);
  return {
    document: { ...document, edges: [...edges, edge] },
    name: msg`Connect ${from} to ${to}`,
    ids: [to],
  };
}

/** Takes edges away. */
export function disconnect(document: GraphDocument, edges: readonly GraphEdge[]): GraphEdit {
  const [first] = edges;
  const name =
    first !== undefined && edges.length === 1
      ? msg`Cut the edge from ${first.from} to ${first.to}`
      : msg`Cut ${countOf(edges.length, '{0} edge', '{0} edges')}`;
  const isCut = (edge: GraphEdge): boolean => edges.some((each) => isSameEdge(each, edge));
  return { document: { ...document, edges: document.edges.filter((edge) => !isCut(edge)) }, name, ids: [] };
}

/**
 * The first input that no edge ends at; null when each has one. An input that may be left out, such as a recurrent layer's
 * initial state, has to be asked for: instead of it, it is the only input that a layer needs.
 */
function freeInput({ edges }: GraphDocument, to: string, { least, most }: Omit<LayerInputs, 'names'>): number | null {
  const taken = new Set(edges.flatMap((edge) => (edge.to === to ? [edge.input ?? 0] : [])));
  const needed = most === Infinity ? taken.size + 1 : least;
  for (let input = 0; input < needed; input++) if (!taken.has(input)) return input;
  return least <= 1 ? 0 : null;
}
