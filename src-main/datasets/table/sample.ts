// The beginning of a file with a table: enough to find how it is read, and to show it.
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { FileReading, ReadingChoice } from '#shared/data/file-reading.ts';
import { explainReadError } from '#main/datasets/file-errors.ts';
import { findEncoding, findReading } from '#main/datasets/table/find-reading.ts';
import { openTable } from '#main/datasets/table/open-table.ts';
import { guessForeignFormat } from '#main/datasets/utf8.ts';

const sampleBytes = 1 << 18;
/** Rows that are looked at. */
const mostRows = 5000;

export interface TableSample {
  readonly reading: FileReading;
  readonly bytes: number;
  readonly header: readonly string[];
  readonly units: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Their numbers, as a spreadsheet counts. */
  readonly rowNumbers: readonly number[];
  /** Whether `rows` are all of the file's. */
  readonly isWhole: boolean;
}

async function readStart(path: string): Promise<{ start: Uint8Array; bytes: number }> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(new Uint8Array(sampleBytes), 0, sampleBytes, 0);
      return { start: buffer.subarray(0, bytesRead), bytes: size };
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw explainReadError(thrown, path);
  }
}

/** How the file is read. @throws AppError `not-found`, `invalid-data` for a file that is no text */
export async function findFileReading(
  path: string,
  choice: ReadingChoice,
): Promise<{ reading: FileReading; bytes: number }> {
  const { start, bytes } = await readStart(path);
  const encoding = choice.encoding ?? findEncoding(start);
  const foreign = encoding.startsWith('utf-16') ? null : guessForeignFormat(start.subarray(0, 4096));
  if (foreign !== null)
    throw new AppError('invalid-data', msg`${basename(path)} is ${foreign.what}, not text.`, { hint: foreign.hint });
  const text = new TextDecoder(encoding).decode(start, { stream: true }).replace('\uFEFF', '');
  const isCut = bytes > start.length;
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  // The last line of a sample is cut.
  const end = isCut ? lines.lastIndexOf('\n') + 1 : lines.length;
  return { reading: findReading(end > 0 ? lines.slice(0, end) : lines, encoding, choice), bytes };
}

/** Reads the first rows. @throws AppError as `findFileReading`, and for rows that do not fit the header */
export async function readSample(path: string, choice: ReadingChoice, signal?: AbortSignal): Promise<TableSample> {
  const { reading, bytes } = await findFileReading(path, choice);
  const table = await openTable(path, reading, { signal });
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
  return { reading, bytes, header: table.header, units: table.units, rows, rowNumbers, isWhole };
}
