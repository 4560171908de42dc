// Leaks in a series: columns that were scaled before the import, a feature that knows the target's future, and samples whose rows
// are among the training rows.
import type { Leak } from '#shared/data/leaks.ts';
import { lastKeptRow, sampleSpan, type SeriesPlan } from '#shared/data/series-plan.ts';
import type { SeriesSplit } from '#shared/data/splits.ts';
import { rowsPerSample, sampleCount, type RowRange } from '#shared/data/windows.ts';
import type { NamedColumn } from '#main/datasets/missing-values.ts';

/** The columns that are used, and how rows are taken from them. */
export interface SeriesRows {
  readonly columns: readonly NamedColumn[];
  /** The names of those that the Inputs get. */
  readonly features: ReadonlySet<string>;
  readonly plan: SeriesPlan;
  readonly split: SeriesSplit;
}

interface Extent {
  readonly mean: number;
  readonly std: number;
  readonly least: number;
  readonly most: number;
}

function extentOf({ values }: NamedColumn, { from, to }: RowRange): Extent {
  let [sum, count, least, most] = [0, 0, Infinity, -Infinity];
  for (let row = from; row < to; row++) {
    const value = values[row] ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const mean = sum / count;
  let squares = 0;
  for (let row = from; row < to; row++) {
    const value = values[row] ?? NaN;
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  return { mean, std: Math.sqrt(squares / count), least, most };
}

/** Whether the first thousand rows have more than a few different values: not a column of flags. */
function isMeasured({ values }: NamedColumn): boolean {
  return new Set(values.subarray(0, 1000)).size > 10;
}

/** Scaled with what the training rows alone do not have. */
function scaledBefore({ columns, features, split }: SeriesRows): Leak[] {
  const standard: string[] = [];
  const range: string[] = [];
  const used = columns.filter(({ name }) => features.has(name));
  for (const column of used) {
    const rows = column.values.length;
    const all = extentOf(column, { from: 0, to: rows });
    const train = extentOf(column, split.train);
    // Files have six digits or so; the deviation may be that of a sample.
    const isOne = [1, Math.sqrt((rows - 1) / rows)].some((one) => Math.abs(all.std - one) < 2e-5);
    const isOwn = Math.abs(train.mean) < 1e-4 && Math.abs(train.std - 1) < 1e-4;
    if (Math.abs(all.mean) < 2e-5 && isOne && !isOwn) standard.push(column.name);
    const isUnit = all.least === 0 && all.most === 1 && (train.least > 0 || train.most < 1);
    if (isUnit && isMeasured(column)) range.push(column.name);
  }
  return [
    ...(standard.length > 0 ? [{ kind: 'scaled-before' as const, columns: standard, to: 'standard' as const }] : []),
    // A share that happens to reach 0 and 1 is one column among others.
    ...(range.length > 0 && range.length * 2 > used.length
      ? [{ kind: 'scaled-before' as const, columns: range, to: 'range' as const }]
      : []),
  ];
}

/** So many rows tell whether two columns are the same. */
const comparedRows = 400;
/** Windows are looked through so far back. */
const longestShift = 2000;

/** The squared correlation of `x[row]` and `y[row + shift]` over some rows; 0 where there are too few. */
function likeness(x: Float64Array, y: Float64Array, shift: number): number {
  const room = x.length - shift;
  const distance = Math.max(1, Math.floor(room / comparedRows));
  let [count, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  // Of large numbers the squares would lose what is looked for.
  const [x0, y0] = [x.find((value) => !Number.isNaN(value)) ?? 0, y.find((value) => !Number.isNaN(value)) ?? 0];
  for (let row = 0; row < room; row += distance) {
    const a = (x[row] ?? NaN) - x0;
    const b = (y[row + shift] ?? NaN) - y0;
    if (Number.isNaN(a + b)) continue;
    count++;
    sx += a;
    sy += b;
    sxx += a * a;
    syy += b * b;
    sxy += a * b;
  }
  const [vx, vy] = [sxx - (sx * sx) / count, syy - (sy * sy) / count];
  if (count < 30 || !(vx > 0) || !(vy > 0)) return 0;
  return (sxy - (sx * sy) / count) ** 2 / (vx * vy);
}

/** A feature in the window that is the target, but for a unit, at the predicted row. */
function futureColumns({ columns, features, plan }: SeriesRows): Leak[] {
  const last = lastKeptRow(plan);
  const { lookback } = sampleSpan(plan);
  const byName = new Map(columns.map((column) => [column.name, column.values]));
  const leaks: Leak[] = [];
  for (const { columns: targets, delay } of plan.outputs)
    for (const target of targets) {
      const y = byName.get(target) ?? new Float64Array();
      const nearest = lookback + delay - last;
      // A slow series resembles itself at every distance; the copy has to be far closer than that.
      const own = likeness(y, y, nearest);
      for (const column of features) {
        const x = byName.get(column);
        if (column === target || x === undefined) continue;
        const furthest = Math.min(nearest + last, nearest + longestShift, y.length - 1);
        for (let ahead = nearest; ahead <= furthest; ahead++) {
          const rest = 1 - likeness(x, y, ahead);
          if (rest > 1e-6 || rest * 100 > 1 - own) continue;
          if (!leaks.some((leak) => leak.kind === 'future-column' && leak.column === column))
            leaks.push({ kind: 'future-column', column, target, ahead });
          break;
        }
      }
    }
  return leaks;
}

/** A hash of each row's numbers, FNV-1a over their bits. */
function rowHashes(columns: readonly NamedColumn[], rows: number): Int32Array {
  const hashes = new Int32Array(rows).fill(0x811c9dc5 | 0);
  for (const { values } of columns) {
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
    for (let row = 0; row < rows; row++) {
      const low = Math.imul((hashes[row] ?? 0) ^ (bits[2 * row] ?? 0), 0x01000193);
      hashes[row] = Math.imul(low ^ (bits[2 * row + 1] ?? 0), 0x01000193) ^ (low >>> 15);
    }
  }
  return hashes;
}

/** Samples of a part whose rows are, one after the other, among the training rows; rows that do not change say nothing. */
function equalRows({ columns, plan, split }: SeriesRows): Leak[] {
  const span = sampleSpan(plan);
  const needed = rowsPerSample(span);
  const rows = columns[0]?.values.length ?? 0;
  const hashes = rowHashes(columns, rows);
  const isEqual = (one: number, other: number): boolean =>
    hashes[one] === hashes[other] && columns.every(({ values }) => Object.is(values[one], values[other]));
  const trained = new Map<number, number>();
  for (let row = split.train.from; row < split.train.to; row++)
    if (!trained.has(hashes[row] ?? 0)) trained.set(hashes[row] ?? 0, row);
  return (['validation', 'test'] as const).flatMap((part): Leak[] => {
    const range = split[part];
    let [count, streak, unchanged, match] = [0, 0, 0, -1];
    for (let row = range.from; row < range.to; row++) {
      const next = match + 1;
      if (streak > 0 && next < split.train.to && isEqual(row, next)) {
        unchanged = isEqual(row, match) ? unchanged + 1 : 1;
        match = next;
        streak++;
      } else {
        const found = trained.get(hashes[row] ?? 0);
        const isFound = found !== undefined && isEqual(row, found);
        [streak, unchanged, match] = isFound ? [1, 1, found] : [0, 0, -1];
      }
      if (streak >= needed && unchanged < needed) count++;
    }
    return count === 0 ? [] : [{ kind: 'equal-rows', part, count, of: sampleCount(span, range) }];
  });
}

/** Takes a fraction of a second for half a million rows. */
export function findSeriesLeaks(rows: SeriesRows): Leak[] {
  return [...scaledBefore(rows), ...futureColumns(rows), ...equalRows(rows)];
}
