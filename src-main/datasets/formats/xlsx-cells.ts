// The cells of a sheet as texts: numbers as they are, dates and times of day as such, errors as missing.
import { clockText, dateText, timeText } from '#main/datasets/formats/iso-time.ts';
import { cellText } from '#main/datasets/formats/records.ts';
import type { FileReading } from '#shared/data/file-reading.ts';

/** What a cell's style says of a number. */
export interface NumberStyle {
  readonly isTime: boolean;
  /** Whether it shows hours. */
  readonly hasClock: boolean;
}

const plainNumber: NumberStyle = { isTime: false, hasClock: false };
const dayMs = 86_400_000;

/** Styles of the program itself; those of East Asian dates among them. */
function usualStyle(id: number): NumberStyle {
  const isClock = (id >= 18 && id <= 22) || (id >= 45 && id <= 47 && id !== 46);
  const isDate = (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return isClock || isDate ? { isTime: true, hasClock: isClock } : plainNumber;
}

/** @param code `yyyy-mm-dd hh:mm`; undefined for a style of the program itself */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return usualStyle(id);
  // Words, widths of letters, colours and conditions; hours beyond 24 are a duration, which is a number.
  const [first = ''] = code.replaceAll(/"[^"]*"|\\.|[_*]./g, '').split(';');
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return plainNumber;
  const bare = first.replaceAll(/\[[^\]]*\]/g, '');
  const isTime = /[ymdhs]/i.test(bare) && !/general/i.test(bare) && !/[#?]/.test(bare);
  return isTime ? { isTime, hasClock: /[hs]/i.test(bare) } : plainNumber;
}

/** @param is1904 whether days are counted from 1904, as Excel for the Mac did */
function timeOf(days: number, { hasClock }: NumberStyle, is1904: boolean): string | null {
  const ms = Math.round(days * dayMs);
  if (ms < 0 || !Number.isSafeInteger(ms)) return null;
  if (days < 1 && !is1904 && hasClock) return clockText(BigInt(ms), 1000n);
  // Day 60 is 29 February 1900, which never was.
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const at = start + ms;
  return !hasClock && at % dayMs === 0 ? dateText(at / dayMs) : timeText(BigInt(at), 1000n, false);
}

export interface CellReading {
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly is1904: boolean;
  readonly decimal: FileReading['decimal'];
}

/** @param type of the attribute `t`. @param value what the cell holds: of a formula, what it was last */
export function sheetCell(type: string, style: string, value: string, reading: CellReading): string {
  const { strings, styles, is1904, decimal } = reading;
  switch (type) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'str':
    case 'inlineStr':
      return withControls(value);
    case 'd':
      return value;
    case 'e':
      return '';
    default: {
      if (value.trim() === '') return '';
      const number = Number(value);
      if (Number.isNaN(number)) return value;
      const of = type === 'b' ? undefined : styles[Number(style === '' ? '0' : style)];
      return (of?.isTime === true ? timeOf(number, of, is1904) : null) ?? cellText(number, decimal);
    }
  }
}

/** `_x000D_` stands for a character that XML does not have. */
export function withControls(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
}
