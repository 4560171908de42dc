// Reads numbers from lines without quotation marks, character by character: no cell becomes a string unless it is none in plain
// decimal notation. This is most of a large file, and many times faster than cutting it into cells.

const [zero, nine, plus, minus, blank, lineEnd] = [48, 57, 43, 45, 32, 10];

/** A number of at most 15 digits is exact as a 64-bit integer, and so is this power of ten: their quotient is correctly rounded. */
const mostDigits = 15;
const powers = Float64Array.from({ length: mostDigits + 1 }, (_, i) => 10 ** i);

export interface ScannedColumns {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  /** Cells of a whole row. */
  readonly width: number;
  /** Of the columns with numbers: their places in a row. */
  readonly numbers: readonly number[];
  /** Of the column with the times, and of that which rows are chosen by; -1 for none. */
  readonly time: number;
  readonly filter: number;
  /** A line that begins so is left to the other reader; empty ones are not looked at. */
  readonly oddStarts: readonly string[];
}

export interface ScannedRow {
  /** In the order of `numbers`; what was no plain number is read by `readOdd`. */
  readonly values: Float64Array;
  time: string;
  filter: string;
}

export interface LineSink {
  /** A cell that is not in plain decimal notation, and not empty. */
  readonly readOdd: (cell: string, row: number, column: number) => number;
  readonly onRow: (row: ScannedRow, number: number) => void;
  /** A line that has another number of cells or none that is not empty, or begins oddly. */
  readonly onOdd: (line: string, number: number) => void;
}

/**
 * Reads whole lines.
 * @param firstRow the number of the first one
 */
export function scanLines(text: string, firstRow: number, columns: ScannedColumns, sink: LineSink): void {
  const { width, numbers, time, filter } = columns;
  const delimiter = columns.delimiter.charCodeAt(0);
  const point = columns.decimal.charCodeAt(0);
  const starts = columns.oddStarts.filter((start) => start !== '');
  const isOddStart = (at: number): boolean => starts.some((start) => text.startsWith(start, at));
  const slotOf = new Int32Array(width).fill(-1);
  numbers.forEach((place, slot) => (slotOf[place] = slot));
  const row: ScannedRow = { values: new Float64Array(numbers.length), time: '', filter: '' };
  const { values } = row;
  /** Columns of this row whose cell is no plain number, and where it is. */
  const oddCells: { slot: number; start: number; end: number }[] = [];
  const codes = codesOf(text);
  const { length } = codes;
  /** A line of empty cells; most lines are none at their first character. */
  const isBlank = (start: number, end: number): boolean => {
    let i = start;
    while (i < end && (codes[i] === delimiter || codes[i] === blank)) i++;
    return i === end;
  };
  let at = 0;
  for (let number = firstRow; at < length; number++) {
    const lineStart = at;
    let place = 0;
    oddCells.length = 0;
    for (; ; place++, at++) {
      const start = at;
      const slot = place < width ? (slotOf[place] ?? -1) : -1;
      let code = at < length ? (codes[at] ?? 0) : lineEnd;
      if (slot >= 0) {
        while (code === blank) code = ++at < length ? (codes[at] ?? 0) : lineEnd;
        const isNegative = code === minus;
        if (isNegative || code === plus) code = ++at < length ? (codes[at] ?? 0) : lineEnd;
        let [whole, digits, pointAt] = [0, 0, -1];
        for (; ; code = ++at < length ? (codes[at] ?? 0) : lineEnd) {
          if (code >= zero && code <= nine) {
            whole = whole * 10 + (code - zero);
            digits++;
          } else if (code === point && pointAt < 0) pointAt = digits;
          else break;
        }
        while (code === blank) code = ++at < length ? (codes[at] ?? 0) : lineEnd;
        const isPlain = (code === delimiter || code === lineEnd) && digits > 0 && digits <= mostDigits;
        while (code !== delimiter && code !== lineEnd) code = ++at < length ? (codes[at] ?? 0) : lineEnd;
        const value = pointAt < 0 ? whole : whole / (powers[digits - pointAt] ?? 1);
        values[slot] = isPlain ? (isNegative ? -value : value) : NaN;
        if (!isPlain && at > start) oddCells.push({ slot, start, end: at });
      } else {
        while (code !== delimiter && code !== lineEnd) code = ++at < length ? (codes[at] ?? 0) : lineEnd;
        if (place === time) row.time = text.slice(start, at).trim();
        if (place === filter) row.filter = text.slice(start, at).trim();
      }
      if (code === lineEnd) break;
    }
    if (place + 1 !== width || isOddStart(lineStart) || isBlank(lineStart, at))
      sink.onOdd(text.slice(lineStart, at), number);
    else {
      for (const { slot, start, end } of oddCells) values[slot] = sink.readOdd(text.slice(start, end), number, slot);
      sink.onRow(row, number);
    }
    at++;
  }
}

const beyondBytes = /[^\u0000-\u00ff]/;

/** The characters' codes: as bytes, which are read faster, where that is enough. */
function codesOf(text: string): Uint8Array | Uint16Array {
  if (!beyondBytes.test(text)) return Buffer.from(text, 'latin1');
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}
