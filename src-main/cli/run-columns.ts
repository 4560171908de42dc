// `strata runs list --columns`: the columns as a text, and the runs in them as a table, CSV or Markdown.
import { AppError } from '#shared/base/app-error.ts';
import { csvLine } from '#shared/base/csv.ts';
import { markdownTable } from '#shared/base/markdown-table.ts';
import { msg } from '#shared/base/message.ts';
import { metricText } from '#shared/base/number-text.ts';
import { parseExpression, type Expression } from '#shared/runs/query/filter.ts';
import type { Vocabulary } from '#shared/runs/query/ast.ts';
import { namesOf } from '#shared/runs/query/names.ts';
import { columnKey, columnsToRead, columnValues, valuesReader } from '#shared/runs/query/run-values.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { MetricFigure } from '#shared/runs/run-column.ts';
import { firstColumns, hasFigures, own, ownColumns, type TableColumn } from '#shared/runs/table-columns.ts';
import { formatTable, printLine, printPieces } from '#main/cli/output.ts';
import { cellText, cellValue, columnHead, readColumns } from '#main/cli/run-cells.ts';
import { everyRun, type RunStore } from '#main/ports/run-store.ts';

/** How a table of runs is printed. */
export const tableFormats = ['table', 'csv', 'markdown'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** A column of the table, or a number that is computed for each run. */
type ListColumn = TableColumn | { readonly kind: 'expression'; readonly text: string; readonly expression: Expression };

/** The names of the filter language for columns that the table calls otherwise. */
const otherNames: Readonly<Record<string, TableColumn>> = {
  tag: own('tags'),
  data: own('dataset'),
  ms_per_step: own('msPerStep'),
};

/** At commas outside parentheses and backquotes. */
function parts(text: string): string[] {
  const found: string[] = [''];
  let depth = 0;
  let isQuoted = false;
  for (const sign of text) {
    if (sign === '`') isQuoted = !isQuoted;
    else if (!isQuoted) depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === ',' && depth === 0 && !isQuoted) found.push('');
    else found.push(`${found.pop() ?? ''}${sign}`);
  }
  return found.map((part) => part.trim()).filter((part) => part !== '');
}

/** `val_mae`, `last(val_mae)`, `at(val_mae, 10)`; null for what is no metric. */
function metricOf(
  text: string,
  vocabulary: Vocabulary,
): { readonly name: string; readonly figure: MetricFigure } | null {
  const [, word, inner, epoch] = /^(best|last|min|max|at)\(\s*([^,]+?)\s*(?:,\s*(\d+)\s*)?\)$/i.exec(text) ?? [];
  const meaning = namesOf(vocabulary).find((inner ?? text).replace(/^`(.*)`$/, '$1'));
  if (meaning?.kind !== 'metric' || (word?.toLowerCase() === 'at') !== (epoch !== undefined)) return null;
  const named = (['best', 'last', 'min', 'max'] as const).find((figure) => figure === word?.toLowerCase());
  return { name: meaning.name, figure: epoch === undefined ? (named ?? 'best') : Number(epoch) };
}

function columnOf(text: string, vocabulary: Vocabulary): ListColumn {
  const known = ownColumns.find((name) => name.toLowerCase() === text.toLowerCase());
  if (known !== undefined) return own(known);
  const [, before, sign, to] = /^(.+?)\s+(-|−|vs)\s+(baseline|pinned)$/i.exec(text) ?? [];
  const metric = metricOf(before ?? text, vocabulary);
  if (metric !== null)
    return {
      kind: 'metric',
      ...metric,
      versus: sign === undefined ? null : sign.toLowerCase() === 'vs' ? 'percent' : 'value',
      ...(to?.toLowerCase() === 'pinned' && { to: 'pinned' as const }),
    };
  const meaning = namesOf(vocabulary).find(text.replace(/^`(.*)`$/, '$1'));
  if (meaning?.kind === 'setting') return { kind: 'setting', path: meaning.path };
  const other = meaning?.kind === 'column' ? otherNames[meaning.name] : undefined;
  if (other !== undefined) return other;
  const parsed = parseExpression(text, vocabulary);
  if ('expression' in parsed) return { kind: 'expression', text, expression: parsed.expression };
  const { from, to: end, message, hint } = parsed.error;
  const place = text.slice(from, end).trim();
  throw new AppError('usage', msg`In the column "${text}", at "${place === '' ? text : place}": ${message}`, {
    hint:
      hint ??
      msg`A column is one of ${ownColumns.join(', ')}, a setting, a metric such as last(val_mae) or at(val_mae, 10), a difference such as val_mae vs baseline, or an expression such as val_mae / baseline.`,
  });
}

interface Shown {
  readonly columns?: string | undefined;
  readonly format: TableFormat;
  /** The run that differences to a pinned run are measured from. */
  readonly pinned: RunSummary | null;
}

/** @param all every run @throws AppError `usage` for a column that is none */
export function printColumns(
  runs: readonly RunSummary[],
  all: readonly RunSummary[],
  store: RunStore,
  { columns: text, format, pinned }: Shown,
): void {
  const vocabulary = store.columnNames();
  const wanted = text === undefined ? firstColumns : parts(text).map((part) => columnOf(part, vocabulary));
  const stored = wanted.filter((column) => column.kind !== 'expression');
  const sources = readColumns(stored, { store, all, among: everyRun, pinned });
  const expressions = wanted.flatMap((column) => (column.kind === 'expression' ? [column.expression] : []));
  const read = new Map(
    expressions
      .flatMap(({ reads }) => columnsToRead(reads))
      .map((request) => [columnKey(request), columnValues(request, store.column(request, everyRun))]),
  );
  const valuesOf = valuesReader({ ...sources, column: (request) => read.get(columnKey(request)) });
  const heads = wanted.map((column) => {
    if (column.kind === 'expression') return { text: column.text, isFigures: true };
    const values = column.kind === 'setting' ? (sources.column(column)?.values() ?? []) : [];
    return { text: columnHead(column), isFigures: hasFigures(column, values) };
  });
  if (format === 'csv') {
    const percent = (column: ListColumn): string =>
      column.kind === 'metric' && column.versus === 'percent' ? ' (%)' : '';
    printPieces([
      csvLine(heads.map(({ text: head }, i) => `${head}${wanted[i] ? percent(wanted[i]) : ''}`)),
      ...runs.map((run) =>
        csvLine(
          wanted.map((column) =>
            column.kind === 'expression' ? column.expression.valueOf(valuesOf(run)) : cellValue(run, column, sources),
          ),
        ),
      ),
    ]);
    return;
  }
  const cellOf = (run: RunSummary, column: ListColumn): string => {
    if (column.kind !== 'expression') return cellText(run, column, sources).text;
    const value = column.expression.valueOf(valuesOf(run));
    return value === null ? '–' : metricText(value);
  };
  if (format === 'markdown')
    printPieces([
      markdownTable(
        heads,
        runs.map((run) => wanted.map((column) => cellOf(run, column))),
      ),
    ]);
  else
    printLine(
      formatTable<RunSummary>(
        runs,
        wanted.map((column, i) => ({
          title: heads[i]?.text ?? '',
          value: (run) => cellOf(run, column),
          figures: heads[i]?.isFigures ?? false,
        })),
      ),
    );
}
