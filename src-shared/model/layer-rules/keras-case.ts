// What real Keras is asked about a layer: `npm run layers` writes the cases of all definitions for test/keras, where Keras's
// answers are kept and the builders are compared with them.
import type { JsonObject } from '#shared/base/json.ts';

/** An input of a case: normal numbers, unless something else is said. */
export interface CaseInput {
  /** With the batch axis. */
  readonly shape: readonly number[];
  /** Whole numbers from 0 to below this, as int32. */
  readonly below?: number;
  /** With a mask for the first two axes, or three, drawn at random. */
  readonly masked?: true | 3;
  /** No number is below 0 and some neighbours are equal, as after a relu. */
  readonly tied?: true;
}

/** A layer with arguments on inputs: outputs, masks, gradients and weights are compared. */
export interface KerasCase {
  readonly config: JsonObject;
  /** A shape alone is that of normal numbers. */
  readonly inputs: readonly (CaseInput | CaseInput['shape'])[];
  /** As in training; also the weights that the layer itself changes are compared. */
  readonly training?: true;
}

/** Cases with one input of the same shape. */
export function casesOn(shape: CaseInput['shape'] | CaseInput, configs: readonly JsonObject[]): readonly KerasCase[] {
  return configs.map((config) => ({ config, inputs: [shape] }));
}
