// Makes the batch size of a recorded graph free. A recording has concrete shapes: three recordings of the same model at different
// batch sizes differ only where the batch size stands, and there it is read from an input's shape at run time.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import {
  dataTypes,
  GraphBuilder,
  type AttributeValue,
  type ConstantTensor,
  type Graph,
  type GraphFunction,
  type GraphNode,
} from '#main/training/step/graph/graph-builder.ts';
import { functionOutput } from '#main/training/step/graph/function-output.ts';

/** Python refuses functions with the attributes of a recording. Inlined, thousands of nodes would be optimized for seconds. */
const notInlined = { _noinline: { bool: true } };

/** Larger constants are not compared with each other. */
const mostSharedBytes = 64;

const int32 = { type: dataTypes.int32 };

/** The same graph at one batch size. */
export interface Recording {
  readonly batch: number;
  readonly graph: Graph;
}

/** Two to compare, and a third to verify what was concluded. */
export type Recordings = readonly [Recording, Recording, Recording];

/**
 * The graph for any batch size. Its placeholders have -1 in the place of the batch size.
 * @throws AppError `invalid-experiment` where the recordings differ in a way that is no batch size
 */
export function withFreeBatch(recordings: Recordings): Graph {
  const batches = recordings.map(({ batch }) => batch);
  const [first] = recordings;
  const nodes = recordings.map(({ graph }) => graph.nodes);
  return {
    nodes: new Scope(batches, nodes, null).freed(),
    functions: first.graph.functions.map((one): GraphFunction => {
      const all = recordings.map(
        ({ graph }) => graph.functions.find(({ name }) => name === one.name) ?? unlike(one.name),
      );
      const functionNodes = all.map((each) => each.nodes);
      const scope = new Scope(batches, functionNodes, all);
      const freed = scope.freed();
      return {
        ...one,
        attributes: notInlined,
        nodes: freed,
        outputs: one.outputs.map((output) => ({ ...output, from: scope.renamed(output.from) })),
      };
    }),
  };
}

function unlike(what: string): never {
  throw new AppError(
    'invalid-experiment',
    msg`The graph of this model cannot be made for any batch size: it differs in ${what}.`,
    {
      hint: msg`Take the model as a Keras file instead.`,
    },
  );
}

/** The nodes of the graph, or of one function, in each recording. */
class Scope {
  readonly #batches: readonly number[];
  readonly #nodes: readonly (readonly GraphNode[])[];
  readonly #functions: readonly GraphFunction[] | null;
  readonly #made: GraphBuilder;
  /** Equal small constants become one node: its name by theirs. */
  readonly #equal = new Map<string, string>();
  readonly #constants = new Map<string, string>();
  #added = 0;
  /** The output that is the batch size at run time. */
  #batch: string | null = null;

  constructor(
    batches: readonly number[],
    nodes: readonly (readonly GraphNode[])[],
    functions: readonly GraphFunction[] | null,
  ) {
    this.#batches = batches;
    this.#nodes = nodes;
    this.#functions = functions;
    this.#made = functions === null ? new GraphBuilder() : new GraphBuilder(functionOutput);
  }

  /** The first recording's nodes, with the batch size read from an input. */
  freed(): GraphNode[] {
    const [first = [], ...others] = this.#nodes;
    const [count] = others.filter(({ length }) => length !== first.length);
    if (count !== undefined) unlike(`${first.length} ≠ ${count.length}`);
    for (const [place, node] of first.entries()) {
      const all = [node, ...others.map((nodes) => nodes[place] ?? node)];
      const isSame = all.every(
        ({ name, op, inputs }) => name === node.name && op === node.op && inputs.join() === node.inputs.join(),
      );
      if (!isSame) unlike(node.op);
      this.#add(node, all);
    }
    return this.#made.nodes;
  }

