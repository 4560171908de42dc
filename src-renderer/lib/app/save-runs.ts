// Saves the curves of runs as a file, a run at a time: together they may be large.
import type { RunId } from '#shared/base/ids.ts';
import { CurveColumns, curveCsvHead, curveCsvPieces, type RunCurves } from '#shared/runs/curve-export.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { partsOf } from '#shared/runs/stored-points.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { saveFile } from '#renderer/lib/app/experiment-files.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';

/** All series of a run, each in parts: the host answers others in between. */
async function allSeries(app: Workbench, id: RunId): Promise<MetricSeries[]> {
  const series: MetricSeries[] = [];
  for (const key of await app.api.request('runs.metric-keys', { id, prefix: '' })) {
    const one = { key, steps: [] as number[], values: [] as number[] };
    for await (const { steps, values } of partsOf((from) => app.api.request('runs.points', { id, key, from }))) {
      for (const step of steps) one.steps.push(step);
      for (const value of values) one.values.push(value);
    }
    series.push(one);
  }
  return series;
}

/** @param onread how many runs are read */
async function* readCurves(
  app: Workbench,
  runs: readonly RunSummary[],
  onread: (done: number) => void,
): AsyncGenerator<RunCurves, void> {
  for (const [i, run] of runs.entries()) {
    const series = await allSeries(app, run.id);
    onread(i + 1);
    yield { run, series };
  }
}

/** All values of the runs in one long table. @param onread how many runs are read */
export async function saveCurves(
  app: Workbench,
  runs: readonly RunSummary[],
  format: 'csv' | 'parquet',
  onread: (done: number) => void,
): Promise<void> {
  const name = `${app.t.runs.table.saved.curvesFile}.${format}`;
  if (format === 'csv') {
    const pieces = [curveCsvHead({ forTablePrograms: true })];
    for await (const curves of readCurves(app, runs, onread)) pieces.push(...curveCsvPieces(curves));
    saveFile(name, pieces, 'text/csv');
    return;
  }
  const columns = new CurveColumns();
  for await (const curves of readCurves(app, runs, onread)) columns.add(curves);
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  saveFile(name, [parquetWriteBuffer({ columnData: columns.all() })], 'application/vnd.apache.parquet');
}

/** What the command line is asked where the host has no dialog to choose a folder. */
export function tensorBoardCommand(ids: readonly RunId[]): string {
  return `runs export ${ids.join(' ')} --format tensorboard --out logs`;
}
