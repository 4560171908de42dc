// A graph's variables, each with a placeholder for its initial value and a node to fetch it.
import { dataTypes, type GraphBuilder } from '#main/training/step/graph/graph-builder.ts';

const float = { type: dataTypes.float32 };

/** Fetched to assign the fed values to the variables. */
export const assigned = 'assigned';

export class GraphVariables {
  readonly #graph: GraphBuilder;
  readonly #assignments: string[] = [];
  #scratches = 0;

  constructor(graph: GraphBuilder) {
    this.#graph = graph;
  }

  /** @returns the handle of the variable at this index */
  add(place: number, shape: readonly number[]): string {
    const handle = this.#variable(`variable_${place}`, shape);
    const value = this.#graph.add('Placeholder', [], { dtype: float, shape: { shape } }, { name: feedOf(place) });
    this.#assignments.push(this.#graph.add('AssignVariableOp', [handle, value], { dtype: float }));
    this.#graph.add('ReadVariableOp', [handle], { dtype: float }, { name: fetchOf(place) });
    return handle;
  }

  /** A scratch variable that begins with zeros. */
  addScratch(shape: readonly number[]): string {
    const handle = this.#variable(`scratch_${this.#scratches++}`, shape);
    const zero = this.#graph.constant(Float32Array.of(0), [], dataTypes.float32);
    const sizes = this.#graph.constant(Int32Array.from(shape), [shape.length], dataTypes.int32);
    const zeros = this.#graph.add('Fill', [sizes, zero], { T: float, index_type: { type: dataTypes.int32 } });
    this.#assignments.push(this.#graph.add('AssignVariableOp', [handle, zeros], { dtype: float }));
    return handle;
  }

  /** Adds the node `assigned`; call it last. */
  finish(): void {
    const done = this.#graph.constant(Float32Array.of(1), [], dataTypes.float32);
    this.#graph.add('Identity', [done], { T: float }, { name: assigned, after: this.#assignments });
  }

  #variable(name: string, shape: readonly number[]): string {
    const attributes = { dtype: float, shape: { shape }, shared_name: { text: name }, container: { text: '' } };
    return this.#graph.add('VarHandleOp', [], attributes, { name });
  }
}

/** Where a variable's value is fed. */
export function feedOf(place: number): string {
  return `value_${place}`;
}

/** Where it is fetched. */
export function fetchOf(place: number): string {
  return `read_${place}`;
}
