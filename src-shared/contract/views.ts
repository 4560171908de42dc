// Requests about saved views of the table of runs. The host keeps them with the settings and changes one at a time, so that two
// pages that save a view at the same time lose none. What there is comes with `settings.get`.
import { z } from 'zod';
import { jsonObjectSchema, type JsonValue } from '#shared/base/json.ts';
import { nameSchema } from '#shared/base/visible-text.ts';

/** A view of the table of runs under a name. */
export const savedViewSchema = z.object({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  /** Columns, widths, order, groups and filter, as the page writes and reads them. */
  state: jsonObjectSchema,
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** The views that can be read; of two with one id the first. */
export function readViews(saved: readonly JsonValue[]): readonly SavedView[] {
  const views = saved.flatMap((value) => savedViewSchema.safeParse(value).data ?? []);
  return views.filter(({ id }, at) => views.findIndex((one) => one.id === id) === at);
}

const byId = savedViewSchema.pick({ id: true });
const name = nameSchema(200);

/** Saved views. */
export const viewRequests = {
  /** Adds a view, or brings a deleted one back to its place. Where its id or name is taken, it gets another: the answer is what was kept. */
  'views.add': {
    input: z.object({
      view: savedViewSchema.pick({ state: true }).extend({ id: byId.shape.id.optional(), name }),
      /** Its place among all; at the end without it. */
      index: z.number().int().min(0).optional(),
    }),
    output: savedViewSchema,
  },
  /** Another name, or another state; what is left out stays. */
  'views.change': {
    input: byId.extend({ name: name.optional(), state: jsonObjectSchema.optional() }),
    output: z.object({}),
  },
  /** Answers with its place among all, so that it can be brought back. */
  'views.delete': { input: byId, output: z.object({ index: z.number().int().min(0) }) },
} as const;
