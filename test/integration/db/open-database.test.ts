// What openDatabase meets on a disk: nothing, something older, newer, locked, or forbidden.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkDatabase } from '#main/db/check-database.ts';
import { applicationId } from '#main/db/connection.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { migrations } from '#main/db/migrations/index.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { countPoints, newRun, open, openStores, points, temporaryHome } from './home.ts';
import { filledHome, connectTo, killedAfter } from './database-files.ts';

describe('a new home folder', () => {
  it('is made with a database in it', () => {
    const home = join(temporaryHome(), 'a', 'home');
    const { connection, path, version, notice } = open(home);
    expect(path).toBe(join(home, 'strata.db'));
    expect(version).toBe(migrations.length);
    expect(notice).toBeNull();
    const pragmas = ['application_id', 'user_version', 'journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'];
    const values = pragmas.map((pragma) => connection.pragma(pragma, { simple: true }));
    expect(values).toEqual([applicationId, version, 'wal', 1, 1, 40]);
  });

  it('leaves one file when it is closed', () => {
    expect(readdirSync(filledHome())).toEqual(['strata.db']);
  });

  it('takes an empty file for new', () => {
    const home = temporaryHome();
    writeFileSync(join(home, 'strata.db'), '');
    expect(open(home).notice).toBeNull();
  });

  it('finishes a database that was begun and not got to its first migration', () => {
    const home = temporaryHome();
    connectTo(join(home, 'strata.db')).pragma('journal_mode = WAL');
    expect(open(home)).toMatchObject({ notice: null, version: migrations.length });
  });
});

describe('a database from a newer program', () => {
  const refusal = expect.objectContaining({
    code: 'newer-version',
    message: expect.stringMatching(new RegExp(`version 99, .* up to ${migrations.length}\\.`)),
  });

  it('is refused and stays as it is, byte for byte', () => {
    const home = filledHome();
    const other = new Database(join(home, 'strata.db'));
    other.pragma('user_version = 99');
    other.close();
    const before = readFileSync(join(home, 'strata.db'));
    expect(() => openDatabase({ home })).toThrow(refusal);
    expect(() => openDatabase({ home, readonly: true })).toThrow(refusal);
    expect(checkDatabase(home)).toMatchObject({ ok: false, version: 99, integrity: expect.stringContaining('newer') });
    expect(readFileSync(join(home, 'strata.db')).equals(before)).toBe(true);
    expect(readdirSync(home)).toEqual(['strata.db']);
  });

  it('is refused also when only its write-ahead log says so', () => {
    const home = killedAfter(filledHome(), 'PRAGMA user_version = 99');
    const read = (): Buffer[] => ['', '-wal'].map((part) => readFileSync(join(home, `strata.db${part}`)));
    const before = read();
    expect(before[0]!.readUInt32BE(60)).toBe(migrations.length);
    expect(() => openDatabase({ home })).toThrow(refusal);
    expect(read()).toEqual(before);
  });
});

describe('an older database', () => {
  const addStars: Migration = {
    version: migrations.length + 1,
    name: 'add-stars',
    up: (connection) => connection.exec('ALTER TABLE runs ADD COLUMN stars INTEGER'),
  };
  const backup = `strata.db.backup-v${migrations.length}`;

  it('is copied, then migrated', () => {
    const home = filledHome();
    const { connection, version } = open(home, { migrations: [...migrations, addStars] });
    expect(version).toBe(addStars.version);
    expect(connection.prepare('SELECT stars FROM runs').pluck().all()).toEqual([null]);
    const copy = connectTo(join(home, backup));
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(copy.pragma('application_id', { simple: true })).toBe(applicationId);
    expect(copy.prepare('SELECT count(*) FROM metrics').pluck().get()).toBe(5000);
  });

  it('stays as it was when its migration fails, and can be used on and migrated later', () => {
    const home = filledHome();
    const failing: Migration = { ...addStars, up: (connection) => (addStars.up(connection), connection.exec('oops')) };
    const failure = expect.objectContaining({ code: 'internal', message: expect.stringContaining('add-stars') });
    expect(() => openDatabase({ home, migrations: [...migrations, failing] })).toThrow(failure);
    expect(() => openDatabase({ home, migrations: [...migrations, failing] })).toThrow(failure);
    expect(readdirSync(home).sort()).toEqual(['strata.db', backup]);
    openDatabase({ home }).close();
    expect(open(home, { migrations: [...migrations, addStars] }).version).toBe(addStars.version);
  });

  it('is not migrated by one that only reads', () => {
    const home = filledHome();
    const before = readFileSync(join(home, 'strata.db'));
    const reading = open(home, { readonly: true, migrations: [...migrations, addStars] });
    expect(reading.connection.prepare('SELECT count(stars) FROM runs').pluck().get()).toBe(0);
    expect(createStores(reading).runs.list()).toHaveLength(1);
    expect(readFileSync(join(home, 'strata.db')).equals(before)).toBe(true);
    expect(existsSync(join(home, backup))).toBe(false);
  });
});

