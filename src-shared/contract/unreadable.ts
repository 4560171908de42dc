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

/** The answer with all that is stored of one kind: what can be read, and what cannot. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), unreadable: z.array(unreadableSchema) });
}

/** A list as a host sends it. */
export interface StoredItems<Item> {
  readonly items: readonly Item[];
  readonly unreadable: readonly Unreadable[];
}
