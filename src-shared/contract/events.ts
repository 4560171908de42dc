// The host's events.
import { z } from 'zod';
import { serializedErrorSchema } from '#shared/base/app-error.ts';
import { experimentIdSchema, reportIdSchema, runIdSchema } from '#shared/base/ids.ts';
import { progressSchema } from '#shared/base/progress.ts';
import { commandIds } from '#shared/contract/commands.ts';
import { draftRevisionSchema, draftSourceSchema } from '#shared/experiment/draft.ts';
import { runProgressSchema } from '#shared/contract/runs.ts';
import { sentMetricPointSchema } from '#shared/runs/metric-series.ts';
import { packedRunsSchema } from '#shared/runs/packed-runs.ts';
import { runSummarySchema } from '#shared/runs/run.ts';

/** An event that a host sends to all its pages. */
export const workbenchEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), run: runSummarySchema }),
  /** What a person says of these runs has changed: their tags, stars, or whether they are archived. */
  z.object({ type: z.literal('marked'), runs: packedRunsSchema }),
  z.object({ type: z.literal('runs-deleted'), ids: z.array(runIdSchema) }),
  z.object({
    type: z.literal('metrics'),
    runId: runIdSchema,
    points: z.array(sentMetricPointSchema),
  }),
  /** A run is resumed from an earlier epoch: its points after this epoch and training step are deleted. */
  z.object({
    type: z.literal('truncated'),
    runId: runIdSchema,
    epoch: z.number().int(),
    steps: z.number().int(),
  }),
  z.object({ type: z.literal('progress'), progress: runProgressSchema }),
  z.object({ type: z.literal('task'), taskId: z.string(), progress: progressSchema }),
  z.object({
    type: z.literal('changed'),
    what: z.enum(['datasets', 'experiments', 'runs', 'reports', 'engines', 'settings']),
  }),
  /** A page has changed its unsaved edits; `revision` is null when there are none any more. */
  z.object({ type: z.literal('draft'), source: draftSourceSchema, revision: draftRevisionSchema.nullable() }),
  /** The named versions of this source were changed. */
  z.object({ type: z.literal('versions'), source: draftSourceSchema }),
  /** A page has saved this report. */
  z.object({ type: z.literal('report'), id: reportIdSchema, revision: z.number().int() }),
  /** A command from a native menu. */
  z.object({ type: z.literal('command'), id: z.enum(commandIds) }),
  /** A file was opened outside the page and saved as this experiment. */
  z.object({ type: z.literal('open'), experimentId: experimentIdSchema }),
  /** The user clicked the notification of this run. */
  z.object({ type: z.literal('open-run'), runId: runIdSchema }),
  /** Something failed without a request: a file that cannot be opened, a damaged settings file. */
  z.object({ type: z.literal('notice'), error: serializedErrorSchema }),
]);
export type WorkbenchEvent = z.infer<typeof workbenchEventSchema>;
