// The reference files beside this one, read and checked. README.md says how they are made.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { graphDocumentSchema } from '#shared/model/graph-document.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';

const arraySchema = z.object({
  shape: z.array(z.number().int()),
  dtype: z.enum(['float32', 'int32']),
  values: z.array(z.number()),
});
export type ReferenceArray = z.infer<typeof arraySchema>;

const namedArraySchema = arraySchema.extend({ name: z.string() });

const layerCaseSchema = z.object({
  name: z.string(),
  type: z.string(),
  config: jsonObjectSchema,
  training: z.boolean(),
  /** Keras's paths: `bidirectional/forward_lstm/lstm_cell/kernel`. */
  weights: z.array(arraySchema.extend({ path: z.string() })),
  inputs: z.array(arraySchema),
  masks: z.array(arraySchema.nullable()),
  outputs: z.array(arraySchema),
  output_masks: z.array(arraySchema.nullable()),
  /** The gradients are those of `sum(output * projection)` over all outputs. */
  projections: z.array(arraySchema),
  /** Of the trainable weights, in order. */
  weight_gradients: z.array(arraySchema),
  /** Of the float inputs, in order. */
  input_gradients: z.array(arraySchema),
  /** The other weights, after the layer was applied. */
  state: z.array(arraySchema),
});
export type LayerCase = z.infer<typeof layerCaseSchema>;

const activationCaseSchema = z.object({
  name: z.string(),
  input: arraySchema,
  output: arraySchema,
  projection: arraySchema,
  gradient: arraySchema,
});

const lossCaseSchema = z.object({
  name: z.string(),
  loss: jsonObjectSchema,
  target: arraySchema,
  prediction: arraySchema,
  value: z.number(),
  gradient: arraySchema,
});

const metricCaseSchema = z.object({
  name: z.string(),
  metric: z.object({ name: z.string(), config: jsonObjectSchema }),
  /** The value is that of all batches up to this one. */
  batches: z.array(
    z.object({ target: arraySchema, prediction: arraySchema, weights: arraySchema.optional(), value: z.number() }),
  ),
});

const optimizerCaseSchema = z.object({
  name: z.string(),
  optimizer: jsonObjectSchema,
  initial: z.array(arraySchema),
  /** Step by step, one a variable. */
  gradients: z.array(z.array(arraySchema)),
  final: z.array(arraySchema),
});

const judgedBatchSchema = z.object({
  input: arraySchema,
  target: arraySchema,
  /** Of the samples. */
  weights: arraySchema.optional(),
  logs: z.record(z.string(), z.number()),
});

const modelCaseSchema = z.object({
  name: z.string(),
  nodes: z.array(z.object({ id: z.string(), type: z.string(), config: jsonObjectSchema })),
  loss: jsonObjectSchema,
  optimizer: jsonObjectSchema,
  metrics: z.array(z.string()),
  parameters: z.number().int(),
  initial: z.array(namedArraySchema),
  steps: z.array(judgedBatchSchema),
  final: z.array(namedArraySchema),
  /** The averages at the end (`use_ema`). */
  averages: z.array(namedArraySchema).optional(),
  evaluation: judgedBatchSchema,
  /** For the evaluation's input. */
  prediction: arraySchema.optional(),
});
export type ModelCase = z.infer<typeof modelCaseSchema>;

const fittedCaseSchema = z.object({
  name: z.string(),
  nodes: z.array(z.object({ id: z.string(), type: z.string(), config: jsonObjectSchema })),
  /** The samples. */
  data: arraySchema,
  /** Of the fitted layers. */
  weights: z.array(namedArraySchema),
});

const scheduleCaseSchema = z.object({
  name: z.string(),
  schedule: jsonObjectSchema,
  steps: z.array(z.number().int()),
  values: z.array(z.number()),
});

const graphCaseSchema = z.object({
  name: z.string(),
  model: graphDocumentSchema,
  parameters: z.number().int(),
  /** Each layer's output, without the batch axis. */
  shapes: z.record(z.string(), z.array(z.number().int())),
  initial: z.array(namedArraySchema),
  steps: z.array(z.object({ inputs: z.array(arraySchema), targets: z.array(arraySchema), loss: z.number() })),
  final: z.array(namedArraySchema),
  inputs: z.array(arraySchema),
  predictions: z.array(arraySchema),
});
export type GraphCase = z.infer<typeof graphCaseSchema>;

const outputBatchSchema = z.object({
  inputs: z.array(arraySchema),
  targets: z.array(arraySchema),
  logs: z.record(z.string(), z.number()),
});

const outputCaseSchema = z.object({
  name: z.string(),
  model: graphDocumentSchema,
  /** As in an experiment file. */
  training: jsonObjectSchema,
  initial: z.array(namedArraySchema),
  steps: z.array(outputBatchSchema),
  final: z.array(namedArraySchema),
  evaluation: outputBatchSchema,
});
export type OutputCase = z.infer<typeof outputCaseSchema>;

const weightedSamplesSchema = z.object({
  inputs: z.array(arraySchema),
  targets: z.array(arraySchema),
  weights: z.array(arraySchema),
});

