// Requests about runs: start, stop, resume, read, compare.
import { z } from 'zod';
import { experimentIdSchema, runIdSchema } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { sentenceSchema } from '#shared/base/message.ts';
import { progressSchema } from '#shared/base/progress.ts';
import { unreadableSchema } from '#shared/contract/unreadable.ts';
import { nameSchema } from '#shared/base/visible-text.ts';
import { comparisonSchema } from '#shared/compare/comparison.ts';
import { modelFormats } from '#shared/experiment/code/predict-facts.ts';
import { epochsSchema } from '#shared/training/training-settings.ts';
import { epochPrefix } from '#shared/runs/metric-keys.ts';
import { sentSeriesSchema } from '#shared/runs/metric-series.ts';
import { answerSchema, questionSchema } from '#shared/predictions/ask.ts';
import { predictedParts, predictionSetSchema } from '#shared/predictions/prediction-set.ts';
import { reducedSeriesSchema, seriesRequestSchema } from '#shared/runs/reduced-series.ts';
import { factsRequestSchema, sentFactsSchema } from '#shared/runs/series-facts.ts';
import { pointsRequestSchema, storedPointsSchema } from '#shared/runs/stored-points.ts';
import { importedKindSchema } from '#shared/runs/run-origin.ts';
import { columnRequestSchema, runColumnSchema } from '#shared/runs/run-column.ts';
import { packedRunsSchema } from '#shared/runs/packed-runs.ts';
import { testedSchema } from '#shared/runs/test-score.ts';
import { engineChoiceSchema, longestNotes, runSchema, stepChoiceSchema, xlaChoiceSchema } from '#shared/runs/run.ts';

/** The source of a run, and its changes to the file. */
export const startRunSchema = z.object({
  source: z.discriminatedUnion('from', [
    z.object({ from: z.literal('template'), id: z.string() }),
    z.object({ from: z.literal('experiment'), id: experimentIdSchema }),
    /** With the id of the saved experiment that it is a changed state of, if it is one. */
    z.object({
      from: z.literal('inline'),
      experiment: jsonObjectSchema,
      experimentId: experimentIdSchema.nullable().optional(),
    }),
  ]),
  name: nameSchema(200).optional(),
  epochs: epochsSchema.optional(),
  seed: z.number().int().min(0).max(4_294_967_295).optional(),
  engine: engineChoiceSchema.default('auto'),
  step: stepChoiceSchema.default('auto'),
  xla: xlaChoiceSchema.default('auto'),
  /** At most this many training batches (and validation batches) an epoch; for trying things out. */
  limitBatches: z.number().int().min(1).nullable().default(null),
});
export type StartRun = z.input<typeof startRunSchema>;

/** A run as its page shows it. */
export const runDetailSchema = runSchema.extend({
  /**
   * The epoch from which the run can be resumed; null while it is queued or running, when it is completed, or has no
   * checkpoint.
   */
  checkpointEpoch: z.number().int().nullable(),
  /** The epochs that it can be forked from, ascending: those after which its whole state is kept. */
  forkEpochs: z.array(z.number().int()),
});
export type RunDetails = z.infer<typeof runDetailSchema>;

