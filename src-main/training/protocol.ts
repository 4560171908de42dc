// The messages between the host and the trainer worker. Plain JSON but for one shared stop flag; each side validates what arrives.
import { z } from 'zod';
import { messageSchema, sentenceSchema } from '#shared/base/message.ts';
import { serializedErrorSchema } from '#shared/base/app-error.ts';
import { runIdSchema } from '#shared/base/ids.ts';
import { progressSchema } from '#shared/base/progress.ts';
import { datasetImportSchema } from '#shared/data/dataset-import.ts';
import { leakQuestionSchema, leakSchema } from '#shared/data/leaks.ts';
import { datasetSchema } from '#shared/data/dataset.ts';
import { compiledExperimentSchema } from '#shared/experiment/compile-experiment.ts';
import { modelFormats } from '#shared/experiment/code/predict-facts.ts';
import { forkSchema } from '#shared/runs/fork.ts';
import { metricPointSchema } from '#shared/runs/metric-series.ts';
import {
  bestEpochSchema,
  engineIdSchema,
  engineRecordSchema,
  stepChoiceSchema,
  xlaChoiceSchema,
} from '#shared/runs/run.ts';
import { targetUnitsSchema } from '#shared/data/target-unit.ts';
import { answerSchema, questionSchema } from '#shared/predictions/ask.ts';
import { predictedParts, predictionHeadSchema } from '#shared/predictions/prediction-set.ts';
import type { TestResult } from '#shared/runs/test-score.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import type {
  BaselineResult,
  BenchmarkJob,
  BenchmarkResult,
  PredictJob,
  TrainedJob,
  ExportJob,
  TrainingEvent,
  TrainingJob,
  TrainingOutcome,
} from '#main/ports/trainer.ts';

export const engineLoadSchema = z.object({
  id: engineIdSchema,
  addonPath: z.string().optional(),
}) satisfies z.ZodType<EngineLoad>;

const trainingJobSchema = z.object({
  runId: runIdSchema,
  compiled: compiledExperimentSchema,
  engine: engineLoadSchema,
  engineReason: messageSchema,
  step: stepChoiceSchema,
  xla: xlaChoiceSchema,
  limitBatches: z.number().int().min(1).nullable(),
  weightsDir: z.string(),
  isResumed: z.boolean(),
  fork: forkSchema.nullable(),
}) satisfies z.ZodType<TrainingJob>;

const trainedJobSchema = z.object({
  compiled: compiledExperimentSchema,
  engine: engineLoadSchema,
  step: stepChoiceSchema,
  weightsDir: z.string(),
  dataHash: z.string(),
  part: z.enum(predictedParts),
}) satisfies z.ZodType<TrainedJob>;

const predictJobSchema = trainedJobSchema.extend({ epoch: z.number().int() }) satisfies z.ZodType<PredictJob>;

const exportJobSchema = z.object({
  format: z.enum(modelFormats),
  compiled: compiledExperimentSchema,
  engine: engineLoadSchema,
  weightsDir: z.string(),
  dataHash: z.string(),
  run: z.object({ id: z.string(), name: z.string(), epoch: z.number() }),
  version: z.string(),
}) satisfies z.ZodType<ExportJob>;

const benchmarkJobSchema = z.object({
  compiled: compiledExperimentSchema,
  engine: engineLoadSchema,
  step: stepChoiceSchema,
  xla: xlaChoiceSchema,
  rounds: z.number().int().min(1),
  steps: z.number().int().min(1),
  against: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('keras'), python: z.string(), script: z.string() }),
      z.object({ kind: z.literal('eager') }),
    ])
    .nullable(),
}) satisfies z.ZodType<BenchmarkJob>;

/** The host's requests. Every answer repeats the request's `seq`. */
export const workerRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('train'),
    seq: z.number().int(),
    job: trainingJobSchema,
    /** One Int32; not 0: stop after the current batch. */
    stop: z.instanceof(SharedArrayBuffer),
  }),
  z.object({
    kind: z.literal('baseline'),
    seq: z.number().int(),
    compiled: compiledExperimentSchema,
    engine: engineLoadSchema,
  }),
  z.object({
    kind: z.literal('benchmark'),
    seq: z.number().int(),
    job: benchmarkJobSchema,
  }),
  z.object({ kind: z.literal('test'), seq: z.number().int(), job: trainedJobSchema }),
  z.object({ kind: z.literal('ask'), seq: z.number().int(), job: trainedJobSchema, question: questionSchema }),
  z.object({ kind: z.literal('predict'), seq: z.number().int(), job: predictJobSchema }),
  z.object({ kind: z.literal('export'), seq: z.number().int(), job: exportJobSchema }),
  z.object({ kind: z.literal('import'), seq: z.number().int(), request: datasetImportSchema }),
  z.object({ kind: z.literal('find-leaks'), seq: z.number().int(), question: leakQuestionSchema }),
  z.object({ kind: z.literal('known-dataset'), seq: z.number().int(), id: z.string() }),
  /** Stops the running import, whose request then fails. This message has no answer. */
  z.object({ kind: z.literal('stop-import'), seq: z.number().int() }),
]);
export type WorkerRequest = z.infer<typeof workerRequestSchema>;

