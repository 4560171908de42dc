// Records what tfjs computes on TensorFlow: an object in the place of the add-on carries every operation out and writes it down
// as a node. The result is a graph with the same operations, whose inputs and variables stand open.
import type * as tf from '@tensorflow/tfjs-core';
import { dataTypes, GraphBuilder } from '#main/training/step/graph/graph-builder.ts';
import type { Attributes, AttributeValue, DataType } from '#main/training/step/graph/graph-builder.ts';
import type {
  HeldTensor,
  HostValues,
  KernelAttribute,
  TensorFlowBackend,
  TensorFlowBinding,
} from '#main/training/step/graph/tensorflow-binding.ts';

/** Operations whose type stands elsewhere than in an attribute `T`, or that have none. */
const withoutT: ReadonlySet<string> = new Set(['Cast', 'GatherV2', 'LogicalAnd', 'LogicalNot', 'LogicalOr', 'Range']);

/** Operations whose `T` is the type of a later input. */
const placeOfT: Readonly<Record<string, number>> = { Fill: 1, OneHot: 2, Select: 1, SelectV2: 1 };

export class Recorder {
  readonly graph = new GraphBuilder();
  readonly #backend: TensorFlowBackend;
  readonly #binding: TensorFlowBinding;
  /** The node and output behind each of the add-on's tensors. */
  readonly #outputs = new Map<number, string>();
  readonly #types = new Map<number, DataType>();

  constructor(backend: TensorFlowBackend) {
    this.#backend = backend;
    this.#binding = backend.binding;
  }

  /** Runs the work and records it. What was recorded before it threw is of no use. */
  record<Result>(work: () => Result): Result {
    const backend = this.#backend;
    const real = this.#binding;
    const copied: Record<string, unknown> = {};
    // The add-on's properties cannot be taken over by a proxy.
    for (const name of Object.getOwnPropertyNames(real)) copied[name] = Reflect.get(real, name);
    const prototype: unknown = Object.getPrototypeOf(real);
    if (typeof prototype === 'object' && prototype !== null)
      for (const name of Object.getOwnPropertyNames(prototype)) copied[name] ??= Reflect.get(real, name);
    backend.binding = {
      ...copied,
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

  /** From here on the tensor stands for what this node gives, not for its value. */
  bind(tensor: tf.Tensor, output: string): void {
    const id = this.#idOf(tensor);
    this.#outputs.set(id, output);
    this.#types.set(id, dataTypes[tensor.dtype === 'int32' ? 'int32' : tensor.dtype === 'bool' ? 'bool' : 'float32']);
  }

  /** The node and output that give this tensor. */
  outputOf(tensor: tf.Tensor): string {
    return this.#outputOf(this.#idOf(tensor));
  }

  #idOf(tensor: tf.Tensor): number {
    const [id] = this.#backend.getInputTensorIds([tensor]);
    if (id === undefined) throw new Error('TensorFlow has no such tensor.');
    return id;
  }

  #execute(op: string, attributes: KernelAttribute[], inputIds: number[], outputs: number): HeldTensor[] {
    const held = this.#binding.executeOp(op, attributes, inputIds, outputs);
    const inputs = inputIds.map((id) => this.#outputOf(id));
    const name = this.graph.add(op, inputs, this.#attributesOf(op, attributes, inputIds));
    held.forEach(({ id, dtype }, output) => {
      this.#outputs.set(id, output === 0 ? name : `${name}:${output}`);
      this.#types.set(id, dtype);
    });
    return held;
  }

  #constant(shape: readonly number[], type: DataType, values: HostValues): number {
    const id = this.#binding.createTensor(shape, type, values);
    this.#outputs.set(id, this.graph.constant(values, shape, type));
    this.#types.set(id, type);
    return id;
  }

  #outputOf(id: number): string {
    const known = this.#outputs.get(id);
    if (known !== undefined) return known;
    // A number is only made a constant here, a small one, if it was computed before the recording began.
    throw new Error('A tensor from before the recording was used in it.');
  }

  #attributesOf(op: string, given: readonly KernelAttribute[], inputIds: readonly number[]): Attributes {
    const attributes: Record<string, AttributeValue> = {};
    for (const attribute of given) attributes[attribute.name] = attributeValue(attribute);
    if (!('T' in attributes) && !withoutT.has(op)) {
      // Eager execution takes it from the inputs; a graph wants it said.
      const type = this.#types.get(inputIds[placeOfT[op] ?? 0] ?? -1);
      if (type !== undefined) attributes['T'] = { type };
    }
    return attributes;
  }
}

/** `TF_AttrType`, as far as tfjs's kernels use it. */
const attributeTypes = { text: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5 } as const;

function attributeValue({ name, type, value }: KernelAttribute): AttributeValue {
  // One kernel gives a truth value under another type's number.
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
