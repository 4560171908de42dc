// The text of a cell of the table of runs, for the page and for what is saved of it. A cell's text is of its run and its column alone,
// and for a difference of what it is a difference to. Pure.
import { fromCatalogue, type Sentence } from '#shared/base/message.ts';
import { measureOf } from '#shared/runs/measure.ts';
import { originText } from '#shared/runs/run-origin.ts';
import { isNeverStarted } from '#shared/runs/run-status.ts';
import type { ColumnRequest } from '#shared/runs/run-column.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { settingValue } from '#renderer/lib/experiments/setting-words.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import type { MetricColumn, OwnColumn, TableColumn } from '#shared/runs/table-columns.ts';
import { durationOf, durationUnits, type DurationUnit, type TableSources } from '#renderer/lib/runs/table-values.ts';
import { metricValue, differenceTone, signedShare, versusDifference } from '#shared/runs/table-difference.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** What a text is made with. */
export interface CellWords {
  readonly t: Messages;
  readonly format: Format;
  readonly say: (sentence: Sentence) => string;
}

export interface CellSources extends TableSources {
  /** The epoch of a metric's value. */
  readonly epochOf: (request: ColumnRequest, run: number) => number | undefined;
  /** That of the column of durations. */
  readonly durationUnit: DurationUnit;
}

export interface CellText {
  readonly text: string;
  /** What a pointer on it is told; empty for nothing more. */
  readonly note: string;
  readonly tone: 'good' | 'bad' | '';
}

const plain = (text: string, note = ''): CellText => ({ text, note, tone: '' });

/** A value in the target's unit; nothing where the metric has none. */
export function unitText(run: RunSummary, metric: string, value: number, { format }: CellWords): string {
  const { unit } = measureOf(metric, run);
  return unit ? `${format.measured(value * unit.scale)} ${unit.unit}` : '';
}

function metricCell(run: RunSummary, of: MetricColumn, words: CellWords, sources: CellSources): CellText {
  const { t, format } = words;
  const none = t.common.none;
  const value = metricValue(run, of, sources);
  if (value === null) return plain(none);
  const epoch =
    run.kind === 'training'
      ? sources.epochOf({ kind: 'metric', name: of.name, figure: of.figure }, run.number)
      : undefined;
  const at = epoch === undefined ? [] : [t.runs.atEpoch(epoch)];
  if (of.versus === null) {
    const note = [unitText(run, of.name, value, words), ...at].filter((part) => part !== '').join(' · ');
    return plain(format.metric(value), note);
  }
  const difference = versusDifference(run, of, sources);
  if (difference === null) {
    const isItself = of.to === 'pinned' && (sources.pinned === null || sources.pinned.id === run.id);
    return plain(
      none,
      isItself || (of.to === undefined && sources.baselineOf(run) === null) ? '' : t.runs.table.notComparable,
    );
  }
  const { share, unit } = difference;
  const tone = differenceTone(difference) ?? '';
  const note = [format.metric(value), ...at].join(' · ');
  if (of.versus === 'value') {
    const sign = difference.value > 0 ? '+' : '';
    const text = unit === null ? format.difference(difference.value) : sign + format.measured(difference.value);
    return { text: `${text}${unit === null ? '' : ` ${unit}`}`, note, tone };
  }
  if (share === null) return plain(none, note);
  const signed = signedShare(share);
  const amount = format.amount(Math.abs(signed));
  const sign = Math.abs(signed) < 0.05 ? '' : signed > 0 ? '+' : '−';
  const text = share.kind === 'percent' ? t.difference.percent(amount) : t.runs.table.points(amount);
  return { text: `${sign}${text}`, note, tone };
}

function settingText(run: RunSummary, path: string, { t, format }: CellWords, sources: TableSources): string {
  const value = sources.column({ kind: 'setting', path })?.get(run.number);
  if (value === undefined) return t.common.none;
  return typeof value === 'number' ? format.plain(value) : settingValue(path, String(value), t);
}

function ownText(run: RunSummary, column: OwnColumn, words: CellWords, sources: CellSources): string {
  const { t, format } = words;
  const none = t.common.none;
  const isTraining = run.kind === 'training';
  switch (column) {
    case 'status':
      if (!isTraining && run.status === 'completed') return t.runs.baseline;
      return t.runs.status[isNeverStarted(run) ? 'neverStarted' : run.status];
    case 'number':
      return String(run.number);
    case 'name':
      return isTraining ? run.name : words.say(fromCatalogue(run.name));
    case 'tags':
      return run.tags.join(', ');
    case 'dataset':
      return run.origin ? words.say(originText(run.origin)) : run.dataset;
    case 'model':
      return run.model === '' ? none : run.model;
    case 'engine':
      return run.engine?.id ?? none;
    case 'device':
      return run.engine?.device ?? none;
    case 'parameters':
      return isTraining ? format.count(run.parameters) : none;
    case 'epochs':
      return isTraining ? `${format.count(run.epochsDone)} / ${format.count(run.epochs)}` : none;
    case 'best': {
      if (run.best === null) return none;
      const { metric, value } = run.best;
      return [metric, format.metric(value), unitText(run, metric, value, words)]
        .filter((part) => part !== '')
        .join(' ');
    }
    case 'msPerStep':
      return format.milliseconds(run.msPerStep);
    case 'started': {
      const at = run.startedAtMs ?? run.createdAtMs;
      return `${format.day(at)} ${format.time(at)}`;
    }
    case 'duration': {
      const duration = durationOf(run, run.status === 'running' ? sources.progressOf(run) : null);
      if (duration === null) return none;
      const value = duration / durationUnits[sources.durationUnit];
      return value >= 1000 ? format.count(value) : value.toFixed(1);
    }
  }
}

export function cellText(run: RunSummary, column: TableColumn, words: CellWords, sources: CellSources): CellText {
  switch (column.kind) {
    case 'own':
      return plain(ownText(run, column.name, words, sources));
    case 'setting':
      return plain(settingText(run, column.path, words, sources));
    case 'metric':
      return metricCell(run, column, words, sources);
  }
}
