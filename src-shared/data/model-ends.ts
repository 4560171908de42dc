// What preparing data must know of a model: its Inputs and outputs, by which a preparation names them.

/** The Inputs and outputs of a model, in its order. */
export interface ModelEnds {
  readonly inputs: readonly string[];
  readonly outputs: readonly {
    readonly id: string;
    /** Whether its labels are rows of zeros and a one, instead of numbers. */
    readonly oneHot: boolean;
  }[];
}

/** A model with one Input and one output, which no preparation names. */
export function singleEnds(oneHot = false): ModelEnds {
  return { inputs: ['input'], outputs: [{ id: 'output', oneHot }] };
}
