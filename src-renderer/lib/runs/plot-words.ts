// What the axes of plots of runs say. Pure.
import type { Vocabulary } from '#shared/runs/query/ast.ts';
import { settingValue } from '#renderer/lib/experiments/setting-words.ts';
import type { CellWords } from '#renderer/lib/runs/cell-text.ts';
import { columnHead, columnName, columnTitle } from '#renderer/lib/runs/column-words.ts';
import type { ComparableRuns, PlotMetric, PlotSource, PlotValue } from '#renderer/lib/runs/plot-values.ts';
import type { DurationUnit } from '#renderer/lib/runs/table-values.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** The short name of a source, with the unit of its values. */
export function sourceName(source: PlotSource, t: Messages, names: Vocabulary | null, unit: DurationUnit): string {
  return columnHead(source, t, names, unit);
}

/** The whole name, for where there is room. */
export function sourceTitle(source: PlotSource, t: Messages, names: Vocabulary | null): string {
  return columnTitle(source, t, names);
}

/** A value of a source. */
export function saySource(
  source: PlotSource,
  value: PlotValue,
  { t, format }: Pick<CellWords, 't' | 'format'>,
): string {
  if (value === null) return t.plots.notSet;
  const path = source.kind === 'setting' ? source.path : '';
  if (typeof value !== 'number') return settingValue(path, String(value), t);
  if (source.kind === 'setting') return format.plain(value);
  switch (source.name) {
    case 'parameters':
    case 'epochs':
      return format.count(value);
    case 'started':
      return `${format.day(value)} ${format.time(value)}`;
    default:
      return format.plain(Number(value.toPrecision(3)));
  }
}

/** The title of the metric's axis. */
export function metricTitle(metric: PlotMetric, { unit, isStored }: ComparableRuns, t: Messages): string {
  const name = columnName({ kind: 'metric', ...metric, versus: null }, t, null);
  return isStored || unit === null ? name : `${name} (${unit})`;
}

/** A value of the metric. */
export function sayMetric(
  value: number,
  { unit, isStored }: ComparableRuns,
  { format }: Pick<CellWords, 'format'>,
): string {
  return isStored || unit === null ? format.metric(value) : `${format.measured(value)} ${unit}`;
}
