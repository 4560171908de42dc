// Forks: runs that were trained on from an epoch of another one.
import type { Migration } from '#main/db/migrations/migration.ts';

// The forks of a run are few: no index.
const schema = 'ALTER TABLE runs ADD COLUMN fork TEXT';

export const forkRuns: Migration = {
  version: 8,
  name: 'fork-runs',
  up: (connection) => connection.exec(schema),
};
