// How the text of a file becomes rows of cells: found in the file, and each part changed by a person where it was found wrongly.
import { z } from 'zod';

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

/** How a file of rows is read. */
export const fileReadingSchema = z.object({
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

/** Parts that a person chose; the others are found in the file. */
export const readingChoiceSchema = fileReadingSchema.partial();
export type ReadingChoice = z.infer<typeof readingChoiceSchema>;
