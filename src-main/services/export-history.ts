// Stored runs as another program's history.
import type { RunId } from '#shared/base/ids.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { runFolders } from '#shared/runs/run-folder.ts';
import { runSettings, type Settings } from '#shared/runs/run-settings.ts';
import { isOwnRun, type Run } from '#shared/runs/run.ts';
import type { WrittenRun } from '#main/ports/histories.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { giveWay, seriesInParts } from '#main/services/in-parts.ts';

function settingsOf(run: Run): Settings {
  return isOwnRun(run) ? runSettings(run) : new Map(Object.entries(run.loggedSettings));
}

async function allSeries(runs: RunStore, id: RunId): Promise<MetricSeries[]> {
  const series: MetricSeries[] = [];
  for (const key of runs.keys(id, '')) {
    series.push(await seriesInParts(runs, id, key));
    await giveWay();
  }
  return series;
}

/**
 * What is written of the runs. They are read in parts when they are written, one after the other.
 * @throws AppError `not-found` before the first one is written
 */
export async function* writtenRuns(runs: RunStore, ids: readonly RunId[]): AsyncGenerator<WrittenRun, void> {
  const picked: Run[] = [];
  for (const id of ids) {
    picked.push(runs.get(id));
    await giveWay();
  }
  const folders = runFolders(picked.map(({ name }) => name));
  for (const [i, run] of picked.entries())
    yield {
      folder: folders[i] ?? run.id,
      settings: settingsOf(run),
      startedAtMs: run.startedAtMs ?? run.createdAtMs,
      endedAtMs: run.endedAtMs,
      isFailed: run.status === 'failed',
      series: await allSeries(runs, run.id),
    };
}
