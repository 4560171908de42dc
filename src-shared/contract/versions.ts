// Requests about versions of an experiment that are kept under a name. They belong to a source, as its draft does.
import { z } from 'zod';
import { versionIdSchema } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { nameSchema } from '#shared/base/visible-text.ts';
import { draftSourceSchema } from '#shared/experiment/draft.ts';
import { namedVersionSchema, versionSummarySchema } from '#shared/experiment/named-version.ts';

const byId = z.object({ id: versionIdSchema });
const name = nameSchema(200);

/** Named versions. */
export const versionRequests = {
  /** Newest first. */
  'versions.list': { input: draftSourceSchema, output: z.array(versionSummarySchema) },
  'versions.get': { input: byId, output: namedVersionSchema },
  'versions.save': {
    input: z.object({ source: draftSourceSchema, name, document: jsonObjectSchema }),
    output: versionSummarySchema,
  },
  'versions.rename': { input: byId.extend({ name }), output: z.object({}) },
  /** Answers with what was deleted, so that it can be restored; null when that could not be read. */
  'versions.delete': { input: byId, output: z.object({ version: namedVersionSchema.nullable() }) },
  /** Takes a deletion back: the version has its id and time again. Does nothing when there is one with this id. */
  'versions.restore': {
    input: z.object({
      source: draftSourceSchema,
      version: namedVersionSchema
        .pick({ id: true, document: true })
        .extend({ name, savedAtMs: z.number().int().min(0) }),
    }),
    output: z.object({}),
  },
} as const;
