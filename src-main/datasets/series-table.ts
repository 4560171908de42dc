// Numeric columns from a file with a table. Every cell is a number or a missing value; anything else is an error with its row and column.
import { basename } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { countOf, msg } from '#shared/base/message.ts';
import type { SeriesImport } from '#shared/data/dataset-import.ts';
import type { SeriesColumn } from '#shared/data/dataset.ts';
import type { PreviewColumn } from '#shared/data/import-preview.ts';
import type { FileReading } from '#shared/data/file-reading.ts';
import type { TimeReading } from '#shared/data/time-reading.ts';
import type { DatasetDescription, DatasetWriter } from '#main/datasets/dataset-writer.ts';
import { cellText, type RecordBlock } from '#main/datasets/formats/records.ts';
import { GrowingFloat64 } from '#main/datasets/growing-array.ts';
import type { ReadContext } from '#main/datasets/read-context.ts';
import { explainCell, isTooLarge, largestFloat32, numberText, parseNumber } from '#main/datasets/table/cells.ts';
import { timeCell } from '#main/datasets/table/find-times.ts';
import { openTable } from '#main/datasets/table/open-table.ts';
import { describeSample, isLeftOut } from '#main/datasets/table/preview-file.ts';
import { scanLines, type LineSink, type ScannedColumns } from '#main/datasets/table/scan-lines.ts';
import { readSample } from '#main/datasets/table/sample.ts';
import { columnIndex, noRows } from '#main/datasets/table/table.ts';
import { repairColumn, TimeAxis } from '#main/datasets/table/time-axis.ts';

/** A column with its statistics, Welford's, over the cells that hold a number. */
function describe(name: string, unit: string, pieces: readonly Float64Array[], file: string): SeriesColumn {
  let [row, count, mean, squares] = [0, 0, 0, 0];
  let [least, most, first] = [Infinity, -Infinity, NaN];
  // 0 for none.
  let [missingRow, negativeRow, changeRow] = [0, 0, 0];
  for (const piece of pieces)
    for (const value of piece) {
      row++;
      if (Number.isNaN(value)) {
        if (missingRow === 0) missingRow = row;
        continue;
      }
      if (value < 0 && negativeRow === 0) negativeRow = row;
      if (count === 0) first = value;
      else if (changeRow === 0 && value !== first) changeRow = row;
      count++;
      const difference = value - mean;
      mean += difference / count;
      squares += difference * (value - mean);
      if (value < least) least = value;
      if (value > most) most = value;
    }
  const rows = {
    ...(missingRow === 0 ? {} : { missingRow }),
    ...(negativeRow === 0 ? {} : { negativeRow }),
    ...(changeRow === 0 ? {} : { changeRow }),
  };
  const column = { name, unit, missing: row - count, ...rows };
  if (count === 0) return { ...column, mean: 0, std: 0, least: 0, most: 0 };
  const std = Math.sqrt(squares / count);
  if (std === 0 && least < most)
    throw new AppError(
      'invalid-data',
      msg`${file}, column "${name}": the values from ${String(least)} to ${String(most)} are so small that their deviation is 0.`,
      { hint: msg`Scale the column.`, details: { column: name } },
    );
  return { ...column, mean, std, least, most };
}

/** Of the words that mean "missing": -9999 also stands for -9999.0. */
function missingNumbers(words: readonly string[]): ReadonlySet<number> {
  return new Set(words.map(parseNumber).filter((value) => !Number.isNaN(value)));
}

/** Reads a cell of a column as a number. */
function cellReader({ missing: words, ...signs }: FileReading, file: string) {
  const missing = new Set(words);
  const numbers = missingNumbers(words);
  const toPlain = numberText(signs);
  return (cell: string, row: number, column: string): number => {
    const text = cell.trim();
    if (text === '' || missing.has(text)) return NaN;
    const plain = toPlain(text);
    const value = parseNumber(plain);
    if (numbers.has(value)) return NaN;
    return Math.abs(value) <= largestFloat32 ? value : refuseCell(text, plain, file, row, column);
  };
}

