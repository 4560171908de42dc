// All migrations, in order. A migration that was released is never changed; a new one is added at the end.
import { createRuns } from '#main/db/migrations/0001-create-runs.ts';
import { storeBaselines } from '#main/db/migrations/0002-store-baselines.ts';
import { keepDrafts } from '#main/db/migrations/0003-keep-drafts.ts';
import { numberDrafts } from '#main/db/migrations/0004-number-drafts.ts';
import { nameVersions } from '#main/db/migrations/0005-name-versions.ts';
import { tellRunsApart } from '#main/db/migrations/0006-tell-runs-apart.ts';
import { noteOrigins } from '#main/db/migrations/0007-note-origins.ts';
import { forkRuns } from '#main/db/migrations/0008-fork-runs.ts';
import { keepReports } from '#main/db/migrations/0009-keep-reports.ts';
import type { Migration } from '#main/db/migrations/migration.ts';

export const migrations: readonly Migration[] = [
  createRuns,
  storeBaselines,
  keepDrafts,
  numberDrafts,
  nameVersions,
  tellRunsApart,
  noteOrigins,
  forkRuns,
  keepReports,
];
