// `strata sql`: questions to the database, which stays as it is.
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { query, type SqlValue } from '#main/db/query.ts';
import { createStores } from '#main/db/stores.ts';
import { commandLine } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();
afterAll(() => home.remove());

beforeAll(() => {
  const stores = createStores(openDatabase({ home: home.path }));
  const id = createRunId(1);
  stores.runs.record(id, {
    origin: { from: 'script', path: null, run: 'a' },
    name: 'GRU, "first"',
    tags: [],
    notes: '',
    settings: new Map([['lr', 0.5]]),
    epochs: 2,
    createdAtMs: 1,
    startedAtMs: 1,
  });
  stores.runs.addMetrics(id, [
    { key: epochKey('loss'), step: 1, value: NaN },
    { key: epochKey('loss'), step: 2, value: Infinity },
    { key: epochKey('val_loss'), step: 1, value: 0.25 },
  ]);
  stores.runs.update(id, { status: 'completed' });
  stores.close();
});

function ask(sql: string): { columns: readonly string[]; rows: (readonly SqlValue[])[] } {
  const database = openDatabase({ home: home.path, readonly: true });
  try {
    const { columns, rows } = query(database, sql);
    return { columns, rows: [...rows] };
  } finally {
    database.close();
  }
}

it('answers from tables and views', () => {
  expect(ask('select number, setting, value from settings')).toEqual({
    columns: ['number', 'setting', 'value'],
    rows: [[1, 'lr', 0.5]],
  });
  expect(ask("select step, value from points where key = 'epoch/loss' order by step").rows).toEqual([
    [1, null],
    [2, Infinity],
  ]);
  const best = "select metric, min_value from figures join runs on row = number where name like 'GRU%' order by 1";
  expect(ask(best).rows).toEqual([
    ['loss', null],
    ['val_loss', 0.25],
  ]);
  expect(ask('select 9007199254740993').rows).toEqual([[9_007_199_254_740_993n]]);
});

it.each([
  'delete from runs',
  'delete from runs returning row',
  "update runs set name = 'x'",
  'drop table runs',
  'vacuum',
  'begin',
  "attach 'other.db' as other",
  'pragma user_version = 3',
  'pragma query_only = off',
  'create temp table t (a)',
  'select 1; delete from runs',
  '',
  'selec',
])('refuses %j, and changes nothing', (sql) => {
  expect(() => ask(sql)).toThrow(expect.objectContaining({ code: 'usage' }));
  expect(ask('select count(*) from runs').rows).toEqual([[1]]);
});

it('also refuses on a connection that may write', () => {
  const database = openDatabase({ home: home.path });
  expect(() => query(database, 'delete from runs')).toThrow(expect.objectContaining({ code: 'usage' }));
  database.close();
});

it('prints a table, CSV and JSON, from an argument or standard input', async () => {
  const sql = 'select name, null as missing, value from points join runs on row = number order by key, step';
  const table = await strata(home.path, 'sql', sql);
  expect(table.stdout.split('\n')[0]).toMatch(/^name +missing +value$/);
  expect(table.stdout).toMatch(/GRU, "first" +– +0\.25/);
  const csv = await strata(home.path, 'sql', sql, '--format', 'csv');
  const name = '"GRU, ""first"""';
  expect(csv.stdout).toBe(`name,missing,value\n${name},,\n${name},,Infinity\n${name},,0.25\n`);
  const environment = { ...process.env, STRATA_HOME: home.path };
  const child = spawn(process.execPath, [commandLine, 'sql', '--json'], { env: environment });
  child.stdin.end(sql);
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  expect(JSON.parse(stdout)).toMatchObject([{ value: null }, { value: 'Infinity' }, { missing: null, value: 0.25 }]);
  const refused = await strata(home.path, 'sql', 'delete from runs');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('Only statements that read are carried out');
});
