// A model with its weights as one TensorFlow graph that any program can run: traced at inference, the weights constants, the batch
// size free.
import type { BatchArray } from '#shared/data/samples.ts';
import { firstOutput, type ModelSpec } from '#shared/model/model-spec.ts';
import { withFreeBatch } from '#main/training/step/graph/free-batch.ts';
import { dataTypes, nodeName, type Graph, type GraphNode } from '#main/training/step/graph/graph-builder.ts';
import { fetchOf } from '#main/training/step/graph/graph-variables.ts';
import type { Signature, SignaturePort } from '#main/training/step/graph/saved-model.ts';
import { typeOfValues, type TensorFlowBackend } from '#main/training/step/graph/tensorflow-binding.ts';
import { feeds, traceStep } from '#main/training/step/graph/trace.ts';
import type { StepState } from '#main/training/step/step-state.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';

/** What the model takes: a sample's shape of each Input, without the batch axis. */
export interface SampleInput {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
}

/** The model that is recorded. */
export interface InferenceModel {
  /** Holds the weights. */
  readonly state: StepState;
  readonly spec: ModelSpec;
  /** What its Inputs and outputs are called in the signature, by their ids: names that Python takes. */
  readonly names: ReadonlyMap<string, string>;
}

export interface InferenceGraph {
  readonly graph: Graph;
  /** In the order of the model's. */
  readonly signature: Signature;
}

/** Small, and none is a size that TensorFlow treats in another way, as 1 is. */
const batches = [3, 5, 7] as const;

/**
 * Computes three small batches to record them.
 * @param inputs in the order of the model's
 * @throws AppError `invalid-experiment` where the graph depends on the batch size in another way
 */
export function inferenceGraph(
  backend: TensorFlowBackend,
  { state, spec, names }: InferenceModel,
  inputs: readonly SampleInput[],
  weights: readonly NamedArray[],
): InferenceGraph {
  const recorded = batches.map((batch) => {
    const given = inputs.map((input) => zeros(input, batch));
    const options = { kind: 'predict', xla: false, threads: 1, sharesConstants: false } as const;
    return { batch, graph: traceStep(backend, state, options, { inputs: given, targets: [] }) };
  });
  const numbered = recorded.map(({ batch, graph: { nodes, functions, results } }) => {
    const named = renumbered(needed(withWeights(nodes, weights), [...results, ...placeholders(inputs)]));
    return { batch, graph: { functions, nodes: named.nodes }, results: results.map((name) => named.nameOf(name)) };
  });
  const [first, second, third] = numbered;
  if (first === undefined || second === undefined || third === undefined) throw new Error('Nothing was recorded.');
  const { results } = first;
  const graph = withFreeBatch([first, second, third]);
  const shapeOf = (id: string): number[] => {
    const layer = spec.layers.find((each) => each.id === id);
    return [-1, ...(layer === undefined ? [] : firstOutput(layer)).map((size) => size ?? -1)];
  };
  const signature: Signature = {
    inputs: spec.inputs.map((id, place): SignaturePort => {
      const { shape = [], dtype = 'float32' } = inputs[place] ?? {};
      return {
        name: names.get(id) ?? id,
        tensor: `${feeds.input(place)}:0`,
        type: dataTypes[dtype],
        shape: [-1, ...shape],
      };
    }),
    outputs: spec.outputs.map((id, place): SignaturePort => {
      return {
        name: names.get(id) ?? id,
        tensor: `${results[place] ?? ''}:0`,
        type: dataTypes.float32,
        shape: shapeOf(id),
      };
    }),
  };
  return { graph, signature };
}

function placeholders(inputs: readonly SampleInput[]): string[] {
  return inputs.map((_, place) => feeds.input(place));
}

function zeros({ shape, dtype }: SampleInput, batch: number): BatchArray {
  const size = shape.reduce((product, one) => product * one, batch);
  const values = dtype === 'int32' ? new Int32Array(size) : new Float32Array(size);
  return { values, shape: [batch, ...shape] };
}

/** The nodes that read variables become constants. */
function withWeights(nodes: readonly GraphNode[], weights: readonly NamedArray[]): GraphNode[] {
  const byNode = new Map(weights.map((weight, place) => [fetchOf(place), weight]));
  return nodes.map((node) => {
    const weight = byNode.get(node.name);
    if (weight === undefined) return node;
    const { values, shape } = weight;
    const type = typeOfValues(values);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const attributes = { dtype: { type }, value: { tensor: { type, shape, bytes } } };
    return { name: node.name, op: 'Const', inputs: [], attributes };
  });
}

/** Those that the wanted ones depend on, in their order. */
function needed(nodes: readonly GraphNode[], wanted: readonly string[]): GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const found = new Set<string>();
  const left = [...wanted];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    left.push(...(byName.get(name)?.inputs ?? []).map(nodeName));
  }
  return nodes.filter(({ name }) => found.has(name));
}

/** Names by place: a first recording also has nodes that no later one needs, which are counted in its names. */
function renumbered(nodes: readonly GraphNode[]): { nodes: GraphNode[]; nameOf: (name: string) => string } {
  const names = new Map(nodes.map(({ name, op }, place) => [name, op === 'Placeholder' ? name : `${op}_${place}`]));
  const nameOf = (name: string): string => names.get(name) ?? name;
  const renamed = (input: string): string => {
    const name = nodeName(input);
    return input.replace(name, nameOf(name));
  };
  return {
    nodes: nodes.map((node) => ({ ...node, name: nameOf(node.name), inputs: node.inputs.map(renamed) })),
    nameOf,
  };
}
