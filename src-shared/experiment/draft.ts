// The edits of an experiment that are not saved, and their history: what a page keeps at its host.
import { z } from 'zod';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { editHistorySchema, editStepSchema, type EditHistory } from '#shared/experiment/edit-history.ts';

/** What is edited: a template, the experiment of a run, or a saved experiment. */
export const draftSourceSchema = z.object({
  from: z.enum(['template', 'run', 'experiment']),
  id: z.string().min(1).max(200),
});
export type DraftSource = z.infer<typeof draftSourceSchema>;

/** The most that is kept of a text, in characters. */
const longestText = 20_000_000;

/** Names one state of a draft; the page that keeps it makes it up, and none is used for two states. */
export const draftRevisionSchema = z.string().min(1).max(100);

/** Reads edits that were made on one page while another page changed the same draft. */
export const editsAsideSchema = z.object({
  /** The experiment with these edits. */
  document: jsonObjectSchema,
  unread: z.string().max(longestText).nullable(),
  /** The edits themselves. */
  history: editHistorySchema,
  atMs: z.number(),
});
/** Edits that are kept beside a draft until a person chooses between the two. */
export type EditsAside = z.infer<typeof editsAsideSchema>;

/** Reads what is kept of a draft. */
export const keptDraftSchema = z.object({
  /** The edited experiment as JSON. */
  document: z.string().max(longestText),
  /** A typed text that is no JSON object, and so is not in the document; null when there is none. */
  unread: z.string().max(longestText).nullable(),
  /** What was saved when it was edited. */
  saved: z.string().max(longestText),
  /** Null when there are none. */
  aside: editsAsideSchema.nullable(),
  history: editHistorySchema,
  updatedAtMs: z.number(),
  revision: draftRevisionSchema,
});
export type KeptDraft = z.infer<typeof keptDraftSchema>;

/** Reads a change of a draft. */
export const draftChangeSchema = keptDraftSchema
  .pick({ document: true, unread: true, saved: true, aside: true })
  .extend({
    /** How many of the steps that were kept before stay; those that follow take the place of the others. */
    staying: z.number().int().min(0),
    steps: z.array(editStepSchema),
    done: z.number().int().min(0),
  });
export type DraftChange = z.infer<typeof draftChangeSchema>;

/**
 * What became of a change. `stale`: another page has changed the draft since `base`, so nothing was changed. `gone`: what is
 * edited was deleted.
 */
export const draftAnswerSchema = z.enum(['kept', 'stale', 'gone']);
export type DraftAnswer = z.infer<typeof draftAnswerSchema>;

/** The difference of two histories as a change keeps it: equal steps are the same objects. */
export function historyChange(
  before: EditHistory,
  after: EditHistory,
): Pick<DraftChange, 'staying' | 'steps' | 'done'> {
  let staying = 0;
  while (staying < after.steps.length && before.steps[staying] === after.steps[staying]) staying++;
  return { staying, steps: after.steps.slice(staying), done: after.done };
}
