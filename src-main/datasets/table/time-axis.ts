// The times of a series: read row by row, then checked for order, rows that stand twice and missing steps, which are repaired as
// a person chose.
import { AppError } from '#shared/base/app-error.ts';
import { countOf, msg, type Message } from '#shared/base/message.ts';
import { median } from '#shared/base/quantile.ts';
import { hasOwnZone, isRemark, mostBelow, parseTime } from '#shared/data/time-format.ts';
import type { TimeFacts, TimeReading, TimeRepair } from '#shared/data/time-reading.ts';
import { GrowingFloat64 } from '#main/datasets/growing-array.ts';
import { ZoneClock } from '#main/datasets/table/zone-clock.ts';

/** More rows than these are not added for missing steps: the file's times are wrong, or the step is. */
const mostAdded = 20_000_000;

/** A row in the repaired order: a row of the file, the mean of several, or none where a step is missing. */
export interface RepairedRows {
  readonly facts: TimeFacts;
  /** For every stored row the rows of the file whose mean it is; an empty one is a missing step. Null: as in the file. */
  readonly order: readonly (readonly number[])[] | null;
  /** Milliseconds since 1970 of every stored row. */
  readonly times: Float64Array;
}

/** How times are read from the cells of their columns. */
export class TimeAxis {
  readonly #reading: TimeReading;
  readonly #file: string;
  readonly #times = new GrowingFloat64();
  readonly #zone: ZoneClock | null;
  /** With a zone: the rows whose time says its own. */
  readonly #own = new Set<number>();
  /** Rows without a time since the last one with a time: below the table there may be sums and remarks, which are left out. */
  readonly #without: { readonly row: number; readonly cell: string }[] = [];
  readonly #cells: string[] = [];

  /** @throws AppError `invalid-data` for a time zone that is unknown */
  constructor(reading: TimeReading, file: string) {
    this.#reading = reading;
    this.#file = file;
    this.#zone = reading.zone === null ? null : new ZoneClock(reading.zone);
  }

