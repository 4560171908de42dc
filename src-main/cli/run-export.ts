// Exports the metrics of runs as CSV, JSON, Parquet or TensorBoard logs; texts in one piece per series: together they may exceed the
// maximum string length.
import { statSync } from 'node:fs';
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { inEnglish, msg, textOf } from '#shared/base/message.ts';
import { systemReason } from '#shared/base/system-error.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { CurveColumns, curveCsvHead, curveCsvPieces } from '#shared/runs/curve-export.ts';
import type { Run } from '#shared/runs/run.ts';
import { note, plainLine, printJson, printLine, printPieces, toJson } from '#main/cli/output.ts';
import { openForeignDatabase } from '#main/db/foreign-database.ts';
import { createHistories } from '#main/histories/histories.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { writtenRuns } from '#main/services/export-history.ts';
import { writeWhole, type Pieces } from '#main/files/write-whole.ts';

/** The formats of `strata runs export`. */
export const exportFormats = ['csv', 'json', 'parquet', 'tensorboard'] as const;

type ReadSeries = (id: RunId) => readonly MetricSeries[];

/** One line a number: run, name, metric, step, epoch, seconds, value. */
function* csvPieces(runs: readonly Run[], readSeries: ReadSeries): Generator<string, void> {
  yield curveCsvHead();
  for (const run of runs) yield* curveCsvPieces({ run, series: readSeries(run.id) });
}

/** The same table as a Parquet file. */
async function parquetFile(runs: readonly Run[], readSeries: ReadSeries): Promise<Uint8Array> {
  // Other commands do not load it.
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const columns = new CurveColumns();
  for (const run of runs) columns.add({ run, series: readSeries(run.id) });
  return new Uint8Array(parquetWriteBuffer({ columnData: columns.all() }));
}

/** A list of runs, each with its series. */
function* jsonPieces(runs: readonly Run[], readSeries: ReadSeries): Generator<string, void> {
  yield '[';
  for (const [i, run] of runs.entries()) {
    yield `${i === 0 ? '' : ','}${JSON.stringify(inEnglish(run)).slice(0, -1)},"metrics":[`;
    for (const [j, series] of readSeries(run.id).entries()) yield `${j === 0 ? '' : ','}${toJson(series)}`;
    yield ']}';
  }
  yield ']\n';
}

/**
 * Writes the file completely or not at all, and returns a sentence about it.
 * @throws AppError `disk-full`, `no-permission`, `file-error`; the old file is then unchanged
 */
export function writeExport(path: string, pieces: Pieces): string {
  const isThere = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  try {
    writeWhole(path, pieces);
  } catch (cause) {
    const reason = systemReason(cause);
    if (reason === null) throw cause;
    throw new AppError(reason.code, msg`"${path}" cannot be written: ${reason.why}.`, { hint: reason.hint, cause });
  }
  return textOf(isThere ? msg`Replaced "${path}".` : msg`Wrote "${path}".`);
}

/** Writes a folder that TensorBoard opens. @throws AppError `usage` without one, `not-found`, `conflict`, `disk-full`, … */
async function exportTensorBoard(
  runs: RunStore,
  ids: readonly RunId[],
  { out, json }: { readonly out?: string; readonly json?: boolean },
): Promise<void> {
  if (out === undefined) throw new AppError('usage', 'TensorBoard logs are written into a folder: name it with --out.');
  const folders = await createHistories(openForeignDatabase).writeTensorBoard(out, writtenRuns(runs, ids));
  if (json === true) {
    printJson({ folders });
    return;
  }
  for (const folder of folders) printLine(plainLine(folder));
  note(`To look at them: tensorboard --logdir ${JSON.stringify(out)}`);
}

/** @throws AppError `usage` where the format needs a place and none is named, `not-found`, `disk-full`, … */
export async function exportRuns(
  runs: RunStore,
  ids: readonly RunId[],
  options: { readonly format: (typeof exportFormats)[number]; readonly out?: string; readonly json?: boolean },
): Promise<void> {
  const { format, out } = options;
  if (format === 'tensorboard') {
    await exportTensorBoard(runs, ids, options);
    return;
  }
  const picked = ids.map((id) => runs.get(id));
  const readSeries: ReadSeries = (id) => runs.metrics(id, '');
  if (format === 'parquet') {
    if (out === undefined) throw new AppError('usage', 'Parquet is written into a file: name it with --out.');
    note(writeExport(out, [await parquetFile(picked, readSeries)]));
    return;
  }
  const isJson = format === 'json' || options.json === true;
  const pieces = (isJson ? jsonPieces : csvPieces)(picked, readSeries);
  if (out === undefined) printPieces(pieces);
  else note(writeExport(out, pieces));
}
