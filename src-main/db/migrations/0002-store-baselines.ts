// A run stores how long it took, what it was judged by and on, and its baseline.
import { namedOrBareSchema } from '#shared/reading/named-config.ts';
import { readLossText } from '#shared/training/losses.ts';
import type { Connection } from '#main/db/connection.ts';
import type { Migration } from '#main/db/migrations/migration.ts';

const columns = `row, id, name, kind, status, experiment_id, dataset, dataset_hash, seed, engine, parameters, epochs, epochs_done,
  ms_per_step, best, target_unit, created_at_ms, started_at_ms, ended_at_ms, error, color, experiment`;

// The table is rebuilt and not altered: a column that is added comes after `experiment`, and a list would read through all of it.
const rebuild = `
  CREATE TABLE new_runs (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    experiment_id TEXT,
    dataset TEXT NOT NULL,
    dataset_hash TEXT,
    targets_hash TEXT,
    loss TEXT,
    baseline_id TEXT,
    seed INTEGER NOT NULL,
    engine TEXT,
    parameters INTEGER,
    epochs INTEGER NOT NULL,
    epochs_done INTEGER NOT NULL DEFAULT 0,
    ms_per_step REAL,
    best TEXT,
    target_unit TEXT,
    created_at_ms INTEGER NOT NULL,
    started_at_ms INTEGER,
    ended_at_ms INTEGER,
    duration_ms INTEGER,
    error TEXT,
    color INTEGER NOT NULL,
    experiment TEXT NOT NULL
  ) STRICT;

  INSERT INTO new_runs (${columns}) SELECT ${columns} FROM runs;

  -- A row's number is never given twice, also not that of a run that was deleted before.
  DELETE FROM sqlite_sequence WHERE name = 'new_runs';
  INSERT INTO sqlite_sequence (name, seq) SELECT 'new_runs', seq FROM sqlite_sequence WHERE name = 'runs';

  DROP TABLE runs;
  ALTER TABLE new_runs RENAME TO runs;

  CREATE INDEX runs_by_time ON runs (created_at_ms);
  CREATE INDEX runs_by_data ON runs (dataset_hash, loss);
`;

// A clock that was set back while a run was trained made its end earlier than its start, and the end of an interrupted run is
// the time at which it was found: of both, what their epochs took is known.
const durations = `
  UPDATE runs SET duration_ms = CASE
    WHEN status <> 'interrupted' AND ended_at_ms >= started_at_ms THEN ended_at_ms - started_at_ms
    ELSE (
      SELECT CAST(round(sum(value) * 1000) AS INTEGER) FROM metrics
      WHERE metrics.run = runs.row AND key = (SELECT id FROM metric_keys WHERE name = 'epoch/seconds')
    ) END
  WHERE started_at_ms IS NOT NULL;
`;

// Version 1 looked for a baseline by the data set's id, so only an equal hash says that it was measured on the same data.
const baselines = `
  UPDATE runs SET baseline_id = (
    SELECT baseline.id FROM runs AS baseline
    WHERE baseline.dataset_hash = runs.dataset_hash AND baseline.loss = runs.loss
      AND baseline.kind = 'baseline' AND baseline.status = 'completed'
    -- Of several, the one that was measured by the most metrics.
    ORDER BY (SELECT count(*) FROM metrics WHERE metrics.run = baseline.row) DESC, baseline.row DESC LIMIT 1
  )
  WHERE kind = 'training';
`;

/** Null for what cannot be read: the row is found damaged when it is read. */
function lossOf(experiment: string): string | null {
  try {
    const document = JSON.parse(experiment) as { readonly training?: { readonly loss?: unknown } };
    return readLossText(namedOrBareSchema.parse(document.training?.loss));
  } catch {
    return null;
  }
}

function fillLosses(connection: Connection): void {
  const rows = connection.prepare<[], number>('SELECT row FROM runs').pluck().all();
  const read = connection.prepare<[number], string>('SELECT experiment FROM runs WHERE row = ?').pluck();
  const write = connection.prepare<[string | null, number]>('UPDATE runs SET loss = ? WHERE row = ?');
  for (const row of rows) write.run(lossOf(read.get(row) ?? ''), row);
}

export const storeBaselines: Migration = {
  version: 2,
  name: 'store-baselines',
  up: (connection) => {
    connection.exec(rebuild);
    fillLosses(connection);
    connection.exec(durations);
    connection.exec(baselines);
  },
};
