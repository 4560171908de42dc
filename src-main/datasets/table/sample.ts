// The beginning of a file with a table: enough to find how it is read, and to show it.
import { basename } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { openParts, usualMissing, type FileReading, type ReadingChoice } from '#shared/data/file-reading.ts';
import { cellText, type Cell, type Records } from '#main/datasets/formats/records.ts';
import { sampleSheet, sheetNames, type SheetSample } from '#main/datasets/formats/xlsx-text.ts';
import { findFormat, type FoundFormat } from '#main/datasets/table/find-format.ts';
import { findEncoding, findReading, findSigns } from '#main/datasets/table/find-reading.ts';
import { openCsv } from '#main/datasets/table/open-csv.ts';
import { openRecords, openTable } from '#main/datasets/table/open-table.ts';
import { mostRows, sampleRows } from '#main/datasets/table/sample-size.ts';
import { noRows, uniqueNames, type LeftOut, type Table } from '#main/datasets/table/table.ts';
import type { TextPiece } from '#main/datasets/text-file.ts';
import { guessForeignFormat } from '#main/datasets/utf8.ts';

export interface TableSample {
  readonly reading: FileReading;
  readonly bytes: number;
  /** The tables in the file, of which one is read; none where there is only one. */
  readonly tables: readonly string[];
  readonly header: readonly string[];
  readonly units: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly rows: readonly (readonly string[])[];
  /** Their numbers, as the file's format counts. */
  readonly rowNumbers: readonly number[];
  /** Whether `rows` are all of the file's. */
  readonly isWhole: boolean;
}

/** @throws AppError `invalid-data` for a file that is no text */
function textReading(path: string, { start, bytes }: FoundFormat, choice: ReadingChoice): FileReading {
  const encoding = choice.encoding ?? findEncoding(start);
  const foreign = encoding.startsWith('utf-16') ? null : guessForeignFormat(start.subarray(0, 4096));
  if (foreign !== null)
    throw new AppError('invalid-data', msg`${basename(path)} is ${foreign.what}, not text.`, { hint: foreign.hint });
  const text = new TextDecoder(encoding).decode(start, { stream: true }).replace('\uFEFF', '');
  const isCut = bytes > start.length;
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  // The last line of a sample is cut.
  const end = isCut ? lines.lastIndexOf('\n') + 1 : lines.length;
  return findReading(end > 0 ? lines.slice(0, end) : lines, encoding, choice);
}

/** What must be known before the first row is read. */
function startOf({ format, start }: FoundFormat, { encoding, table = '' }: ReadingChoice) {
  return { format, table, encoding: encoding ?? (format === 'json' ? findEncoding(start) : 'utf-8') };
}

/** Of a file whose cells have types, only its texts have signs that must be found. */
function recordsReading(found: FoundFormat, { table }: Records, texts: readonly string[], choice: ReadingChoice) {
  const signs = findSigns(texts, ',');
  const isOpen = openParts[found.format].has('decimal');
  const decimal = isOpen ? (choice.decimal ?? signs.decimal) : '.';
  const thousands = isOpen ? (choice.thousands ?? (decimal === signs.decimal ? signs.thousands : '')) : '';
  const reading: FileReading = {
    ...{ ...startOf(found, choice), table, delimiter: ',', decimal, thousands },
    ...{ skip: 0, hasHeader: true, hasUnits: false, comment: '', missing: choice.missing ?? [...usualMissing] },
  };
  return reading;
}

async function sampleRecords(
  path: string,
  found: FoundFormat,
  records: Records,
  choice: ReadingChoice,
): Promise<TableSample> {
  const wanted = sampleRows(records.header.length);
  const rows: Cell[][] = [];
  const rowNumbers: number[] = [];
  let isWhole = true;
  try {
    for await (const { count, columns, numberOf, bytesRead, bytesTotal } of records.blocks) {
      for (let row = 0; row < count && rows.length < wanted; row++) {
        rows.push(columns.map((cellAt) => cellAt(row)));
        rowNumbers.push(numberOf(row));
      }
      isWhole = bytesRead >= bytesTotal && rows.length < wanted;
      if (rows.length >= wanted) break;
    }
  } finally {
    await records.close();
  }
  const texts = rows.slice(0, 500).flatMap((row) => row.filter((cell) => typeof cell === 'string'));
  const reading = recordsReading(
    found,
    records,
    texts.map((text) => text.trim()),
    choice,
  );
  return {
    reading,
    bytes: found.bytes,
    tables: records.tables,
    header: uniqueNames(records.header, basename(path)),
    units: [],
    leftOut: records.leftOut,
    rows: rows.map((row) => row.map((cell) => cellText(cell, reading.decimal))),
    rowNumbers,
    isWhole,
  };
}

