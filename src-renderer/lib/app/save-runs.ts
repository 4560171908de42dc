// Saves the curves of runs as a file, a run at a time: together they may be large.
import type { RunId } from '#shared/base/ids.ts';
import { CurveColumns, curveCsvHead, curveCsvPieces, type RunCurves } from '#shared/runs/curve-export.ts';
import { receivedNumber } from '#shared/runs/metric-series.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { saveFile } from '#renderer/lib/app/experiment-files.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';

/** @param onread how many runs are read */
async function* readCurves(
  app: Workbench,
  runs: readonly RunSummary[],
  onread: (done: number) => void,
): AsyncGenerator<RunCurves, void> {
  for (const [i, run] of runs.entries()) {
    const series = await app.api.request('runs.metrics', { id: run.id });
    onread(i + 1);
    yield { run, series: series.map((one) => ({ ...one, values: one.values.map(receivedNumber) })) };
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
