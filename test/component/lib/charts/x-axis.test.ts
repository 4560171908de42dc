import { describe, expect, test } from 'vitest';
import { clockTicks, elapsedLogTicks, elapsedText, elapsedTicks, timeStride } from '#shared/charts/time-ticks.ts';
import { xAxisOf } from '#shared/charts/x-axis.ts';
import { ChartView } from '#renderer/lib/charts/chart-view.svelte.ts';
import { Format } from '#renderer/lib/format/format.ts';
import { en } from '#renderer/locales/en.ts';
import { ko } from '#renderer/locales/ko.ts';

describe('ticks of time', () => {
  test.each([
    [8, 9, 1],
    [100, 6, 30],
    [3600, 7, 600],
    [7000, 6, 1800],
    [86_400, 5, 21_600],
    [86_400 * 12, 7, 172_800],
    [0.3, 7, 0.05],
  ])('of %d s, at most %d, are %d s apart', (seconds, most, stride) => {
    expect(timeStride(seconds, most)).toBeCloseTo(stride);
  });

  test('since the start are at round times, written as a stopwatch', () => {
    const { ticks, stride } = elapsedTicks(0, 3600, 7);
    expect(ticks.map((tick) => elapsedText(tick, stride))).toEqual([
      '0:00',
      '10:00',
      '20:00',
      '30:00',
      '40:00',
      '50:00',
      '1:00:00',
    ]);
    expect(elapsedText(93_784, 3600)).toBe('1d 2:03');
    expect(elapsedText(2.5, 0.5)).toBe('0:02.5');
  });

  test('on a logarithmic axis are at round times of every size', () => {
    const told = (min: number, max: number, most: number): string[] => {
      const { ticks, stride } = elapsedLogTicks(min, max, most);
      return ticks.map((tick) => elapsedText(tick, stride(tick)));
    };
    expect(told(0.5, 7200, 8)).toEqual(['0:01', '0:10', '1:00', '10:00', '1:00:00']);
    expect(told(2, 60, 8)).toEqual(['0:02', '0:05', '0:10', '0:15', '0:30', '1:00']);
    expect(told(1000, 1080, 5)).toEqual(['17:00', '17:30', '18:00']);
  });

  test('of the clock are at round times of the place', () => {
    const offset = 9 * 3_600_000 + 1_800_000;
    const from = Date.UTC(2026, 0, 1, 3, 7);
    const { ticks } = clockTicks(from, from + 4 * 3_600_000, 5, offset);
    for (const tick of ticks) expect((tick + offset) % 3_600_000).toBe(0);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
  });
});

test('a place is told in the words of its axis', () => {
  const told = (t: typeof en, language: 'en' | 'ko') => [
    xAxisOf('epoch', t, new Format(language)).title(3),
    xAxisOf('step', t, new Format(language)).title(1200),
  ];
  expect(told(en, 'en')).toEqual(['epoch 3', 'step 1,200']);
  expect(told(ko, 'ko')[1]).toBe('스텝 1,200');
  expect(xAxisOf('time', en, new Format('en')).title(75)).toBe('1:15');
});

test('the axis that a person chose is kept, and begins with its whole; a text of another program is none', () => {
  localStorage.setItem('strata.charts', '{"axis":"parsec"}');
  const view = new ChartView(localStorage);
  expect(view.axis).toBe('epoch');
  view.show('epoch', { min: 2, max: 5 });
  view.axis = 'time';
  expect(view.isZoomed).toBe(false);
  expect(new ChartView(localStorage).axis).toBe('time');
  localStorage.clear();
});
