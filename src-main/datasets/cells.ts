// One cell of a CSV file as a number.
import { msg, type Message } from '#shared/base/message.ts';

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

/** Models compute with 32-bit numbers. */
export const largestFloat32 = 3.4028234663852886e38;

/** Whether the cell is a number beyond the range of 32-bit floats. */
export function isTooLarge(cell: string): boolean {
  return decimal.test(cell) && Math.abs(Number(cell)) > largestFloat32;
}

/** Why a cell is not a number, if known. */
export function explainCell(cell: string): Message {
  if (/^[+-]?\d{1,3}(\.\d{3})*,\d+$/.test(cell)) return msg`Write decimals with a point: 12.5, not 12,5.`;
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell)) return msg`Write numbers without separators: 12500, not 12,500.`;
  if (/^[+-]?(inf|infinity)$/i.test(cell)) return msg`An infinite value cannot be learned from: leave the cell empty.`;
  return msg`Leave the column out, name the cells that mean "missing", or mend the cell.`;
}
