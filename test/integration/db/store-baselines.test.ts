// What migration 2 makes of runs that version 1 left: their losses, baselines and durations. The dump, and rows as version 1 wrote them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { runIdSchema } from '#shared/base/ids.ts';
import { newRun, openStores, temporaryHome } from './home.ts';

interface OldRun {
  readonly row: number;
  readonly kind?: 'training' | 'baseline';
  readonly status?: string;
  readonly hash?: string;
  readonly loss?: unknown;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  /** Of the epochs. */
  readonly seconds?: readonly number[];
}

const idOf = (row: number) => runIdSchema.parse(`run${String(row).padStart(10, '0')}`);

/** The home of version 1 with these runs beside those of the dump. */
function openOld(runs: readonly OldRun[], change = ''): ReturnType<typeof openStores> {
  const home = temporaryHome();
  const old = new Database(join(home, 'strata.db'));
  old.exec(readFileSync(new URL('versions/v1.sql', import.meta.url), 'utf8'));
  const columns = 'name, dataset, seed, epochs, epochs_done, created_at_ms, color';
  const add = old.prepare(
    `INSERT INTO runs (row, id, kind, status, dataset_hash, started_at_ms, ended_at_ms, experiment, ${columns})
     SELECT ?, ?, ?, ?, ?, ?, ?, json_set(experiment, '$.training.loss', json(?)), ${columns} FROM runs WHERE row = 1`,
  );
  old.exec("INSERT INTO metric_keys VALUES (3, 'epoch/seconds')");
  const addPoint = old.prepare('INSERT INTO metrics VALUES (?, 3, ?, ?)');
  for (const { row, kind = 'training', status = 'completed', hash = 'abc', seconds = [], ...run } of runs) {
    const { loss = { name: 'mae', config: {} }, startedAtMs = 1000, endedAtMs = 1400 } = run;
    add.run(row, idOf(row), kind, status, hash, startedAtMs, endedAtMs, JSON.stringify(loss));
    seconds.forEach((value, i) => addPoint.run(row, i + 1, value));
  }
  old.exec(change);
  old.close();
  return openStores(home);
}

it('gives every run the baseline of its own data and loss', () => {
  const { runs } = openOld([
    { row: 10, kind: 'baseline' },
    // Measured later, of the same data, by another loss: version 1 showed it beside every run of this data.
    { row: 11, kind: 'baseline', loss: { name: 'mse', config: {} } },
    { row: 12, loss: { name: 'MeanSquaredError', config: {} } },
    // After the data set was replaced: version 1 took the baseline of the old data, because it has the same id.
    { row: 13, hash: 'other' },
    { row: 14, kind: 'baseline', status: 'failed' },
    { row: 15, loss: { name: 'huber', config: { delta: 2 } } },
  ]);
  const found = (row: number) => {
    const { loss, baselineId } = runs.get(idOf(row));
    return { loss, baselineId };
  };
  expect(found(1)).toEqual({ loss: 'mean_absolute_error', baselineId: idOf(10) });
  expect(found(12)).toEqual({ loss: 'mean_squared_error', baselineId: idOf(11) });
  expect(found(13)).toEqual({ loss: 'mean_absolute_error', baselineId: null });
  expect(found(15)).toEqual({ loss: 'huber (delta 2)', baselineId: null });
  expect(found(10).baselineId).toBeNull();
});

it('takes a duration from the epochs where the time of day went back, or a run was found interrupted', () => {
  const { runs } = openOld([
    { row: 10, seconds: [0.1, 0.2] },
    { row: 11, startedAtMs: 3_600_000, endedAtMs: 230_000, seconds: [1.5, 2.25] },
    { row: 12, status: 'interrupted', endedAtMs: 90_000_000, seconds: [4] },
    { row: 13, startedAtMs: 3_600_000, endedAtMs: 230_000 },
  ]);
  expect([10, 11, 12, 13].map((row) => runs.get(idOf(row)).durationMs)).toEqual([400, 3750, 4000, null]);
});

it('reads on where an experiment cannot be read, and never gives a row number twice', () => {
  const stores = openOld(
    [{ row: 10 }, { row: 11 }, { row: 40 }],
    "UPDATE runs SET experiment = '{' WHERE row = 10; UPDATE runs SET experiment = '{}' WHERE row = 11; DELETE FROM runs WHERE row = 40",
  );
  expect(stores.runs.list().find(({ id }) => id === idOf(10))).toMatchObject({ loss: null, durationMs: 400 });
  expect(stores.runs.list().find(({ id }) => id === idOf(11))).toMatchObject({ loss: null, durationMs: 400 });
  const { id } = stores.runs.create(newRun());
  const row = stores.database.connection.prepare('SELECT row FROM runs WHERE id = ?').pluck().get(id);
  expect(row).toBe(41);
});
