// Which sentence each of SQLite's and the file system's errors becomes.
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { explainErrors, withExplainedErrors } from '#main/db/sqlite-errors.ts';

const path = '/home/ada/.strata/strata.db';

function explained(thrown: unknown): unknown {
  try {
    return explainErrors(path, () => {
      throw thrown;
    });
  } catch (explanation) {
    return explanation;
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: it failed`), { code, syscall: 'mkdir' });
}

describe('explainErrors', () => {
  it.each([
    ['SQLITE_BUSY', 'busy'],
    ['SQLITE_BUSY_SNAPSHOT', 'busy'],
    ['SQLITE_LOCKED', 'busy'],
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
    ['SQLITE_CORRUPT', 'damaged'],
    ['SQLITE_CORRUPT_INDEX', 'damaged'],
    ['SQLITE_NOTADB', 'damaged'],
    ['SQLITE_READONLY', 'no-permission'],
    ['SQLITE_READONLY_DIRECTORY', 'no-permission'],
    ['SQLITE_CANTOPEN', 'no-permission'],
    ['SQLITE_IOERR_READ', 'file-error'],
  ])('turns %s into %s, names the file and says what to do', (code, expected) => {
    const error = explained(new Database.SqliteError('it failed', code));
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: expected,
      message: expect.stringContaining(path),
      hint: expect.stringMatching(/\.$/),
      details: { path, sqlite: code },
    });
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EACCES', 'no-permission'],
    ['EROFS', 'no-permission'],
    ['ENOTDIR', 'usage'],
  ])('turns the file system’s %s into %s', (code, expected) => {
    expect(explained(systemError(code))).toMatchObject({ code: expected, details: { path, system: code } });
  });

  it('leaves our own defects and our own errors as they are', () => {
    const defect = new Database.SqliteError('UNIQUE constraint failed', 'SQLITE_CONSTRAINT_UNIQUE');
    const ours = new AppError('not-found', 'There is no run 1.');
    expect(explained(defect)).toBe(defect);
    expect(explained(ours)).toBe(ours);
  });
});

describe('withExplainedErrors', () => {
  it('covers every method and passes arguments and answers on', () => {
    const store = withExplainedErrors(path, {
      name: 'a store',
      double: (value: number) => 2 * value,
      fail(): number {
        throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
      },
    });
    expect(store.name).toBe('a store');
    expect(store.double(21)).toBe(42);
    expect(() => store.fail()).toThrow(expect.objectContaining({ code: 'disk-full' }));
  });
});
