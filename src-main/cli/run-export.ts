// Exports the metrics of runs as CSV or JSON, in one piece per series: together they may exceed the maximum string length.
import { statSync } from 'node:fs';
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { inEnglish, msg, textOf } from '#shared/base/message.ts';
import { systemReason } from '#shared/base/system-error.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import type { Run } from '#shared/runs/run.ts';
import { note, plainLine, printJson, printLine, toJson } from '#main/cli/output.ts';
import { openForeignDatabase } from '#main/db/foreign-database.ts';
import { createHistories } from '#main/histories/histories.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { writtenRuns } from '#main/services/export-history.ts';
import { writeWhole } from '#main/files/write-whole.ts';

/** The formats of `strata runs export`. */
export const exportFormats = ['csv', 'json', 'tensorboard'] as const;

type ReadSeries = (id: RunId) => readonly MetricSeries[];

function quote(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line a number: run, name, key, step, value. */
export function* csvPieces(runs: readonly Run[], readSeries: ReadSeries): Generator<string, void> {
  yield 'run,name,key,step,value\n';
  for (const run of runs)
    for (const { key, steps, values } of readSeries(run.id)) {
      const start = [run.id, quote(run.name), quote(key)].join(',');
      yield steps.map((step, i) => `${start},${step},${values[i] ?? 'NaN'}\n`).join('');
    }
}

/** A list of runs, each with its series. */
export function* jsonPieces(runs: readonly Run[], readSeries: ReadSeries): Generator<string, void> {
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
export function writeExport(path: string, pieces: Iterable<string>): string {
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
export function exportTensorBoard(
  runs: RunStore,
  ids: readonly RunId[],
  { out, json }: { readonly out?: string; readonly json?: boolean },
): void {
  if (out === undefined) throw new AppError('usage', 'TensorBoard logs are written into a folder: name it with --out.');
  const folders = createHistories(openForeignDatabase).writeTensorBoard(out, writtenRuns(runs, ids));
  if (json === true) {
    printJson({ folders });
    return;
  }
  for (const folder of folders) printLine(plainLine(folder));
  note(`To look at them: tensorboard --logdir ${JSON.stringify(out)}`);
}
