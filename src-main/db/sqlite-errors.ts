// Translates SQLite's and the file system's errors into sentences. Calls to the database go through `explainErrors`.
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { countOf, msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

type SqliteError = InstanceType<typeof Database.SqliteError>;

/** True when the file is not a valid database. */
export function isDamage(thrown: unknown): thrown is SqliteError {
  return isSqlite(thrown, /^SQLITE_(CORRUPT|NOTADB)/);
}

/** Why a file is damaged, in words; SQLite's own are for programs. */
export function damageOf({ code }: SqliteError): Message {
  return code.startsWith('SQLITE_NOTADB') ? msg`it is no database` : msg`parts of it contradict each other`;
}

/** What SQLite's check found, in words. */
export function damageFound(faults: readonly string[]): Message {
  return countOf(faults.length, 'a check finds {0} fault', 'a check finds {0} faults');
}

/** True when another connection holds the lock. */
export function isBusy(thrown: unknown): boolean {
  return isSqlite(thrown, /^SQLITE_(BUSY|LOCKED)/);
}

/** True when the disk is full; growing the shared-memory file fails with its own code. */
export function isFull(thrown: unknown): boolean {
  return isSqlite(thrown, /^SQLITE_(FULL|IOERR_SHMSIZE)/);
}

function isSqlite(thrown: unknown, code: RegExp): thrown is SqliteError {
  return thrown instanceof Database.SqliteError && code.test(thrown.code);
}

/** Calls `work`; throws errors of the file at `path` as an `AppError`, others unchanged. */
export function explainErrors<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    throw explain(thrown, path);
  }
}

/** The store with all methods wrapped in `explainErrors`. */
export function withExplainedErrors<Store extends object>(path: string, store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => explainErrors(path, (): unknown => Reflect.apply(member, target, args));
    },
  });
}

function explain(thrown: unknown, path: string): unknown {
  if (thrown instanceof Database.SqliteError) return explainSqlite(thrown, path);
  if (thrown instanceof Error && !(thrown instanceof AppError) && 'code' in thrown && 'syscall' in thrown)
    return explainFile(thrown, String(thrown.code), path);
  return thrown;
}

function explainSqlite(error: SqliteError, path: string): AppError | SqliteError {
  const { code } = error;
  const options = { details: { path, sqlite: code }, cause: error };
  if (isBusy(error))
    return new AppError('busy', msg`The database ${path} is locked by another program.`, {
      ...options,
      hint: msg`Close the program that has the file open, then try again.`,
    });
  if (isDamage(error))
    return new AppError('damaged', msg`The database ${path} is damaged: ${damageOf(error)}.`, {
      ...options,
      details: { ...options.details, reason: error.message },
      hint: msg`Start Strata again: it renames the damaged file and continues with a new one. docs/database.md says how to get runs back out of it.`,
    });
  if (isFull(error)) return diskFull(path, options);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    return new AppError('file-error', msg`${path} cannot be used: a folder stands where a file is needed.`, {
      ...options,
      hint: msg`Move the folder away, or choose another home folder with STRATA_HOME.`,
    });
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/.test(code)) return noPermission(path, options);
  if (code.startsWith('SQLITE_IOERR'))
    return new AppError('file-error', msg`The disk could not read or write the database ${path} (${code}).`, {
      ...options,
      hint: msg`What was saved before is still there. Check the disk for faults and free space, then start Strata again.`,
    });
  // A violated constraint or an SQL error is a defect.
  return error;
}

function explainFile(error: Error, code: string, path: string): AppError | Error {
  const options = { details: { path, system: code }, cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path, options);
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return noPermission(path, options);
  if (['ENOTDIR', 'EEXIST', 'ENOENT'].includes(code))
    return new AppError('usage', msg`There is no folder for ${path}, and none can be made there.`, {
      ...options,
      hint: msg`A file stands where a folder should be: choose another home folder with STRATA_HOME.`,
    });
  return error;
}

interface Circumstances {
  readonly details: Record<string, unknown>;
  readonly cause: unknown;
}

function diskFull(path: string, options: Circumstances): AppError {
  return new AppError('disk-full', msg`The disk is full: ${path} could not be written.`, {
    ...options,
    hint: msg`Free some space and try again: "strata runs delete" and "strata data delete" work on a full disk. What was saved before is still there, and nothing was half written.`,
  });
}

function noPermission(path: string, options: Circumstances): AppError {
  return new AppError('no-permission', msg`${path} may not be opened for reading and writing.`, {
    ...options,
    hint: msg`Give your user the right to write in this folder, or choose another home folder with STRATA_HOME.`,
  });
}
