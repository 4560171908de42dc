-- A database as version 9 left it: version 8's dump, migrated, with a report. Never changed.
BEGIN TRANSACTION;
CREATE TABLE draft_steps (
        draft TEXT NOT NULL,
        place INTEGER NOT NULL,
        step TEXT NOT NULL,
        PRIMARY KEY (draft, place)
      ) STRICT, WITHOUT ROWID;
INSERT INTO "draft_steps" VALUES('experiment/exp0000000001',0,'{"name":{"text":"Edit","values":[]},"atMs":1,"changes":[{"kind":"value","path":["name"],"before":"saved","after":"edited"}]}');
CREATE TABLE drafts (
        key TEXT PRIMARY KEY,
        updated_at_ms INTEGER NOT NULL,
        done INTEGER NOT NULL,
        document TEXT NOT NULL,
        unread TEXT,
        saved TEXT NOT NULL
      , revision TEXT NOT NULL DEFAULT 'first', aside TEXT) STRICT;
INSERT INTO "drafts" VALUES('experiment/exp0000000001',1790000000000,1,'{"name":"edited"}',NULL,'{"name":"saved"}','first','{"document":{"name":"aside"},"unread":null,"history":{"steps":[],"done":0},"atMs":1}');
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
INSERT INTO "metrics" VALUES(1,2,2,9e999);
CREATE TABLE named_versions (
        id TEXT NOT NULL PRIMARY KEY,
        source TEXT NOT NULL,
        name TEXT NOT NULL,
        saved_at_ms INTEGER NOT NULL,
        parameters INTEGER,
        document TEXT NOT NULL
      ) STRICT;
INSERT INTO "named_versions" VALUES('ver0000000001','experiment/exp0000000001','before dropout',1790000000000,1345,'{"name":"kept"}');
CREATE TABLE reports (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        updated_at_ms INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        document TEXT NOT NULL
      ) STRICT;
INSERT INTO "reports" VALUES('rep0000000001','What the weather says',1790000000010,3,'{"runs":[{"id":"run0000000001","name":"finished"},{"id":"run00000000gone","name":"deleted since"}],"blocks":[{"id":"block_1","kind":"text","text":"It''s **better**."},{"id":"block_2","kind":"chart","runs":null,"metrics":["val_mae"],"axis":"epoch","isLog":false,"spread":null},{"id":"block_3","kind":"table","runs":["run0000000001"],"columns":[{"kind":"own","name":"name"},{"kind":"setting","path":"training.batch_size"},{"kind":"metric","name":"val_mae","figure":"best","versus":null}]},{"id":"block_4","kind":"verdicts","runs":null,"metric":null},{"id":"block_5","kind":"settings","runs":null}]}');
CREATE TABLE run_documents (
    run INTEGER PRIMARY KEY,
    notes TEXT NOT NULL DEFAULT '',
    experiment TEXT NOT NULL
  ) STRICT;
