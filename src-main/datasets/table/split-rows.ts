// Splits text into rows of cells, by papaparse's parser, which unlike its streams is synchronous and can be stopped.
import Papa from 'papaparse';
import { z } from 'zod';
import type { Delimiter } from '#shared/data/file-reading.ts';

const parsedSchema = z.object({
  /** Not validated: papaparse returns strings, and there may be millions. */
  data: z.custom<string[][]>(Array.isArray),
  errors: z.array(z.object({ code: z.string(), row: z.number() })),
  meta: z.object({ cursor: z.number() }),
});

export interface SplitText {
  readonly rows: string[][];
  /** The first row with a quotation mark that is not closed properly; null for none. */
  readonly bad: number | null;
  /** How many characters are in the rows; the rest belongs to a row that is not complete. */
  readonly used: number;
}

/** @param isLast whether the text ends with its last row, which then needs no line break */
export function splitRows(text: string, delimiter: Delimiter, isLast: boolean): SplitText {
  if (delimiter === ' ') return splitAtBlanks(text, isLast);
  const result: unknown = new Papa.Parser({ delimiter, newline: '\n' }).parse(text, 0, !isLast);
  const { data, errors, meta } = parsedSchema.parse(result);
  // Ignore an error in an incomplete last row: its rest has not been read yet.
  const error = errors.find(({ row }) => row < data.length);
  return { rows: data, bad: error?.row ?? null, used: isLast ? text.length : meta.cursor };
}

/** Columns that stand under each other, apart by any number of blanks; there are no quotes. */
function splitAtBlanks(text: string, isLast: boolean): SplitText {
  const end = isLast ? text.length : text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, end).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { rows: lines.map((line) => line.trim().split(/[ \t]+/)), bad: null, used: end };
}
