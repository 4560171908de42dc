// Runs that are trained elsewhere: added, or written anew, by their origin. Works inside the caller's transaction.
import { forkSchema } from '#shared/runs/fork.ts';
import { runOriginSchema, type RunOrigin } from '#shared/runs/run-origin.ts';
import { tagsSchema } from '#shared/runs/run.ts';
import type { Connection } from '#main/db/connection.ts';
import { leastUsedColor, recentRuns } from '#main/db/repositories/colors.ts';
import { toJsonColumn } from '#main/db/repositories/json-column.ts';
import { whole } from '#main/db/repositories/run-row.ts';
import type { NewRecord } from '#main/ports/run-store.ts';

/** Exported for the test of their query plans. */
export const recordedSql = {
  add: `INSERT INTO runs (id, name, kind, status, dataset, seed, epochs, created_at_ms, started_at_ms, color, tags, origin, fork)
    VALUES (?, ?, 'training', 'running', '', 0, ?, ?, ?, ?, ?, ?, ?)`,
  addDocument: `INSERT INTO run_documents (run, notes, experiment) VALUES (?, ?, 'null')`,
  // Of equal ones, which a copied row could make, the first.
  find: 'SELECT row FROM runs WHERE origin = ? ORDER BY row LIMIT 1',
  recentColors: `SELECT color FROM runs WHERE kind = 'training' ORDER BY row DESC LIMIT ${recentRuns}`,
  again: `UPDATE runs SET status = 'running', epochs = ?, epochs_done = 0, created_at_ms = ?, started_at_ms = ?, ended_at_ms = NULL,
    duration_ms = NULL, best = NULL, error = NULL, fork = ? WHERE row = ?`,
};

/** Rows of runs by their origin. */
export interface RecordedRuns {
  /** Its row; undefined when there is none. */
  find(origin: RunOrigin): number | undefined;
  /** @returns its row */
  add(id: string, run: NewRecord): number;
  /** Keeps the row's name, colour, tags, notes and marks. */
  again(row: number, run: NewRecord): void;
}

export function createRecordedRuns(connection: Connection): RecordedRuns {
  const add = connection.prepare<(string | number | null)[]>(recordedSql.add);
  const addDocument = connection.prepare<[number, string]>(recordedSql.addDocument);
  const find = connection.prepare<[string], number>(recordedSql.find).pluck();
  const recentColors = connection.prepare<[], number>(recordedSql.recentColors).pluck();
  const again = connection.prepare<(string | number | null)[]>(recordedSql.again);

  return {
    find: (origin) => find.get(textOf(origin)),
    add(id, { origin, name, tags, notes, epochs, createdAtMs, startedAtMs, fork }) {
      const color = leastUsedColor(recentColors.all());
      const times = [whole(createdAtMs), whole(startedAtMs)] as const;
      const labels = [toJsonColumn(tagsSchema, [...tags]), textOf(origin), forkText(fork)];
      const row = Number(add.run(id, name, epochs, ...times, color, ...labels).lastInsertRowid);
      addDocument.run(row, notes);
      return row;
    },
    again(row, { epochs, createdAtMs, startedAtMs, fork }) {
      again.run(epochs, whole(createdAtMs), whole(startedAtMs), forkText(fork), row);
    },
  };
}

function forkText(fork: NewRecord['fork']): string | null {
  return fork ? toJsonColumn(forkSchema, fork) : null;
}

/** One text for one origin: it is looked up as it is stored. */
function textOf({ from, path, run }: RunOrigin): string {
  return toJsonColumn(runOriginSchema, { from, path, run });
}
