import { expect, it } from 'vitest';
import { amountText, measuredText, metricText } from '#shared/base/number-text.ts';

it.each([
  [0.2519, '0.2519'],
  [-0.25, '-0.2500'],
  [37.394, '37.39'],
  [37_394, '3.739e+4'],
  [1e20, '1.000e+20'],
  [1.2e-5, '1.20e-5'],
  [Infinity, '∞'],
  [-Infinity, '-∞'],
  [NaN, 'NaN'],
])('writes the metric %j', (value, text) => {
  expect(metricText(value)).toBe(text);
});

it.each([
  [4.108, undefined, '4.11'],
  [4.108, 123, '4.1'],
  [0.0042, undefined, '0.004'],
  [1e20, undefined, '1.000e+20'],
  [Infinity, undefined, '∞'],
])('writes the measured value %j beside %j', (value, beside, text) => {
  expect(measuredText(value, beside)).toBe(text);
});

it.each([
  [1.47, '1.5'],
  [5, '5'],
  [62.5, '63'],
  [37_394.2, '37,394'],
  [1e20, '1.0e+20'],
])('writes the amount %j', (percent, text) => {
  expect(amountText(percent)).toBe(text);
});
