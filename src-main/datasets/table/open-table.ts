// Opens a file with a table, whatever its format.
import { basename } from 'node:path';
import type { FileReading } from '#shared/data/file-reading.ts';
import { openJson } from '#main/datasets/formats/json-records.ts';
import { openNumpy } from '#main/datasets/formats/numpy-records.ts';
import { openParquet } from '#main/datasets/formats/parquet-records.ts';
import { tableOf, type Records } from '#main/datasets/formats/records.ts';
import { readSheet } from '#main/datasets/formats/xlsx-text.ts';
import { openCsv } from '#main/datasets/table/open-csv.ts';
import type { Table, TableOptions } from '#main/datasets/table/table.ts';
import { readText } from '#main/datasets/text-file.ts';

/**
 * Opens a file and reads its header.
 * @throws AppError `not-found`, `invalid-data` (also later, while the blocks are iterated)
 */
export async function openTable(path: string, reading: FileReading, options: TableOptions = {}): Promise<Table> {
  const name = basename(path);
  const records = await openRecords(path, reading, options);
  if (records !== null) return tableOf(records, name, reading, options.records === true);
  const pieces =
    reading.format === 'excel'
      ? readSheet(path, reading, options.signal)
      : readText(path, options.signal, reading.encoding);
  return openCsv(pieces, name, reading, options);
}

/** A file whose columns have types; null for one that is read as a text. @throws AppError as `openTable` */
export async function openRecords(
  path: string,
  { format, encoding, table }: Pick<FileReading, 'format' | 'encoding' | 'table'>,
  options: TableOptions,
): Promise<Records | null> {
  switch (format) {
    case 'json':
      return openJson(path, encoding, options);
    case 'parquet':
      return openParquet(path, options);
    case 'numpy':
      return openNumpy(path, table, options);
    case 'csv':
    case 'excel':
      return null;
  }
}
