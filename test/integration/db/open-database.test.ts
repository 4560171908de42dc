// What openDatabase meets on a disk: nothing, something older, newer, damaged, foreign, locked, or forbidden.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkDatabase } from '#main/db/check-database.ts';
import { applicationId, type Connection } from '#main/db/connection.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { migrations } from '#main/db/migrations/index.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { countPoints, newRun, open, openStores, points, temporaryHome } from './home.ts';

const nowMs = Date.UTC(2026, 10, 24, 10, 42, 5);
const aside = 'strata.db.damaged-2026-11-24T10-42-05';

/** A home folder with one run of 5,000 points, closed. */
function filledHome(): string {
  const home = temporaryHome();
  const stores = openStores(home);
  stores.runs.addMetrics(stores.runs.create(newRun()).id, points('batch/loss', 1, 5000));
  stores.close();
  return home;
}

function connectTo(path: string): Connection {
  const connection = new Database(path, { timeout: 0 });
  onTestFinished(() => void connection.close());
  return connection;
}

/** A copy of a database whose write-ahead log holds `statement`, as a process that was killed leaves it. */
function killedAfter(home: string, statement: string): string {
  const copy = temporaryHome();
  const connection = connectTo(join(home, 'strata.db'));
  connection.exec(statement);
  for (const part of ['', '-wal']) copyFileSync(join(home, `strata.db${part}`), join(copy, `strata.db${part}`));
  return copy;
}

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

describe('a damaged database', () => {
  /** Each takes the bytes of a good file. */
  const damages: [string, (bytes: Buffer) => Buffer][] = [
    ['is a text', () => Buffer.from('Dear diary, '.repeat(500))],
    ['is shorter than a header', () => Buffer.from('SQLite')],
    ['was cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['has noise in the middle', (bytes) => Buffer.from(bytes).fill(0xa5, 5 * 4096, 9 * 4096)],
    ['has zeros for its schema', (bytes) => Buffer.from(bytes).fill(0, 100, 4096)],
  ];

  it.each([
    ['DROP TABLE metrics', 'the table "metrics" is missing'],
    ['ALTER TABLE runs DROP COLUMN best', 'the column "runs.best" is missing'],
  ])('after %s is one too', (sql, reason) => {
    const home = filledHome();
    const other = connectTo(join(home, 'strata.db'));
    other.exec(sql);
    other.close();
    const damaged = expect.objectContaining({ code: 'damaged', message: expect.stringContaining(reason) });
    expect(() => openDatabase({ home, readonly: true })).toThrow(damaged);
    expect(checkDatabase(home)).toMatchObject({ ok: false, integrity: reason });
    expect(openStores(home).database.notice).toEqual(damaged);
  });

  it.each(damages)('that %s is kept aside, and the work goes on with a new one', (_, damage) => {
    const home = filledHome();
    const bytes = damage(readFileSync(join(home, 'strata.db')));
    writeFileSync(join(home, 'strata.db'), bytes);
    expect(() => openDatabase({ home, readonly: true })).toThrow(expect.objectContaining({ code: 'damaged' }));
    expect(checkDatabase(home)).toMatchObject({ ok: false, integrity: expect.stringMatching(/./) });

    const database = open(home, { nowMs });
    expect(database.notice).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining(join(home, aside)),
      details: { keptAs: join(home, aside) },
    });
    expect(readFileSync(join(home, aside)).equals(bytes)).toBe(true);
    expect(createStores(database).runs.list()).toEqual([]);
    expect(checkDatabase(home)).toMatchObject({ ok: true, integrity: 'ok' });
  });

  it('takes its write-ahead log along, and overwrites no earlier one', () => {
    const home = killedAfter(filledHome(), `UPDATE runs SET name = 'in the log'`);
    const path = join(home, 'strata.db');
    const bytes = Buffer.from(readFileSync(path)).fill(0xa5, 5 * 4096, 9 * 4096);
    writeFileSync(path, bytes);
    const log = readFileSync(`${path}-wal`);
    writeFileSync(join(home, aside), 'an earlier one');
    const { notice } = open(home, { nowMs });
    expect(notice?.details).toMatchObject({ keptAs: join(home, `${aside}-2`) });
    expect(readFileSync(join(home, `${aside}-2`)).equals(bytes)).toBe(true);
    expect(readFileSync(join(home, `${aside}-2-wal`)).equals(log)).toBe(true);
    expect(readFileSync(join(home, aside), 'utf8')).toBe('an earlier one');
  });

  it('is not one whose last writer was killed: its log is played', () => {
    const home = killedAfter(filledHome(), `UPDATE runs SET name = 'in the log'`);
    const stores = openStores(home);
    expect(stores.database.notice).toBeNull();
    expect(stores.runs.list().map(({ name }) => name)).toEqual(['in the log']);
  });

  it('is not one that a migration without a log left half done: its journal is played back', () => {
    const home = filledHome();
    const copy = temporaryHome();
    const connection = connectTo(join(home, 'strata.db'));
    connection.pragma('journal_mode = DELETE');
    connection.pragma('cache_size = 2');
    connection.exec('BEGIN; UPDATE metrics SET value = 0');
    for (const part of ['', '-journal']) copyFileSync(join(home, `strata.db${part}`), join(copy, `strata.db${part}`));
    connection.exec('ROLLBACK');
    const stores = openStores(copy);
    expect(stores.database.notice).toBeNull();
    const { values } = stores.runs.metrics(stores.runs.list()[0]!.id, '')[0]!;
    expect(values.filter((value) => value === 0)).toEqual([]);
    expect(values).toHaveLength(5000);
  });
});

describe('a file that is not ours', () => {
  it('is left alone', () => {
    const home = temporaryHome();
    const path = join(home, 'strata.db');
    const other = new Database(path);
    other.exec('CREATE TABLE contacts (name TEXT)');
    other.close();
    const before = readFileSync(path);
    expect(() => openDatabase({ home })).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(readFileSync(path).equals(before)).toBe(true);
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
    expect(() => openDatabase({ home })).toThrow(expect.objectContaining({ code: 'no-permission' }));
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
    const good = { path: join(home, 'strata.db'), version: migrations.length, ok: true, integrity: 'ok' };
    expect(checkDatabase(home)).toEqual({ ...good, sizeBytes: readFileSync(good.path).length });
    expect(readdirSync(home)).toEqual(['strata.db']);
    open(home);
    expect(checkDatabase(home)).toMatchObject(good);
    const empty = temporaryHome();
    expect(checkDatabase(empty)).toEqual({ ...good, path: join(empty, 'strata.db'), version: 0, sizeBytes: 0 });
    expect(readdirSync(empty)).toEqual([]);
  });
});
