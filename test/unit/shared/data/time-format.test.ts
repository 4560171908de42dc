import { expect, it } from 'vitest';
import { findTimeFormat, parseTime } from '#shared/data/time-format.ts';

it.each([
  [['2023-01-05', '2023-01-06'], 'year-month-day', '2023-01-05T00:00:00.000Z'],
  [['2023/01/05 12:00', '2023/01/05 13:00'], 'year-month-day', '2023-01-05T12:00:00.000Z'],
  [['2023-01-01T00:00:00+09:00', '2023-01-01T01:00:00+09:00'], 'year-month-day', '2022-12-31T15:00:00.000Z'],
  [['2023-01-01 00:00:00.500', '2023-01-01 00:00:01'], 'year-month-day', '2023-01-01T00:00:00.500Z'],
  [['01.02.2023 10:00', '01.02.2023 11:00'], 'day-month-year', '2023-02-01T10:00:00.000Z'],
  [['01/01/2023', '02/01/2023', '03/01/2023'], 'day-month-year', '2023-01-01T00:00:00.000Z'],
  [['01/01/2023', '01/02/2023', '01/03/2023'], 'month-day-year', '2023-01-01T00:00:00.000Z'],
  [['1/2/2023 01:00 PM', '1/2/2023 12:00 AM'], 'month-day-year', '2023-01-02T13:00:00.000Z'],
  [['16/12/2006 17:24:00', '16/12/2006 17:25:00'], 'day-month-year', '2006-12-16T17:24:00.000Z'],
  [['Jan 01 2023', 'Jan 02 2023'], 'month-name', '2023-01-01T00:00:00.000Z'],
  [['01-Jan-2023', '02-Jan-2023'], 'month-name', '2023-01-01T00:00:00.000Z'],
  [['Sat, 01 Jan 2022 00:00:00 GMT', 'Sun, 02 Jan 2022 00:00:00 GMT'], 'month-name', '2022-01-01T00:00:00.000Z'],
  [['2023년 1월 1일 1시', '2023년 1월 1일 2시'], 'korean', '2023-01-01T01:00:00.000Z'],
  [['2023. 1. 1. 오후 3:00', '2023. 1. 1. 오후 4:00'], 'korean', '2023-01-01T15:00:00.000Z'],
  [['1949-01', '1949-02'], 'year-month', '1949-01-01T00:00:00.000Z'],
  [['2023-Q2', '2023-Q3'], 'year-month', '2023-04-01T00:00:00.000Z'],
  [['20230101', '20230102'], 'digits', '2023-01-01T00:00:00.000Z'],
  [['202301011330', '202301011340'], 'digits', '2023-01-01T13:30:00.000Z'],
  [['1672531200', '1672534800'], 'unix-seconds', '2023-01-01T00:00:00.000Z'],
  [['1672531200000', '1672534800000'], 'unix-milliseconds', '2023-01-01T00:00:00.000Z'],
] as const)('reads %j as %s', (cells, format, first) => {
  expect(findTimeFormat(cells, false)).toBe(format);
  expect(new Date(parseTime(cells[0], format)).toISOString()).toBe(first);
});

it('takes numbers for times only where the column is named so', () => {
  expect(findTimeFormat(['1990', '1991'], false)).toBeNull();
  expect(findTimeFormat(['1990', '1991'], true)).toBe('year');
  expect(findTimeFormat(['44927', '44927.5'], true)).toBe('excel-days');
  expect(parseTime('44927.5', 'excel-days')).toBe(Date.UTC(2023, 0, 1, 12));
});

it('lets sums and remarks stand below', () => {
  expect(findTimeFormat(['2023-01-01', '2023-01-02', 'Total'], false)).toBe('year-month-day');
  expect(findTimeFormat(['Total', '2023-01-01', '2023-01-02'], false)).toBeNull();
});

it.each(['2023-02-30', '2023-13-01', '2023-01-01 25:00', '31/04/2023', 'yesterday', ''])('does not read %j', (cell) => {
  expect(findTimeFormat([cell], true)).toBeNull();
});

it('joins columns of parts', () => {
  expect(parseTime('2010 1 2 5', 'parts')).toBe(Date.UTC(2010, 0, 2, 5));
  expect(parseTime('2010 2 30', 'parts')).toBeNaN();
});