  #add({ name, op, inputs, attributes }: GraphNode, all: readonly GraphNode[]): void {
    const differing = Object.keys(attributes).filter(
      (key) => !all.every((each) => areEqual(each.attributes[key], attributes[key])),
    );
    const [key, ...others] = differing;
    if (key === undefined) {
      if (!this.#isKnown(name, op, attributes))
        this.#made.add(
          op,
          inputs.map((input) => this.renamed(input)),
          attributes,
          { name },
        );
      return;
    }
    const values = all.map((each) => each.attributes[key]);
    if (op === 'Const' && others.length === 0) this.#addConstant(name, values.map(asTensor));
    else if (op === 'Placeholder' && others.length === 0) {
      const shape = this.#freeShape(
        values.map((value) => (value !== undefined && 'shape' in value ? value.shape : [])),
      );
      this.#made.add(op, inputs, { ...attributes, [key]: { shape } }, { name });
    } else unlike(`${op}.${key}`);
  }

  /** An output of the recording as it is called here. */
  renamed(output: string): string {
    const [name = '', ...port] = output.split(':');
    return [this.#equal.get(name) ?? name, ...port].join(':');
  }

  /** Whether there is such a constant already. */
  #isKnown(name: string, op: string, { value }: GraphNode['attributes']): boolean {
    if (op !== 'Const' || value === undefined || !('tensor' in value) || value.tensor.bytes.length > mostSharedBytes)
      return false;
    const { type, shape, bytes } = value.tensor;
    const key = `${type} ${shape.join()} ${bytes.join()}`;
    const known = this.#constants.get(key);
    if (known === undefined) this.#constants.set(key, name);
    else this.#equal.set(name, known);
    return known !== undefined;
  }

  /** Adds a node that no recording has. @returns its output */
  #compute(op: string, inputs: readonly string[], attributes: GraphNode['attributes']): string {
    return this.#made.compute(op, inputs, attributes, { name: `batch_${this.#added++}` });
  }

  #freeShape(shapes: readonly (readonly number[])[]): number[] {
    return (shapes[0] ?? []).map((size, axis) => {
      const sizes = shapes.map((shape) => shape[axis]);
      if (sizes.every((each) => each === size)) return size;
      return sizes.every((each, i) => each === this.#batches[i]) ? -1 : unlike('Placeholder');
    });
  }

  /** A constant that the batch size changes: integers of it, or equal values in a shape of it. */
  #addConstant(name: string, tensors: readonly ConstantTensor[]): void {
    const [first] = tensors;
    if (first === undefined) return;
    if (tensors.every(({ shape }) => shape.join() === first.shape.join())) {
      if (first.type !== dataTypes.int32) unlike('Const');
      this.#addIntegers(tensors.map(integersOf), first.shape, name);
      return;
    }
    const [value] = tensors.map(equalValue);
    if (value === undefined || value === null || !tensors.every((each) => areEqual(equalValue(each), value)))
      unlike('Const');
    else {
      const shape = this.#addIntegers(
        tensors.map(({ shape }) => shape),
        [first.shape.length],
      );
      const filled = this.#constant({ type: first.type, shape: [], bytes: value });
      this.#made.add('Fill', [shape, filled], { T: { type: first.type }, index_type: int32 }, { name });
    }
  }

  /** `a + b · batch` for each of them. */
  #addIntegers(all: readonly (readonly number[])[], shape: readonly number[], name?: string): string {
    const [first = [], second = []] = all;
    const [from = 0, to = 0] = this.#batches;
    const slopes = first.map((value, i) => ((second[i] ?? NaN) - value) / (to - from));
    const starts = first.map((value, i) => value - (slopes[i] ?? NaN) * from);
    const isLine = all.every((values, which) =>
      values.every((value, i) => value === (starts[i] ?? NaN) + (slopes[i] ?? NaN) * (this.#batches[which] ?? NaN)),
    );
    if (!isLine || !slopes.every(Number.isInteger)) unlike('Const');
    const scaled = this.#compute('Mul', [this.#integers(slopes, shape), this.#batchSize()], { T: int32 });
    const terms = [scaled, this.#integers(starts, shape)];
    return name === undefined
      ? this.#compute('AddV2', terms, { T: int32 })
      : this.#made.compute('AddV2', terms, { T: int32 }, { name });
  }

  #integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    const { buffer } = Int32Array.from(values);
    return this.#constant({ type: dataTypes.int32, shape, bytes: new Uint8Array(buffer) });
  }

  #constant(tensor: ConstantTensor): string {
    return this.#compute('Const', [], { dtype: { type: tensor.type }, value: { tensor } });
  }

  /** The batch size, an int32 scalar. */
  #batchSize(): string {
    if (this.#batch !== null) return this.#batch;
    const { input, type, axis } = this.#functions === null ? this.#placeholder() : this.#argument(this.#functions);
    const shape = this.#compute('Shape', [input], { T: { type }, out_type: int32 });
    const place = (at: number): string => this.#integers([at]);
    const none = { int: 0 };
    this.#batch = this.#compute('StridedSlice', [shape, place(axis), place(axis + 1), place(1)], {
      T: int32,
      Index: int32,
      shrink_axis_mask: { int: 1 },
      begin_mask: none,
      end_mask: none,
      ellipsis_mask: none,
      new_axis_mask: none,
    });
    return this.#batch;
  }

  #placeholder(): { input: string; type: number; axis: number } {
    const found = this.#nodes[0]?.find(({ op }) => op === 'Placeholder') ?? unlike('Placeholder');
    const { dtype } = found.attributes;
    return {
      input: found.name,
      type: dtype !== undefined && 'type' in dtype ? dtype.type : dataTypes.float32,
      axis: 0,
    };
  }

  /** An argument of a function that has the batch size among its sizes. */
  #argument(functions: readonly GraphFunction[]): { input: string; type: number; axis: number } {
    for (const [place, { name, type, shape = [] }] of (functions[0]?.inputs ?? []).entries())
      for (const axis of shape.keys()) {
        const sizes = functions.map(({ inputs }) => inputs[place]?.shape?.[axis]);
        if (sizes.every((size, i) => size === this.#batches[i])) return { input: name, type, axis };
      }
    return unlike(functions[0]?.name ?? '');
  }
}

function asTensor(value: AttributeValue | undefined): ConstantTensor {
  return value !== undefined && 'tensor' in value ? value.tensor : unlike('Const');
}

function integersOf({ bytes }: ConstantTensor): number[] {
  return [...new Int32Array(bytes.slice().buffer)];
}

const bytesPerValue: Readonly<Record<number, number>> = { [dataTypes.bool]: 1, [dataTypes.int64]: 8 };

/** The bytes of the value that every place has; null where there are several, or none. */
function equalValue({ type, bytes }: ConstantTensor): Uint8Array | null {
  const size = bytesPerValue[type] ?? 4;
  const first = bytes.slice(0, size);
  return bytes.length >= size && bytes.every((byte, i) => byte === first[i % size]) ? first : null;
}

function areEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array)
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => areEqual(Reflect.get(a, key) as unknown, Reflect.get(b, key) as unknown))
  );
}
