// Builds a TensorFlow graph: the nodes of a GraphDef, with the names of TensorFlow's operations.

/** The TensorFlow `DataType` numbers in use. */
export const dataTypes = { float32: 1, int32: 3, int64: 9, bool: 10, resource: 20 } as const;
export type DataType = number;

/** One value of TensorFlow's `AttrValue`. */
export type AttributeValue =
  | { readonly type: DataType }
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly bool: boolean }
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
  | { readonly shape: readonly number[] }
  | { readonly types: readonly DataType[] }
  | { readonly function: string }
  | { readonly tensor: ConstantTensor };

export interface ConstantTensor {
  readonly type: DataType;
  readonly shape: readonly number[];
  /** Little-endian, row by row. */
  readonly bytes: Uint8Array;
}

export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface GraphNode {
  readonly name: string;
  /** TensorFlow's operation, e.g. `MatMul`. */
  readonly op: string;
  /** `name` or `name:output`; `^name` for a control input. */
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
}

type TensorValues = Float32Array | Int32Array | Uint8Array;

/** Larger constants are not compared with each other. */
const mostSharedBytes = 64;

/** Nodes called by name; inside, an output is `node:port:index`. */
export interface GraphFunction {
  readonly name: string;
  readonly attributes?: Attributes;
  readonly inputs: readonly FunctionPort[];
  readonly outputs: readonly (FunctionPort & { readonly from: string })[];
  readonly nodes: readonly GraphNode[];
}

export interface FunctionPort {
  readonly name: string;
  readonly type: DataType;
  /** As recorded, where it is known. */
  readonly shape?: readonly number[];
}

/** What a session loads. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly functions: readonly GraphFunction[];
}

export interface AddOptions {
  /** Names of nodes that must run before. */
  readonly after?: readonly string[];
  /** For nodes that are fed or fetched; generated otherwise. */
  readonly name?: string;
}

/** How other nodes reference an output of a node. */
type NameOutput = (name: string, op: string, index: number) => string;

/** In a graph: `node`, or `node:index`. */
const graphOutput: NameOutput = (name, _op, index) => (index === 0 ? name : `${name}:${index}`);

/** The nodes of a graph, or of one function. */
export class GraphBuilder {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #constants = new Map<string, string>();
  readonly #output: NameOutput;
  readonly #sharesConstants: boolean;

  /**
   * @param output how other nodes reference an output; in a graph by default `node`, or `node:index`
   * @param sharesConstants whether equal small constants are one node
   */
  constructor(output: NameOutput = graphOutput, sharesConstants = true) {
    this.#output = output;
    this.#sharesConstants = sharesConstants;
  }

  /** Adds a node. @returns its name */
  add(op: string, inputs: readonly string[], attributes: Attributes = {}, options: AddOptions = {}): string {
    const { after = [], name = `${op}_${this.#nodes.size}` } = options;
    if (this.#nodes.has(name)) throw new Error(`The graph has a node ${name} already.`);
    this.#nodes.set(name, { name, op, inputs: [...inputs, ...after.map((each) => `^${each}`)], attributes });
    return name;
  }

  /** The node that has an output. */
  nodeOf(output: string | undefined): GraphNode | undefined {
    return output === undefined ? undefined : this.#nodes.get(nodeName(output));
  }

  /** How other nodes reference a node's output. */
  outputOf(name: string, index = 0): string {
    const node = this.#nodes.get(name);
    if (node === undefined) throw new Error(`The graph has no node ${name}.`);
    return this.#output(name, node.op, index);
  }

  /** Adds a node with one output. @returns that output */
  compute(op: string, inputs: readonly string[], attributes: Attributes = {}, options: AddOptions = {}): string {
    return this.outputOf(this.add(op, inputs, attributes, options));
  }

  /** A constant with a copy of the values; by default equal small constants share a node. */
  constant(values: TensorValues, shape: readonly number[], type: DataType): string {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
    const isShared = this.#sharesConstants && bytes.length <= mostSharedBytes;
    const key = isShared ? `${type} ${shape.join()} ${bytes.join()}` : null;
    const known = key === null ? undefined : this.#constants.get(key);
    if (known !== undefined) return known;
    const output = this.compute('Const', [], { dtype: { type }, value: { tensor: { type, shape, bytes } } });
    if (key !== null) this.#constants.set(key, output);
    return output;
  }

  /** All nodes, in the order in which they were added. */
  get nodes(): GraphNode[] {
    return [...this.#nodes.values()];
  }

  /** The nodes that the given ones depend on. */
  nodesFor(wanted: readonly string[]): GraphNode[] {
    const needed = new Set<string>();
    const left = [...wanted];
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      if (needed.has(name)) continue;
      const node = this.#nodes.get(name);
      if (node === undefined) throw new Error(`The graph has no node ${name}.`);
      needed.add(name);
      left.push(...node.inputs.map(nodeName));
    }
    return this.nodes.filter(({ name }) => needed.has(name));
  }
}

/** `^name` and `name:1` → `name`. */
export function nodeName(input: string): string {
  return input.replace(/^\^/, '').replace(/:.*$/, '');
}