INSERT INTO "run_documents" VALUES(1,'Better than **last time**.','{"strata":1,"name":"Weather, it''s a Conv1D","description":"","data":{"dataset":"weather-jfk","preparation":{"kind":"series","features":[],"target":"temp","lookback":120,"step":1,"delay":24,"split":{"train":0.6,"validation":0.2},"normalize":true,"missing":"stop"}},"model":{"nodes":[{"id":"in","type":"Input","config":{"shape":[120,1]}},{"id":"out","type":"Dense","config":{"units":1}}],"edges":[{"from":"in","to":"out"}]},"training":{"loss":{"name":"mae","config":{}},"optimizer":{"name":"RMSprop","config":{}},"metrics":[],"batch_size":32,"epochs":10,"steps_per_epoch":null,"validation_steps":null,"shuffle":true,"callbacks":[],"seed":0},"notes":["kept"]}');
INSERT INTO "run_documents" VALUES(2,'','{"strata":1,"name":"Weather, it''s a Conv1D","description":"","data":{"dataset":"weather-jfk","preparation":{"kind":"series","features":[],"target":"temp","lookback":120,"step":1,"delay":24,"split":{"train":0.6,"validation":0.2},"normalize":true,"missing":"stop"}},"model":{"nodes":[{"id":"in","type":"Input","config":{"shape":[120,1]}},{"id":"out","type":"Dense","config":{"units":1}}],"edges":[{"from":"in","to":"out"}]},"training":{"loss":{"name":"mae","config":{}},"optimizer":{"name":"RMSprop","config":{}},"metrics":[],"batch_size":32,"epochs":10,"steps_per_epoch":null,"validation_steps":null,"shuffle":true,"callbacks":[],"seed":0},"notes":["kept"]}');
INSERT INTO "run_documents" VALUES(3,'','{"strata":1,"name":"Weather, it''s a Conv1D","description":"","data":{"dataset":"weather-jfk","preparation":{"kind":"series","features":[],"target":"temp","lookback":120,"step":1,"delay":24,"split":{"train":0.6,"validation":0.2},"normalize":true,"missing":"stop"}},"model":{"nodes":[{"id":"in","type":"Input","config":{"shape":[120,1]}},{"id":"out","type":"Dense","config":{"units":1}}],"edges":[{"from":"in","to":"out"}]},"training":{"loss":{"name":"mae","config":{}},"optimizer":{"name":"RMSprop","config":{}},"metrics":[],"batch_size":32,"epochs":10,"steps_per_epoch":null,"validation_steps":null,"shuffle":true,"callbacks":[],"seed":0},"notes":["kept"]}');
INSERT INTO "run_documents" VALUES(4,'','null');
INSERT INTO "run_documents" VALUES(5,'Better than **last time**.','{"strata":1,"name":"Weather, it''s a Conv1D","description":"","data":{"dataset":"weather-jfk","preparation":{"kind":"series","features":[],"target":"temp","lookback":120,"step":1,"delay":24,"split":{"train":0.6,"validation":0.2},"normalize":true,"missing":"stop"}},"model":{"nodes":[{"id":"in","type":"Input","config":{"shape":[120,1]}},{"id":"out","type":"Dense","config":{"units":1}}],"edges":[{"from":"in","to":"out"}]},"training":{"loss":{"name":"mae","config":{}},"optimizer":{"name":"RMSprop","config":{}},"metrics":[],"batch_size":32,"epochs":10,"steps_per_epoch":null,"validation_steps":null,"shuffle":true,"callbacks":[],"seed":0},"notes":["kept"]}');
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
INSERT INTO "run_metrics" VALUES(1,1,2,2,NULL,1,0.5,1,0.5);
INSERT INTO "run_metrics" VALUES(2,1,2,2,9e999,1,0.2286,1,0.2286);
CREATE TABLE run_settings (
    path INTEGER NOT NULL,
    run INTEGER NOT NULL,
    value ANY NOT NULL,
    PRIMARY KEY (path, run)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "run_settings" VALUES(1,1,'weather-jfk');
INSERT INTO "run_settings" VALUES(1,2,'weather-jfk');
INSERT INTO "run_settings" VALUES(1,3,'weather-jfk');
INSERT INTO "run_settings" VALUES(2,1,'series');
INSERT INTO "run_settings" VALUES(2,2,'series');
INSERT INTO "run_settings" VALUES(2,3,'series');
INSERT INTO "run_settings" VALUES(3,1,'');
INSERT INTO "run_settings" VALUES(3,2,'');
INSERT INTO "run_settings" VALUES(3,3,'');
INSERT INTO "run_settings" VALUES(4,1,'temp');
INSERT INTO "run_settings" VALUES(4,2,'temp');
INSERT INTO "run_settings" VALUES(4,3,'temp');
INSERT INTO "run_settings" VALUES(5,1,120.0);
INSERT INTO "run_settings" VALUES(5,2,120.0);
INSERT INTO "run_settings" VALUES(5,3,120.0);
INSERT INTO "run_settings" VALUES(6,1,1.0);
INSERT INTO "run_settings" VALUES(6,2,1.0);
INSERT INTO "run_settings" VALUES(6,3,1.0);
INSERT INTO "run_settings" VALUES(7,1,24.0);
INSERT INTO "run_settings" VALUES(7,2,24.0);
INSERT INTO "run_settings" VALUES(7,3,24.0);
INSERT INTO "run_settings" VALUES(8,1,0.6);
INSERT INTO "run_settings" VALUES(8,2,0.6);
INSERT INTO "run_settings" VALUES(8,3,0.6);
INSERT INTO "run_settings" VALUES(9,1,0.2);
INSERT INTO "run_settings" VALUES(9,2,0.2);
INSERT INTO "run_settings" VALUES(9,3,0.2);
INSERT INTO "run_settings" VALUES(10,1,'true');
INSERT INTO "run_settings" VALUES(10,2,'true');
INSERT INTO "run_settings" VALUES(10,3,'true');
INSERT INTO "run_settings" VALUES(11,1,'stop');
INSERT INTO "run_settings" VALUES(11,2,'stop');
INSERT INTO "run_settings" VALUES(11,3,'stop');
INSERT INTO "run_settings" VALUES(12,1,'mean_absolute_error');
INSERT INTO "run_settings" VALUES(12,2,'mean_absolute_error');
INSERT INTO "run_settings" VALUES(13,1,'RMSprop');
INSERT INTO "run_settings" VALUES(13,2,'RMSprop');
INSERT INTO "run_settings" VALUES(14,1,0.001);
INSERT INTO "run_settings" VALUES(14,2,0.001);
INSERT INTO "run_settings" VALUES(15,1,0.9);
INSERT INTO "run_settings" VALUES(15,2,0.9);
INSERT INTO "run_settings" VALUES(16,1,0.0);
INSERT INTO "run_settings" VALUES(16,2,0.0);
INSERT INTO "run_settings" VALUES(17,1,1.0e-07);
INSERT INTO "run_settings" VALUES(17,2,1.0e-07);
INSERT INTO "run_settings" VALUES(18,1,'false');
INSERT INTO "run_settings" VALUES(18,2,'false');
INSERT INTO "run_settings" VALUES(19,1,'false');
INSERT INTO "run_settings" VALUES(19,2,'false');
INSERT INTO "run_settings" VALUES(20,1,0.99);
INSERT INTO "run_settings" VALUES(20,2,0.99);
INSERT INTO "run_settings" VALUES(21,1,32.0);
INSERT INTO "run_settings" VALUES(21,2,32.0);
INSERT INTO "run_settings" VALUES(22,1,2.0);
INSERT INTO "run_settings" VALUES(22,2,2.0);
INSERT INTO "run_settings" VALUES(23,1,'true');
INSERT INTO "run_settings" VALUES(23,2,'true');
INSERT INTO "run_settings" VALUES(24,1,7.0);
INSERT INTO "run_settings" VALUES(24,2,7.0);
INSERT INTO "run_settings" VALUES(25,1,'120, 1');
INSERT INTO "run_settings" VALUES(25,2,'120, 1');
INSERT INTO "run_settings" VALUES(26,1,1.0);
INSERT INTO "run_settings" VALUES(26,2,1.0);
INSERT INTO "run_settings" VALUES(27,4,0.01);
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
INSERT INTO "runs" VALUES(1,'run0000000001','finished','training','completed','exp0000000001','weather-jfk','abc',NULL,'mean_absolute_error',NULL,7,'{"id":"native","device":"CPU","version":"TensorFlow 2.21.0","step":"eager","reason":"The fastest that passed its probe."}',13793,2,2,12.25,'{"metric":"val_mae","value":0.2286,"epoch":1}','{"unit":"°F","scale":17.98,"column":"temp"}',1790000000001,1790000000002,1790000000003,1,NULL,0,'Weather, it''s a Conv1D','["final"]',1,NULL,NULL,NULL);
INSERT INTO "runs" VALUES(2,'run0000000002','failed','training','failed',NULL,'weather-jfk',NULL,NULL,'mean_absolute_error',NULL,7,NULL,NULL,2,0,NULL,NULL,NULL,1790000000004,NULL,NULL,NULL,'{"code":"training-failed","message":"The loss became NaN.","details":{"epoch":1}}',1,'Weather, it''s a Conv1D','[]',0,NULL,NULL,NULL);
INSERT INTO "runs" VALUES(3,'run0000000003','last value','baseline','running',NULL,'weather-jfk',NULL,NULL,'mean_absolute_error',NULL,7,NULL,NULL,2,0,NULL,NULL,NULL,1790000000005,1790000000006,NULL,NULL,NULL,0,'','[]',0,NULL,NULL,NULL);
INSERT INTO "runs" VALUES(4,'run0000000000','lstm/1','training','completed',NULL,'',NULL,NULL,NULL,NULL,0,NULL,NULL,3,3,NULL,NULL,NULL,1780000000000,1780000000000,1780000000009,NULL,NULL,2,'','[]',0,NULL,'{"from":"tensorboard","path":"/logs/lstm/1","run":null}',NULL);
INSERT INTO "runs" VALUES(5,'run0000000009','finished · #1 at 1','training','completed','exp0000000001','weather-jfk','abc',NULL,'mean_absolute_error',NULL,7,'{"id":"native","device":"CPU","version":"TensorFlow 2.21.0","step":"eager","reason":"The fastest that passed its probe."}',13793,2,2,12.25,'{"metric":"val_mae","value":0.2286,"epoch":1}','{"unit":"°F","scale":17.98,"column":"temp"}',1780000000001,1780000000002,1780000000003,1,NULL,0,'Weather, it''s a Conv1D','["final"]',1,NULL,NULL,'{"run":"run0000000001","number":1,"epoch":1,"steps":12,"fresh":["learning-rate"]}');
CREATE TABLE setting_paths (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO "setting_paths" VALUES(1,'data.dataset');
INSERT INTO "setting_paths" VALUES(2,'data.preparation.kind');
INSERT INTO "setting_paths" VALUES(3,'data.preparation.features');
INSERT INTO "setting_paths" VALUES(4,'data.preparation.target');
INSERT INTO "setting_paths" VALUES(5,'data.preparation.lookback');
INSERT INTO "setting_paths" VALUES(6,'data.preparation.step');
INSERT INTO "setting_paths" VALUES(7,'data.preparation.delay');
INSERT INTO "setting_paths" VALUES(8,'data.preparation.split.train');
INSERT INTO "setting_paths" VALUES(9,'data.preparation.split.validation');
INSERT INTO "setting_paths" VALUES(10,'data.preparation.normalize');
INSERT INTO "setting_paths" VALUES(11,'data.preparation.missing');
INSERT INTO "setting_paths" VALUES(12,'training.loss');
INSERT INTO "setting_paths" VALUES(13,'training.optimizer');
INSERT INTO "setting_paths" VALUES(14,'training.optimizer.learning_rate');
INSERT INTO "setting_paths" VALUES(15,'training.optimizer.rho');
INSERT INTO "setting_paths" VALUES(16,'training.optimizer.momentum');
INSERT INTO "setting_paths" VALUES(17,'training.optimizer.epsilon');
INSERT INTO "setting_paths" VALUES(18,'training.optimizer.centered');
INSERT INTO "setting_paths" VALUES(19,'training.optimizer.use_ema');
INSERT INTO "setting_paths" VALUES(20,'training.optimizer.ema_momentum');
INSERT INTO "setting_paths" VALUES(21,'training.batch_size');
INSERT INTO "setting_paths" VALUES(22,'training.epochs');
INSERT INTO "setting_paths" VALUES(23,'training.shuffle');
INSERT INTO "setting_paths" VALUES(24,'training.seed');
INSERT INTO "setting_paths" VALUES(25,'model.in.shape');
INSERT INTO "setting_paths" VALUES(26,'model.out.units');
INSERT INTO "setting_paths" VALUES(27,'lr');
CREATE INDEX runs_by_model ON runs (model, dataset);
CREATE INDEX runs_by_time ON runs (created_at_ms);
CREATE INDEX runs_by_data ON runs (dataset_hash, loss);
CREATE INDEX named_versions_by_source ON named_versions (source, saved_at_ms);
CREATE INDEX run_metrics_by_run ON run_metrics (run);
CREATE INDEX run_settings_by_run ON run_settings (run);
CREATE INDEX runs_by_origin ON runs (origin) WHERE origin IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('runs',5);
COMMIT;
PRAGMA application_id = 1398035009;
PRAGMA user_version = 9;
