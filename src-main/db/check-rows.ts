// Finds the stored runs and experiments that cannot be read, for `strata doctor`. Read-only.
import type { SerializedError } from '#shared/base/app-error.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';

export interface RowCheck {
  /** Runs and experiments, those that cannot be read included. */
  readonly rows: number;
  /** What is wrong with each that cannot be read, and what can be done. */
  readonly unreadable: readonly SerializedError[];
}

/** @throws AppError when the database itself cannot be used: see `checkDatabase` */
export function checkRows(home: string): RowCheck {
  const stores = createStores(openDatabase({ home, readonly: true }));
  try {
    const lists = [stores.runs.listAll(), stores.experiments.listAll()];
    const damaged = lists.flatMap((list) => list.damaged);
    const readable = lists.reduce((sum, { items }) => sum + items.length, 0);
    return { rows: readable + damaged.length, unreadable: damaged.map(({ error }) => error.toJSON()) };
  } finally {
    stores.close();
  }
}
