// Reads and writes the histories of other programs: recognizes what lies at a path and hands it to its reader.
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { systemReason } from '#shared/base/system-error.ts';
import type { ImportedKind } from '#shared/runs/run-origin.ts';
import { isMlflowDatabase, readMlflowDatabase } from '#main/histories/mlflow/read-database.ts';
import { isFileStore, readFileStore } from '#main/histories/mlflow/read-files.ts';
import { isExport, readNeptune } from '#main/histories/neptune/read-export.ts';
import { hasEventFiles, readTensorBoard } from '#main/histories/tensorboard/read-folder.ts';
import { writeTensorBoard } from '#main/histories/tensorboard/write-folder.ts';
import { isTrackioDatabase, readTrackioDatabase } from '#main/histories/trackio/read-database.ts';
import type { ForeignDatabase, OpenForeignDatabase } from '#main/ports/foreign-database.ts';
import type { Histories, HistoryPart } from '#main/ports/histories.ts';

/** @throws AppError `no-permission`, `file-error` where nothing is there */
function requirePath(path: string): { readonly isFolder: boolean } {
  try {
    return { isFolder: statSync(path).isDirectory() };
  } catch (thrown) {
    const reason = systemReason(thrown);
    if (reason === null) throw thrown;
    throw new AppError(reason.code, msg`"${path}" cannot be read: ${reason.why}.`, {
      hint: reason.hint,
      cause: thrown,
    });
  }
}

/** The databases in a folder, or the file itself. */
function filesAt(path: string, isFolder: boolean): string[] {
  if (!isFolder) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.db'))
    .map(({ name }) => join(path, name))
    .sort();
}

/** Where MLflow's store of files is: the folder itself, or `mlruns` in it; null for none. */
function fileStoreAt(path: string): string | null {
  return (
    [path, join(path, 'mlruns')].find(
      (folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true && isFileStore(folder),
    ) ?? null
  );
}

const databases = {
  mlflow: { isOne: isMlflowDatabase, read: readMlflowDatabase },
  trackio: { isOne: isTrackioDatabase, read: readTrackioDatabase },
} as const;

function noStore(path: string, program: string): AppError {
  return new AppError('invalid-data', msg`"${path}" is no database of ${program}.`);
}

export function createHistories(openDatabase: OpenForeignDatabase): Histories {
  const withDatabase = <Result>(path: string, work: (database: ForeignDatabase) => Result): Result | null => {
    const database = openDatabase(path);
    if (database === null) return null;
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  const isOne = (kind: keyof typeof databases, path: string): boolean =>
    withDatabase(path, databases[kind].isOne) === true;

  async function* readDatabases(kind: 'mlflow' | 'trackio', path: string): AsyncGenerator<HistoryPart, void> {
    const files = filesAt(path, requirePath(path).isFolder).filter((file) => isOne(kind, file));
    if (files.length === 0) throw noStore(path, kind === 'mlflow' ? 'MLflow' : 'Trackio');
    for (const file of files) {
      const database = openDatabase(file);
      if (database === null) continue;
      try {
        yield* databases[kind].read(realpathSync(file), database);
      } finally {
        database.close();
      }
    }
  }

  return {
    recognize: (given) => {
      const path = resolve(given);
      const { isFolder } = requirePath(path);
      if (isFolder && fileStoreAt(path) !== null) return 'mlflow';
      const files = filesAt(path, isFolder);
      for (const kind of ['mlflow', 'trackio'] as const) if (files.some((file) => isOne(kind, file))) return kind;
      if (isExport(path)) return 'neptune';
      return isFolder && hasEventFiles(path) ? 'tensorboard' : null;
    },
    read: (kind: ImportedKind, given) => {
      const path = resolve(given);
      const { isFolder } = requirePath(path);
      if (kind === 'tensorboard') return readTensorBoard(path);
      if (kind === 'neptune') return readNeptune(path);
      const store = kind === 'mlflow' && isFolder ? fileStoreAt(path) : null;
      return store === null ? readDatabases(kind, path) : readFileStore(store);
    },
    writeTensorBoard: (folder, runs) => writeTensorBoard(resolve(folder), runs),
  };
}
