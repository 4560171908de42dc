// Reports unreadable items to the page.
import type { Unreadable } from '#shared/contract/unreadable.ts';
import type { Damaged } from '#main/ports/damaged.ts';

export function unreadableOf({ id, error }: Damaged): Unreadable {
  return { id, error: error.toJSON() };
}
