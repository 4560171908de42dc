// A draft has a revision, so that two pages do not overwrite each other's edits, and room for edits that were refused.
import type { Migration } from '#main/db/migrations/migration.ts';

export const numberDrafts: Migration = {
  version: 4,
  name: 'number-drafts',
  up(connection) {
    connection.exec(`
      ALTER TABLE drafts ADD COLUMN revision TEXT NOT NULL DEFAULT 'first';
      ALTER TABLE drafts ADD COLUMN aside TEXT;
    `);
  },
};
