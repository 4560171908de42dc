// Reports: pages of text, charts and tables about runs.
import type { Migration } from '#main/db/migrations/migration.ts';

export const keepReports: Migration = {
  version: 9,
  name: 'keep-reports',
  up(connection) {
    connection.exec(`
      CREATE TABLE reports (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        updated_at_ms INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        document TEXT NOT NULL
      ) STRICT;
    `);
  },
};
