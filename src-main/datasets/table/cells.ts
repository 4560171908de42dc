// One cell of a table as a number.
import { msg, type Message } from '#shared/base/message.ts';
import type { FileReading } from '#shared/data/file-reading.ts';

/** Plain decimal notation with an optional exponent: what `Number` accepts beyond it (`0x10`, `Infinity`, blanks) is refused. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number in a trimmed cell; NaN when it has none. */
export function parseNumber(cell: string): number {
  const value = Number(cell);
  // The pattern is needed only where Number accepts more.
  if (value === 0 || !Number.isFinite(value) || /[^\d.+-]/.test(cell))
    return decimal.test(cell) && Number.isFinite(value) ? value : NaN;
  return value;
}

/** Digits in threes, with one mark between all of them. */
const grouped: Readonly<Record<Exclude<FileReading['thousands'], ''>, RegExp>> = {
  ',': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/,
  '.': /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/,
  ' ': /^[+-]?\d{1,3}(?:[ \u00A0\u202F]\d{3})+(?:[.,]\d*)?$/,
  "'": /^[+-]?\d{1,3}(?:['’]\d{3})+(?:[.,]\d*)?$/,
};
const marks = { ',': /,/g, '.': /\./g, ' ': /[ \u00A0\u202F]/g, "'": /['’]/g } as const;

/** Reads numbers as a file writes them: a trimmed cell in plain decimal notation, `1.5` for `1,5`. */
export function numberText({ decimal: sign, thousands }: Pick<FileReading, 'decimal' | 'thousands'>) {
  if (sign === '.' && thousands === '') return (cell: string): string => cell;
  return (cell: string): string => {
    let text = cell;
    if (thousands !== '' && grouped[thousands].test(text)) text = text.replaceAll(marks[thousands], '');
    // In such a file a point is no decimal sign, so that 1.234 is not taken for it by mistake.
    if (sign === ',') text = text.includes('.') ? '' : text.replace(',', '.');
    return text;
  };
}

/** Models compute with 32-bit numbers. */
export const largestFloat32 = 3.4028234663852886e38;

/** Whether the cell is a number beyond the range of 32-bit floats. */
export function isTooLarge(cell: string): boolean {
  return decimal.test(cell) && Math.abs(Number(cell)) > largestFloat32;
}

/** Why a cell is not a number, if known. */
export function explainCell(cell: string): Message {
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(cell))
    return msg`Choose the comma as decimal sign and the point for thousands.`;
  if (/^[+-]?\d+,\d+$/.test(cell) && !/^[+-]?\d{1,3}(,\d{3})+$/.test(cell))
    return msg`Choose the comma as decimal sign.`;
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell))
    return msg`Choose the comma as sign of thousands, or as decimal sign if ${cell} is meant so.`;
  if (/^[+-]?(inf|infinity)$/i.test(cell)) return msg`An infinite value cannot be learned from: leave the cell empty.`;
  return msg`Leave the column out, name the cells that mean "missing", or mend the cell.`;
}
