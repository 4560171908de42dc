// What every earlier version left, opened with this one. One dump a version in versions/, never changed.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkDatabase } from '#main/db/check-database.ts';
import type { Connection } from '#main/db/connection.ts';
import { migrations } from '#main/db/migrations/index.ts';
import { openStores, open, temporaryHome } from './home.ts';

const folder = new URL('./versions/', import.meta.url);
const versions = migrations.map(({ version }) => version);

function homeOfVersion(version: number): string {
  const home = temporaryHome();
  const connection = new Database(join(home, 'strata.db'));
  connection.exec(readFileSync(new URL(`v${version}.sql`, folder), 'utf8'));
  connection.close();
  return home;
}

function schemaOf(connection: Connection): unknown[] {
  return connection.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
}

it('there is a dump of every version', () => {
  expect(readdirSync(folder).sort()).toEqual(versions.map((version) => `v${version}.sql`).sort());
});

describe.each(versions)('version %i', (version) => {
  it('has the schema that its migrations give, so the dump is a true one', () => {
    const upToThen = migrations.filter((migration) => migration.version <= version);
    const old = open(homeOfVersion(version), { migrations: upToThen });
    const fresh = open(temporaryHome(), { migrations: upToThen });
    expect(schemaOf(old.connection)).toEqual(schemaOf(fresh.connection));
  });

  it('keeps everything when it is opened with this program', () => {
    const home = homeOfVersion(version);
    const { runs, experiments, database } = openStores(home);
    expect(database).toMatchObject({ notice: null, version: migrations.length });
    const [baseline, failed, finished] = runs.list();
    expect(finished).toMatchObject({
      id: 'run0000000001',
      status: 'completed',
      experimentId: 'exp0000000001',
      datasetHash: 'abc',
      engine: { id: 'native', device: 'CPU', version: 'TensorFlow 2.21.0', step: 'eager' },
      parameters: 13_793,
      epochsDone: 2,
      msPerStep: 12.25,
      best: { metric: 'val_mae', value: 0.2286, epoch: 1 },
      targetUnit: { unit: '°F', scale: 17.98, column: 'temp' },
      startedAtMs: 1_790_000_000_002,
      endedAtMs: 1_790_000_000_003,
    });
    expect(runs.metrics(finished!.id, '')).toEqual([
      { key: 'epoch/loss', steps: [1, 2], values: [0.5, null] },
      { key: 'epoch/val_mae', steps: [1, 2], values: [0.2286, Infinity] },
    ]);
    expect(runs.get(finished!.id).experiment).toMatchObject({ name: "Weather, it's a Conv1D", notes: ['kept'] });
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'training-failed', details: { epoch: 1 } } });
    expect(baseline).toMatchObject({ kind: 'baseline', status: 'running' });
    expect(experiments.list()).toEqual([expect.objectContaining({ id: 'exp0000000001' })]);
    expect(checkDatabase(home)).toMatchObject({ ok: true, version: migrations.length });
  });
});
