// A run: the record of one training of an experiment.
import { z } from 'zod';
import { sentenceSchema } from '#shared/base/message.ts';
import { serializedErrorSchema } from '#shared/base/app-error.ts';
import { experimentIdSchema, runIdSchema } from '#shared/base/ids.ts';
import { targetUnitsSchema } from '#shared/data/target-unit.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { forkSchema } from '#shared/runs/fork.ts';
import { runOriginSchema } from '#shared/runs/run-origin.ts';

/** All engines, fastest first. */
export const engineIds = ['native', 'wasm'] as const;
/** The id of an engine. */
export const engineIdSchema = z.enum(engineIds);
export type EngineId = z.infer<typeof engineIdSchema>;

/** The requested engine; `auto` takes the fastest that passes its probe. */
export const engineChoiceSchema = z.enum(['auto', ...engineIds]);
export type EngineChoice = z.infer<typeof engineChoiceSchema>;

/** How a training step runs: operation by operation, or as a compiled graph. */
export const stepKindSchema = z.enum(['eager', 'compiled']);
export type StepKind = z.infer<typeof stepKindSchema>;
/** The requested kind of step; `auto` takes the compiled step if available. */
export const stepChoiceSchema = z.enum(['auto', 'compiled', 'eager']);
export type StepChoice = z.infer<typeof stepChoiceSchema>;

/** Whether XLA compiles parts of a compiled step; `auto` measures both where a run is long enough. */
export const xlaChoiceSchema = z.enum(['auto', 'on', 'off']);
export type XlaChoice = z.infer<typeof xlaChoiceSchema>;

/** Whether XLA compiles parts of a compiled step, and the measured times of both ways. */
export const xlaRecordSchema = z.object({
  isUsed: z.boolean(),
  /** Median milliseconds of a training step with and without; null where it was not measured. */
  msPerStep: z.object({ on: z.number().nullable(), off: z.number().nullable() }),
});
export type XlaRecord = z.infer<typeof xlaRecordSchema>;

/** The engine and step of a run. */
export const engineRecordSchema = z.object({
  id: engineIdSchema,
  /** `CPU`, or the graphics card's name. */
  device: z.string(),
  /** `TensorFlow 2.21.0`, `tfjs-wasm 4.22.0 (SIMD)`. */
  version: z.string(),
  step: stepKindSchema,
  /** Why this engine and step were chosen, one sentence. */
  reason: sentenceSchema,
  /** Absent for an eager step, and for a model that has nothing for XLA. */
  xla: xlaRecordSchema.optional(),
});
export type EngineRecord = z.infer<typeof engineRecordSchema>;

/** Every status of a run. */
export const runStatuses = ['queued', 'running', 'completed', 'stopped', 'failed', 'interrupted'] as const;
/** The status of a run. */
export const runStatusSchema = z.enum(runStatuses);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** The best epoch by the monitored metric. `epoch` counts from 1. */
export const bestEpochSchema = z.object({ metric: z.string(), value: z.number(), epoch: z.number().int().min(0) });
export type BestEpoch = z.infer<typeof bestEpochSchema>;

/** The number of run colours that can be distinguished on one chart. */
export const runColorCount = 8;

/** The tags of a run, as they are stored. */
export const tagsSchema = z.array(z.string());

/** A run without its experiment: what a table of runs shows. */
export const runSummarySchema = z.object({
  id: runIdSchema,
  name: z.string(),
  /** `baseline`: the baseline of the same data (last value, majority class); it has no model. */
  kind: z.enum(['training', 'baseline']),
  status: runStatusSchema,
  experimentId: experimentIdSchema.nullable(),
  /** The data set's id and the hash of the prepared data it saw. */
  dataset: z.string(),
  datasetHash: z.string().nullable(),
  /**
   * Equal for runs that validate on the same targets, however the inputs are prepared; null in older runs. Of a run that validates on
   * the first samples only, it is one of these.
   */
  targetsHash: z.string().nullable(),
  /** The loss and the thresholds of metrics as `objectiveText` says them; null when the loss cannot be read. */
  loss: z.string().nullable(),
  /** The baseline that was measured for this run; it may be deleted since. */
  baselineId: runIdSchema.nullable(),
  seed: z.number().int(),
  engine: engineRecordSchema.nullable(),
  parameters: z.number().int().nullable(),
  /** The planned and the completed epochs. */
  epochs: z.number().int(),
  epochsDone: z.number().int(),
  /** Median over all training steps of the run; null before its first epoch is done. */
  msPerStep: z.number().nullable(),
  best: bestEpochSchema.nullable(),
  targetUnit: targetUnitsSchema.nullable(),
  createdAtMs: z.number(),
  startedAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
  /**
   * Its training time until its end or its last epoch, by a monotonic clock; the time between an end and a resume is not
   * counted.
   */
  durationMs: z.number().nullable(),
  error: serializedErrorSchema.nullable(),
  /** The run's colour on every page: an index into the palette. */
  color: z.number().int().min(0),
  /** The run's number in this history, from 1; it is never given twice. */
  number: z.number().int().min(1),
  /** The name that the model had at the run's start; empty for a baseline. */
  model: z.string(),
  /** Words that a person gave the run, each once. */
  tags: tagsSchema,
  isStarred: z.boolean(),
  /** When a person put the run out of sight; null for one that lists show. */
  archivedAtMs: z.number().nullable(),
  /** Where it was trained, when not by Strata; such a run has no experiment, and its data set and loss are not known. */
  origin: runOriginSchema.nullable(),
  /** The epoch of another run that it was trained on from; null for a run from the start. */
  fork: forkSchema.nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** The most characters that a run's notes have. */
export const longestNotes = 200_000;

/** The settings of a run that was trained elsewhere, as its program named them. */
export const loggedSettingsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** A run with the experiment as it was at the run's start. */
export const runSchema = runSummarySchema.extend({
  /** What a person wrote about the run: Markdown. */
  notes: z.string().max(longestNotes),
  /** Null for a run that was trained elsewhere. */
  experiment: experimentSchema.nullable(),
  /** Empty for a run with an experiment, which says its settings. */
  loggedSettings: loggedSettingsSchema,
});
export type Run = z.infer<typeof runSchema>;
/** A run that Strata trained, or a baseline. */
export type OwnRun = Run & { readonly experiment: NonNullable<Run['experiment']> };

/** Whether Strata trained it, so that its experiment is known. */
export function isOwnRun<Whole extends Run>(run: Whole): run is Whole & OwnRun {
  return run.experiment !== null;
}
