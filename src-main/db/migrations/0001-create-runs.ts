// The first schema: experiments, runs and their metrics. docs/database.md describes every table.
import type { Migration } from '#main/db/migrations/migration.ts';

// No CHECK on status or kind: a new word would need the table rebuilt, and every row is validated when it is read.
// `experiment_id` is no foreign key: a run remembers where it came from when the experiment is gone.
// `metrics` has none either: the check of two parents a row made inserts a fifth slower and deleting a long run three times.
// So `row` is AUTOINCREMENT: a number that is never given twice cannot lend one run's points to another.
// `experiment` is the last column: a list of runs then never reads the pages that hold it.
const schema = `
  CREATE TABLE experiments (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;

  CREATE TABLE runs (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    experiment_id TEXT,
    dataset TEXT NOT NULL,
    dataset_hash TEXT,
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
    error TEXT,
    color INTEGER NOT NULL,
    experiment TEXT NOT NULL
  ) STRICT;

  CREATE INDEX runs_by_time ON runs (created_at_ms);

  CREATE TABLE metric_keys (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE metrics (
    run INTEGER NOT NULL,
    key INTEGER NOT NULL,
    step INTEGER NOT NULL,
    value REAL,
    PRIMARY KEY (run, key, step)
  ) STRICT, WITHOUT ROWID;
`;

export const createRuns: Migration = {
  version: 1,
  name: 'create-runs',
  up: (connection) => connection.exec(schema),
};
