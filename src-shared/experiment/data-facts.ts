// What checks of model and training must know of the data.
import type { Shape } from '#shared/model/model-spec.ts';

/** What an output of the model is compared with. */
export type TargetFacts =
  | { readonly kind: 'label'; readonly labels: number | null }
  | {
      readonly kind: 'number';
      /** The column's name, or those of several with commas. */
      readonly column: string;
      /** How many columns are predicted. */
      readonly columns: number;
      /** How many numbers in a row are predicted. */
      readonly horizon: number;
      readonly isProbability: boolean;
      /** As `isProbability`, of the values as measured: what it would be without `normalize`. */
      readonly isProbabilityAsMeasured: boolean;
      /** The smallest value that the loss sees; a normalized target has some below 0. Null when unknown. */
      readonly least: number | null;
    };

/** The model's inputs and targets; null where unknown without the data set. */
export interface DataFacts {
  /** One sample of an Input; null in it for an unknown number of columns. */
  readonly inputShape: (input: string) => Shape;
  readonly trainSamples: number | null;
  readonly validationSamples: number | null;
  /** Whether there is a validation split. */
  readonly hasValidation: boolean;
  readonly target: (output: string) => TargetFacts;
  /** The outputs that the preparation names: these are meant as such. */
  readonly namedOutputs: ReadonlySet<string>;
}

/** The ids of a model's Inputs and outputs. */
export interface EndIds {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}
