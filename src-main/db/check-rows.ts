// Finds the stored rows that cannot be read, for `strata doctor`. Read-only.
import type { SerializedError } from '#shared/base/app-error.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { checkDrafts } from '#main/db/repositories/draft-repository.ts';
import { checkVersions } from '#main/db/repositories/version-repository.ts';
import { createStores } from '#main/db/stores.ts';
import type { StoredList } from '#main/ports/damaged.ts';

export interface RowCheck {
  readonly title: string;
  /** Those that cannot be read included. */
  readonly rows: number;
  /** What is wrong with each that cannot be read, and what can be done. */
  readonly unreadable: readonly SerializedError[];
}

function checked(title: string, ...lists: readonly StoredList<unknown>[]): RowCheck {
  const damaged = lists.flatMap((list) => list.damaged);
  const readable = lists.reduce((sum, { items }) => sum + items.length, 0);
  return { title, rows: readable + damaged.length, unreadable: damaged.map(({ error }) => error.toJSON()) };
}

/** Everything that is stored in rows, by kind. @throws AppError when the database itself cannot be used: see `checkDatabase` */
export function checkRows(home: string): RowCheck[] {
  const database = openDatabase({ home, readonly: true });
  const stores = createStores(database);
  try {
    return [
      checked('Runs and experiments', stores.runs.listAll(), stores.experiments.listAll()),
      checked('Named versions', checkVersions(database.connection)),
      checked('Reports', stores.reports.listAll()),
      checked('Unsaved edits', checkDrafts(database.connection)),
    ];
  } finally {
    stores.close();
  }
}
