// A report: a page of text, charts and tables about some runs. It names its runs and says what is shown of them; their values are
// read anew whenever it is shown.
import { z } from 'zod';
import { reportIdSchema, runIdSchema } from '#shared/base/ids.ts';
import { spreads } from '#shared/compare/sample-statistics.ts';
import { xAxes } from '#shared/runs/run-axis.ts';
import { tableColumnSchema } from '#shared/runs/table-columns.ts';

/** The most characters of one text. */
export const longestText = 100_000;
/** The most blocks of a report. */
export const mostBlocks = 200;
/** The most runs of a report: as many as are compared. */
export const mostReportRuns = 50;
/** The most metrics of one block of charts. */
export const mostCharts = 12;
/** The most columns of a table of runs. */
export const mostColumns = 60;
/** The most characters of a whole report, as JSON. */
export const longestReport = 2_000_000;

const block = z.object({ id: z.string().min(1).max(40) });
const metric = z.string().min(1).max(500);
const ofRuns = block.extend({
  /** Some of the report's runs; null for all of them. */
  runs: z.array(runIdSchema).max(mostReportRuns).nullable(),
});

const textBlockSchema = block.extend({ kind: z.literal('text'), text: z.string().max(longestText) });
const chartBlockSchema = ofRuns.extend({
  kind: z.literal('chart'),
  /** A chart each; empty for the metric that the runs are judged by. */
  metrics: z.array(metric).max(mostCharts),
  axis: z.enum(xAxes),
  /** The y axis. */
  isLog: z.boolean(),
  isLogX: z.boolean().default(false),
  /** How far the band around the mean of repeats reaches; null where each run has a line of its own. */
  spread: z.enum(spreads).nullable(),
});
const tableBlockSchema = ofRuns.extend({
  kind: z.literal('table'),
  columns: z.array(tableColumnSchema).max(mostColumns),
});
const verdictsBlockSchema = ofRuns.extend({
  kind: z.literal('verdicts'),
  /** Null for the metric that the runs are judged by. */
  metric: metric.nullable(),
});
const settingsBlockSchema = ofRuns.extend({ kind: z.literal('settings') });
const repeatsBlockSchema = ofRuns.extend({
  kind: z.literal('repeats'),
  /** Null for the metric that the runs are judged by. */
  metric: metric.nullable(),
});

/** Reads a block of a report. */
const reportBlockSchema = z.discriminatedUnion('kind', [
  textBlockSchema,
  chartBlockSchema,
  tableBlockSchema,
  verdictsBlockSchema,
  settingsBlockSchema,
  repeatsBlockSchema,
]);
export type ReportBlock = z.infer<typeof reportBlockSchema>;
/** A block of one kind. */
export type BlockOf<Kind extends ReportBlock['kind']> = Extract<ReportBlock, { readonly kind: Kind }>;
/** A block that shows runs. */
export type RunsBlock = Exclude<ReportBlock, { readonly kind: 'text' }>;

const reportRunSchema = z.object({
  id: runIdSchema,
  /** What it was called when it was added: a run that was deleted is named by that. */
  name: z.string().max(1000),
});
/** A run that a report shows. */
export type ReportRun = z.infer<typeof reportRunSchema>;

/** Reads what a report consists of. No two blocks have one id, and no run is named twice. */
export const reportDocumentSchema = z
  .object({ runs: z.array(reportRunSchema).max(mostReportRuns), blocks: z.array(reportBlockSchema).max(mostBlocks) })
  .refine(({ blocks }) => new Set(blocks.map(({ id }) => id)).size === blocks.length, 'two blocks have one id')
  .refine(({ runs }) => new Set(runs.map(({ id }) => id)).size === runs.length, 'a run is named twice');
export type ReportDocument = z.infer<typeof reportDocumentSchema>;

/** Reads a report as a list shows it. */
export const reportSummarySchema = z.object({
  id: reportIdSchema,
  name: z.string(),
  updatedAtMs: z.number(),
  blocks: z.number().int().min(0),
  runs: z.number().int().min(0),
});
export type ReportSummary = z.infer<typeof reportSummarySchema>;

/** Reads a report as it is stored. */
export const reportSchema = z.object({
  id: reportIdSchema,
  name: z.string(),
  updatedAtMs: z.number(),
  /** Counts what was saved: of two pages that edit one report, the second is refused. */
  revision: z.number().int().min(0),
  document: reportDocumentSchema,
});
export type Report = z.infer<typeof reportSchema>;

/** A report without anything. */
export const emptyReport: ReportDocument = { runs: [], blocks: [] };
