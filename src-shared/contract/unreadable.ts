// Stored items that cannot be read.
import { z } from 'zod';
import { serializedErrorSchema } from '#shared/base/app-error.ts';

/** A run, experiment or data set that is stored and cannot be read. It can only be deleted. */
export const unreadableSchema = z.object({
  /** As it is stored; it may be no valid id. */
  id: z.string(),
  error: serializedErrorSchema,
});
export type Unreadable = z.infer<typeof unreadableSchema>;
