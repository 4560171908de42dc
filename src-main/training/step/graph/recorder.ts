// Records what tfjs computes on TensorFlow: a proxy of the add-on executes every operation and adds it as a node. The result
// is a graph with the same operations, whose inputs and variables are placeholders. A recorded function knows nothing outside
// of it: it gets everything it reads as an argument.
import * as tf from '@tensorflow/tfjs-core';
import { dataTypes, GraphBuilder } from '#main/training/step/graph/graph-builder.ts';
import type { Attributes, AttributeValue, DataType, GraphFunction } from '#main/training/step/graph/graph-builder.ts';
import { rewritten } from '#main/training/step/graph/rewrite.ts';
import { functionOutput } from '#main/training/step/graph/function-output.ts';
import type {
  HeldTensor,
  HostValues,
  KernelAttribute,
  TensorFlowBackend,
  TensorFlowBinding,
} from '#main/training/step/graph/tensorflow-binding.ts';

/** Operations whose type is not in an attribute `T`, or that have none. */
const withoutT: ReadonlySet<string> = new Set(['Cast', 'GatherV2', 'LogicalAnd', 'LogicalNot', 'LogicalOr', 'Range']);

/** Operations whose `T` is the type of a later input. */
const placeOfT: Readonly<Record<string, number>> = { Fill: 1, OneHot: 2, Select: 1, SelectV2: 1 };

/** The graph or function being recorded, and the names of its tensors. */
interface Scope {
  readonly graph: GraphBuilder;
  /** By the add-on's tensor id. */
  readonly outputs: Map<number, string>;
}

export class Recorder {
  readonly #functions: GraphFunction[] = [];
  readonly #backend: TensorFlowBackend;
  readonly #binding: TensorFlowBinding;
  readonly #types = new Map<number, DataType>();
  readonly #shapes = new Map<number, readonly number[]>();
  readonly #sharesConstants: boolean;
  #scope: Scope;

  /** @param sharesConstants whether equal small constants are one node */
  constructor(backend: TensorFlowBackend, sharesConstants = true) {
    this.#sharesConstants = sharesConstants;
    this.#scope = { graph: new GraphBuilder(undefined, sharesConstants), outputs: new Map() };
    this.#backend = backend;
    this.#binding = backend.binding;
  }

  /** Where nodes are currently added. */
  get graph(): GraphBuilder {
    return this.#scope.graph;
  }

  get functions(): readonly GraphFunction[] {
    return this.#functions;
  }

  /** Runs the work and records it. If it throws, the recording is useless. */
  record<Result>(work: () => Result): Result {
    const backend = this.#backend;
    const real = this.#binding;
    backend.binding = {
      ...ownProperties(real),
      executeOp: (op, attributes, inputIds, outputs) => this.#execute(op, attributes, inputIds, outputs),
      createTensor: (shape, type, values) => this.#constant(shape, type, values),
      deleteTensor: (id) => {
        real.deleteTensor(id);
      },
      tensorDataSync: (id) => real.tensorDataSync(id),
      loadSavedModel: (folder, tags) => real.loadSavedModel(folder, tags),
      deleteSavedModel: (session) => {
        real.deleteSavedModel(session);
      },
      runSavedModel: (...call) => real.runSavedModel(...call),
    };
    try {
      return work();
    } finally {
      backend.binding = real;
    }
  }

  /** From here on the tensor represents this output, not its value. */
  bind(tensor: tf.Tensor, output: string): void {
    const id = this.#idOf(tensor);
    this.#scope.outputs.set(id, output);
    this.#types.set(id, typeOf(tensor));
    this.#shapes.set(id, tensor.shape);
  }

  /** A tensor of this shape that represents an output; its value is meaningless. */
  symbolicTensor(shape: readonly number[], output: string): tf.Tensor {
    const recording = this.#backend.binding;
    this.#backend.binding = this.#binding;
    try {
      const tensor = tf.zeros([...shape]);
      this.bind(tensor, output);
      return tensor;
    } finally {
      this.#backend.binding = recording;
    }
  }

