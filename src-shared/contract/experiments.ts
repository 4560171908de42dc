// Requests about templates and saved experiments.
import { z } from 'zod';
import { sentenceSchema } from '#shared/base/message.ts';
import { experimentIdSchema } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { nameSchema } from '#shared/base/visible-text.ts';
import { listOf } from '#shared/contract/unreadable.ts';
import {
  draftAnswerSchema,
  draftChangeSchema,
  draftRevisionSchema,
  draftSourceSchema,
  keptDraftSchema,
} from '#shared/experiment/draft.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';

/** What a list shows of a model. */
const outline = {
  /** Types of the layers, in the file's order. */
  layers: z.array(z.string()),
  /** From and to, by their place in `layers`; none of a model with very many layers. */
  edges: z.array(z.tuple([z.number().int().min(0), z.number().int().min(0)])),
};

/** A template as a list shows it. */
export const templateSummarySchema = z.object({
  id: z.string(),
  title: sentenceSchema,
  description: sentenceSchema,
  dataset: z.string(),
  /** Whether the data set is in the home folder already. */
  datasetReady: z.boolean(),
  parameters: z.number().int().nullable(),
  ...outline,
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

/** A saved experiment as a list shows it. */
export const experimentSummarySchema = z.object({
  id: experimentIdSchema,
  name: z.string(),
  dataset: z.string(),
  parameters: z.number().int().nullable(),
  /** What is wrong with it, the first error before a warning; null when nothing is. */
  problem: z.object({ severity: z.enum(['error', 'warning']), message: sentenceSchema }).nullable(),
  ...outline,
  updatedAtMs: z.number(),
});
export type ExperimentSummary = z.infer<typeof experimentSummarySchema>;

const none = z.object({});
const draftAnswer = z.object({ answer: draftAnswerSchema });
/** The revision that a change of a draft was made on; null: there was no draft. */
const base = draftRevisionSchema.nullable();

/** Templates and saved experiments. */
export const experimentRequests = {
  'templates.list': { input: none, output: z.array(templateSummarySchema) },
  'templates.get': { input: z.object({ id: z.string() }), output: experimentSchema },
  'experiments.list': { input: none, output: listOf(experimentSummarySchema) },
  'experiments.get': { input: z.object({ id: experimentIdSchema }), output: experimentSchema },
  /**
   * Creates (no id) or replaces. Accepts experiments that cannot be trained, but no invalid documents. With `base`, it fails
   * with `conflict` when another experiment is saved than that one. With `versionsOf`, the named versions of that source
   * become those of the experiment.
   */
  'experiments.save': {
    input: z.object({
      id: experimentIdSchema.optional(),
      experiment: jsonObjectSchema,
      base: jsonObjectSchema.optional(),
      versionsOf: draftSourceSchema.optional(),
    }),
    output: z.object({ id: experimentIdSchema }),
  },
  /**
   * Changes the name of what is saved; a page with unsaved edits follows. With `from`, it fails with `conflict` when the
   * experiment has another name than that one.
   */
  'experiments.rename': {
    input: z.object({ id: experimentIdSchema, name: nameSchema(200), from: z.string().optional() }),
    output: none,
  },
  /** With its unsaved edits. Also an unreadable one, whose id may be invalid and which cannot be restored. */
  'experiments.delete': {
    input: z.object({ id: z.string().min(1).max(1000) }),
    output: z.object({ isRestorable: z.boolean() }),
  },
  /** Restores a deleted one with its unsaved edits and their history, until the host ends. */
  'experiments.restore': { input: z.object({ id: experimentIdSchema }), output: none },
  /** Edits that were not saved, and the history of all; null when there are none. */
  'drafts.get': { input: draftSourceSchema, output: z.object({ draft: keptDraftSchema.nullable() }) },
  /** The draft then has `revision`. A change that is sent again with its revision may differ from the first one. */
  'drafts.keep': {
    input: z.object({ source: draftSourceSchema, base, revision: draftRevisionSchema, change: draftChangeSchema }),
    output: draftAnswer,
  },
  'drafts.delete': { input: z.object({ source: draftSourceSchema, base }), output: draftAnswer },
  /** Shows the host's dialog to open a file; without one, the page picks the file itself. */
  'experiments.open-dialog': { input: none, output: z.object({ isShown: z.boolean() }) },
} as const;
