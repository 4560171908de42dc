// The order in which Keras holds a functional model's layers: a weights file names them by class and number in this order, and
// Keras computes it anew from the graph that it builds (keras/src/ops/function.py, map_graph). A mask that a layer reads is a part
// of that graph, as operations of its own.
import type { LayerSpec, ModelSpec } from '#shared/model/model-spec.ts';

/** One call of a layer, or an operation that computes a mask. */
interface GraphCall {
  /** Equal for calls of the same layer. */
  readonly operation: string;
  readonly inputs: readonly GraphCall[];
}

/** Layers whose call reads the mask of its inputs. */
const readsMask: ReadonlySet<string> = new Set([
  'SimpleRNN',
  'GRU',
  'LSTM',
  'Bidirectional',
  'TimeDistributed',
  'GlobalAveragePooling1D',
  'BatchNormalization',
  'Softmax',
  'Attention',
  'AdditiveAttention',
  'MultiHeadAttention',
  'GroupQueryAttention',
]);

/** Layers that combine the masks of their inputs with a logical or. */
const joinsMasks: ReadonlySet<string> = new Set(['Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum']);

/** The ids of the layers that own weights, and of the Inputs, in Keras's order; a shared layer stands once. */
export function kerasLayerOrder({ layers, outputs }: Pick<ModelSpec, 'layers' | 'outputs'>): string[] {
  const calls = callsOf(layers);
  const { ordered, indices } = traversed(outputs.flatMap((id) => calls.get(id) ?? []));
  const depths = depthsOf(ordered);
  const owners = new Set(layers.map(({ weightsOf }) => weightsOf));
  const known = [...depths.keys()].filter((operation) => owners.has(operation));
  const indexOf = (operation: string): number => indices.get(operation) ?? 0;
  const depthOf = (operation: string): number => depths.get(operation) ?? 0;
  return known.sort((a, b) => depthOf(b) - depthOf(a) || indexOf(a) - indexOf(b));
}

function callsOf(layers: readonly LayerSpec[]): ReadonlyMap<string, GraphCall> {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  const calls = new Map<string, GraphCall>();
  const masks = new Map<string, GraphCall | null>();
  let operations = 0;
  const operation = (...inputs: readonly GraphCall[]): GraphCall => ({ operation: `\0${operations++}`, inputs });

  const maskOf = (id: string, output: number): GraphCall | null => {
    const key = `${id}:${output}`;
    const known = masks.get(key);
    if (known !== undefined) return known;
    const layer = byId.get(id);
    const made = layer?.outputMasks[output] === true ? madeMask(layer) : null;
    masks.set(key, made);
    return made;
  };
  const madeMask = (layer: LayerSpec): GraphCall | null => {
    const inputs = layer.inputs.flatMap(({ id }) => calls.get(id) ?? []);
    const given = layer.inputs.map(({ id, output }) => maskOf(id, output));
    const here = given.filter((mask) => mask !== null);
    if (layer.type === 'Embedding') return operation(...inputs);
    if (layer.type === 'Masking') return operation(operation(...inputs));
    if (joinsMasks.has(layer.type)) return here.reduce((joined, mask) => operation(joined, mask));
    if (layer.type === 'Concatenate') {
      const parts = inputs.map((input, place) => {
        const mask = given[place] ?? null;
        return mask === null ? operation(input) : operation(operation(mask), operation(input));
      });
      return operation(operation(...parts));
    }
    return here[0] ?? null;
  };

  for (const layer of layers) {
    const inputs = layer.inputs.flatMap(({ id }) => calls.get(id) ?? []);
    const read = readsMask.has(layer.type) ? layer.inputs.map(({ id, output }) => maskOf(id, output)) : [];
    calls.set(layer.id, { operation: layer.weightsOf, inputs: [...inputs, ...read.filter((mask) => mask !== null)] });
  }
  return calls;
}

/** Depth first from the outputs: the calls behind those they read, and when each operation was first seen. */
function traversed(outputs: readonly GraphCall[]): {
  readonly ordered: readonly GraphCall[];
  readonly indices: ReadonlyMap<string, number>;
} {
  const ordered: GraphCall[] = [];
  const indices = new Map<string, number>();
  const seen = new Set<GraphCall>();
  const visit = (call: GraphCall): void => {
    if (seen.has(call)) return;
    seen.add(call);
    if (!indices.has(call.operation)) indices.set(call.operation, indices.size);
    for (const input of call.inputs) visit(input);
    ordered.push(call);
  };
  for (const output of outputs) visit(output);
  return { ordered, indices };
}

/** How far from the outputs each operation is; of several calls the furthest. */
function depthsOf(ordered: readonly GraphCall[]): ReadonlyMap<string, number> {
  const depths = new Map<GraphCall, number>();
  const ofOperation = new Map<string, number>();
  for (const call of ordered.toReversed()) {
    const depth = Math.max(depths.get(call) ?? 0, ofOperation.get(call.operation) ?? 0);
    ofOperation.set(call.operation, depth);
    depths.set(call, depth);
    for (const input of call.inputs) depths.set(input, Math.max(depth + 1, depths.get(input) ?? 0));
  }
  return ofOperation;
}
