// `strata runs list --filter`: the same language as the filter of the page.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { parseFilter } from '#shared/runs/query/filter.ts';
import { columnKey, columnsToRead, columnValues, valuesReader } from '#shared/runs/query/run-values.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { everyRun, type RunStore } from '#main/ports/run-store.ts';

/** The part of the text where the fault is; at its end there is none. */
function faultyPart(text: string, from: number, to: number): string {
  const part = text.slice(from, to).trim();
  return part === '' ? text.trim() : part;
}

/** @throws AppError `usage` for a filter that cannot be read: where, why, and what to write */
export function filterRuns(text: string, runs: readonly RunSummary[], store: RunStore): RunSummary[] {
  const parsed = parseFilter(text, store.columnNames());
  if ('error' in parsed) {
    const { from, to, message, hint } = parsed.error;
    throw new AppError('usage', msg`In the filter, at "${faultyPart(text, from, to)}": ${message}`, {
      ...(hint === null ? {} : { hint }),
      details: { from, to },
    });
  }
  const { filter } = parsed;
  const columns = new Map(
    columnsToRead(filter.reads).map((column) => [
      columnKey(column),
      columnValues(column, store.column(column, everyRun)),
    ]),
  );
  const baselines = runs.filter(({ kind }) => kind === 'baseline');
  const sources = {
    column: (request: Parameters<typeof columnKey>[0]) => columns.get(columnKey(request)),
    baselineOf: (run: RunSummary) => baselineOf(run, baselines),
  };
  const valuesOf = valuesReader(sources);
  return runs.filter((run) => filter.matches(valuesOf(run)));
}
