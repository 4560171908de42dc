// Unsaved edits of an experiment and their history are kept, so that none is lost and every one can be undone later.
import type { Migration } from '#main/db/migrations/migration.ts';

export const keepDrafts: Migration = {
  version: 3,
  name: 'keep-drafts',
  up(connection) {
    connection.exec(`
      CREATE TABLE drafts (
        key TEXT PRIMARY KEY,
        updated_at_ms INTEGER NOT NULL,
        done INTEGER NOT NULL,
        document TEXT NOT NULL,
        unread TEXT,
        saved TEXT NOT NULL
      ) STRICT;

      CREATE TABLE draft_steps (
        draft TEXT NOT NULL,
        place INTEGER NOT NULL,
        step TEXT NOT NULL,
        PRIMARY KEY (draft, place)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
