// Requests about the blocks of the palette. The host keeps them with the settings and changes one at a time, so that two
// pages that save a block at the same time lose none. What there is comes with `settings.get`.
import { z } from 'zod';
import { nameSchema } from '#shared/base/visible-text.ts';
import { blockSchema } from '#shared/model/blocks.ts';

const byId = blockSchema.pick({ id: true });
const name = nameSchema(200);

/** Blocks of the palette. */
export const blockRequests = {
  /**
   * Adds a block, or brings a deleted one back to its place. Where its id or name is taken, it gets another: the
   * answer is what was kept.
   */
  'blocks.add': {
    input: z.object({
      block: blockSchema.pick({ model: true }).extend({ id: byId.shape.id.optional(), name }),
      /** Its place among all; at the end without it. */
      index: z.number().int().min(0).optional(),
    }),
    output: blockSchema,
  },
  'blocks.rename': { input: byId.extend({ name }), output: z.object({}) },
  /** Answers with its place among all, so that it can be brought back. */
  'blocks.delete': { input: byId, output: z.object({ index: z.number().int().min(0) }) },
} as const;
