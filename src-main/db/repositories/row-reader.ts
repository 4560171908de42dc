// Reads rows one by one, so that one that is damaged hides no other.
import { AppError } from '#shared/base/app-error.ts';
import type { Damaged, StoredList } from '#main/ports/damaged.ts';

export interface RepositoryOptions {
  /** Called once for every unreadable row. */
  readonly onDamaged: (error: AppError) => void;
}

/** @param read throws AppError `damaged` for a row that cannot be read */
export function createRowReader<Row extends { readonly id: string }, Item>(
  read: (row: Row) => Item,
  onDamaged: RepositoryOptions['onDamaged'],
): (rows: readonly Row[]) => StoredList<Item> {
  const reported = new Set<string>();
  return (rows) => {
    const items: Item[] = [];
    const damaged: Damaged[] = [];
    for (const row of rows)
      try {
        items.push(read(row));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        damaged.push({ id: row.id, error });
        if (!reported.has(row.id)) onDamaged(error);
        reported.add(row.id);
      }
    return { items, damaged };
  };
}
