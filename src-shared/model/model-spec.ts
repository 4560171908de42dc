// The model compiled and checked: every layer in order, with complete arguments and known shapes.
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';

/** Sizes without the batch axis; `null` is a length that varies between batches. `[500, 128]` is [steps, features]. */
export type Shape = readonly (number | null)[];

/** One weight of a layer, named as in Keras (`kernel`, `recurrent_kernel`, `bias`, `embeddings`). */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

/** A layer of a checked model. */
export interface LayerSpec {
  readonly id: string;
  readonly type: string;
  /** All arguments, defaults filled in, parsed by the layer's schema. */
  readonly config: JsonObject;
  /** Ids of the layers whose outputs are its inputs, in order. */
  readonly inputs: readonly string[];
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  readonly weights: readonly WeightSpec[];
  /** The number of values in `weights`. */
  readonly parameters: number;
  /** Multiplications and additions (two each) of a forward pass for one sample; open lengths count as 1. */
  readonly flopsPerSample: number;
}

/** A checked model: `layers` in topological order. */
export interface ModelSpec {
  readonly layers: readonly LayerSpec[];
  /** Ids of the Input layers, in document order. */
  readonly inputs: readonly string[];
  /** Ids of the layers without followers, in document order. */
  readonly outputs: readonly string[];
  readonly parameters: number;
  readonly flopsPerSample: number;
}

const shapeSchema = z.array(z.number().int().nullable());
const countSchema = z.number().min(0);

/** Reads a `ModelSpec` from a message. */
export const modelSpecSchema = z.object({
  layers: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      config: jsonObjectSchema,
      inputs: z.array(z.string()),
      inputShapes: z.array(shapeSchema),
      outputShape: shapeSchema,
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.number().int()), trainable: z.boolean() })),
      parameters: countSchema,
      flopsPerSample: countSchema,
    }),
  ),
  inputs: z.array(z.string()),
  outputs: z.array(z.string()),
  parameters: countSchema,
  flopsPerSample: countSchema,
}) satisfies z.ZodType<ModelSpec>;
