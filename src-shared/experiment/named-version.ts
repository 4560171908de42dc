// A version of an experiment that a person kept under a name: the whole document, as it was edited at that time.
import { z } from 'zod';
import { versionIdSchema } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';

/** Reads a version as a list shows it. */
export const versionSummarySchema = z.object({
  id: versionIdSchema,
  name: z.string(),
  savedAtMs: z.number(),
  /** Of its model; null when that is not valid. */
  parameters: z.number().int().nullable(),
});
export type VersionSummary = z.infer<typeof versionSummarySchema>;

/** Reads a version with its document, which may be any JSON object: what is edited may be unfinished. */
export const namedVersionSchema = versionSummarySchema.extend({ document: jsonObjectSchema });
export type NamedVersion = z.infer<typeof namedVersionSchema>;
