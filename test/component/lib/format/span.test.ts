import { expect, test } from 'vitest';
import { spanText } from '#renderer/lib/format/span.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

test.each([
  [24 * hour, hour, '1 day', '1일'],
  [120 * hour, hour, '5 days', '5일'],
  [90 * minute, 10 * minute, '1.5 hours', '1.5시간'],
  [100 * minute, 10 * minute, '100 minutes', '100분'],
  [125 * hour, hour, '125 hours', '125시간'],
  [28 * day, day, '28 days', '28일'],
  [12 * 30.436875 * day, 30.436875 * day, '12 months', '12개월'],
  [31 * day, 31 * day, '1 month', '1개월'],
  [366 * day, 366 * day, '1 year', '1년'],
  [1_500, 500, '1.5 seconds', '1.5초'],
  [0.5, 0.5, '0.5 milliseconds', '0.5밀리초'],
])('%d ms in steps of %d ms are %s', (ms, stepMs, en, ko) => {
  expect(spanText(ms, stepMs, 'en')).toBe(en);
  expect(spanText(ms, stepMs, 'ko')).toBe(ko);
});
