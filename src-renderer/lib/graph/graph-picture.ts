// A model as it is drawn: layers with their ports and problems, and edges with their shapes. Pure.
import { groupBy } from '#renderer/lib/graph/group-by.ts';
import type { Sentence } from '#shared/base/message.ts';
import type { Problem } from '#shared/base/problem.ts';
import { edgeOf } from '#shared/model/edits/edit.ts';
import type { GraphDocument, GraphEdge, LayerNode } from '#shared/model/graph-document.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { sourcesThroughMuted } from '#shared/model/without-layers.ts';
import { layerSummary } from '#shared/model/layer-summary.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { flowOf, wordInputs, type Flow } from '#renderer/lib/graph/flow.ts';

/** A layer's inputs or outputs on its card. */
export interface Port {
  /** Counted from 0. */
  readonly index: number;
  /** What Keras calls it (`query`), where several differ. */
  readonly name: string | null;
  readonly flow: Flow;
  readonly isUsed: boolean;
  /** The layer works without it. */
  readonly isOptional: boolean;
}

/** What a layer's card has in common with a folded group's. */
export interface CardPicture {
  readonly id: string;
  /** Null while unknown. */
  readonly parameters: number | null;
  readonly outputShapes: readonly Shape[] | null;
  readonly problems: readonly Problem[];
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** A layer on the canvas. */
export interface LayerPicture extends CardPicture {
  readonly kind: 'layer';
  readonly type: string;
  readonly isKnown: boolean;
  readonly isMuted: boolean;
  /** Whether it uses the weights of another layer. */
  readonly sharesWith: string | null;
  readonly summary: Sentence;
}

/** An edge on the canvas. Its ends are cards and their ports: where a group is folded, others than the file's. */
export interface EdgePicture {
  readonly id: string;
  /** The edge as the file has it. */
  readonly saved: GraphEdge;
  readonly from: string;
  readonly to: string;
  readonly output: number;
  readonly input: number;
  readonly shape: Shape | null;
  readonly flow: Flow;
}

export interface GraphPicture {
  readonly layers: readonly LayerPicture[];
  readonly edges: readonly EdgePicture[];
}

/** What is read of a check. */
export interface Checked {
  readonly layers: readonly {
    readonly id: string;
    readonly outputShapes: readonly Shape[];
    readonly parameters: number;
  }[];
  readonly problems: readonly Problem[];
}

/** A layer takes no more inputs than this from a picture's ports, whatever its file says. */
const mostPorts = 64;

function inputCount(node: LayerNode, edges: readonly EdgePicture[]): number {
  const limits = findLayer(node.type)?.inputs ?? { least: 1, most: 1 };
  const used = edges.reduce((most, { input }) => Math.max(most, input + 1), 0);
  // A layer with any number of inputs always has a free one.
  const offered = limits.most === Infinity ? used + 1 : Math.max(limits.least, Math.min(limits.most, used + 1));
  return Math.min(mostPorts, Math.max(limits.least, offered, used));
}

function portsOf(count: number, make: (index: number) => Omit<Port, 'index'>): Port[] {
  return Array.from({ length: count }, (_, index) => ({ index, ...make(index) }));
}

/** Draws what can be drawn of a model, valid or not: of two layers with one id the first, and edges between layers only. */
export function pictureGraph(document: GraphDocument, checked: Checked | null): GraphPicture {
  const words = wordInputs(document);
  const rows = new Map((checked?.layers ?? []).map((layer) => [layer.id, layer]));
  const nodes = new Map<string, LayerNode>();
  for (const node of document.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const edges: EdgePicture[] = [];
  const sourceOf = sourcesThroughMuted(document);
  const taken = new Map<string, number>();
  for (const { from, to, output = 0, input = 0 } of document.edges) {
    if (!nodes.has(from) || !nodes.has(to)) continue;
    const source = sourceOf({ from, to, output, input });
    const shape = source === null ? null : (rows.get(source.id)?.outputShapes[source.output] ?? null);
    const name = `${from}:${output}>${to}:${input}`;
    const times = taken.get(name) ?? 0;
    taken.set(name, times + 1);
    const id = times === 0 ? name : `${name}#${times}`;
    edges.push({
      id,
      saved: edgeOf(from, to, output, input),
      from,
      to,
      output,
      input,
      shape,
      flow: flowOf(shape, words.has(source?.id ?? from)),
    });
  }
  const [into, outOf] = [groupBy(edges, ({ to }) => to), groupBy(edges, ({ from }) => from)];
  const problems = groupBy(checked?.problems ?? [], ({ nodeId }) => nodeId);
  const layers = [...nodes.values()].map((node): LayerPicture => {
    const definition = findLayer(node.type);
    const row = rows.get(node.id);
    const own = into.get(node.id) ?? [];
    const others = outOf.get(node.id) ?? [];
    const shapes = row?.outputShapes ?? null;
    const outputs = Math.max(1, shapes?.length ?? 1, ...others.map(({ output }) => output + 1));
    return {
      kind: 'layer',
      id: node.id,
      type: node.type,
      isKnown: definition !== undefined,
      isMuted: node.muted === true,
      sharesWith: node.layer ?? null,
      summary: layerSummary(node.type, node.config),
      parameters: row?.parameters ?? null,
      outputShapes: shapes,
      problems: problems.get(node.id) ?? [],
      inputs: portsOf(inputCount(node, own), (index) => {
        const edge = own.find(({ input }) => input === index);
        const name = definition?.inputs?.names?.[index] ?? null;
        const isOptional = index >= (definition?.inputs?.least ?? 1);
        return { name, flow: edge?.flow ?? 'unknown', isUsed: edge !== undefined, isOptional };
      }),
      outputs: portsOf(Math.min(outputs, mostPorts), (index) => ({
        name: null,
        flow:
          others.find(({ output }) => output === index)?.flow ?? flowOf(shapes?.[index] ?? null, words.has(node.id)),
        isUsed: others.some(({ output }) => output === index),
        isOptional: index > 0,
      })),
    };
  });
  return { layers, edges };
}
