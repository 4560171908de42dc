// Runs are found, sorted and told apart by their settings and by the figures of their metrics, without reading their points.
import { runSettings, type SettingValue } from '#shared/runs/run-settings.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { withNewestVersion } from '#shared/experiment/migrations.ts';
import type { Connection } from '#main/db/connection.ts';
import type { Migration } from '#main/db/migrations/migration.ts';

// A row under 4 kB stays on its own page, so a list of 10,000 runs would read through every experiment: they move out.
const tables = `
  CREATE TABLE run_documents (
    run INTEGER PRIMARY KEY,
    notes TEXT NOT NULL DEFAULT '',
    experiment TEXT NOT NULL
  ) STRICT;
  INSERT INTO run_documents (run, experiment) SELECT row, experiment FROM runs;

  ALTER TABLE runs ADD COLUMN model TEXT NOT NULL DEFAULT '';
  UPDATE runs SET model = coalesce(json_extract(experiment, '$.name'), '') WHERE kind = 'training' AND json_valid(experiment);
  ALTER TABLE runs DROP COLUMN experiment;
  CREATE INDEX runs_by_model ON runs (model, dataset);

  ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE runs ADD COLUMN is_starred INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN archived_at_ms INTEGER;

  CREATE TABLE run_metrics (
    key INTEGER NOT NULL,
    run INTEGER NOT NULL,
    points INTEGER NOT NULL,
    last_step INTEGER NOT NULL,
    last_value REAL,
    min_step INTEGER,
    min_value REAL,
    max_step INTEGER,
    max_value REAL,
    PRIMARY KEY (key, run)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX run_metrics_by_run ON run_metrics (run);

  CREATE TABLE setting_paths (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE run_settings (
    path INTEGER NOT NULL,
    run INTEGER NOT NULL,
    value ANY NOT NULL,
    PRIMARY KEY (path, run)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX run_settings_by_run ON run_settings (run);
`;

// A bare column beside the only min() or max() is that of the row which has it; of equal ones the first in the order of steps.
const metrics = `
  INSERT INTO run_metrics (key, run, points, last_step, last_value)
    SELECT key, run, count(*), max(step), value FROM metrics
    WHERE key IN (SELECT id FROM metric_keys WHERE name GLOB 'epoch/*') GROUP BY key, run;
  UPDATE run_metrics SET (min_step, min_value) = (
    SELECT step, min(value) FROM metrics
    WHERE metrics.run = run_metrics.run AND metrics.key = run_metrics.key AND abs(value) < 9e999
  );
  UPDATE run_metrics SET (max_step, max_value) = (
    SELECT step, max(value) FROM metrics
    WHERE metrics.run = run_metrics.run AND metrics.key = run_metrics.key AND abs(value) < 9e999
  );
`;

interface OldRun {
  readonly row: number;
  readonly kind: string;
  readonly epochs: number;
  readonly seed: number;
  readonly experiment: string;
}

/** None for an experiment that cannot be read: the run is found damaged when it is opened. */
function settingsOf({ kind, epochs, seed, experiment }: OldRun): ReadonlyMap<string, SettingValue> {
  try {
    const document = experimentSchema.parse(withNewestVersion(JSON.parse(experiment)));
    return runSettings({ kind: kind === 'baseline' ? 'baseline' : 'training', epochs, seed, experiment: document });
  } catch {
    return new Map();
  }
}

function fillSettings(connection: Connection): void {
  const rows = connection.prepare<[], number>('SELECT row FROM runs').pluck().all();
  const read = connection.prepare<[number], OldRun>(
    'SELECT row, kind, epochs, seed, experiment FROM runs JOIN run_documents ON run = row WHERE row = ?',
  );
  const addPath = connection.prepare<[string]>('INSERT OR IGNORE INTO setting_paths (name) VALUES (?)');
  const add = connection.prepare<[number, SettingValue, string]>(
    'INSERT INTO run_settings (path, run, value) SELECT id, ?, ? FROM setting_paths WHERE name = ?',
  );
  for (const row of rows) {
    const run = read.get(row);
    if (run === undefined) continue;
    for (const [path, value] of settingsOf(run)) {
      addPath.run(path);
      add.run(row, typeof value === 'boolean' ? String(value) : value, path);
    }
  }
}

export const tellRunsApart: Migration = {
  version: 6,
  name: 'tell-runs-apart',
  up: (connection) => {
    connection.exec(tables);
    connection.exec(metrics);
    fillSettings(connection);
  },
};
