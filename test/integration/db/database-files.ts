// Databases as openDatabase meets them on a disk.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type Connection } from '#main/db/connection.ts';
import { newRun, openStores, points, temporaryHome } from './home.ts';

export const nowMs = Date.UTC(2026, 10, 24, 10, 42, 5);
export const aside = 'strata.db.damaged-2026-11-24T10-42-05';

/** A home folder with one run of 5,000 points, closed. */
export function filledHome(): string {
  const home = temporaryHome();
  const stores = openStores(home);
  stores.runs.addMetrics(stores.runs.create(newRun()).id, points('batch/loss', 1, 5000));
  stores.close();
  return home;
}

export function connectTo(path: string): Connection {
  const connection = new Database(path, { timeout: 0 });
  onTestFinished(() => void connection.close());
  return connection;
}

/** A copy of a database whose write-ahead log holds `statement`, as a process that was killed leaves it. */
export function killedAfter(home: string, statement: string): string {
  const copy = temporaryHome();
  const connection = connectTo(join(home, 'strata.db'));
  connection.exec(statement);
  for (const part of ['', '-wal']) copyFileSync(join(home, `strata.db${part}`), join(copy, `strata.db${part}`));
  return copy;
}
