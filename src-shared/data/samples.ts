// The samples of the training loop: counts, shapes, and batches on demand.
import type { Message } from '#shared/base/message.ts';
import type { SequenceRule } from '#shared/data/tokenize.ts';
import type { TargetUnits } from '#shared/data/target-unit.ts';

/** The numbers of one array of a batch. */
export type SampleArray = Float32Array | Int32Array;

/** One array of a batch, row-major, `[batch, ...shape]`. */
export interface BatchArray {
  readonly values: SampleArray;
  /** With the batch axis first. */
  readonly shape: readonly number[];
}

/** Inputs in the order of the model's Input layers. */
export interface Batch {
  readonly inputs: readonly BatchArray[];
  readonly targets: readonly BatchArray[];
  readonly size: number;
  /** What each sample counts in the loss, float32 `[batch]`, one array a target; left out: 1 for all. */
  readonly weights?: readonly BatchArray[];
}

/**
 * A series' scaled rows, with rows that are `step` apart stored next to each other: row r is at `starts[r % step] + floor(r /
 * step)`. So a window, which takes one row in `step`, is contiguous in memory.
 */
export interface WindowTable {
  /** `[rows, width]` */
  readonly values: Float32Array;
  readonly width: number;
  readonly step: number;
  readonly starts: Uint32Array;
}

/** The windows of one Input. */
export interface SourceWindow {
  readonly table: WindowTable;
  readonly steps: number;
  /** Its first row, counted from the sample's first row. */
  readonly offset: number;
}

/** The targets of one output. */
export interface SourceTarget {
  /** Each of as many rows as the series. */
  readonly columns: readonly Float32Array[];
  /** Their first row, counted from the sample's first row. */
  readonly offset: number;
  /** How many rows in a row. */
  readonly horizon: number;
  /** What each row of the series counts: a sample's weight is the mean over its target rows. Left out: all count 1. */
  readonly weights?: Float32Array;
}

/** Sample i begins with row `firstRow + i`; it has a window for each Input and targets for each output. */
export interface WindowSource {
  readonly kind: 'windows';
  readonly firstRow: number;
  readonly windows: readonly SourceWindow[];
  readonly targets: readonly SourceTarget[];
}

/** Labels as 0 or 1, as numbers, or as rows of zeros and a one. */
export type LabelForm = 'binary' | 'number' | 'one-hot';

/** Sample i is the text `rows[i]`, whose words are `tokens[offsets[row]..offsets[row + 1])`, and its label. */
export interface TextSource {
  readonly kind: 'texts';
  readonly tokens: Uint32Array;
  readonly offsets: Uint32Array;
  readonly labels: Uint32Array;
  readonly rows: Uint32Array;
  readonly rule: SequenceRule;
  /** Of each target. */
  readonly labelForms: readonly LabelForm[];
  readonly classes: number;
  /** What each text counts, for every target; left out: all count 1. */
  readonly weights?: Float32Array;
}

/** Sample i is row i of every array, in the form the model takes; after the last row it starts again with the first. */
export interface ArraySource {
  readonly kind: 'arrays';
  readonly inputs: readonly BatchArray[];
  readonly targets: readonly BatchArray[];
  /** Of each target, `[rows]`; left out: all count 1. */
  readonly weights?: readonly BatchArray[];
}

/** What batches are sliced from: plain data, which can be sent to another thread. */
export type SampleSource = WindowSource | TextSource | ArraySource;

/** A split of prepared data. Sample numbers run from 0 to count - 1 in the data's own order. */
export interface SampleSet {
  readonly count: number;
  readonly source: SampleSource;
  /**
   * Copies the samples `order[from..to)` into a batch of `to - from`.
   * @param used a batch of this set that is no longer needed, whose input arrays are overwritten, so that a step allocates no
   * new ones; null for the first batch
   */
  batch(order: Uint32Array, from: number, to: number, used?: Batch | null): Batch;
}

/** What a model's output is compared with. */
export interface SampleTarget {
  /**
   * Predicted numbers: `[horizon]` float32, normalized. Two labels: `[1]` float32, 0 or 1. More labels: `[1]` int32, the class
   * id; one-hot `[classes]` float32 when the output's loss wants it.
   */
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  /** How many labels there are; null when a number is predicted. */
  readonly classes: number | null;
}

/** How a column is normalized: `(value - mean) / std`. */
export interface Scale {
  readonly mean: number;
  readonly std: number;
}

/** Which rows of a series the targets are, and how they are brought back into their own units. */
export interface TargetRows {
  /** Of each column of each output; mean 0 and deviation 1 where nothing is normalized. */
  readonly scales: readonly (readonly Scale[])[];
  /** The stored rows that remain where rows without a number are dropped, from 0; null: all. */
  readonly kept: Uint32Array | null;
}

/** Data ready for a model. */
export interface PreparedData {
  /** SHA-256 over the data set's hash and the preparation: equal hashes mean equal numbers. */
  readonly hash: string;
  /** Equal means that the validation samples have the same targets, in the target's own unit. */
  readonly targetsHash: string;
  /** A sample's shape, without the batch axis. */
  readonly inputs: readonly { readonly shape: readonly number[]; readonly dtype: 'float32' | 'int32' }[];
  /** One for each output, in the model's order. */
  readonly targets: readonly SampleTarget[];
  readonly targetUnit: TargetUnits | null;
  /** Of a series; left out for texts. */
  readonly targetRows?: TargetRows;
  readonly train: SampleSet;
  /** Has no samples (count 0) when the preparation has no validation split. */
  readonly validation: SampleSet;
  /** Null when the split leaves no rows for it. */
  readonly test: SampleSet | null;
  /**
   * The baseline's predictions for one split's samples, one for each output, in the shape of a model's output: for a number `[batch, 1]` in the
   * (normalized) target's unit, `[batch, horizon]` where several are predicted; for two labels `[batch, 1]`, the share of label 1 in training; for more labels (or one-hot)
   * `[batch, classes]`, the shares of all labels in training. Its accuracy is the majority's, its loss the shares' entropy.
   */
  baseline(split: 'validation' | 'test', order: Uint32Array, from: number, to: number): BatchArray[];
  /** `last value` or `majority class`. */
  readonly baselineName: Message;
}
