// What only the owner of the home folder may ask: the command line, over a channel that no page can reach. A request that names
// a file of this machine belongs here, never to `requests`.
import { z } from 'zod';
import { runIdSchema } from '#shared/base/ids.ts';
import { datasetImportSchema } from '#shared/data/dataset-import.ts';
import { datasetSchema } from '#shared/data/dataset.ts';
import { sentenceSchema } from '#shared/base/message.ts';
import { importedKindSchema } from '#shared/runs/run-origin.ts';
import { sentMetricPointSchema } from '#shared/runs/metric-series.ts';
import { loggedSettingsSchema, longestNotes, runSummarySchema } from '#shared/runs/run.ts';
import { requests } from '#shared/contract/workbench.ts';
import type { RequestName, WorkbenchHandlers } from '#shared/contract/workbench.ts';

const taskId = z.string().max(100);

/** What was read of another program's history. */
export const importedHistorySchema = z.object({
  kind: importedKindSchema,
  added: z.array(runSummarySchema),
  /** Runs that were read before, and are now as their files are. */
  updated: z.array(runSummarySchema),
  /** What could not be read, a sentence each; all else was. */
  faults: z.array(sentenceSchema),
});
export type ImportedHistory = z.infer<typeof importedHistorySchema>;

/** The owner's own requests. */
export const ownerRequests = {
  /** Imports a file or folder by its path; `task` events with this request's `taskId` tell how far it is. */
  'datasets.import': { input: z.object({ request: datasetImportSchema, taskId }), output: datasetSchema },
  /** Reads the runs of another program's history; without `kind`, that of whatever program wrote it. `task` events tell how many are read. */
  'runs.import': {
    input: z.object({
      path: z.string().min(1),
      kind: importedKindSchema.nullable().default(null),
      taskId: taskId.optional(),
    }),
    output: importedHistorySchema,
  },
  /**
   * Begins a run that a script logs, or continues one. It is interrupted when the connection that asked ends before `runs.endRecord`.
   */
  'runs.record': {
    input: z.object({
      name: z.string().trim().min(1).max(200),
      epochs: z.number().int().min(1).nullable().default(null),
      continues: runIdSchema.nullable().default(null),
    }),
    output: z.object({ runId: runIdSchema }),
  },
  /** Adds to such a run. */
  'runs.addToRecord': {
    input: z.object({
      id: runIdSchema,
      points: z.array(sentMetricPointSchema).max(20_000),
      settings: loggedSettingsSchema.default({}),
      tags: z.array(z.string()).max(50).default([]),
      notes: z.string().max(longestNotes).optional(),
      name: z.string().trim().min(1).max(200).optional(),
      epochs: z.number().int().min(1).optional(),
    }),
    output: z.object({}),
  },
  'runs.endRecord': {
    input: z.object({
      id: runIdSchema,
      status: z.enum(['completed', 'stopped', 'failed', 'interrupted']),
      error: z.string().max(10_000).optional(),
    }),
    output: runSummarySchema,
  },
  /** Writes runs as a folder of TensorBoard logs; answers with the folders of the runs. */
  'runs.writeTensorBoard': {
    input: z.object({ ids: z.array(runIdSchema).min(1), folder: z.string().min(1) }),
    output: z.object({ folders: z.array(z.string()) }),
  },
  /** Answers when the run is over, with the run as it ended. */
  'runs.finished': { input: z.object({ id: runIdSchema }), output: runSummarySchema },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type OwnerRequestName = keyof typeof ownerRequests;

/** A host's side of the owner's own requests. */
export type OwnerHandlers = {
  [N in OwnerRequestName]: (
    input: z.output<(typeof ownerRequests)[N]['input']>,
  ) => z.output<(typeof ownerRequests)[N]['output']> | Promise<z.output<(typeof ownerRequests)[N]['output']>>;
};

/** All that a command can ask: what a screen can, and what is the owner's own. */
export const commandRequests = { ...requests, ...ownerRequests } as const;
/** The name of a request that a command can send. */
export type CommandRequestName = RequestName | OwnerRequestName;
export type CommandInput<N extends CommandRequestName> = z.input<(typeof commandRequests)[N]['input']>;
export type CommandOutput<N extends CommandRequestName> = z.output<(typeof commandRequests)[N]['output']>;
/** A host's side of all that a command can ask. */
export type CommandHandlers = WorkbenchHandlers & OwnerHandlers;