  /**
   * Takes the next row's time.
   * @param cell the cells of its columns, trimmed and joined with blanks
   * @returns false where it holds a remark, and the row is not to be taken
   * @throws AppError `invalid-data` where it holds no time, or a row with one follows a remark
   */
  add(cell: string, row: number): boolean {
    const wall = parseTime(cell, this.#reading.format);
    if (Number.isNaN(wall)) {
      this.#without.push({ row, cell });
      if (this.#without.length > mostBelow || !isRemark(cell)) this.#refuse(this.#without.length > mostBelow ? 0 : -1);
      return false;
    }
    if (this.#without.length > 0) this.#refuse(0);
    if (this.#zone !== null && hasOwnZone(cell, this.#reading.format)) this.#own.add(this.#times.length);
    this.#times.push(wall);
    this.#cells.push(cell);
    return true;
  }

  /** Rows at the end of the file that have no time, and were left out. */
  get leftOut(): readonly { readonly row: number; readonly cell: string }[] {
    return this.#without;
  }

  /** @param at which of the rows without a time is named; a negative one counts from the end */
  #refuse(at: number): never {
    const { row, cell } = this.#without.at(at) ?? { row: 0, cell: '' };
    const problem =
      cell === ''
        ? msg`${this.#file}, row ${row} has no time.`
        : msg`${this.#file}, row ${row}: "${cell.slice(0, 40)}" is not a time.`;
    throw new AppError('invalid-data', problem, {
      hint: msg`Choose how the times are written, leave the row out, or choose no time column.`,
      details: { row, cell: cell.slice(0, 200) },
    });
  }

  /** @throws AppError `invalid-data` where the repair says that irregular times are refused */
  repair(repair: TimeRepair): RepairedRows {
    const all = this.#inUtc(this.#times.whole());
    const [unordered, ordered] = steps(all);
    const isOrdered = unordered === 0;
    const isReversed = unordered > 0 && ordered === 0;
    const order = Uint32Array.from(all, (_, i) => i);
    if (!isOrdered) order.sort((a, b) => (all[a] ?? 0) - (all[b] ?? 0) || a - b);
    const at = (i: number): number => all[order[i] ?? 0] ?? NaN;
    const distances = new Float64Array(Math.max(0, all.length - 1)).map((_, i) => at(i + 1) - at(i));
    const isTwice = distances.map((distance) => (distance === 0 ? 1 : 0));
    const duplicates = isTwice.reduce((sum, one) => sum + one, 0);
    const forward = distances.filter((distance) => distance > 0);
    const stepMs = forward.length === 0 ? null : median(forward);
    const [missing, firstGap] = stepMs === null ? [0, -1] : gapsOf(distances, stepMs);
    const facts: TimeFacts = {
      firstMs: at(0),
      lastMs: at(all.length - 1),
      stepMs,
      unordered,
      isReversed,
      duplicates,
      firstDuplicate: duplicates === 0 ? null : (this.#cells[order[isTwice.indexOf(1)] ?? 0] ?? null),
      missing,
      firstGap: firstGap < 0 ? null : (this.#cells[order[firstGap] ?? 0] ?? null),
      repair,
      added: 0,
      below: this.#without.map((one) => one.cell.slice(0, 100)),
    };
    this.#check(facts, repair);
    const keepsOrder = isOrdered || repair.order === 'keep';
    const isAsFound =
      keepsOrder && (duplicates === 0 || repair.duplicates === 'keep') && (missing === 0 || repair.gaps === 'keep');
    if (isAsFound)
      return { facts: { ...facts, firstMs: all[0] ?? NaN, lastMs: all.at(-1) ?? NaN }, order: null, times: all };
    return this.#repaired(all, keepsOrder && !isOrdered ? null : order, facts, repair);
  }

  /** What the zone's clocks showed, as UTC; the hour that comes twice is told by the rows beside it, in the order of time. */
  #inUtc(walls: Float64Array): Float64Array {
    const zone = this.#zone;
    if (zone === null) return walls;
    const [back, forth] = steps(walls);
    const isReversed = back > forth;
    let last = NaN;
    for (let i = 0; i < walls.length; i++) {
      const row = isReversed ? walls.length - 1 - i : i;
      const wall = walls[row] ?? NaN;
      last = this.#own.has(row) ? wall : zone.utcOf(wall, last);
      walls[row] = last;
    }
    return walls;
  }

  #check(facts: TimeFacts, repair: TimeRepair): void {
    const { unordered, duplicates, missing } = facts;
    const refuse = (problem: Message, hint: Message): never => {
      throw new AppError('invalid-data', msg`${this.#file}: ${problem}.`, { hint });
    };
    if (unordered > 0 && repair.order === 'refuse')
      refuse(
        countOf(unordered, '{0} row is earlier than the row above it', '{0} rows are earlier than the row above them'),
        msg`They can be sorted.`,
      );
    if (duplicates > 0 && repair.duplicates === 'refuse')
      refuse(
        countOf(duplicates, '{0} row has the time of another row', '{0} rows have the time of another row'),
        msg`The first or the last of them can be kept, or their mean; rows of several stations are told apart by a column.`,
      );
    if (missing > 0 && repair.gaps === 'refuse')
      refuse(countOf(missing, '{0} row is missing', '{0} rows are missing'), msg`They can be filled.`);
    if (missing > mostAdded && repair.gaps !== 'keep')
      refuse(countOf(missing, '{0} row is missing', '{0} rows are missing'), msg`Check how the times are read.`);
  }

  /** @param order null to keep the file's order, in which gaps and rows that stand twice are looked for between neighbours */
  #repaired(all: Float64Array, order: Uint32Array | null, facts: TimeFacts, repair: TimeRepair): RepairedRows {
    const rows: number[][] = [];
    const times: number[] = [];
    let added = 0;
    for (let i = 0; i < all.length; i++) {
      const row = order?.[i] ?? i;
      const time = all[row] ?? NaN;
      const before = times.at(-1) ?? NaN;
      if (time === before && repair.duplicates !== 'keep') {
        const same = rows.at(-1) ?? [];
        if (repair.duplicates === 'last') same.splice(0, same.length, row);
        else if (repair.duplicates === 'mean') same.push(row);
        continue;
      }
      // In the file's order a row that goes on may only have been left behind.
      if (repair.gaps !== 'keep' && facts.stepMs !== null && order !== null) {
        const lacking = stepsBetween(time - before, facts.stepMs);
        for (let step = 1; step <= lacking; step++) {
          rows.push([]);
          times.push(before + ((time - before) * step) / (lacking + 1));
        }
        added += Math.max(0, lacking);
      }
      rows.push([row]);
      times.push(time);
    }
    const stored = Float64Array.from(times);
    return {
      facts: { ...facts, added, firstMs: stored[0] ?? NaN, lastMs: stored.at(-1) ?? NaN },
      order: rows,
      times: stored,
    };
  }
}

/** How many rows are earlier than the one above them, and how many later. */
function steps(times: Float64Array): [back: number, forth: number] {
  let [back, forth] = [0, 0];
  for (let i = 1; i < times.length; i++) {
    const distance = (times[i] ?? 0) - (times[i - 1] ?? 0);
    if (distance < 0) back++;
    else if (distance > 0) forth++;
  }
  return [back, forth];
}

/** Months and years differ in length: less than half a step is none. */
const tolerance = 1.5;

/** How many steps lack a row between two neighbours; 0 for what is no step, such as a row that goes back. */
function stepsBetween(distance: number, stepMs: number): number {
  return distance > tolerance * stepMs ? Math.round(distance / stepMs) - 1 : 0;
}

function gapsOf(distances: Float64Array, stepMs: number): [count: number, first: number] {
  let count = 0;
  let first = -1;
  distances.forEach((distance, i) => {
    const lacking = stepsBetween(distance, stepMs);
    if (lacking > 0 && first < 0) first = i;
    count += lacking;
  });
  return [count, first];
}

/** A column in the repaired order. @param gaps `line` puts missing steps on the line between their neighbours */
export function repairColumn(values: Float64Array, { order }: RepairedRows, gaps: TimeRepair['gaps']): Float64Array {
  if (order === null) return values;
  const repaired = Float64Array.from(order, (rows) => {
    const known = rows.length === 1 ? rows : rows.filter((row) => !Number.isNaN(values[row] ?? NaN));
    return known.reduce((sum, row) => sum + (values[row] ?? NaN), 0) / known.length;
  });
  if (gaps === 'line') fillLine(repaired, order);
  return repaired;
}

function fillLine(values: Float64Array, order: readonly (readonly number[])[]): void {
  for (let i = 1; i < values.length; i++) {
    if ((order[i]?.length ?? 1) > 0) continue;
    let end = i;
    while (end < values.length && (order[end]?.length ?? 1) === 0) end++;
    const [from = NaN, to = NaN] = [values[i - 1], values[end]];
    for (let k = i; k < end; k++) values[k] = from + ((to - from) * (k - i + 1)) / (end - i + 1);
    i = end;
  }
}
