// The cells of tables of runs on the command line: settings and values are called as they are stored.
import { amountText, measuredText, metricText } from '#shared/base/number-text.ts';
import type { CsvValue } from '#shared/base/csv.ts';
import { columnKey, columnValues, type ColumnValues } from '#shared/runs/query/run-values.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import {
  baselineFinder,
  differenceTone,
  metricValue,
  signedShare,
  versusDifference,
  type DifferenceSources,
} from '#shared/runs/table-difference.ts';
import { requestsOf, type MetricColumn, type OwnColumn, type TableColumn } from '#shared/runs/table-columns.ts';
import { formatDuration } from '#main/cli/output.ts';
import { bestText } from '#main/cli/run-text.ts';
import type { Among, RunStore } from '#main/ports/run-store.ts';

const none = '–';

const ownHeads: Readonly<Record<OwnColumn, string>> = {
  status: 'status',
  number: 'no.',
  name: 'name',
  best: 'best',
  epochs: 'epochs',
  duration: 'took',
  started: 'started',
  tags: 'tags',
  dataset: 'data set',
  model: 'model',
  engine: 'engine',
  device: 'device',
  parameters: 'parameters',
  msPerStep: 'ms/step',
};

/** `val_mae`, `val_mae at 10`, `val_mae vs baseline`, as the window calls it. */
export function columnHead(column: TableColumn): string {
  if (column.kind === 'own') return ownHeads[column.name];
  if (column.kind === 'setting') return column.path;
  const { name, figure, versus, to = 'baseline' } = column;
  const which = figure === 'best' ? '' : typeof figure === 'number' ? ` at ${figure}` : ` ${figure}`;
  const against = versus === null ? '' : versus === 'value' ? ` - ${to}` : ` vs ${to}`;
  return `${name}${which}${against}`;
}

/** What the columns read of the runs, and their differences. @param all every run, for their baselines */
export function readColumns(
  columns: readonly TableColumn[],
  {
    store,
    all,
    among,
    pinned,
  }: {
    readonly store: RunStore;
    readonly all: readonly RunSummary[];
    readonly among: Among;
    readonly pinned: RunSummary | null;
  },
): DifferenceSources {
  const known = new Map<string, ColumnValues>();
  for (const request of columns.flatMap(requestsOf))
    if (!known.has(columnKey(request)))
      known.set(columnKey(request), columnValues(request, store.column(request, among)));
  return { column: (request) => known.get(columnKey(request)), baselineOf: baselineFinder(all), pinned };
}

function ownText(run: RunSummary, column: OwnColumn): string {
  switch (column) {
    case 'status':
      return run.kind === 'baseline' ? run.kind : run.status;
    case 'number':
      return String(run.number);
    case 'name':
      return run.name;
    case 'tags':
      return run.tags.join(', ');
    case 'dataset':
      return run.dataset;
    case 'model':
      return run.model;
    case 'engine':
      return run.engine?.id ?? none;
    case 'device':
      return run.engine?.device ?? none;
    case 'parameters':
      return run.kind === 'baseline' ? none : (run.parameters?.toLocaleString('en-US') ?? none);
    case 'epochs':
      return run.kind === 'baseline' ? none : `${run.epochsDone} / ${run.epochs}`;
    case 'best':
      return bestText(run);
    case 'msPerStep':
      return run.msPerStep?.toFixed(1) ?? none;
    case 'started':
      return new Date(run.startedAtMs ?? run.createdAtMs).toISOString();
    case 'duration':
      return run.durationMs === null ? none : formatDuration(run.durationMs);
  }
}

/** What a cell says, and whether it is good news. */
export interface CellText {
  readonly text: string;
  readonly tone: 'good' | 'bad' | null;
}

const plain = (text: string): CellText => ({ text, tone: null });
const signOf = (value: number): string => (value > 0 ? '+' : value < 0 ? '-' : '');

function metricCell(run: RunSummary, column: MetricColumn, sources: DifferenceSources): CellText {
  if (column.versus === null) {
    const value = metricValue(run, column, sources);
    return plain(value === null ? none : metricText(value));
  }
  const difference = versusDifference(run, column, sources);
  if (difference === null) return plain(none);
  const { value, unit, share } = difference;
  const tone = differenceTone(difference);
  if (column.versus === 'value') {
    const size = unit === null ? metricText(Math.abs(value)) : `${measuredText(Math.abs(value))} ${unit}`;
    return { text: `${signOf(value)}${size}`, tone };
  }
  if (share === null) return plain(none);
  const signed = signedShare(share);
  const sign = tone === null ? '' : signOf(signed);
  return { text: `${sign}${amountText(Math.abs(signed))} ${share.kind === 'percent' ? '%' : 'pp'}`, tone };
}

/** A cell's text: a difference in per cent, of accuracies in percentage points. */
export function cellText(run: RunSummary, column: TableColumn, sources: DifferenceSources): CellText {
  if (column.kind === 'own') return plain(ownText(run, column.name));
  if (column.kind === 'metric') return metricCell(run, column, sources);
  const value = sources.column(column)?.get(run.number);
  return plain(value === undefined ? none : String(value));
}

/** A cell's stored value: numbers in full, times in UTC, durations in seconds, of the best value the value alone. */
export function cellValue(run: RunSummary, column: TableColumn, sources: DifferenceSources): CsvValue {
  if (column.kind === 'setting') return sources.column(column)?.get(run.number) ?? null;
  if (column.kind === 'metric') {
    if (column.versus === null) return metricValue(run, column, sources);
    const difference = versusDifference(run, column, sources);
    if (difference === null || column.versus === 'value') return difference?.value ?? null;
    return difference.share === null ? null : signedShare(difference.share);
  }
  switch (column.name) {
    case 'number':
      return run.number;
    case 'best':
      return run.best?.value ?? null;
    case 'duration':
      return run.durationMs === null ? null : run.durationMs / 1000;
    case 'parameters':
      return run.kind === 'baseline' ? null : run.parameters;
    case 'epochs':
      return run.kind === 'baseline' ? null : run.epochsDone;
    case 'msPerStep':
      return run.msPerStep;
    case 'engine':
      return run.engine?.id ?? null;
    case 'device':
      return run.engine?.device ?? null;
    case 'model':
      return run.model === '' ? null : run.model;
    case 'status':
    case 'name':
    case 'tags':
    case 'dataset':
    case 'started':
      return ownText(run, column.name);
  }
}
