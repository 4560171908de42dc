// The table of runs as it stands, as a text for other programs: CSV with the stored numbers in full, Markdown with what the page shows.
// Pure.
import { byteOrderMark, csvLine, type CsvValue } from '#shared/base/csv.ts';
import { markdownTable } from '#shared/base/markdown-table.ts';
import { inUnit, measureOf } from '#shared/runs/measure.ts';
import type { Vocabulary } from '#shared/runs/query/ast.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { cellText, type CellSources, type CellWords } from '#renderer/lib/runs/cell-text.ts';
import { columnHead, columnName } from '#renderer/lib/runs/column-words.ts';
import { arrangeRows } from '#renderer/lib/runs/table-groups.ts';
import {
  columnId,
  hasFigures,
  type MetricColumn,
  type OwnColumn,
  type TableColumn,
} from '#shared/runs/table-columns.ts';
import { durationOf, type TableSources } from '#renderer/lib/runs/table-values.ts';
import { metricValue, signedShare, versusDifference } from '#shared/runs/table-difference.ts';

export interface ShownTable {
  /** In the order in which they stand. */
  readonly runs: readonly RunSummary[];
  readonly columns: readonly TableColumn[];
  readonly names: Vocabulary | null;
}

interface Standing {
  /** Those that are found, sorted. */
  readonly runs: readonly RunSummary[];
  readonly pinned: readonly RunSummary[];
  readonly columns: readonly TableColumn[];
  readonly groupBy: TableColumn | null;
  readonly names: Vocabulary | null;
}

/** Pinned runs first, then by group; also what is folded. The column that makes the groups is one of its columns. */
export function shownTable({ runs, pinned, columns, groupBy, names }: Standing, sources: TableSources): ShownTable {
  const rows = arrangeRows({ runs, pinned, groupBy, folded: new Set() }, sources);
  const isMissing = groupBy !== null && !columns.some((column) => columnId(column) === columnId(groupBy));
  return {
    runs: rows.flatMap((row) => (row.kind === 'run' ? [row.run] : [])),
    columns: isMissing ? [groupBy, ...columns] : columns,
    names,
  };
}

/** The heads of a column: some have more than one value a run. */
function csvHeads(column: TableColumn, names: Vocabulary | null, { t }: CellWords): string[] {
  const name = columnName(column, t, names);
  if (column.kind === 'setting') return [column.path];
  if (column.kind === 'metric') {
    const isPercent = column.versus === 'percent';
    return [isPercent ? `${name} (%)` : name];
  }
  const words = t.runs.table.saved;
  switch (column.name) {
    case 'best':
      return [words.metric(name), name, words.inUnit(name), words.unit(name)];
    case 'epochs':
      return [name, words.planned(name)];
    case 'duration':
      return [t.runs.table.durationIn(t.runs.table.units.s)];
    default:
      return [name];
  }
}

function ownValues(run: RunSummary, column: OwnColumn, words: CellWords, sources: CellSources): CsvValue[] {
  const isTraining = run.kind === 'training';
  switch (column) {
    case 'status':
      return [isTraining ? run.status : run.kind];
    case 'number':
      return [run.number];
    case 'model':
      return [run.model === '' ? null : run.model];
    case 'engine':
      return [run.engine?.id ?? null];
    case 'device':
      return [run.engine?.device ?? null];
    case 'parameters':
      return [isTraining ? run.parameters : null];
    case 'epochs':
      return isTraining ? [run.epochsDone, run.epochs] : [null, null];
    case 'msPerStep':
      return [run.msPerStep];
    case 'started':
      return [new Date(run.startedAtMs ?? run.createdAtMs).toISOString()];
    case 'duration': {
      const duration = durationOf(run, sources.progressOf(run));
      return [duration === null ? null : duration / 1000];
    }
    case 'best': {
      if (run.best === null) return [null, null, null, null];
      const { metric, value } = run.best;
      const measure = measureOf(metric, run);
      return [metric, value, ...(measure.unit === null ? [null, null] : [inUnit(value, measure), measure.unit.unit])];
    }
    case 'name':
    case 'tags':
    case 'dataset':
      return [cellText(run, { kind: 'own', name: column }, words, sources).text];
  }
}

function metricOf(run: RunSummary, column: MetricColumn, sources: TableSources): number | null {
  if (column.versus === null) return metricValue(run, column, sources);
  const difference = versusDifference(run, column, sources);
  if (difference === null || column.versus === 'value') return difference?.value ?? null;
  return difference.share === null ? null : signedShare(difference.share);
}

function csvValues(run: RunSummary, column: TableColumn, words: CellWords, sources: CellSources): CsvValue[] {
  switch (column.kind) {
    case 'own':
      return ownValues(run, column.name, words, sources);
    case 'setting':
      return [sources.column(column)?.get(run.number) ?? null];
    case 'metric':
      return [metricOf(run, column, sources)];
  }
}

/** Numbers are the stored ones, times are in UTC, a setting is called by its whole path. */
export function tableCsv({ runs, columns, names }: ShownTable, words: CellWords, sources: CellSources): string {
  const heads = columns.flatMap((column) => csvHeads(column, names, words));
  const lines = runs.map((run) => csvLine(columns.flatMap((column) => csvValues(run, column, words, sources))));
  return `${byteOrderMark}${csvLine(heads)}${lines.join('')}`;
}

export function tableMarkdown({ runs, columns, names }: ShownTable, words: CellWords, sources: CellSources): string {
  const { t } = words;
  const heads = columns.map((column) => ({
    text: columnHead(column, t, names, sources.durationUnit),
    isFigures: hasFigures(column, column.kind === 'setting' ? (sources.column(column)?.values() ?? []) : []),
  }));
  return markdownTable(
    heads,
    runs.map((run) => columns.map((column) => cellText(run, column, words, sources).text)),
  );
}
