// What openDatabase does with a file that is damaged, or is no database of Strata.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkDatabase } from '#main/db/check-database.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { open, openStores, temporaryHome } from './home.ts';
import { nowMs, aside, filledHome, connectTo, killedAfter } from './database-files.ts';

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
    expect(checkDatabase(home)).toMatchObject({ ok: false, integrity: expect.stringContaining(reason) });
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
