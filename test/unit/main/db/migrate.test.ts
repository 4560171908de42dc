// The list of migrations, the schema they give, and how one is carried out.
import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { applicationId, readNumber, type Connection } from '#main/db/connection.ts';
import { migrate } from '#main/db/migrate.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { migrations } from '#main/db/migrations/index.ts';

function empty(): Connection {
  const connection = new Database(':memory:');
  onTestFinished(() => void connection.close());
  return connection;
}

function schemaOf(connection: Connection): string {
  const statements = connection
    .prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name')
    .pluck();
  return statements.all().join(';\n\n') + ';\n';
}

function migration(version: number, name: string, sql: string): Migration {
  return { version, name, up: (connection) => connection.exec(sql) };
}

describe('the migrations', () => {
  it('are numbered from 1 without a gap, one file each, in the list', () => {
    const files = readdirSync('src-main/db/migrations').filter((name) => /^\d{4}-/.test(name));
    const expected = migrations.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`);
    expect(files.sort()).toEqual(expected);
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
  });

  it('give this schema from an empty file', async () => {
    const connection = empty();
    migrate(connection, migrations);
    await expect(schemaOf(connection)).toMatchFileSnapshot('schema.sql');
  });

  it('make STRICT tables only', () => {
    const connection = empty();
    migrate(connection, migrations);
    const tables = connection.prepare<[], { name: string; strict: number }>('PRAGMA table_list').all();
    const loose = tables.filter(({ name, strict }) => !name.startsWith('sqlite_') && strict !== 1);
    expect(loose).toEqual([]);
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['runs', 'metrics', 'experiments']));
  });
});

describe('migration 1, create-runs', () => {
  it('keeps infinities, and NaN as NULL', () => {
    const connection = empty();
    migrate(connection, migrations);
    const add = connection.prepare('INSERT INTO metrics (run, key, step, value) VALUES (1, 1, ?, ?)');
    [0.1, NaN, Infinity, -Infinity, 5e-324].forEach((value, step) => add.run(step, value));
    const values = connection.prepare<[], number | null>('SELECT value FROM metrics ORDER BY step').pluck();
    expect(values.all()).toEqual([0.1, null, Infinity, -Infinity, 5e-324]);
  });

  it('refuses a step that is no whole number', () => {
    const connection = empty();
    migrate(connection, migrations);
    const add = connection.prepare('INSERT INTO metrics (run, key, step, value) VALUES (1, 1, ?, 0)');
    expect(() => add.run(1.5)).toThrow(/INTEGER/);
  });

  it('never gives a run’s row number twice', () => {
    const connection = empty();
    migrate(connection, migrations);
    const add = connection.prepare(
      `INSERT INTO runs (id, name, kind, status, dataset, seed, epochs, created_at_ms, color)
       VALUES (?, '', '', '', '', 0, 0, 0, 0)`,
    );
    const first = add.run('a').lastInsertRowid;
    connection.exec('DELETE FROM runs');
    expect(add.run('b').lastInsertRowid).not.toBe(first);
  });
});

describe('migrate', () => {
  const first = migration(1, 'make-letters', 'CREATE TABLE letters (letter TEXT NOT NULL) STRICT');
  const second = migration(2, 'add-numbers', 'CREATE TABLE numbers (number INTEGER NOT NULL) STRICT');

  it('carries out what is missing, once, and marks the file', () => {
    const connection = empty();
    migrate(connection, [first]);
    expect(readNumber(connection, 'user_version')).toBe(1);
    migrate(connection, [first]);
    expect(readNumber(connection, 'application_id')).toBe(applicationId);
  });

  it('undoes a migration that fails, and keeps those before it', () => {
    const connection = empty();
    const failing = migration(3, 'break-things', 'CREATE TABLE half (a TEXT) STRICT; INSERT INTO nowhere VALUES (1)');
    expect(() => migrate(connection, [first, second, failing])).toThrow(
      expect.objectContaining({ code: 'internal', message: expect.stringContaining('version 3 (break-things)') }),
    );
    expect(readNumber(connection, 'user_version')).toBe(2);
    expect(schemaOf(connection)).not.toContain('half');
    expect(schemaOf(connection)).toContain('numbers');
    expect(connection.inTransaction).toBe(false);
  });

  it('lets a table be rebuilt that others refer to, and refuses one that leaves rows without their parent', () => {
    const connection = empty();
    const parents = migration(
      1,
      'make-families',
      `CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT;
       CREATE TABLE children (parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE) STRICT;
       INSERT INTO parents VALUES (1);
       INSERT INTO children VALUES (1);`,
    );
    const rebuild = `CREATE TABLE new_parents (id INTEGER PRIMARY KEY, name TEXT) STRICT;
      INSERT INTO new_parents (id) SELECT id FROM parents;
      DROP TABLE parents;
      ALTER TABLE new_parents RENAME TO parents;`;
    connection.pragma('foreign_keys = ON');
    migrate(connection, [parents]);
    // The copy before a migration needs a file; this database has none.
    connection.pragma('user_version = 0');
    migrate(connection, [migration(2, 'rebuild-parents', rebuild)]);
    expect(connection.prepare('SELECT count(*) FROM children').pluck().get()).toBe(1);
    connection.pragma('user_version = 0');
    expect(() => migrate(connection, [migration(3, 'lose-parents', 'DELETE FROM parents')])).toThrow(/children/);
    expect(connection.prepare('SELECT count(*) FROM parents').pluck().get()).toBe(1);
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});