function refuseCell(text: string, plain: string, file: string, row: number, column: string): never {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const details = { row, column, cell: text.slice(0, 200) };
  if (isTooLarge(plain))
    throw new AppError(
      'invalid-data',
      msg`${file}, row ${row}, column "${column}": ${shown} is beyond what a 32-bit number can hold (3.4e38).`,
      { hint: msg`If it stands for a missing value, leave the cell empty; else scale the column.`, details },
    );
  throw new AppError('invalid-data', msg`${file}, row ${row}, column "${column}": "${shown}" is not a number.`, {
    hint: explainCell(text),
    details,
  });
}

interface Plan {
  readonly reading: FileReading;
  readonly time: TimeReading;
  /** The columns that are kept; their places are those in the file. */
  readonly columns: readonly { readonly name: string; readonly place: number; readonly unit: string }[];
}

/** What was asked for, the rest as it is found in the file's first rows. */
async function planImport(request: SeriesImport, context: ReadContext): Promise<Plan> {
  const file = basename(request.path);
  const sample = await readSample(request.path, request.reading, context.signal);
  if (sample.rows.length === 0) throw noRows(file, undefined);
  const found = describeSample(sample, request.time, file);
  const { header, leftOut } = sample;
  for (const name of [...found.time.columns, ...Object.keys(request.units)]) columnIndex(header, name, file, leftOut);
  const where = request.where?.column;
  const isOpen = ({ name }: PreviewColumn): boolean => name !== where && !found.time.columns.includes(name);
  const taken = found.columns.filter((column) => isOpen(column) && !isLeftOut(column));
  const names = request.columns.length > 0 ? [...new Set(request.columns)] : taken.map(({ name }) => name);
  if (names.length === 0)
    throw new AppError('invalid-data', msg`${file} has no column of numbers beside the time.`, {
      hint: msg`Check the delimiter: comma, semicolon, tab, | and blanks are understood.`,
    });
  const unitsInFile = new Map(found.columns.map((column) => [column.name, column.unit]));
  const unitOf = (name: string): string =>
    Object.hasOwn(request.units, name) ? (request.units[name] ?? '') : (unitsInFile.get(name) ?? '');
  return {
    reading: sample.reading,
    time: found.time,
    columns: names.map((name) => ({ name, place: columnIndex(header, name, file, leftOut), unit: unitOf(name) })),
  };
}

/** Collects the rows that are kept: their times and numbers. */
class SeriesRows {
  readonly values: readonly GrowingFloat64[];
  readonly axis: TimeAxis | null;
  firstTime = '';
  lastTime = '';
  count = 0;

  constructor(columns: number, axis: TimeAxis | null) {
    this.values = Array.from({ length: columns }, () => new GrowingFloat64());
    this.axis = axis;
  }

  /** @param valueOf the number in a column; asked only for a row that is kept */
  add(time: string, number: number, valueOf: (column: number) => number): void {
    if (this.axis !== null) {
      if (!this.axis.add(time, number)) return;
      this.lastTime = time;
      if (this.count === 0) this.firstTime = time;
    }
    for (let column = 0; column < this.values.length; column++) this.values[column]?.push(valueOf(column));
    this.count++;
  }
}

