// Which format a file has: told by its first bytes, whatever its name is.
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { msg, type Message } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { FileFormat } from '#shared/data/file-reading.ts';
import { explainReadError } from '#main/datasets/file-errors.ts';
import { findEncoding } from '#main/datasets/table/find-reading.ts';
import { openDataArchive } from '#main/datasets/formats/data-archive.ts';
import { TooManyFilesError } from '#main/files/zip-archive.ts';

const startBytes = 1 << 18;

export interface FoundFormat {
  readonly format: FileFormat;
  /** The file's first bytes. */
  readonly start: Uint8Array;
  /** The size of the file. */
  readonly bytes: number;
}

async function readStart(path: string): Promise<Pick<FoundFormat, 'start' | 'bytes'>> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(new Uint8Array(startBytes), 0, startBytes, 0);
      return { start: buffer.subarray(0, bytesRead), bytes: size };
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw explainReadError(thrown, path);
  }
}

/** A text that begins as JSON does; `[1]` and `{x}` could be the first cell of a table. */
function isJson(path: string, start: Uint8Array): boolean {
  const text = new TextDecoder(findEncoding(start)).decode(start.subarray(0, 4096), { stream: true });
  const first = text.replace('\uFEFF', '').trimStart();
  if (/^\.(?:json|jsonl|ndjson)$/i.test(extname(path)) && /^[[{]/.test(first)) return true;
  return /^(?:\{\s*"|\[\s*\{\s*")/.test(first);
}

const unpack = msg`Unpack it, and import the file in it.`;
const asWorkbook = msg`Open it in a spreadsheet, and save it as .xlsx or as CSV.`;

/** What is in a zip archive. @throws AppError `invalid-data` for a damaged one, or one of anything else */
async function formatInArchive(path: string): Promise<FileFormat> {
  const refuse = (what: Message, hint: Message, cause?: unknown): AppError =>
    new AppError('invalid-data', msg`${basename(path)} is ${what}.`, { hint, cause });
  let names: readonly string[];
  try {
    const zip = await openDataArchive(path);
    zip.close();
    names = zip.entries.map(({ fileName }) => fileName);
  } catch (thrown) {
    if (thrown instanceof TooManyFilesError) throw refuse(msg`an archive of ${thrown.count} files`, unpack);
    throw refuse(msg`a damaged zip archive or workbook`, msg`Check that the file was written to its end.`, thrown);
  }
  if (names.some((name) => name.endsWith('.npy'))) return 'numpy';
  if (names.some((name) => /(?:^|\/)workbook\.xml$/i.test(name))) return 'excel';
  if (names.some((name) => /(?:^|\/)workbook\.bin$/i.test(name)))
    throw refuse(msg`a binary workbook (.xlsb)`, asWorkbook);
  if (names.includes('mimetype') && names.includes('content.xml'))
    throw refuse(msg`a sheet of LibreOffice (.ods)`, asWorkbook);
  throw refuse(msg`a zip archive without a table`, unpack);
}

/** @throws AppError `not-found`, `invalid-data` for a format that is not understood */
export async function findFormat(path: string): Promise<FoundFormat> {
  const found = await readStart(path);
  const { start } = found;
  const begins = (...bytes: readonly number[]): boolean => bytes.every((byte, i) => start[i] === byte);
  if (begins(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)) return { ...found, format: 'numpy' };
  if (begins(0x50, 0x41, 0x52, 0x31)) return { ...found, format: 'parquet' };
  if (begins(0x50, 0x41, 0x52, 0x45))
    throw new AppError('invalid-data', msg`${basename(path)} is an encrypted Parquet file.`, {
      hint: msg`Save it without encryption.`,
    });
  if (begins(0xd0, 0xcf, 0x11, 0xe0))
    throw new AppError(
      'invalid-data',
      msg`${basename(path)} is an old workbook of Excel (.xls), or one with a password.`,
      {
        hint: asWorkbook,
      },
    );
  if (begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6)) return { ...found, format: await formatInArchive(path) };
  return { ...found, format: isJson(path, start) ? 'json' : 'csv' };
}
