-- A database as version 4 left it: version 3's dump, migrated, with edits beside the draft. Never changed.
BEGIN TRANSACTION;
CREATE TABLE experiments (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
INSERT INTO "experiments" VALUES('exp0000000001','Weather, it''s a Conv1D',1790000000000,'{"strata":1,"name":"Weather, it''s a Conv1D","description":"","data":{"dataset":"weather-jfk","preparation":{"kind":"series","features":[],"target":"temp","lookback":120,"step":1,"delay":24,"split":{"train":0.6,"validation":0.2},"normalize":true,"missing":"stop"}},"model":{"nodes":[{"id":"in","type":"Input","config":{"shape":[120,1]}},{"id":"out","type":"Dense","config":{"units":1}}],"edges":[{"from":"in","to":"out"}]},"training":{"loss":{"name":"mae","config":{}},"optimizer":{"name":"RMSprop","config":{}},"metrics":[],"batch_size":32,"epochs":10,"steps_per_epoch":null,"validation_steps":null,"shuffle":true,"callbacks":[],"seed":0},"notes":["kept"]}');
CREATE TABLE metric_keys (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;
INSERT INTO "metric_keys" VALUES(1,'epoch/loss');
INSERT INTO "metric_keys" VALUES(2,'epoch/val_mae');
CREATE TABLE metrics (
    run INTEGER NOT NULL,
    key INTEGER NOT NULL,
    step INTEGER NOT NULL,
    value REAL,
    PRIMARY KEY (run, key, step)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "metrics" VALUES(1,1,1,0.5);
INSERT INTO "metrics" VALUES(1,1,2,NULL);
INSERT INTO "metrics" VALUES(1,2,1,0.2286);
INSERT INTO "metrics" VALUES(1,2,2,1e999);
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
    experiment TEXT NOT NULL
  ) STRICT;
INSERT INTO "runs" VALUES(1,'run0000000001','finished','training','completed','exp0000000001','weather-jfk','abc',NULL,'mean_absolute_error',NULL,7,'{"id":"native","device":"CPU","version":"TensorFlow 2.21.0","step":"eager","reason":"The fastest that passed its probe."}',13793,2,2,12.25,'{"metric":"val_mae","value":0.2286,"epoch":1}','{"unit":"°F","scale":17.98,"column":"temp"}',1790000000001,1790000000002,1790000000003,1,NULL,0,'{"strata":1,"name":"Weather, it''s a Conv1D","description":"","data":{"dataset":"weather-jfk","preparation":{"kind":"series","features":[],"target":"temp","lookback":120,"step":1,"delay":24,"split":{"train":0.6,"validation":0.2},"normalize":true,"missing":"stop"}},"model":{"nodes":[{"id":"in","type":"Input","config":{"shape":[120,1]}},{"id":"out","type":"Dense","config":{"units":1}}],"edges":[{"from":"in","to":"out"}]},"training":{"loss":{"name":"mae","config":{}},"optimizer":{"name":"RMSprop","config":{}},"metrics":[],"batch_size":32,"epochs":10,"steps_per_epoch":null,"validation_steps":null,"shuffle":true,"callbacks":[],"seed":0},"notes":["kept"]}');
INSERT INTO "runs" VALUES(2,'run0000000002','failed','training','failed',NULL,'weather-jfk',NULL,NULL,'mean_absolute_error',NULL,7,NULL,NULL,2,0,NULL,NULL,NULL,1790000000004,NULL,NULL,NULL,'{"code":"training-failed","message":"The loss became NaN.","details":{"epoch":1}}',1,'{"strata":1,"name":"Weather, it''s a Conv1D","description":"","data":{"dataset":"weather-jfk","preparation":{"kind":"series","features":[],"target":"temp","lookback":120,"step":1,"delay":24,"split":{"train":0.6,"validation":0.2},"normalize":true,"missing":"stop"}},"model":{"nodes":[{"id":"in","type":"Input","config":{"shape":[120,1]}},{"id":"out","type":"Dense","config":{"units":1}}],"edges":[{"from":"in","to":"out"}]},"training":{"loss":{"name":"mae","config":{}},"optimizer":{"name":"RMSprop","config":{}},"metrics":[],"batch_size":32,"epochs":10,"steps_per_epoch":null,"validation_steps":null,"shuffle":true,"callbacks":[],"seed":0},"notes":["kept"]}');
INSERT INTO "runs" VALUES(3,'run0000000003','last value','baseline','running',NULL,'weather-jfk',NULL,NULL,'mean_absolute_error',NULL,7,NULL,NULL,2,0,NULL,NULL,NULL,1790000000005,1790000000006,NULL,NULL,NULL,0,'{"strata":1,"name":"Weather, it''s a Conv1D","description":"","data":{"dataset":"weather-jfk","preparation":{"kind":"series","features":[],"target":"temp","lookback":120,"step":1,"delay":24,"split":{"train":0.6,"validation":0.2},"normalize":true,"missing":"stop"}},"model":{"nodes":[{"id":"in","type":"Input","config":{"shape":[120,1]}},{"id":"out","type":"Dense","config":{"units":1}}],"edges":[{"from":"in","to":"out"}]},"training":{"loss":{"name":"mae","config":{}},"optimizer":{"name":"RMSprop","config":{}},"metrics":[],"batch_size":32,"epochs":10,"steps_per_epoch":null,"validation_steps":null,"shuffle":true,"callbacks":[],"seed":0},"notes":["kept"]}');
CREATE INDEX runs_by_time ON runs (created_at_ms);
CREATE INDEX runs_by_data ON runs (dataset_hash, loss);
CREATE TABLE drafts (
        key TEXT PRIMARY KEY,
        updated_at_ms INTEGER NOT NULL,
        done INTEGER NOT NULL,
        document TEXT NOT NULL,
        unread TEXT,
        saved TEXT NOT NULL
      , revision TEXT NOT NULL DEFAULT 'first', aside TEXT) STRICT;
INSERT INTO "drafts" VALUES('experiment/exp0000000001',1790000000000,1,'{"name":"edited"}',NULL,'{"name":"saved"}','first','{"document":{"name":"aside"},"unread":null,"history":{"steps":[],"done":0},"atMs":1}');
CREATE TABLE draft_steps (
        draft TEXT NOT NULL,
        place INTEGER NOT NULL,
        step TEXT NOT NULL,
        PRIMARY KEY (draft, place)
      ) STRICT, WITHOUT ROWID;
INSERT INTO "draft_steps" VALUES('experiment/exp0000000001',0,'{"name":{"text":"Edit","values":[]},"atMs":1,"changes":[{"kind":"value","path":["name"],"before":"saved","after":"edited"}]}');
CREATE TABLE named_versions (
        id TEXT NOT NULL PRIMARY KEY,
        source TEXT NOT NULL,
        name TEXT NOT NULL,
        saved_at_ms INTEGER NOT NULL,
        parameters INTEGER,
        document TEXT NOT NULL
      ) STRICT;
INSERT INTO "named_versions" VALUES('ver0000000001','experiment/exp0000000001','before dropout',1790000000000,1345,'{"name":"kept"}');
CREATE INDEX named_versions_by_source ON named_versions (source, saved_at_ms);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('runs',3);
COMMIT;
PRAGMA application_id = 1398035009;
PRAGMA user_version = 5;
