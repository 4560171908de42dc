// Columns of made-up runs, as the database gives those of real ones.
import { bestEpoch, lastEpoch } from '#shared/runs/best-epoch.ts';
import { epochKey, metricName } from '#shared/runs/metric-keys.ts';
import { sentNumber } from '#shared/runs/metric-series.ts';
import { figureOf, type ColumnRequest, type RunColumn } from '#shared/runs/run-column.ts';
import { runSettings } from '#shared/runs/run-settings.ts';
import type { SampleRun } from './sample-runs.ts';

interface Cell {
  readonly value: RunColumn['values'][number];
  readonly epoch: number | null;
}

function cellOf({ run, series }: SampleRun, column: ColumnRequest): Cell | null {
  if (column.kind === 'setting') {
    const value = runSettings(run).get(column.path);
    return value === undefined ? null : { value, epoch: null };
  }
  const own = series.find(({ key }) => key === epochKey(column.name));
  if (own === undefined) return null;
  const figure = figureOf(column.name, column.figure);
  if (typeof figure === 'number') {
    const place = own.steps.indexOf(figure);
    return place < 0 ? null : { value: sentNumber(own.values[place] ?? null), epoch: figure };
  }
  return figure === 'last' ? lastEpoch(own) : bestEpoch(own, figure);
}

export function sampleColumn(
  runs: readonly SampleRun[],
  column: ColumnRequest,
  among: readonly number[] | undefined,
): RunColumn {
  const found: { run: number; cell: Cell }[] = [];
  for (const sample of runs) {
    const cell = among?.includes(sample.run.number) === false ? null : cellOf(sample, column);
    if (cell !== null) found.push({ run: sample.run.number, cell });
  }
  return {
    runs: found.map(({ run }) => run),
    values: found.map(({ cell }) => cell.value),
    epochs: found.flatMap(({ cell }) => cell.epoch ?? []),
  };
}

export function sampleColumnNames(runs: readonly SampleRun[]): { settings: string[]; metrics: string[] } {
  const settings = runs.flatMap(({ run }) => [...runSettings(run).keys()]);
  const metrics = runs.flatMap(({ series }) => series.flatMap(({ key }) => metricName(key) ?? []));
  return { settings: [...new Set(settings)].sort(), metrics: [...new Set(metrics)].sort() };
}
