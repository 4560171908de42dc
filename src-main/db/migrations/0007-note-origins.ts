// Runs that were trained elsewhere: read from another program's files, or logged by a script.
import type { Migration } from '#main/db/migrations/migration.ts';

// The index finds the run of an origin when its files are read again. Runs that Strata trained are not in it.
const schema = `
  ALTER TABLE runs ADD COLUMN origin TEXT;
  CREATE INDEX runs_by_origin ON runs (origin) WHERE origin IS NOT NULL;
`;

export const noteOrigins: Migration = {
  version: 7,
  name: 'note-origins',
  up: (connection) => connection.exec(schema),
};
