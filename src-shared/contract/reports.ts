// Requests about reports.
import { z } from 'zod';
import { reportIdSchema } from '#shared/base/ids.ts';
import { nameSchema } from '#shared/base/visible-text.ts';
import { listOf } from '#shared/contract/unreadable.ts';
import { longestReport, reportDocumentSchema, reportSchema, reportSummarySchema } from '#shared/reports/report.ts';

const byId = z.object({ id: reportIdSchema });
const name = nameSchema(200);
const document = reportDocumentSchema.refine(
  (report) => JSON.stringify(report).length <= longestReport,
  `a report is at most ${longestReport.toLocaleString('en-US')} characters`,
);

/** Reports. */
export const reportRequests = {
  /** The last changed first. */
  'reports.list': { input: z.object({}), output: listOf(reportSummarySchema) },
  'reports.get': { input: byId, output: reportSchema },
  'reports.add': { input: z.object({ name, document }), output: reportSchema },
  /** Fails with `conflict` when another page has saved it since that revision. */
  'reports.save': {
    input: byId.extend({ revision: z.number().int().min(0), document }),
    output: z.object({ revision: z.number().int() }),
  },
  /** With `from`, it fails with `conflict` when the report has another name than that one. */
  'reports.rename': { input: byId.extend({ name, from: z.string().optional() }), output: z.object({}) },
  /** Also an unreadable one, whose id may be invalid. Answers with what was deleted, so that it can be restored; null when that could not be read. */
  'reports.delete': {
    input: z.object({ id: z.string().min(1).max(1000) }),
    output: z.object({ report: reportSchema.nullable() }),
  },
  /** Takes a deletion back. Does nothing when there is one with this id. */
  'reports.restore': {
    input: z.object({ report: reportSchema.extend({ name, document, updatedAtMs: z.number().int().min(0) }) }),
    output: z.object({}),
  },
} as const;
