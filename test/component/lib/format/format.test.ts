import { describe, expect, test } from 'vitest';
import { Format } from '#renderer/lib/format/format.ts';

const en = new Format('en');
const ko = new Format('ko');

test.each([
  [1_315_937, '1,315,937'],
  [0, '0'],
  [null, '—'],
  [undefined, '—'],
])('count %j', (value, text) => expect(en.count(value)).toBe(text));

test.each([
  [940, '940'],
  [9_999, '9,999'],
  [10_000, '10.0 k'],
  [29_612_345, '29.6 M'],
  [999_999_999, '1.0 G'],
])('scaled %d', (value, text) => expect(en.scaled(value)).toBe(text));

test.each([
  [0.88, '0.8800'],
  [0, '0.0000'],
  [-0.25, '−0.2500'],
  [0.000_12, '1.20e−4'],
  [12.345, '12.35'],
  [123.45, '123.5'],
  [45_678, '4.568e4'],
  [NaN, 'NaN'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
  [null, '—'],
])('metric %j', (value, text) => expect(en.metric(value)).toBe(text));

test('differences have a sign', () => {
  expect(en.difference(0.046)).toBe('+0.0460');
  expect(en.difference(-0.046)).toBe('−0.0460');
  expect(en.difference(0.000_56)).toBe('+0.0006');
  expect(en.difference(-0.000_01)).toBe('0');
  expect(en.amount(32.4)).toBe('32');
  expect(en.amount(0.61)).toBe('0.6');
  expect(en.amount(5)).toBe('5');
  expect(en.amount(9.96)).toBe('10');
  expect(en.amount(37_394.2)).toBe('37,394');
});

describe('durations', () => {
  test.each([
    [350, '350 ms'],
    [999, '999 ms'],
    [13_200, '13.2 s'],
    [59_960, '1 min'],
    [80_000, '1 min 20 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [90_000_000, '1 d 1 h'],
    [null, '—'],
  ])('%j ms', (ms, text) => expect(en.duration(ms)).toBe(text));

  test('in Korean the unit stands beside the number', () => {
    expect(ko.duration(80_000)).toBe('1분 20초');
    expect(ko.duration(350)).toBe('350 ms');
  });

  test('time left is coarse, so that it does not flicker', () => {
    expect(en.remaining(200)).toBe('1 s');
    expect(en.remaining(7_400)).toBe('7 s');
    expect(en.remaining(68_900)).toBe('1 min 10 s');
    expect(en.remaining(69_900)).toBe('1 min 10 s');
    expect(en.remaining(121_000)).toBe('2 min');
    expect(en.remaining(3_599_000)).toBe('1 h');
    expect(ko.remaining(30_000)).toBe('30초');
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [487_536, '488 kB'],
  [13_000_000, '13 MB'],
  [999_999_999, '1.0 GB'],
])('bytes %j', (bytes, text) => expect(en.bytes(bytes)).toBe(text));

test('shapes, shares, settings', () => {
  expect(en.shape([500, 128])).toBe('(500, 128)');
  expect(en.shape([null, 32])).toBe('(?, 32)');
  expect(en.share(0.2)).toBe('20 %');
  expect(ko.share(0.2)).toBe('20%');
  expect(en.share(1 - 0.6 - 0.2)).toBe('20 %');
  expect(en.plain(0.001)).toBe('0.001');
  expect(en.plain(1e-7)).toBe('1e−7');
});

test('values of a row have the same decimals', () => {
  expect(en.measured(4.1103)).toBe('4.11');
  expect(en.measured(0, 360)).toBe('0.0');
  expect(en.measured(7.43, 1042.1)).toBe('7.4');
});

test('how long ago', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  expect(en.ago(now - 20_000, now)).toBe('just now');
  expect(en.ago(now - 5 * 60_000, now)).toBe('5 minutes ago');
  expect(en.ago(now - 26 * 3_600_000, now)).toBe('yesterday');
  expect(en.ago(now - 90 * 86_400_000, now)).toBe('Aug 26, 2026');
});
