// Writes CSV that a table program opens and pandas reads as it was. Pure.

/** What a field of CSV can hold; null is nothing. */
export type CsvValue = string | number | boolean | null;

/** Before the text of a file, so that table programs read it as UTF-8; pandas leaves it out. */
export const byteOrderMark = '\uFEFF';

/** What a table program would take for a formula: of a text that a person or another program wrote, this is code. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text));

function csvText(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\n\r]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One field: a number in full, `NaN`, `Infinity`, `-Infinity`; nothing for null. An apostrophe makes a formula a text. */
export function csvField(value: CsvValue): string {
  return value === null ? '' : typeof value === 'string' ? csvText(value) : String(value);
}

/** One line, with its end. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(',')}\n`;
}
