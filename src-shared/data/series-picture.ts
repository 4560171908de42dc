// A stretch of a series as a screen of some width can show it: rows that are stored, in typed arrays.
import { z } from 'zod';
import { datasetIdSchema } from '#shared/base/ids.ts';

/** The most pixels that a picture is asked for: four rows of each are sent. */
export const mostPicturePixels = 4000;
/** The most columns of one picture. */
export const mostPictureColumns = 100;

const rowSchema = z.number().int().min(0);
const rangeSchema = z.object({ from: rowSchema, to: rowSchema });

/** Which columns of which rows, and how finely. Rows are counted without those that are left out. */
export const seriesPictureRequestSchema = z.object({
  id: datasetIdSchema,
  columns: z.array(z.string().min(1).max(1000)).max(mostPictureColumns),
  from: rowSchema.default(0),
  /** The row after the last one; null: to the end. */
  to: rowSchema.nullable().default(null),
  /** Of the rows under each pixel the first, lowest, highest and last are sent, and one without a number. */
  pixels: z.number().int().min(1).max(mostPicturePixels),
  /** Rows without a number in one of these are left out, as `missing: drop` does. */
  dropped: z.array(z.string().min(1).max(1000)).max(10_000).default([]),
  /** The rows over which each column's mean and deviation are wanted: those that a model is trained on. */
  measured: rangeSchema.nullable().default(null),
});
export type SeriesPictureRequest = z.output<typeof seriesPictureRequestSchema>;

/** The columns' points, one behind the other; `pictureLines` takes them apart. */
export const seriesPictureSchema = z.object({
  /** How many rows there are, without those that are left out. */
  rows: rowSchema,
  from: rowSchema,
  to: rowSchema,
  columns: z.array(
    z.object({
      name: z.string(),
      /** How many of `steps` and `values` are its own. */
      points: z.number().int().min(0),
      /** Whether these are all rows of the stretch. */
      isWhole: z.boolean(),
      /** Over the rows of `measured`, with missing cells filled as `missing: fill` does; null where that was not asked. */
      scale: z.object({ mean: z.number(), std: z.number() }).nullable(),
    }),
  ),
  /** The row of each point. */
  steps: z.instanceof(Uint32Array),
  /** NaN where a row has no number. */
  values: z.instanceof(Float64Array),
  /** Milliseconds since 1970 of the rows of `timeRow`; empty where the data set has no times. */
  times: z.instanceof(Float64Array),
});
export type SeriesPicture = z.infer<typeof seriesPictureSchema>;

/** One column of a picture. */
export interface PictureLine {
  readonly name: string;
  readonly isWhole: boolean;
  readonly scale: { readonly mean: number; readonly std: number } | null;
  readonly steps: Uint32Array;
  readonly values: Float64Array;
}

/** The columns with their own points. */
export function pictureLines({ columns, steps, values }: SeriesPicture): readonly PictureLine[] {
  let from = 0;
  return columns.map(({ points, ...rest }) => {
    const line = { ...rest, steps: steps.subarray(from, from + points), values: values.subarray(from, from + points) };
    from += points;
    return line;
  });
}

/** The row of time `index` of `count`: they are evenly spaced from the first row of a stretch to its last. */
export function timeRow(
  { from, to }: { readonly from: number; readonly to: number },
  index: number,
  count: number,
): number {
  return count < 2 ? from : from + Math.round((index * (to - 1 - from)) / (count - 1));
}
