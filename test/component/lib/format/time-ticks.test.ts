import { describe, expect, it } from 'vitest';
import { momentText, rowTicks, timeTicks } from '#renderer/lib/format/time-ticks.ts';

const at = (text: string): number => Date.parse(`${text}Z`);
const labels = (from: string, to: string, most: number, language: 'en' | 'ko' = 'en'): string[] =>
  timeTicks(at(from), at(to), most, language).map(({ label }) => label);

describe('ticks of times', () => {
  it.each([
    ['2009-01-01T00:10', '2017-01-01T00:00', 9, ['2010', '2011', '2012', '2013', '2014', '2015', '2016', '2017']],
    ['2013-01-01T01:00', '2013-12-30T18:00', 7, ['Mar', 'May', 'Jul', 'Sep', 'Nov']],
    ['2013-03-30T00:00', '2013-04-03T00:00', 4, ['Mar 30', 'Mar 31', 'Apr 1', 'Apr 2', 'Apr 3']],
    ['2013-03-30T20:00', '2013-03-31T05:00', 4, ['21:00', 'Mar 31', '03:00']],
    ['2013-03-30T20:00:00', '2013-03-30T20:00:20', 3, ['20:00:00', '20:00:10', '20:00:20']],
  ])('from %s to %s', (from, to, most, expected) => {
    expect(labels(from, to, most)).toEqual(expected);
  });

  it('are Korean, and none without a stretch or room', () => {
    expect(labels('2009-01-01T00:10', '2012-06-01T00:00', 4, 'ko')).toEqual(['2010년', '2011년', '2012년']);
    expect(labels('2013-01-01', '2013-01-01', 4)).toEqual([]);
    expect(timeTicks(NaN, 5, 4, 'en')).toEqual([]);
    expect(labels('2013-01-01', '2014-01-01', 0)).toEqual([]);
  });

  it('span ages', () => {
    expect(labels('1000-01-01', '2000-01-01', 6)).toEqual(['1000', '1200', '1400', '1600', '1800', '2000']);
  });
});

describe('a moment', () => {
  const [minute, day] = [60_000, 86_400_000];
  it.each([
    [10 * minute, 'May 3, 2013, 10:20', '2013년 5월 3일 10:20'],
    [1000, 'May 3, 2013, 10:20:00', '2013년 5월 3일 10:20:00'],
    [day, 'May 3, 2013', '2013년 5월 3일'],
    [30.4 * day, 'May 2013', '2013년 5월'],
  ])('in steps of %d ms', (stepMs, en, ko) => {
    expect(momentText(at('2013-05-03T10:20'), stepMs, 'en')).toBe(en);
    expect(momentText(at('2013-05-03T10:20'), stepMs, 'ko')).toBe(ko);
  });
});

it('rows have round ticks', () => {
  expect(rowTicks(0, 8706, 5)).toEqual([0, 2000, 4000, 6000, 8000]);
  expect(rowTicks(3, 8, 10)).toEqual([3, 4, 5, 6, 7]);
  expect(rowTicks(5, 5, 10)).toEqual([]);
});
