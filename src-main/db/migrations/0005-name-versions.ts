// Versions of an experiment are kept under names that a person gives them.
import type { Migration } from '#main/db/migrations/migration.ts';

// `document` is the last column: a list then never reads the pages that hold it.
export const nameVersions: Migration = {
  version: 5,
  name: 'name-versions',
  up(connection) {
    connection.exec(`
      CREATE TABLE named_versions (
        id TEXT NOT NULL PRIMARY KEY,
        source TEXT NOT NULL,
        name TEXT NOT NULL,
        saved_at_ms INTEGER NOT NULL,
        parameters INTEGER,
        document TEXT NOT NULL
      ) STRICT;

      CREATE INDEX named_versions_by_source ON named_versions (source, saved_at_ms);
    `);
  },
};
