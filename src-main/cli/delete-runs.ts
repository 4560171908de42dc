// Deletes runs, also those that cannot be read, and on a disk with no byte left.
import { AppError } from '#shared/base/app-error.ts';
import { runIdSchema } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import { isDiskFull } from '#shared/base/system-error.ts';
import { withCommands, withHomeLock } from '#main/cli/context.ts';
import { changeElsewhere } from '#main/db/change-elsewhere.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { createRunFiles } from '#main/home/home-folder.ts';
import { keepReserve } from '#main/home/reserve.ts';

const purpose = 'strata runs delete';

async function whenFull(work: () => Promise<void> | void, otherwise: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (!isDiskFull(thrown)) throw thrown;
    await otherwise();
  }
}

function request(ids: readonly string[]): Promise<void> {
  return withCommands(
    purpose,
    async (commands) => {
      await commands.request('runs.delete', { ids: [...ids] });
    },
    { freesRoom: true },
  );
}

/** The rows alone, in a copy of the database on another disk. */
function deleteElsewhere(home: string, ids: readonly string[]): void {
  changeElsewhere(home, (folder) => {
    const database = openDatabase({ home: folder });
    if (database.notice !== null) {
      database.close();
      throw database.notice;
    }
    const stores = createStores(database);
    for (const id of ids) stores.runs.require(id);
    stores.runs.delete(ids);
    for (const id of ids.flatMap((text) => runIdSchema.safeParse(text).data ?? [])) {
      stores.drafts.delete({ from: 'run', id });
      stores.versions.deleteAll({ from: 'run', id });
    }
    return database.connection;
  });
  keepReserve(home);
}

function noWayOut(): never {
  throw new AppError('disk-full', msg`The disk is full, and the deletion needs a little space to be stored.`, {
    hint: msg`Free a megabyte on this disk, or set TMPDIR to a folder on another disk that has room for the database; then delete again.`,
  });
}

/**
 * On a full disk the reserve gives the space that a deletion needs, else the runs' own files; without either, the database is
 * changed on another disk.
 * @throws AppError `not-found`, `conflict`, `disk-full`
 */
export async function deleteRuns(ids: readonly string[]): Promise<void> {
  // An invalid id belongs to a damaged row, which has no files.
  const valid = ids.flatMap((text) => runIdSchema.safeParse(text).data ?? []);
  await whenFull(
    () => request(ids),
    () =>
      whenFull(
        () => {
          withHomeLock(purpose, (home) => {
            for (const id of valid) createRunFiles(home).delete(id);
          });
          return request(ids);
        },
        () =>
          whenFull(() => {
            withHomeLock(purpose, (home) => {
              deleteElsewhere(home, ids);
            });
          }, noWayOut),
      ),
  );
}
