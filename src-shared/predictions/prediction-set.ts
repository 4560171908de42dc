// What a run predicted for the samples of a part of its data, and what is right: kept in a file of the run, sent to a page.
import { z } from 'zod';

/** The samples that predictions are of. */
export const predictedParts = ['validation', 'test'] as const;
/** One of `predictedParts`. */
export type PredictedPart = (typeof predictedParts)[number];

/** An output that predicts numbers: `[samples, horizon, columns]` in the columns' own units. */
const valuesOutputSchema = z.object({
  kind: z.literal('values'),
  /** The output's layer. */
  id: z.string(),
  columns: z.array(z.object({ name: z.string(), unit: z.string() })).min(1),
  /** How many rows in a row are predicted. */
  horizon: z.number().int().min(1),
  /** How many rows after the row that follows its window a sample's first target is: the preparation's `delay`. */
  delay: z.number().int().min(0),
  /** The row of the first sample's first target, counted from the set's first row. */
  from: z.number().int().min(0),
});
export type ValuesOutput = z.infer<typeof valuesOutputSchema>;

/** An output that predicts labels: `[samples, width]`. */
const labelsOutputSchema = z.object({
  kind: z.literal('labels'),
  id: z.string(),
  /** By the label's number. */
  labels: z.array(z.string()).min(2),
  /** 1: of two labels the score of the second. Else a score for each label. */
  width: z.number().int().min(1),
});
export type LabelsOutput = z.infer<typeof labelsOutputSchema>;

/** What predictions are of. */
export const predictionHeadSchema = z.object({
  part: z.enum(predictedParts),
  /** The epoch whose weights predicted. */
  epoch: z.number().int(),
  /** Of the prepared data. */
  datasetHash: z.string(),
  /** Equal means: of the same samples with the same targets. */
  targetsHash: z.string(),
  samples: z.number().int().min(0),
  /** Rows of the series from the first target to the last; 0 for texts. */
  rows: z.number().int().min(0),
  /** Whether the rows' times are known. */
  hasTimes: z.boolean(),
  outputs: z.array(z.discriminatedUnion('kind', [valuesOutputSchema, labelsOutputSchema])).min(1),
});
export type PredictionHead = z.infer<typeof predictionHeadSchema>;
/** An output and what it predicts. */
export type PredictedOutput = PredictionHead['outputs'][number];

/** Predictions as they are kept and sent: all arrays are flat, one output behind the other. */
export const predictionSetSchema = z.object({
  head: predictionHeadSchema,
  /** Of each output `[samples, size]`. Scores are probabilities where the model's outputs or its loss make them so. */
  predicted: z.instanceof(Float32Array),
  /** Of each output of numbers its columns at each of the set's rows, `[rows, columns]`. */
  measured: z.instanceof(Float32Array),
  /** Of each output of labels the number of each sample's label, `[samples]`. */
  labels: z.instanceof(Uint32Array),
  /** Texts: the row of each sample in the data set, from 0. Series: of each of the set's rows. */
  rows: z.instanceof(Uint32Array),
  /** Milliseconds since 1970 of each of the set's rows; empty where they are not known. */
  times: z.instanceof(Float64Array),
});
export type PredictionSet = z.infer<typeof predictionSetSchema>;

/** How many numbers an output predicts for a sample. */
export function outputSize(output: PredictedOutput): number {
  return output.kind === 'labels' ? output.width : output.horizon * output.columns.length;
}

/** Numbers that an output predicted, beside what was measured. */
export interface PredictedValues {
  readonly output: ValuesOutput;
  readonly samples: number;
  /** `[samples, horizon, columns]` */
  readonly predicted: Float32Array;
  /** `[rows, columns]` of the whole set. */
  readonly measured: Float32Array;
  readonly times: Float64Array;
  /** The stored row, from 0, of each of the set's rows. */
  readonly rows: Uint32Array;
}

/** Labels that an output predicted, beside those that are right. */
export interface PredictedLabels {
  readonly output: LabelsOutput;
  readonly samples: number;
  /** `[samples, width]` */
  readonly scores: Float32Array;
  /** The right label's number, `[samples]`. */
  readonly labels: Uint32Array;
  /** The text of each sample. */
  readonly rows: Uint32Array;
}

/** The part of a set that is an output's; the arrays are views. @throws RangeError without such an output */
export function predictionsOf(set: PredictionSet, index: number): PredictedValues | PredictedLabels {
  const { samples, outputs, rows } = set.head;
  let [predictedAt, measuredAt, labelsAt] = [0, 0, 0];
  for (const [place, output] of outputs.entries()) {
    const predicted = set.predicted.subarray(predictedAt, (predictedAt += samples * outputSize(output)));
    if (output.kind === 'values') {
      const measured = set.measured.subarray(measuredAt, (measuredAt += rows * output.columns.length));
      if (place === index) return { output, samples, predicted, measured, times: set.times, rows: set.rows };
    } else {
      const labels = set.labels.subarray(labelsAt, (labelsAt += samples));
      if (place === index) return { output, samples, scores: predicted, labels, rows: set.rows };
    }
  }
  throw new RangeError(`There is no output ${index}.`);
}

/** What was measured where a sample's prediction is: by the sample, the row ahead and the column. */
export function measuredAt({ output, measured }: PredictedValues, sample: number, ahead: number, column = 0): number {
  return measured[(output.from + sample + ahead) * output.columns.length + column] ?? NaN;
}

/** What a sample predicts: by the row ahead and the column. */
export function predictedAt({ output, predicted }: PredictedValues, sample: number, ahead: number, column = 0): number {
  const { horizon, columns } = output;
  return predicted[(sample * horizon + ahead) * columns.length + column] ?? NaN;
}

/** Milliseconds from row to row, the median; null for fewer than two rows. */
export function rowDistanceMs(times: Float64Array): number | null {
  const distances = times.slice(1).map((time, i) => time - (times[i] ?? NaN));
  return distances.sort()[distances.length >> 1] ?? null;
}
