// Derived columns against pandas 2: s.shift(3, fill_value=s.iloc[0]), s - that, s.rolling(3, min_periods=1).mean().
import { describe, expect, it } from 'vitest';
import { columnNames, deriveColumn, unitOf, type DerivedColumn } from '#shared/data/derived-columns.ts';

const values = Float64Array.from([3.5, 1e9, 2.25, -4, 1e-3, 7, 7, 0.125, 1e9, -2.5]);
const none = new Float64Array();
const ofRows = (kind: 'lag' | 'difference' | 'rolling_mean', rows = 3): DerivedColumn => ({
  kind,
  name: 'made',
  column: 'a',
  rows,
});
const derive = (derived: DerivedColumn, source = values): number[] => [...deriveColumn(derived, source, none)];

describe('of the rows', () => {
  it('a lag is the value of an earlier row, before there is one the first', () => {
    expect(derive(ofRows('lag'))).toEqual([3.5, 3.5, 3.5, 3.5, 1e9, 2.25, -4, 0.001, 7, 7]);
  });

  it('a difference is the value less that', () => {
    expect(derive(ofRows('difference'))).toEqual([
      0, 999999996.5, -1.25, -7.5, -999999999.999, 4.75, 11, 0.124, 999999993, -9.5,
    ]);
  });

  it('a rolling mean is of the last rows, of which the first has fewer, and loses nothing to large values that have left', () => {
    const expected = [
      3.5, 500000001.75, 333333335.25, 333333332.75, -0.583, 1.0003333333333333, 4.667, 4.708333333333333,
      333333335.7083333, 333333332.5416667,
    ];
    for (const [i, mean] of derive(ofRows('rolling_mean')).entries()) expect(mean).toBeCloseTo(expected[i] ?? NaN, 6);
  });

  it('a rolling mean leaves out what is no number', () => {
    const source = Float64Array.from([NaN, 2, NaN, 4, 6, NaN, NaN, NaN, 1]);
    expect(derive(ofRows('rolling_mean'), source)).toEqual([NaN, 2, 2, 3, 5, 5, 6, NaN, 1]);
  });

  it('no row knows of a later one', () => {
    const changed = values.slice();
    changed[6] = -1e6;
    for (const kind of ['lag', 'difference', 'rolling_mean'] as const)
      expect(derive(ofRows(kind), changed).slice(0, 6)).toEqual(derive(ofRows(kind)).slice(0, 6));
  });
});

it('a sine and a cosine go round once in a period', () => {
  const hours = Float64Array.from({ length: 49 }, (_, hour) => Date.UTC(2023, 0, 1, hour));
  const sine = deriveColumn({ kind: 'sine', name: 's', period: 'day' }, none, hours);
  const cosine = deriveColumn({ kind: 'cosine', name: 'c', period: 'day' }, none, hours);
  expect([sine[0], sine[6], sine[30], cosine[12], cosine[48]]).toEqual([0, 1, 1, -1, 1]);
  const year = deriveColumn({ kind: 'sine', name: 's', period: 'year' }, none, Float64Array.of(31_556_952_000 / 4));
  expect(year[0]).toBe(1);
});

it('stands behind the columns of the data, with the unit of its source', () => {
  const columns = [
    { name: 'a', unit: '°C' },
    { name: 'b', unit: '' },
  ];
  const derived = [ofRows('lag'), { kind: 'sine', name: 's', period: 'day' } as const];
  expect(columnNames({ columns: columns as never }, { derived })).toEqual(['a', 'b', 'made', 's']);
  expect(['a', 'made', 's', 'other'].map((name) => unitOf(columns, { derived }, name))).toEqual([
    '°C',
    '°C',
    '',
    undefined,
  ]);
});
