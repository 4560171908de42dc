// Texts and labels from two columns of a file with a table.
import { countOf, msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { TextImport } from '#shared/data/dataset-import.ts';
import type { ReadContext } from '#main/datasets/read-context.ts';
import { explainCell, isTooLarge, parseNumber } from '#main/datasets/table/cells.ts';
import { openTable } from '#main/datasets/table/open-table.ts';
import { findFileReading } from '#main/datasets/table/sample.ts';
import { columnIndex, noRows } from '#main/datasets/table/table.ts';
import { TextCollector } from '#main/datasets/text-collector.ts';

export async function readTextTable(request: TextImport, context: ReadContext): Promise<TextCollector> {
  const reading = await findFileReading(request.path, request.reading, context.signal);
  const { textColumn, labelColumn, weightColumn, groupColumn, where } = request;
  const needs = [textColumn, labelColumn, weightColumn, groupColumn, where?.column].filter(
    (name) => name !== undefined,
  );
  const table = await openTable(request.path, reading, { signal: context.signal, needs });
  const collector = new TextCollector(table.name, context.limits, request.tokens);
  const missing = new Set(reading.missing);
  try {
    const at = (name: string | undefined): number =>
      name === undefined ? -1 : columnIndex(table.header, name, table.name, table.leftOut);
    const [text, label, weight] = [at(textColumn), at(labelColumn), at(weightColumn)];
    const [group, filter] = [at(groupColumn), at(where?.column)];
    const groupOf = (cell: string): string | null => (cell === '' || missing.has(cell) ? null : cell);
    for await (const block of table.blocks) {
      for (const [i, row] of block.rows.entries()) {
        if (filter >= 0 && row[filter]?.trim() !== where?.equals) continue;
        const name = row[label]?.trim() ?? '';
        if (name === '' || missing.has(name))
          throw new AppError('invalid-data', msg`${table.name}, row ${block.rowNumbers[i] ?? 0}: the label is empty.`, {
            hint: msg`Every row needs a label in column "${labelColumn}".`,
            details: { row: block.rowNumbers[i] ?? 0, column: labelColumn },
          });
        const place = { file: table.name, row: block.rowNumbers[i] ?? 0, column: weightColumn ?? '' };
        collector.addText(row[text] ?? '', name, {
          weight: weight < 0 ? undefined : readWeight(row[weight] ?? '', place),
          group: group < 0 ? undefined : groupOf(row[group]?.trim() ?? ''),
        });
      }
      const progressLabel = msg`Reading ${table.name} (${countOf(collector.rows, '{0} row', '{0} rows')})`;
      context.progress.report(progressLabel, block.bytesRead, block.bytesTotal);
    }
  } finally {
    await table.close();
  }
  if (collector.rows === 0) throw noRows(table.name, where);
  return collector;
}

/** A weight from 0. @throws AppError `invalid-data` for every other cell */
function readWeight(
  cell: string,
  { file, row, column }: { readonly file: string; readonly row: number; readonly column: string },
): number {
  const text = cell.trim();
  const value = parseNumber(text);
  if (value >= 0 && !isTooLarge(text)) return value;
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const problem = text === '' ? msg`the weight is empty` : msg`the weight "${shown}" is not a number from 0`;
  throw new AppError('invalid-data', msg`${file}, row ${row}, column "${column}": ${problem}.`, {
    hint:
      text === '' || value < 0
        ? msg`A weight says what a sample counts: 0 for nothing, 1 as usual.`
        : explainCell(text),
    details: { row, column, cell: text.slice(0, 200) },
  });
}
