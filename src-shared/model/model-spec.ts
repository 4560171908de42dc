// The model compiled and checked: every layer in order, with complete arguments and known shapes.
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import { canonicalConstraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { canonicalInitializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { canonicalRegularizerSchema } from '#shared/model/layer-rules/regularizers.ts';

/** Sizes without the batch axis; `null` is a length that varies between batches. `[500, 128]` is [steps, features]. */
export type Shape = readonly (number | null)[];

const weightSpecSchema = z.object({
  /** As in Keras: `kernel`, `recurrent_kernel`, `bias`, `embeddings`; `forward/kernel` in a wrapper. */
  name: z.string(),
  shape: z.array(z.number().int()).readonly(),
  /** Whether gradients change it. */
  trainable: z.boolean(),
  /** What Keras's arguments about it begin with: `kernel` in `kernel_initializer`; empty for plain `initializer`. */
  argument: z.string(),
  /** Where several parts of its first axis are drawn as weights of their own: those, in order. */
  initializer: z.union([
    canonicalInitializerSchema,
    z.array(z.object({ size: z.number().int(), initializer: canonicalInitializerSchema })).readonly(),
  ]),
  regularizer: canonicalRegularizerSchema.nullable(),
  constraint: canonicalConstraintSchema.nullable(),
});

/** One weight of a layer. */
export type WeightSpec = Readonly<z.output<typeof weightSpecSchema>>;

/** One of the outputs of a layer. */
export interface OutputRef {
  /** The layer's id. */
  readonly id: string;
  /** Which of its outputs, counted from 0. */
  readonly output: number;
}

/** A layer of a checked model. */
export interface LayerSpec {
  readonly id: string;
  readonly type: string;
  /** All arguments, defaults filled in, parsed by the layer's schema. */
  readonly config: JsonObject;
  /** The outputs of other layers that are its inputs, in order. */
  readonly inputs: readonly OutputRef[];
  readonly inputShapes: readonly Shape[];
  /** One for each output, at least one. */
  readonly outputShapes: readonly Shape[];
  /** For each output, whether a mask says which of its steps count. */
  readonly outputMasks: readonly boolean[];
  /** The id of the layer whose weights it uses: its own, unless it shares them. */
  readonly weightsOf: string;
  /** Its own weights: none when it shares another layer's. */
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

/** The shape of a layer's first output, which most layers have alone. */
export function firstOutput({ outputShapes }: Pick<LayerSpec, 'outputShapes'>): Shape {
  return outputShapes[0] ?? [];
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
      inputs: z.array(z.object({ id: z.string(), output: z.number().int() })),
      inputShapes: z.array(shapeSchema),
      outputShapes: z.array(shapeSchema),
      outputMasks: z.array(z.boolean()),
      weightsOf: z.string(),
      weights: z.array(weightSpecSchema),
      parameters: countSchema,
      flopsPerSample: countSchema,
    }),
  ),
  inputs: z.array(z.string()),
  outputs: z.array(z.string()),
  parameters: countSchema,
  flopsPerSample: countSchema,
}) satisfies z.ZodType<ModelSpec>;