describe('a database that another program holds', () => {
  it('is busy when it may not even be looked at', () => {
    const home = filledHome();
    const other = connectTo(join(home, 'strata.db'));
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE; COMMIT');
    expect(() => openDatabase({ home })).toThrow(
      expect.objectContaining({ code: 'busy', message: expect.stringContaining('another program') }),
    );
  });

  it('is busy while the other writes, and whole afterwards', () => {
    const stores = openStores(filledHome());
    const { id } = stores.runs.list()[0]!;
    const other = connectTo(stores.database.path);
    other.exec('BEGIN IMMEDIATE');
    const busy = expect.objectContaining({ code: 'busy', hint: expect.stringContaining('Close') });
    expect(() => stores.runs.addMetrics(id, points('batch/loss', 5001, 10))).toThrow(busy);
    expect(() => stores.runs.update(id, { name: 'x' })).toThrow(busy);
    expect(countPoints(stores, id)).toBe(5000);
    other.exec('ROLLBACK');
    stores.runs.addMetrics(id, points('batch/loss', 5001, 10));
    expect(countPoints(stores, id)).toBe(5010);
  });
});

describe('a full disk', () => {
  it('is said, and leaves nothing half written', () => {
    const stores = openStores(filledHome());
    const { connection } = stores.database;
    const { id } = stores.runs.list()[0]!;
    const pages = Number(connection.pragma('page_count', { simple: true }));
    connection.pragma(`max_page_count = ${pages + 3}`);
    const full = expect.objectContaining({ code: 'disk-full', hint: expect.stringContaining('Free some space') });
    expect(() => stores.runs.addMetrics(id, points('batch/other', 1, 20_000))).toThrow(full);
    expect(connection.inTransaction).toBe(false);
    expect(countPoints(stores, id)).toBe(5000);
    expect(stores.runs.metrics(id, 'batch/other')).toEqual([]);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');

    connection.pragma('max_page_count = 1000000');
    stores.runs.addMetrics(id, points('batch/other', 1, 20_000));
    expect(countPoints(stores, id)).toBe(25_000);
  });
});

describe('a place where nothing may be written', () => {
  /** A user without rights, also when the tests run as root. */
  function withoutRights<Result>(work: () => Result): Result {
    if (process.getuid?.() !== 0) return work();
    process.seteuid!('nobody');
    try {
      return work();
    } finally {
      process.seteuid!(0);
    }
  }

  it('is named, with what to do', () => {
    const home = filledHome();
    chmodSync(join(home, 'strata.db'), 0o444);
    chmodSync(home, 0o555);
    onTestFinished(() => chmodSync(home, 0o755));
    const forbidden = expect.objectContaining({ code: 'no-permission', message: expect.stringContaining(home) });
    withoutRights(() => {
      expect(() => openDatabase({ home })).toThrow(forbidden);
      expect(() => openDatabase({ home: join(home, 'inner') })).toThrow(forbidden);
    });
    expect(readdirSync(home)).toEqual(['strata.db']);
  });

  it('may be a file where a folder should be, or a folder where the file should be', () => {
    const home = temporaryHome();
    writeFileSync(join(home, 'file'), '');
    mkdirSync(join(home, 'strata.db'));
    expect(() => openDatabase({ home: join(home, 'file') })).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => openDatabase({ home })).toThrow(expect.objectContaining({ code: 'file-error' }));
  });
});

describe('reading only', () => {
  it('sees what is there beside a writer, and writes nothing', () => {
    const home = filledHome();
    const writer = openStores(home);
    const reader = createStores(open(home, { readonly: true }));
    const created = writer.runs.create(newRun());
    expect(reader.runs.list()[0]).toEqual(created);
    expect(() => reader.runs.create(newRun())).toThrow(expect.objectContaining({ code: 'no-permission' }));
  });

  it('makes no database where there is none, and finds no runs', () => {
    const home = temporaryHome();
    const { runs } = createStores(open(home, { readonly: true }));
    expect(runs.list()).toEqual([]);
    expect(() => runs.create(newRun())).toThrow(expect.objectContaining({ code: 'no-permission' }));
    expect(readdirSync(home)).toEqual([]);
  });

  it.each([
    ['an empty file', ''],
    ['a file without a table', 'PRAGMA journal_mode = WAL; PRAGMA user_version = 0'],
  ])('finds no runs in what a killed first start left: %s', (_name, sql) => {
    const home = temporaryHome();
    if (sql === '') writeFileSync(join(home, 'strata.db'), '');
    else {
      const begun = connectTo(join(home, 'strata.db'));
      begun.exec(sql);
      begun.close();
    }
    expect(createStores(open(home, { readonly: true })).runs.list()).toEqual([]);
    const stores = openStores(home);
    expect(stores.database.notice).toBeNull();
    stores.runs.create(newRun());
    expect(stores.runs.list()).toHaveLength(1);
  });
});

describe('checkDatabase', () => {
  it('tells of a good one, of none, and of one at work', () => {
    const home = filledHome();
    const good = { path: join(home, 'strata.db'), version: migrations.length, ok: true, integrity: 'ok', hint: null };
    expect(checkDatabase(home)).toEqual({ ...good, sizeBytes: readFileSync(good.path).length });
    expect(readdirSync(home)).toEqual(['strata.db']);
    open(home);
    expect(checkDatabase(home)).toMatchObject(good);
    const empty = temporaryHome();
    expect(checkDatabase(empty)).toEqual({ ...good, path: join(empty, 'strata.db'), version: 0, sizeBytes: 0 });
    expect(readdirSync(empty)).toEqual([]);
  });
});
