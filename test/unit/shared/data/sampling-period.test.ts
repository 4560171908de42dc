// How far apart rows are, from a time column's first and last cell.
import { expect, it } from 'vitest';
import { samplingPeriod } from '#shared/data/sampling-period.ts';

const period = (first: string, last: string, rows: number): number | null =>
  samplingPeriod({ rows, time: { column: 'time', first, last } });

it.each([
  ['Jena, every ten minutes', '01.01.2009 00:10:00', '01.01.2017 00:00:00', 420_551, 600],
  ['an hour, of which some are missing', '2013-01-01 01:00', '2013-12-30 18:00', 8706, 3600],
  ['ISO with a zone', '2020-01-01T00:00:00Z', '2020-01-01T00:01:00Z', 61, 1],
  ['days', '2020-01-01', '2020-12-31', 366, 86_400],
  ['months', '2010-01', '2019-12', 120, 30.436875 * 86_400],
  ['an unusual period', '2020-01-01 00:00:00', '2020-01-01 01:10:00', 101, 42],
])('%s', (_name, first, last, rows, expected) => expect(period(first, last, rows)).toBeCloseTo(expected, 0));

it.each([
  ['numbers', '0', '100', 101],
  ['a day and a month that could be exchanged', '1/2/2013', '3/4/2013', 60],
  ['the same time twice', '2020-01-01', '2020-01-01', 2],
  ['backwards', '2020-01-02', '2020-01-01', 2],
  ['one row', '2020-01-02', '2020-01-03', 1],
])('%s say nothing', (_name, first, last, rows) => expect(period(first, last, rows)).toBeNull());

it('says nothing without a time column', () => expect(samplingPeriod({ rows: 5, time: null })).toBeNull());