const weightedFitCaseSchema = z.object({
  name: z.string(),
  model: graphDocumentSchema,
  /** As in an experiment file. */
  training: jsonObjectSchema,
  initial: z.array(namedArraySchema),
  train: weightedSamplesSchema,
  validation: weightedSamplesSchema,
  /** What `fit` logs. */
  epochs: z.array(z.record(z.string(), z.number())),
  final: z.array(namedArraySchema),
});
export type WeightedFitCase = z.infer<typeof weightedFitCaseSchema>;

/** A table that gets rows, and a dense weight beside it. */
const rowUpdateCaseSchema = z.object({
  name: z.string(),
  optimizer: jsonObjectSchema,
  initial: z.array(arraySchema),
  steps: z.array(z.object({ words: arraySchema, rows: arraySchema, dense: arraySchema })),
  final: z.array(arraySchema),
});

const embeddingRunCaseSchema = z.object({
  name: z.string(),
  optimizer: jsonObjectSchema,
  regularizer: jsonObjectSchema.nullable(),
  initial: z.array(namedArraySchema),
  inputs: arraySchema,
  targets: arraySchema,
  batchSize: z.number().int(),
  /** The epochs' losses, with the gradient in rows as Keras on TensorFlow has it, and with each word's rows summed. */
  losses: z.object({ rows: z.array(z.number()), summed: z.array(z.number()) }),
  /** With rows. */
  final: z.array(namedArraySchema),
});
export type EmbeddingRunCase = z.infer<typeof embeddingRunCaseSchema>;

const initializerCaseSchema = z.object({
  initializer: z.object({ class_name: z.string(), config: jsonObjectSchema }),
  shape: z.array(z.number().int()),
  mean: z.number(),
  std: z.number(),
  least: z.number(),
  most: z.number(),
});

const samplesSchema = z.object({ inputs: z.array(arraySchema), targets: z.array(arraySchema) });

const windowCaseSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.number())),
  /** By the layer's id, in order; so are the outputs. */
  inputs: z.record(z.string(), z.object({ features: z.array(z.string()), lookback: z.number(), step: z.number() })),
  outputs: z.record(z.string(), z.object({ target: z.array(z.string()), delay: z.number(), horizon: z.number() })),
  train: samplesSchema,
  validation: samplesSchema,
  test: samplesSchema,
});

function readCases<Case>(name: string, schema: z.ZodType<Case>): Case[] {
  const text = readFileSync(new URL(`./reference/${name}.json`, import.meta.url), 'utf8');
  return z.object({ cases: z.array(schema).min(1) }).parse(JSON.parse(text)).cases;
}

export const layerCases = (): LayerCase[] =>
  readdirSync(new URL('./reference/layers', import.meta.url)).flatMap((file) =>
    readCases(`layers/${basename(file, '.json')}`, layerCaseSchema),
  );
export const windowCases = (): z.infer<typeof windowCaseSchema>[] => readCases('windows', windowCaseSchema);
export const outputCases = (): OutputCase[] => readCases('outputs', outputCaseSchema);
export const graphCases = (): GraphCase[] => readCases('graphs', graphCaseSchema);
export const activationCases = (): z.infer<typeof activationCaseSchema>[] =>
  readCases('activations', activationCaseSchema);
export const lossCases = (): z.infer<typeof lossCaseSchema>[] => [
  ...readCases('losses', lossCaseSchema),
  ...readCases('more-losses', lossCaseSchema),
];
export const metricCases = (): z.infer<typeof metricCaseSchema>[] => [
  ...readCases('metrics', metricCaseSchema),
  ...readCases('weighted-metrics', metricCaseSchema),
];
export const weightedFitCases = (): WeightedFitCase[] => readCases('weighted-fits', weightedFitCaseSchema);
export const optimizerCases = (): z.infer<typeof optimizerCaseSchema>[] => [
  ...readCases('optimizers', optimizerCaseSchema),
  ...readCases('more-optimizers', optimizerCaseSchema),
];
export const rowUpdateCases = (): z.infer<typeof rowUpdateCaseSchema>[] =>
  readCases('embedding-updates', rowUpdateCaseSchema);
export const embeddingRunCases = (): EmbeddingRunCase[] => readCases('embedding-runs', embeddingRunCaseSchema);
/** Models of `make_reference.py`, and those of `make_training.py` with arguments of training. */
export const modelCases = (): ModelCase[] =>
  ['models', 'scheduled-models', 'averaged-models', 'constrained-models', 'weighted-models'].flatMap((name) =>
    readCases(name, modelCaseSchema),
  );
export const fittedCases = (): z.infer<typeof fittedCaseSchema>[] => readCases('fitted-layers', fittedCaseSchema);
export const scheduleCases = (): z.infer<typeof scheduleCaseSchema>[] => readCases('schedules', scheduleCaseSchema);
export const initializerCases = (): z.infer<typeof initializerCaseSchema>[] =>
  readCases('initializers', initializerCaseSchema);
