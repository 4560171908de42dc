import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { timeRepairSchema, type TimeReading } from '#shared/data/time-reading.ts';
import { timeWarnings } from '#shared/data/time-warnings.ts';
import { repairColumn, TimeAxis } from '#main/datasets/table/time-axis.ts';

const reading: TimeReading = { columns: ['time'], format: 'year-month-day', zone: null };
const hours = (...at: number[]): string[] => at.map((hour) => `2023-01-01 ${String(hour).padStart(2, '0')}:00`);

function repaired(cells: readonly string[], repair: object, zone: string | null = null) {
  const axis = new TimeAxis({ ...reading, zone }, 'a.csv');
  cells.forEach((cell, i) => axis.add(cell, i + 2));
  const rows = axis.repair(timeRepairSchema.parse(repair));
  const values = Float64Array.from(cells, (_, i) => i);
  return { ...rows, values: [...repairColumn(values, rows, rows.facts.repair.gaps)] };
}

describe('rows out of order', () => {
  it('are sorted', () => {
    const { facts, values, times } = repaired(hours(3, 1, 2, 0), {});
    expect(facts).toMatchObject({ unordered: 2, isReversed: false, duplicates: 0, missing: 0, stepMs: 3_600_000 });
    expect(values).toEqual([3, 1, 2, 0]);
    expect([...times].map((time) => new Date(time).getUTCHours())).toEqual([0, 1, 2, 3]);
  });

  it('are told from rows that run backwards', () => {
    const { facts, values } = repaired(hours(3, 2, 1, 0), {});
    expect(facts.isReversed).toBe(true);
    expect(values).toEqual([3, 2, 1, 0]);
    expect(timeWarnings(facts).map(textOf)).toEqual(['The rows ran backwards in time and were sorted.']);
  });

  it('are kept', () => {
    expect(repaired(hours(3, 1, 2, 0), { order: 'keep' }).values).toEqual([0, 1, 2, 3]);
  });

  it('are refused', () => {
    expect(() => repaired(hours(3, 1, 2, 0), { order: 'refuse' })).toThrow(
      'a.csv: 2 rows are earlier than the row above them.',
    );
  });
});

describe('rows that stand twice', () => {
  const cells = hours(0, 1, 1, 2);
  it.each([
    ['keep', [0, 1, 2, 3]],
    ['first', [0, 1, 3]],
    ['last', [0, 2, 3]],
    ['mean', [0, 1.5, 3]],
  ])('%s', (duplicates, values) => {
    const found = repaired(cells, { duplicates });
    expect(found.values).toEqual(values);
    expect(found.facts).toMatchObject({ duplicates: 1, firstDuplicate: '2023-01-01 01:00', missing: 0 });
  });
});

describe('missing steps', () => {
  const cells = hours(0, 1, 2, 5, 6);
  it.each([
    ['keep', [0, 1, 2, 3, 4], 0],
    ['missing', [0, 1, 2, NaN, NaN, 3, 4], 2],
    ['line', [0, 1, 2, 2 + 1 / 3, 2 + 2 / 3, 3, 4], 2],
  ])('%s', (gaps, values, added) => {
    const found = repaired(cells, { gaps });
    expect(found.values).toEqual(values);
    expect(found.facts).toMatchObject({ missing: 2, firstGap: '2023-01-01 02:00', added });
  });

  it('are not found between months of different lengths', () => {
    const months = ['2023-01-01', '2023-02-01', '2023-03-01', '2023-04-01', '2023-05-01'];
    expect(repaired(months, {}).facts.missing).toBe(0);
  });
});

describe('a zone whose clocks are changed', () => {
  const day = (date: string, at: readonly number[]): string[] =>
    at.map((hour) => `${date} ${String(hour).padStart(2, '0')}:00`);

  it('has no gap and no hour twice', () => {
    const spring = [...day('2023-03-26', [0, 1, 3, 4])];
    const autumn = [...day('2023-10-29', [0, 1, 2, 2, 3, 4])];
    expect(repaired(spring, {}).facts).toMatchObject({ missing: 1 });
    expect(repaired(autumn, {}).facts).toMatchObject({ duplicates: 1 });
    expect(repaired(spring, {}, 'Europe/Berlin').facts).toMatchObject({ missing: 0, unordered: 0 });
    const { facts, times } = repaired(autumn, {}, 'Europe/Berlin');
    expect(facts).toMatchObject({ duplicates: 0, missing: 0, unordered: 0 });
    expect(new Date(times[0] ?? NaN).toISOString()).toBe('2023-10-28T22:00:00.000Z');
  });

  it('must exist', () => {
    expect(() => new TimeAxis({ ...reading, zone: 'Mars/Base' }, 'a.csv')).toThrow(
      'There is no time zone "Mars/Base".',
    );
  });
});

it('leaves out what stands below, and refuses a row without a time above others', () => {
  const axis = new TimeAxis(reading, 'a.csv');
  expect([...hours(0, 1), 'Total'].map((cell, i) => axis.add(cell, i + 2))).toEqual([true, true, false]);
  expect(axis.leftOut).toEqual([{ row: 4, cell: 'Total' }]);
  expect(() => axis.add(hours(2)[0] ?? '', 5)).toThrow('a.csv, row 4: "Total" is not a time.');
});
