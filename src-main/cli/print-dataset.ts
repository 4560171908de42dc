// A data set in the terminal: its warnings, and its labels or columns.
import { countOf, textOf } from '#shared/base/message.ts';
import { datasetWarnings } from '#shared/data/dataset-warnings.ts';
import type { Dataset, SeriesColumn } from '#shared/data/dataset.ts';
import { formatBytes, formatTable, note, plainLine, printLine } from '#main/cli/output.ts';

/** A column's figure; a column without a number has none. */
function figure(of: (column: SeriesColumn) => number, rows: number): (column: SeriesColumn) => string {
  return (column) => (column.missing === rows ? '–' : of(column).toPrecision(5));
}

/** Prints a data set with its warnings, labels or columns. */
export function printDataset(dataset: Dataset): void {
  for (const warning of datasetWarnings(dataset)) note(`warning: ${textOf(warning)}`);
  printLine(plainLine(`${dataset.title}  (${dataset.id})`));
  const { origin, licence } = dataset.source;
  printLine(plainLine(`from ${origin}${licence === undefined ? '' : `, ${licence}`}`));
  printLine(`${textOf(countOf(dataset.rows, '{0} row', '{0} rows'))}, ${formatBytes(dataset.bytesUsed)}`);
  if (dataset.kind === 'text') {
    const { least, median, most } = dataset.words;
    const vocabulary = textOf(countOf(dataset.vocabulary, '{0} different word', '{0} different words'));
    printLine(`${vocabulary}; a text has ${least} to ${most}, half of them ${median} or fewer`);
    const { groups, weights } = dataset;
    if (groups !== undefined)
      printLine(plainLine(`${groups.count.toLocaleString('en-US')} groups from the column "${groups.column}"`));
    if (weights !== undefined) printLine(plainLine(`weights from the column "${weights.column}"`));
    printLine(
      formatTable(dataset.labels, [
        { title: 'label', value: ({ name }) => name },
        { title: 'rows', value: ({ rows }) => rows.toLocaleString('en-US'), figures: true },
      ]),
    );
    return;
  }
  if (dataset.time !== null) printLine(`${dataset.time.first} to ${dataset.time.last}`);
  printLine(
    formatTable(dataset.columns, [
      { title: 'column', value: ({ name }) => name },
      { title: 'unit', value: ({ unit }) => unit },
      { title: 'least', value: figure(({ least }) => least, dataset.rows), figures: true },
      { title: 'mean', value: figure(({ mean }) => mean, dataset.rows), figures: true },
      { title: 'most', value: figure(({ most }) => most, dataset.rows), figures: true },
      { title: 'missing', value: ({ missing }) => missing.toLocaleString('en-US'), figures: true },
    ]),
  );
}
