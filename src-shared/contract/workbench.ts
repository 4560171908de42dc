// The one contract between a screen and its host: requests, events, and the API a renderer knows.
// Every host (browser, Electron, command line) derives its handlers from `requests`; one that is forgotten does not compile.
import { z } from 'zod';
import { serializedErrorSchema } from '#shared/base/app-error.ts';
import { commandIds } from '#shared/contract/commands.ts';
import { datasetIdSchema, experimentIdSchema, runIdSchema } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { progressSchema } from '#shared/base/progress.ts';
import { settingsSchema } from '#shared/contract/settings.ts';
import { datasetSchema } from '#shared/data/dataset.ts';
import { comparisonSchema } from '#shared/compare/comparison.ts';
import { checkResultSchema } from '#shared/experiment/check-result.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { metricSeriesSchema, sentMetricPointSchema } from '#shared/runs/metric-series.ts';
import {
  engineChoiceSchema,
  engineIdSchema,
  runSchema,
  runSummarySchema,
  stepChoiceSchema,
  xlaChoiceSchema,
} from '#shared/runs/run.ts';

export const engineStatusSchema = z.object({
  id: engineIdSchema,
  available: z.boolean(),
  version: z.string().nullable(),
  device: z.string().nullable(),
  /** Why it is or is not available, and what to do about it; one or two sentences. */
  reason: z.string(),
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;

export const templateSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  dataset: z.string(),
  /** Whether the data set is in the home folder already. */
  datasetReady: z.boolean(),
  parameters: z.number().int().nullable(),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

export const experimentSummarySchema = z.object({
  id: experimentIdSchema,
  name: z.string(),
  dataset: z.string(),
  parameters: z.number().int().nullable(),
  updatedAtMs: z.number(),
});
export type ExperimentSummary = z.infer<typeof experimentSummarySchema>;

/** A data set that `datasets.get` can bring. */
export const knownDatasetSchema = z.object({
  id: datasetIdSchema,
  title: z.string(),
  description: z.string(),
  /** What must be had to bring it: `sample` ships with Strata, `pip` downloads a Python package. */
  via: z.enum(['sample', 'pip']),
  downloadBytes: z.number().int(),
  ready: z.boolean(),
});
export type KnownDataset = z.infer<typeof knownDatasetSchema>;

/** What a run is started from, and what is different from the file for this run. */
export const startRunSchema = z.object({
  source: z.discriminatedUnion('from', [
    z.object({ from: z.literal('template'), id: z.string() }),
    z.object({ from: z.literal('experiment'), id: experimentIdSchema }),
    z.object({ from: z.literal('inline'), experiment: jsonObjectSchema }),
  ]),
  name: z.string().min(1).max(200).optional(),
  epochs: z.number().int().min(1).max(1_000_000).optional(),
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
  /** The last epoch from which the run can be trained on; null while it is at work, when it is completed, or has no checkpoint. */
  checkpointEpoch: z.number().int().nullable(),
});
export type RunDetails = z.infer<typeof runDetailSchema>;

/** How far a running run is. */
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
  /** While data is brought or prepared. */
  preparing: progressSchema.nullable(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;

const none = z.object({});

/** Every request a screen can make. Input is validated by the host on arrival, output by the tests. */
export const requests = {
  'app.info': {
    input: none,
    output: z.object({
      version: z.string(),
      home: z.string(),
      host: z.enum(['browser', 'electron']),
      engines: z.array(engineStatusSchema),
    }),
  },
  'settings.get': { input: none, output: settingsSchema },
  /** Changes what is named, keeps the rest, and answers with all. */
  'settings.set': { input: settingsSchema.partial(), output: settingsSchema },
  'templates.list': { input: none, output: z.array(templateSummarySchema) },
  'templates.get': { input: z.object({ id: z.string() }), output: experimentSchema },
  'experiments.list': { input: none, output: z.array(experimentSummarySchema) },
  'experiments.get': { input: z.object({ id: experimentIdSchema }), output: experimentSchema },
  /** Creates (no id) or replaces. What cannot be trained may be saved; what is no experiment may not. */
  'experiments.save': {
    input: z.object({ id: experimentIdSchema.optional(), experiment: jsonObjectSchema }),
    output: z.object({ id: experimentIdSchema }),
  },
  'experiments.delete': { input: z.object({ id: experimentIdSchema }), output: none },
  /** Has the host show its own dialog to open a file; where it has none, the page picks the file itself. */
  'experiments.open-dialog': { input: none, output: z.object({ isShown: z.boolean() }) },
  'experiments.check': { input: z.object({ experiment: jsonObjectSchema }), output: checkResultSchema },
  'datasets.list': { input: none, output: z.array(datasetSchema) },
  'datasets.known': { input: none, output: z.array(knownDatasetSchema) },
  /** Brings a known data set; `task` events with this request's `taskId` say how far it is. */
  'datasets.get': { input: z.object({ id: datasetIdSchema, taskId: z.string().max(100) }), output: datasetSchema },
  'datasets.delete': { input: z.object({ id: datasetIdSchema }), output: none },
  'runs.list': { input: none, output: z.array(runSummarySchema) },
  'runs.get': { input: z.object({ id: runIdSchema }), output: runDetailSchema },
  /** Series of a run: those named, or all whose key begins with `prefix`. */
  'runs.metrics': {
    input: z.object({ id: runIdSchema, prefix: z.string().max(200).default('') }),
    output: z.array(metricSeriesSchema),
  },
  /** Progress of the runs at work now, for a screen that comes later. */
  'runs.progress': { input: none, output: z.array(runProgressSchema) },
  'runs.start': { input: startRunSchema, output: z.object({ runId: runIdSchema }) },
  /** Queues a run that was not brought to its end, to go on after its checkpoint; on the engine it was trained with, or another. */
  'runs.resume': { input: z.object({ id: runIdSchema, engine: engineChoiceSchema.optional() }), output: none },
  /** Ends within one batch; what was trained is kept. A queued run leaves the queue. */
  'runs.stop': { input: z.object({ id: runIdSchema }), output: none },
  'runs.rename': { input: z.object({ id: runIdSchema, name: z.string().min(1).max(200) }), output: none },
  'runs.delete': { input: z.object({ ids: z.array(runIdSchema).min(1) }), output: none },
  'runs.compare': { input: z.object({ ids: z.array(runIdSchema).min(2).max(50) }), output: comparisonSchema },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type RequestName = keyof typeof requests;
/** What a caller passes: defaults may be left out. */
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
/** What a handler gets: validated, defaults filled in. */
export type ParsedInput<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;

/** A host's side of the contract: one handler for every request. */
export type WorkbenchHandlers = {
  [N in RequestName]: (input: ParsedInput<N>) => RequestOutput<N> | Promise<RequestOutput<N>>;
};

/** What a host tells all its screens. */
export const workbenchEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), run: runSummarySchema }),
  z.object({ type: z.literal('run-deleted'), id: runIdSchema }),
  z.object({
    type: z.literal('metrics'),
    runId: runIdSchema,
    points: z.array(sentMetricPointSchema),
  }),
  /** A run goes on from an earlier place: its points after this epoch, and after this training step, are gone. */
  z.object({
    type: z.literal('rewound'),
    runId: runIdSchema,
    epoch: z.number().int(),
    steps: z.number().int(),
  }),
  z.object({ type: z.literal('progress'), progress: runProgressSchema }),
  z.object({ type: z.literal('task'), taskId: z.string(), progress: progressSchema }),
  z.object({ type: z.literal('changed'), what: z.enum(['datasets', 'experiments', 'engines', 'settings']) }),
  /** What a native menu asks of the page, as its own key would. */
  z.object({ type: z.literal('command'), id: z.enum(commandIds) }),
  /** A file was opened outside the page and is this saved experiment now. */
  z.object({ type: z.literal('open'), experimentId: experimentIdSchema }),
  /** A person clicked the notification of this run. */
  z.object({ type: z.literal('open-run'), runId: runIdSchema }),
  /** Something failed that no request asked for: a file that cannot be opened, a settings file that was put aside. */
  z.object({ type: z.literal('notice'), error: serializedErrorSchema }),
]);
export type WorkbenchEvent = z.infer<typeof workbenchEventSchema>;

/** All that the renderer knows of its host. Requests reject with an `AppError`. */
export interface WorkbenchApi {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  /** Calls `listener` for every event until the returned function is called. */
  subscribe(listener: (event: WorkbenchEvent) => void): () => void;
  /** `lost` while the host does not answer; the transport tries again by itself and then says `connected`. */
  onConnection(listener: (state: 'connected' | 'lost') => void): () => void;
}

/** The envelope in which requests, answers and events travel over a message transport. */
export const clientMessageSchema = z.object({ id: z.number().int().min(0), name: z.string(), input: z.unknown() });
export type ClientMessage = z.infer<typeof clientMessageSchema>;
export const hostMessageSchema = z.union([
  z.object({ id: z.number().int(), output: z.unknown() }),
  z.object({ id: z.number().int(), error: serializedErrorSchema }),
  z.object({ event: workbenchEventSchema }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;
