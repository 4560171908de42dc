// Numeric columns from a CSV file. Every cell is a number or a missing value; anything else is an error with its row and column.
import { AppError } from '#shared/base/app-error.ts';
import { countOf, msg } from '#shared/base/message.ts';
import type { SeriesImport } from '#shared/data/dataset-import.ts';
import type { SeriesColumn } from '#shared/data/dataset.ts';
import { explainCell, isTooLarge, largestFloat32, parseNumber } from '#main/datasets/cells.ts';
import { columnIndex, noRows, openCsv } from '#main/datasets/csv.ts';
import type { DatasetDescription, DatasetWriter } from '#main/datasets/dataset-writer.ts';
import { GrowingFloat64 } from '#main/datasets/growing-array.ts';
import type { ReadContext } from '#main/datasets/read-context.ts';

const timeNames = /^(date[ _-]?time|time[ _-]?stamp|date|time|time_hour|day|datum|zeit)$/i;
/** A cell like 01.01.2009 00:10:00, 2013-01-01T06:00:00Z, 1/2/2020. */
const looksLikeTime = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ]\d{1,2}:\d{2}.*)?$|^\d{1,2}:\d{2}(:\d{2})?$/;

/** The time column: the one requested, one with a usual name, or a first column of dates; -1 when there is none. */
function findTimeColumn(
  header: readonly string[],
  first: readonly string[],
  request: SeriesImport,
  file: string,
): number {
  if (request.timeColumn !== undefined) return columnIndex(header, request.timeColumn, file);
  const named = header.findIndex((name) => timeNames.test(name) && !request.columns.includes(name));
  if (named >= 0) return named;
  return looksLikeTime.test(first[0]?.trim() ?? '') ? 0 : -1;
}

/** One column while it is read; the statistics are Welford's, over the cells that hold a number. */
class ColumnReader {
  readonly values = new GrowingFloat64();
  readonly name: string;
  readonly index: number;
  #count = 0;
  #mean = 0;
  #squares = 0;
  #least = Infinity;
  #most = -Infinity;
  #first = NaN;
  #missingRow: number | null = null;
  #negativeRow: number | null = null;
  #changeRow: number | null = null;

  constructor(name: string, index: number) {
    this.name = name;
    this.index = index;
  }

  add(value: number): void {
    this.values.push(value);
    if (Number.isNaN(value)) {
      this.#missingRow ??= this.values.length;
      return;
    }
    if (value < 0) this.#negativeRow ??= this.values.length;
    if (this.#count === 0) this.#first = value;
    else if (value !== this.#first) this.#changeRow ??= this.values.length;
    this.#count++;
    const difference = value - this.#mean;
    this.#mean += difference / this.#count;
    this.#squares += difference * (value - this.#mean);
    if (value < this.#least) this.#least = value;
    if (value > this.#most) this.#most = value;
  }

  /** @throws AppError `invalid-data` when the column's statistics overflow */
  describe(unit: string, file: string): SeriesColumn {
    const column = {
      name: this.name,
      unit,
      missing: this.values.length - this.#count,
      ...(this.#missingRow === null ? {} : { missingRow: this.#missingRow }),
      ...(this.#negativeRow === null ? {} : { negativeRow: this.#negativeRow }),
      ...(this.#changeRow === null ? {} : { changeRow: this.#changeRow }),
    };
    if (this.#count === 0) return { ...column, mean: 0, std: 0, least: 0, most: 0 };
    const std = Math.sqrt(this.#squares / this.#count);
    if (std === 0 && this.#least < this.#most)
      throw new AppError(
        'invalid-data',
        msg`${file}, column "${this.name}": the values from ${String(this.#least)} to ${String(this.#most)} are so small that their deviation is 0.`,
        { hint: msg`Scale the column.`, details: { column: this.name } },
      );
    return { ...column, mean: this.#mean, std, least: this.#least, most: this.#most };
  }
}

function readCell(cell: string, missing: ReadonlySet<string>, file: string, row: number, column: string): number {
  const text = cell.trim();
  if (text === '' || missing.has(text)) return NaN;
  const value = parseNumber(text);
  if (Math.abs(value) <= largestFloat32) return value;
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const details = { row, column, cell: text.slice(0, 200) };
  if (isTooLarge(text))
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

function columnsOf(
  header: readonly string[],
  skipped: readonly number[],
  request: SeriesImport,
  file: string,
): ColumnReader[] {
  const indices =
    request.columns.length > 0
      ? [...new Set(request.columns)].map((name) => columnIndex(header, name, file))
      : [...header.keys()].filter((index) => !skipped.includes(index));
  for (const name of Object.keys(request.units)) columnIndex(header, name, file);
  if (indices.length === 0)
    throw new AppError('invalid-data', msg`${file} has no column of numbers beside the time.`, {
      hint: msg`Check the delimiter: comma, semicolon and tab are understood.`,
    });
  return indices.map((index) => new ColumnReader(header[index] ?? '', index));
}

/** Reads the file into the writer and describes it. */
export async function readSeriesCsv(
  request: SeriesImport,
  writer: DatasetWriter,
  context: ReadContext,
): Promise<DatasetDescription> {
  const csv = await openCsv(request.path, context.signal);
  const missing = new Set(request.missingValues);
  let columns: ColumnReader[] | null = null;
  let timeIndex = -1;
  let firstTime = '';
  let lastTime = '';
  let rows = 0;
  try {
    const filter = request.where === undefined ? -1 : columnIndex(csv.header, request.where.column, csv.name);
    for await (const block of csv.blocks) {
      const [sample] = block.rows;
      if (columns === null && sample !== undefined) {
        timeIndex = findTimeColumn(csv.header, sample, request, csv.name);
        columns = columnsOf(csv.header, [timeIndex, filter], request, csv.name);
      }
      for (const [i, row] of block.rows.entries()) {
        if (columns === null || (filter >= 0 && row[filter]?.trim() !== request.where?.equals)) continue;
        const number = block.rowNumbers[i] ?? 0;
        for (const column of columns)
          column.add(readCell(row[column.index] ?? '', missing, csv.name, number, column.name));
        if (timeIndex >= 0) {
          lastTime = row[timeIndex]?.trim() ?? '';
          if (rows === 0) firstTime = lastTime;
        }
        rows++;
      }
      if (columns !== null && rows * columns.length > context.limits.cells)
        throw tooLarge(csv.name, context.limits.cells);
      const label = msg`Reading ${csv.name} (${countOf(rows, '{0} row', '{0} rows')})`;
      context.progress.report(label, block.bytesRead, block.bytesTotal);
    }
  } finally {
    await csv.close();
  }
  if (rows === 0 || columns === null) throw noRows(csv.name, request.where);
  for (const column of columns) writer.add(`column/${column.name}`, 'f64', column.values.pieces());
  return {
    kind: 'series',
    id: request.id,
    title: request.title,
    source: { origin: request.origin, ...(request.licence === undefined ? {} : { licence: request.licence }) },
    rows,
    columns: columns.map((column) => column.describe(unitOf(request.units, column.name), csv.name)),
    time: timeIndex < 0 ? null : { column: csv.header[timeIndex] ?? '', first: firstTime, last: lastTime },
  };
}

/** A column may be called `constructor`. */
function unitOf(units: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(units, name) ? (units[name] ?? '') : '';
}

function tooLarge(file: string, limit: number): AppError {
  return new AppError('invalid-data', msg`${file} holds more than ${limit.toLocaleString('en')} numbers.`, {
    hint: msg`Import fewer columns (--columns), or a file with fewer rows.`,
    details: { limit },
  });
}