/** A sheet is read as a text whose delimiter is known. */
async function workbookReading(path: string, choice: ReadingChoice, signal: AbortSignal | undefined) {
  const place = { table: choice.table ?? '', decimal: choice.decimal ?? '.' } as const;
  const first = await sampleSheet(path, place, signal);
  const found = findReading(first.text, 'utf-8', { ...choice, delimiter: ',', comment: '' });
  const reading: FileReading = { ...found, format: 'excel', table: first.sheet };
  const isAsRead = reading.decimal === place.decimal;
  return { reading, first: isAsRead ? first : await sampleSheet(path, reading, signal) };
}

/** How the file is read. @throws AppError `not-found`, `invalid-data` for a file that is not understood */
export async function findFileReading(path: string, choice: ReadingChoice, signal?: AbortSignal): Promise<FileReading> {
  const found = await findFormat(path);
  if (found.format === 'csv') return textReading(path, found, choice);
  return (await readSample(path, choice, signal)).reading;
}

async function* samplePieces({ text, isWhole }: SheetSample): AsyncGenerator<TextPiece, void> {
  await Promise.resolve();
  yield { text, bytesRead: text.length, bytesTotal: text.length + Number(!isWhole) };
}

async function sampleOneSheet(path: string, bytes: number, choice: ReadingChoice, signal: AbortSignal | undefined) {
  const { reading, first } = await workbookReading(path, choice, signal);
  const table = await openCsv(samplePieces(first), basename(path), reading, {});
  return { reading, bytes, tables: first.sheets.length > 1 ? first.sheets : [], ...(await firstRows(table)) };
}

/** Where no sheet is chosen, the first one that is a table: before it there may be a cover, or an empty one. */
async function sampleWorkbook(
  path: string,
  bytes: number,
  choice: ReadingChoice,
  signal: AbortSignal | undefined,
): Promise<TableSample> {
  let fault: AppError | null = null;
  try {
    const first = await sampleOneSheet(path, bytes, choice, signal);
    if (first.rows.length > 0 || choice.table !== undefined) return first;
  } catch (thrown) {
    if (!(thrown instanceof AppError) || choice.table !== undefined) throw thrown;
    fault = thrown;
  }
  for (const table of (await sheetNames(path)).slice(1))
    try {
      const sample = await sampleOneSheet(path, bytes, { ...choice, table }, signal);
      if (sample.rows.length > 0) return sample;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  throw fault ?? noRows(basename(path), undefined);
}

/** Reads the first rows. @throws AppError as `findFileReading`, and for rows that do not fit the header */
export async function readSample(path: string, choice: ReadingChoice, signal?: AbortSignal): Promise<TableSample> {
  const found = await findFormat(path);
  const { bytes } = found;
  if (found.format === 'excel') return sampleWorkbook(path, bytes, choice, signal);
  const records = await openRecords(path, startOf(found, choice), { signal });
  if (records !== null) return sampleRecords(path, found, records, choice);
  const reading = textReading(path, found, choice);
  const table = await openTable(path, reading, { signal });
  return { reading, bytes, tables: [], ...(await firstRows(table)) };
}

async function firstRows(table: Table): Promise<Omit<TableSample, 'reading' | 'bytes' | 'tables'>> {
  const rows: (readonly string[])[] = [];
  const rowNumbers: number[] = [];
  let isWhole = true;
  try {
    for await (const block of table.blocks) {
      rowNumbers.push(...block.rowNumbers.slice(0, mostRows - rows.length));
      rows.push(...block.rows.slice(0, mostRows - rows.length));
      isWhole = block.bytesRead >= block.bytesTotal && rows.length < mostRows;
      if (rows.length >= mostRows) break;
    }
  } finally {
    await table.close();
  }
  const { header, units, leftOut } = table;
  return { header, units, leftOut, rows, rowNumbers, isWhole };
}
