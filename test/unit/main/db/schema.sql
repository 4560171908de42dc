CREATE TABLE draft_steps (
        draft TEXT NOT NULL,
        place INTEGER NOT NULL,
        step TEXT NOT NULL,
        PRIMARY KEY (draft, place)
      ) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
        key TEXT PRIMARY KEY,
        updated_at_ms INTEGER NOT NULL,
        done INTEGER NOT NULL,
        document TEXT NOT NULL,
        unread TEXT,
        saved TEXT NOT NULL
      , revision TEXT NOT NULL DEFAULT 'first', aside TEXT) STRICT;

CREATE TABLE experiments (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;

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

CREATE TABLE named_versions (
        id TEXT NOT NULL PRIMARY KEY,
        source TEXT NOT NULL,
        name TEXT NOT NULL,
        saved_at_ms INTEGER NOT NULL,
        parameters INTEGER,
        document TEXT NOT NULL
      ) STRICT;

CREATE TABLE reports (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        updated_at_ms INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        document TEXT NOT NULL
      ) STRICT;

CREATE TABLE run_documents (
    run INTEGER PRIMARY KEY,
    notes TEXT NOT NULL DEFAULT '',
    experiment TEXT NOT NULL
  ) STRICT;

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

CREATE TABLE run_settings (
    path INTEGER NOT NULL,
    run INTEGER NOT NULL,
    value ANY NOT NULL,
    PRIMARY KEY (path, run)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE "runs" (
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
    model TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]', is_starred INTEGER NOT NULL DEFAULT 0, archived_at_ms INTEGER, origin TEXT, fork TEXT) STRICT;

CREATE TABLE setting_paths (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE sqlite_sequence(name,seq);

CREATE INDEX named_versions_by_source ON named_versions (source, saved_at_ms);

CREATE INDEX run_metrics_by_run ON run_metrics (run);

CREATE INDEX run_settings_by_run ON run_settings (run);

CREATE INDEX runs_by_data ON runs (dataset_hash, loss);

CREATE INDEX runs_by_model ON runs (model, dataset);

CREATE INDEX runs_by_origin ON runs (origin) WHERE origin IS NOT NULL;

CREATE INDEX runs_by_time ON runs (created_at_ms);