  /** The output that has this tensor, as nodes reference it. */
  outputOf(tensor: tf.Tensor): string {
    return this.#outputOf(this.#idOf(tensor));
  }

  /** Records a function: `work` adds to the function's own graph. */
  recordFunction(name: string, work: () => Omit<GraphFunction, 'name' | 'nodes'>): GraphFunction {
    const outside = this.#scope;
    const graph = new GraphBuilder(functionOutput, this.#sharesConstants);
    this.#scope = { graph, outputs: new Map() };
    try {
      const recorded = { name, ...work(), nodes: graph.nodes };
      this.#functions.push(recorded);
      return recorded;
    } finally {
      this.#scope = outside;
    }
  }

  #idOf(tensor: tf.Tensor): number {
    const [id] = this.#backend.getInputTensorIds([tensor]);
    if (id === undefined) throw new Error('TensorFlow has no such tensor.');
    return id;
  }

  #execute(op: string, attributes: KernelAttribute[], inputIds: number[], outputs: number): HeldTensor[] {
    const held = this.#binding.executeOp(op, attributes, inputIds, outputs);
    const { graph, outputs: known } = this.#scope;
    const inputs = inputIds.map((id) => this.#outputOf(id));
    const given = { op, inputs, attributes: this.#attributesOf(op, attributes, inputIds) };
    const shapes = inputIds.map((id) => this.#shapes.get(id));
    const written = rewritten(given, shapes, graph);
    const name = graph.add(written.op, written.inputs, written.attributes, { after: written.after ?? [] });
    held.forEach(({ id, dtype, shape }, output) => {
      this.#shapes.set(id, shape);
      known.set(id, graph.outputOf(name, output));
      this.#types.set(id, dtype);
    });
    return held;
  }

  #constant(shape: readonly number[], type: DataType, values: HostValues): number {
    const id = this.#binding.createTensor(shape, type, values);
    this.#scope.outputs.set(id, this.#scope.graph.constant(values, shape, type));
    this.#types.set(id, type);
    this.#shapes.set(id, shape);
    return id;
  }

  #outputOf(id: number): string {
    const known = this.#scope.outputs.get(id);
    if (known === undefined) throw new Error('A tensor from outside of the recording was used in it.');
    return known;
  }

  #attributesOf(op: string, given: readonly KernelAttribute[], inputIds: readonly number[]): Attributes {
    const attributes: Record<string, AttributeValue> = {};
    for (const attribute of given) attributes[attribute.name] = attributeValue(attribute);
    if (!('T' in attributes) && !withoutT.has(op)) {
      // Eager execution infers it from the inputs; a graph needs it explicitly.
      const type = this.#types.get(inputIds[placeOfT[op] ?? 0] ?? -1);
      if (type !== undefined) attributes['T'] = { type };
    }
    return attributes;
  }
}

/** The part of `TF_AttrType` that tfjs's kernels use. */
const attributeTypes = { text: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const;

function attributeValue({ name, type, value }: KernelAttribute): AttributeValue {
  // One kernel passes a boolean under another type's number.
  if (typeof value === 'boolean') return { bool: value };
  if (type === attributeTypes.text && typeof value === 'string') return { text: value };
  if (Array.isArray(value)) {
    const numbers = value.filter((item) => typeof item === 'number');
    return type === attributeTypes.shape ? { shape: numbers } : { ints: numbers };
  }
  if (typeof value === 'number') {
    if (type === attributeTypes.type) return { type: value };
    if (type === attributeTypes.float) return { float: value };
    if (type === attributeTypes.int) return { int: value };
  }
  throw new Error(`The attribute ${name} cannot be written into a graph.`);
}

/** A Proxy cannot replace the add-on's properties. */
function ownProperties(binding: TensorFlowBinding): object {
  const holders: object[] = [binding, Object.getPrototypeOf(binding) as object];
  const names = holders.flatMap((holder) => Object.getOwnPropertyNames(holder));
  return Object.fromEntries(names.map((name) => [name, Reflect.get(binding, name) as unknown]));
}

export function typeOf({ dtype }: tf.Tensor): DataType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dataTypes[dtype];
  throw new Error(`A graph cannot hold tensors of type ${dtype}.`);
}
