// Stored runs as another program's history.
import type { RunId } from '#shared/base/ids.ts';
import { runFolders } from '#shared/runs/run-folder.ts';
import { runSettings, type Settings } from '#shared/runs/run-settings.ts';
import { isOwnRun, type Run } from '#shared/runs/run.ts';
import type { WrittenRun } from '#main/ports/histories.ts';
import type { RunStore } from '#main/ports/run-store.ts';

function settingsOf(run: Run): Settings {
  return isOwnRun(run) ? runSettings(run) : new Map(Object.entries(run.loggedSettings));
}

/** What is written of the runs; the points of one are read when it is written. @throws AppError `not-found` */
export function writtenRuns(runs: RunStore, ids: readonly RunId[]): Iterable<WrittenRun> {
  const picked = ids.map((id) => runs.get(id));
  const folders = runFolders(picked.map(({ name }) => name));
  function* write(): Generator<WrittenRun, void> {
    for (const [i, run] of picked.entries())
      yield {
        folder: folders[i] ?? run.id,
        settings: settingsOf(run),
        startedAtMs: run.startedAtMs ?? run.createdAtMs,
        endedAtMs: run.endedAtMs,
        isFailed: run.status === 'failed',
        series: runs.metrics(run.id, ''),
      };
  }
  return write();
}
