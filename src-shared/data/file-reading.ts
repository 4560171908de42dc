// How a file becomes rows of cells: found in the file, and each part changed by a person where it was found wrongly.
import { z } from 'zod';

/** Formats that are understood, told by a file's first bytes: text with delimiters, JSON, Parquet, NumPy's arrays, Excel's workbooks. */
export const fileFormats = ['csv', 'json', 'parquet', 'numpy', 'excel'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** Encodings that are understood, as the WHATWG Encoding Standard names them. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'euc-kr',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
] as const;
export type Encoding = (typeof encodings)[number];

/** What may stand between two cells; a blank stands for any number of blanks and tabs. */
export const delimiters = [',', ';', '\t', '|', ' '] as const;
export type Delimiter = (typeof delimiters)[number];

/** What may stand between the thousands of a number: nothing, a comma, a point, a blank, an apostrophe. */
export const thousandsMarks = ['', ',', '.', ' ', "'"] as const;

/** Cells that pandas' `read_csv` takes for missing; besides them, an empty cell always is. */
export const usualMissing: readonly string[] = [
  ...['#N/A', '#N/A N/A', '#NA', '-1.#IND', '-1.#QNAN', '-NaN', '-nan', '1.#IND', '1.#QNAN', '<NA>'],
  ...['N/A', 'NA', 'NULL', 'NaN', 'None', 'n/a', 'nan', 'null'],
];

/** How a file of rows is read. What a format leaves no choice about (`openParts`) is as if it were a plain CSV file. */
export const fileReadingSchema = z.object({
  format: z.enum(fileFormats),
  /** Which of the tables in the file is read: a sheet of a workbook, arrays of one length; empty where there is only one. */
  table: z.string().max(1000),
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  /** The decimal sign of its numbers. */
  decimal: z.enum(['.', ',']),
  thousands: z.enum(thousandsMarks),
  /** Lines above the header that are left out. */
  skip: z.number().int().min(0).max(1000),
  /** Whether the first row that is read names the columns; else they are called `column 1`, `column 2`, … */
  hasHeader: z.boolean(),
  /** Whether the row below the header holds units. */
  hasUnits: z.boolean(),
  /** Lines that begin with this are left out; empty for none. */
  comment: z.string().max(10),
  /** Cells that mean "missing", besides empty ones. */
  missing: z.array(z.string().max(100)).max(100),
});
export type FileReading = z.infer<typeof fileReadingSchema>;

/** Parts that a person chose; the others are found in the file, and so is its format. */
export const readingChoiceSchema = fileReadingSchema.omit({ format: true }).partial();
export type ReadingChoice = z.infer<typeof readingChoiceSchema>;

/** What each format leaves open besides the cells that mean "missing". Numbers in texts of any format may have a decimal comma. */
export const openParts: Readonly<Record<FileFormat, ReadonlySet<keyof ReadingChoice>>> = {
  csv: new Set(['encoding', 'delimiter', 'decimal', 'thousands', 'skip', 'hasHeader', 'hasUnits', 'comment']),
  json: new Set(['encoding', 'decimal', 'thousands']),
  parquet: new Set(['decimal', 'thousands']),
  numpy: new Set(['table']),
  excel: new Set(['table', 'decimal', 'thousands', 'skip', 'hasHeader', 'hasUnits']),
};
