// Reports unreadable items to the page.
import type { Unreadable } from '#shared/contract/unreadable.ts';
import type { Damaged } from '#main/ports/damaged.ts';

export function unreadableOf(damaged: readonly Damaged[]): Unreadable[] {
  return damaged.map(({ id, error }) => ({ id, error: error.toJSON() }));
}