/** The progress of a running run. */
export const runProgressSchema = z.object({
  runId: runIdSchema,
  /** `preparing` data, `training`, or `validating`. */
  phase: z.enum(['preparing', 'training', 'validating']),
  /** The epoch at work, from 1, and the training steps done in it. */
  epoch: z.number().int(),
  epochs: z.number().int(),
  step: z.number().int(),
  stepsPerEpoch: z.number().int(),
  /** Median of the last steps. */
  msPerStep: z.number().nullable(),
  remainingMs: z.number().nullable(),
  /** How long the run is at work, earlier stretches included. */
  elapsedMs: z.number(),
  /** While data is downloaded or prepared. */
  preparing: progressSchema.nullable(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;

/** Changes to what a person says of runs. */
export const markRunsSchema = z.object({
  ids: z.array(runIdSchema).min(1).max(1000),
  addTags: z.array(nameSchema(60)).max(50).default([]),
  removeTags: z.array(z.string().max(200)).max(50).default([]),
  isStarred: z.boolean().optional(),
  isArchived: z.boolean().optional(),
});

/** The most runs that one request repeats. */
export const mostRepeats = 100;

/** The most runs that one request writes into a folder. */
export const mostWritten = 10_000;

const predictionRequestSchema = z.object({ id: runIdSchema, part: z.enum(predictedParts).default('validation') });

/** What was read of another program's history, for a person. */
const importedCountsSchema = z.object({
  kind: importedKindSchema,
  added: z.number().int(),
  /** Runs that were read before, and are now as their files are. */
  updated: z.number().int(),
  /** What could not be read, a sentence each; all else was. */
  faults: z.array(sentenceSchema),
});
export type ImportedCounts = z.infer<typeof importedCountsSchema>;

const none = z.object({});

/** Runs and their comparison. */
export const runRequests = {
  /** The runs with a number below this one, or the newest, by falling number, a part at a time: `unpackRuns` reads it. */
  'runs.list': {
    input: z.object({ below: z.number().int().min(1).nullable().default(null) }),
    output: z.object({
      runs: packedRunsSchema,
      unreadable: z.array(unreadableSchema),
      /** The number below which there are more; null at the end. */
      next: z.number().int().nullable(),
    }),
  },
  'runs.get': { input: z.object({ id: runIdSchema }), output: runDetailSchema },
  /** The keys of a run's series that begin with `prefix`, in alphabetical order. A run of another program may have thousands. */
  'runs.metric-keys': {
    input: z.object({ id: runIdSchema, prefix: z.string().max(200).default(epochPrefix) }),
    output: z.array(z.string()),
  },
  /** What is known of series of epochs without their points. */
  'runs.facts': { input: factsRequestSchema, output: sentFactsSchema },
  /** The stored points of a series from a step on, all of them: a long series comes part after part. */
  'runs.points': { input: pointsRequestSchema, output: storedPointsSchema },
  /** Series of a run, for short ones: those of `keys` that it has, or all whose key begins with `prefix`. */
  'runs.metrics': {
    input: z.object({
      id: runIdSchema,
      prefix: z.string().max(200).default(''),
      keys: z.array(z.string()).max(1000).optional(),
    }),
    output: z.array(sentSeriesSchema),
  },
  /** Series for a chart, reduced to the points that it shows. */
  'runs.series': { input: seriesRequestSchema, output: reducedSeriesSchema },
  /** Progress of the running runs, for a page that connects later. */
  'runs.progress': { input: none, output: z.array(runProgressSchema) },
  'runs.start': { input: startRunSchema, output: z.object({ runId: runIdSchema }) },
  /**
   * Queues runs of the same experiment, of the model as it was and on the same engine: `count` of them, each with a seed that none of
   * them has yet, or of a cross-validation one for each other fold.
   */
  'runs.repeat': {
    input: z.object({
      id: runIdSchema,
      vary: z.enum(['seed', 'fold']).default('seed'),
      count: z.number().int().min(1).max(mostRepeats).default(1),
    }),
    output: z.object({ runIds: z.array(runIdSchema) }),
  },
  /**
   * Queues a fork: a run that has the epochs of this one until `epoch`, and is trained on from there with these training settings, whose
   * loss and metrics are the same. `epochs` among them counts from the start.
   */
  'runs.fork': {
    input: z.object({
      id: runIdSchema,
      epoch: z.number().int().min(1),
      training: jsonObjectSchema,
      name: nameSchema(200).optional(),
      engine: engineChoiceSchema.optional(),
    }),
    output: z.object({ runId: runIdSchema }),
  },
  /**
   * Evaluates the best weights of a run, and the baseline, on the test set, when the run at work has ended; every look counts. Fails with
   * `conflict` when the run is at work or its data has changed, with `not-found` when it has no weights.
   */
  'runs.test': { input: z.object({ id: runIdSchema }), output: testedSchema },
  /** The last look at a run's test, without another one. */
  'runs.tested': { input: z.object({ id: runIdSchema }), output: testedSchema },
  /** What a run's best weights predicted for a part of its data, as it was kept; without any field where nothing was. */
  'runs.predictions': { input: predictionRequestSchema, output: predictionSetSchema.partial() },
  /**
   * Predicts with the best weights and keeps that, when the run at work has ended; on the test set it is a look, which counts. Fails as
   * `runs.test` does.
   */
  'runs.predict': { input: predictionRequestSchema, output: predictionSetSchema },
  /** What the best weights of a run say of typed texts, or of what follows the last row of its series. Waits for the run at work. */
  'runs.ask': { input: questionSchema.extend({ id: runIdSchema }), output: answerSchema },
  /**
   * The best weights of a run as a zip: a model for another program, `preparation.json`, programs that use both. Waits for the run at
   * work. Fails with `conflict` when the run is at work or its data has changed, with `not-found` without weights or data, with
   * `invalid-experiment` where the format lacks a layer, with `engine-unavailable` for a SavedModel without the native engine.
   */
  'runs.model-file': {
    input: z.object({ id: runIdSchema, format: z.enum(modelFormats) }),
    output: z.object({ name: z.string(), bytes: z.instanceof(Uint8Array<ArrayBuffer>) }),
  },
  /** Queues an unfinished run to be resumed from its checkpoint, on the same engine or another. */
  'runs.resume': { input: z.object({ id: runIdSchema, engine: engineChoiceSchema.optional() }), output: none },
  /** Ends within one batch; what was trained is kept. A queued run leaves the queue. */
  'runs.stop': { input: z.object({ id: runIdSchema }), output: none },
  /** With `from`, it fails with `conflict` when the run has another name than that one. */
  'runs.rename': {
    input: z.object({ id: runIdSchema, name: nameSchema(200), from: z.string().optional() }),
    output: none,
  },
  /** Also unreadable ones, whose ids may be invalid. Deletes all of them or, when one is missing or active, none. */
  'runs.delete': { input: z.object({ ids: z.array(z.string().min(1).max(1000)).min(1) }), output: none },
  /**
   * What a person says of runs; what is left out stays. `addTags` and `removeTags` change every run's own tags, so that two pages
   * that tag the same runs lose nothing.
   */
  'runs.mark': { input: markRunsSchema, output: none },
  /** With `from`, it fails with `conflict` when the run has other notes than these. */
  'runs.writeNotes': {
    input: z.object({ id: runIdSchema, notes: z.string().max(longestNotes), from: z.string().optional() }),
    output: none,
  },
  /** The names that `runs.columns` knows: paths of settings, and losses and metrics. */
  'runs.columnNames': {
    input: none,
    output: z.object({ settings: z.array(z.string()), metrics: z.array(z.string()) }),
  },
  /** Columns of all runs that have a value there, or of those whose numbers are given. */
  'runs.columns': {
    input: z.object({
      columns: z.array(columnRequestSchema).max(200),
      among: z.array(z.number().int()).max(10_000).optional(),
    }),
    output: z.array(runColumnSchema),
  },
  /**
   * Lets the person choose another program's history in the host's dialog, and reads its runs; `task` events tell how many are read.
   * `isShown` is false where the host has no dialog; `history` is null when nothing was chosen.
   */
  'runs.import-dialog': {
    input: z.object({ what: z.enum(['folder', 'file']), taskId: z.string().max(100) }),
    output: z.object({ isShown: z.boolean(), history: importedCountsSchema.nullable() }),
  },
  /** Lets the person choose a folder in the host's dialog, and writes the runs there as TensorBoard logs; null when none was chosen. */
  'runs.tensorboard-dialog': {
    input: z.object({ ids: z.array(runIdSchema).min(1).max(mostWritten) }),
    output: z.object({ isShown: z.boolean(), written: z.number().int().nullable() }),
  },
  /** A single run is compared with nothing, but has the same answer. */
  'runs.compare': { input: z.object({ ids: z.array(runIdSchema).min(1).max(50) }), output: comparisonSchema },
} as const;