/** Reads the file into the writer and describes it. */
export async function readSeriesTable(
  request: SeriesImport,
  writer: DatasetWriter,
  context: ReadContext,
): Promise<DatasetDescription> {
  const { reading, time, columns } = await planImport(request, context);
  // Several columns of times, or numbers with signs between thousands, are cut into cells.
  const lines = time.columns.length < 2 && reading.thousands === '';
  const table = await openTable(request.path, reading, {
    signal: context.signal,
    lines,
    records: true,
    needs: [...columns.map(({ name }) => name), ...time.columns, request.where?.column ?? ''],
    isComplete: request.columns.length === 0,
  });
  const read = cellReader(reading, table.name);
  const lacking = missingNumbers(reading.missing);
  const series = new SeriesRows(columns.length, time.columns.length === 0 ? null : new TimeAxis(time, table.name));
  const timePlaces = time.columns.map((name) => columnIndex(table.header, name, table.name));
  try {
    if ((table.rowCount ?? 0) * columns.length > context.limits.cells && request.where === undefined)
      throw tooLarge(table.name, context.limits.cells);
    const filter = request.where === undefined ? -1 : columnIndex(table.header, request.where.column, table.name);
    const isKept = (cell: string): boolean => filter < 0 || cell === request.where?.equals;
    const takeRow = (row: readonly string[], number: number): void => {
      if (!isKept(row[filter]?.trim() ?? '')) return;
      series.add(timeCell(row, timePlaces), number, (column) => {
        const { name = '', place = 0 } = columns[column] ?? {};
        return read(row[place] ?? '', number, name);
      });
    };
    const takeRecords = ({ count, columns: cells, numberOf }: RecordBlock): void => {
      const textAt = (place: number, row: number): string => cellText(cells[place]?.(row), reading.decimal).trim();
      for (let row = 0; row < count; row++) {
        if (!isKept(filter < 0 ? '' : textAt(filter, row))) continue;
        const time = timePlaces
          .map((place) => textAt(place, row))
          .join(' ')
          .trim();
        series.add(time, numberOf(row), (column) => {
          const { name = '', place = 0 } = columns[column] ?? {};
          const cell = cells[place]?.(row);
          const isPlain = typeof cell === 'number' && Math.abs(cell) <= largestFloat32;
          if (isPlain) return lacking.has(cell) ? NaN : cell;
          return read(cellText(cell, reading.decimal), numberOf(row), name);
        });
      }
    };
    const scanned: ScannedColumns = {
      ...reading,
      width: table.header.length,
      numbers: columns.map(({ place }) => place),
      time: timePlaces[0] ?? -1,
      filter,
      oddStarts: [reading.comment, table.headerStart],
    };
    const sink: LineSink = {
      readOdd: (cell, number, column) => read(cell, number, columns[column]?.name ?? ''),
      onRow: ({ values, time: cell, filter: kept }, number) => {
        if (!isKept(kept)) return;
        series.add(cell, number, (column) => {
          const value = values[column] ?? NaN;
          return lacking.has(value) ? NaN : value;
        });
      },
      onOdd: (line, number) => {
        const row = table.rowOf(line, number);
        if (row !== null) takeRow(row, number);
      },
    };
    for await (const block of table.blocks) {
      block.rows.forEach((row, i) => takeRow(row, block.rowNumbers[i] ?? 0));
      if (block.records !== null) takeRecords(block.records);
      if (block.lines !== null) scanLines(block.lines.text, block.lines.firstRow, scanned, sink);
      if (series.count * columns.length > context.limits.cells) throw tooLarge(table.name, context.limits.cells);
      const label = msg`Reading ${table.name} (${countOf(series.count, '{0} row', '{0} rows')})`;
      context.progress.report(label, block.bytesRead, block.bytesTotal);
    }
  } finally {
    await table.close();
  }
  if (series.count === 0) throw noRows(table.name, request.where);
  const repaired = series.axis?.repair(request.repair) ?? null;
  const isAsRead = repaired?.order === null;
  const described = columns.map(({ name, unit }, at) => {
    const values = series.values[at] ?? new GrowingFloat64();
    const pieces =
      repaired === null || isAsRead ? values.pieces() : [repairColumn(values.whole(), repaired, request.repair.gaps)];
    writer.add(`column/${name}`, 'f64', pieces);
    return describe(name, unit, pieces, table.name);
  });
  if (repaired !== null) writer.add('time', 'f64', [repaired.times]);
  const isSorted = !isAsRead && repaired?.facts.isReversed === true;
  return {
    kind: 'series',
    id: request.id,
    title: request.title,
    source: { origin: request.origin, ...(request.licence === undefined ? {} : { licence: request.licence }) },
    rows: repaired?.times.length ?? series.count,
    columns: described,
    time:
      repaired === null
        ? null
        : {
            column: time.columns.join(' '),
            first: isSorted ? series.lastTime : series.firstTime,
            last: isSorted ? series.firstTime : series.lastTime,
            facts: repaired.facts,
          },
  };
}

function tooLarge(file: string, limit: number): AppError {
  return new AppError('invalid-data', msg`${file} holds more than ${limit.toLocaleString('en')} numbers.`, {
    hint: msg`Import fewer columns (--columns), or a file with fewer rows.`,
    details: { limit },
  });
}