// Measured values may be NaN or infinite. zod's number refuses those, and one of them would make the whole message invalid, so
// this schema accepts them. Counts and values stored as JSON are finite.
const anyNumberSchema = z.custom<number>((value) => typeof value === 'number');

const pointsSchema = z.array(metricPointSchema.extend({ value: anyNumberSchema })).readonly();

export const trainingEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('preparing'), label: sentenceSchema, done: z.number(), total: z.number().nullable() }),
  z.object({
    type: z.literal('started'),
    engine: engineRecordSchema,
    parameters: z.number(),
    datasetHash: z.string(),
    targetsHash: z.string(),
    targetUnit: targetUnitsSchema.nullable(),
    stepsPerEpoch: z.number(),
    trainSamples: z.number(),
    validationSamples: z.number(),
  }),
  z.object({ type: z.literal('engine'), engine: engineRecordSchema }),
  z.object({ type: z.literal('metrics'), points: pointsSchema }),
  z.object({
    type: z.literal('progress'),
    phase: z.enum(['training', 'validating']),
    epoch: z.number(),
    step: z.number(),
    msPerStep: anyNumberSchema.nullable(),
    remainingMs: anyNumberSchema.nullable(),
  }),
  z.object({
    type: z.literal('epoch'),
    epoch: z.number(),
    metrics: z.record(z.string(), anyNumberSchema),
    msPerStep: anyNumberSchema,
    seconds: anyNumberSchema,
    best: bestEpochSchema.nullable(),
    points: pointsSchema,
  }),
]) satisfies z.ZodType<TrainingEvent>;

export const trainingOutcomeSchema = z.object({
  status: z.enum(['completed', 'stopped']),
  epochsDone: z.number(),
  best: bestEpochSchema.nullable(),
  warning: serializedErrorSchema.optional(),
}) satisfies z.ZodType<TrainingOutcome>;

export const baselineResultSchema = z.object({
  name: z.string(),
  datasetHash: z.string(),
  targetsHash: z.string(),
  targetUnit: targetUnitsSchema.nullable(),
  metrics: z.record(z.string(), anyNumberSchema),
  durationMs: z.number(),
}) satisfies z.ZodType<BaselineResult>;

const stepTimesSchema = z.object({
  msPerStep: anyNumberSchema,
  quartilesMs: z.tuple([anyNumberSchema, anyNumberSchema]).readonly(),
  firstStepMs: anyNumberSchema,
});

const benchmarkResultSchema = stepTimesSchema.extend({
  engine: engineRecordSchema,
  batchSize: z.number(),
  flopsPerStep: z.number(),
  matmulFlopsPerSecond: anyNumberSchema,
  other: stepTimesSchema
    .extend({
      kind: z.enum(['keras', 'eager']),
      version: z.string(),
      parameters: z.number(),
      ratio: anyNumberSchema,
      ratios: z.tuple([anyNumberSchema, anyNumberSchema]).readonly(),
    })
    .nullable(),
}) satisfies z.ZodType<BenchmarkResult>;

const valuesSchema = z.record(z.string(), anyNumberSchema);
const testResultSchema = z.object({
  samples: z.number(),
  metrics: valuesSchema,
  baseline: valuesSchema,
}) satisfies z.ZodType<TestResult>;

/** The worker's messages: events during a job, then exactly one answer. */
export const workerMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('training-event'), seq: z.number(), event: trainingEventSchema }),
  z.object({ kind: z.literal('progress'), seq: z.number(), progress: progressSchema }),
  z.object({ kind: z.literal('trained'), seq: z.number(), outcome: trainingOutcomeSchema }),
  z.object({ kind: z.literal('baseline'), seq: z.number(), result: baselineResultSchema }),
  z.object({ kind: z.literal('benchmarked'), seq: z.number(), result: benchmarkResultSchema }),
  z.object({ kind: z.literal('tested'), seq: z.number(), result: testResultSchema }),
  z.object({ kind: z.literal('asked'), seq: z.number(), answer: answerSchema }),
  z.object({ kind: z.literal('predicted'), seq: z.number(), head: predictionHeadSchema }),
  z.object({ kind: z.literal('exported'), seq: z.number(), zip: z.instanceof(Uint8Array<ArrayBuffer>) }),
  z.object({ kind: z.literal('imported'), seq: z.number(), dataset: datasetSchema }),
  z.object({ kind: z.literal('leaks'), seq: z.number(), leaks: z.array(leakSchema) }),
  z.object({ kind: z.literal('failed'), seq: z.number(), error: serializedErrorSchema }),
]);
export type WorkerMessage = z.infer<typeof workerMessageSchema>;
