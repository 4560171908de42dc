// What a person is advised whose run diverged.
import { describe, expect, it } from 'vitest';
import { lossIsNoNumber, metricIsNoNumber } from '#main/training/worker/divergence.ts';

describe('the hint of a diverged run', () => {
  it.each([
    ['of a loss', lossIsNoNumber(NaN, 2, 7)],
    ['of a validation loss', metricIsNoNumber('val_loss', Infinity, 2)],
    ['of a metric', metricIsNoNumber('mae', Infinity, 2)],
  ])('%s names the likeliest cause first: the learning rate, then the data', (_, { hint }) => {
    expect(hint).toMatch(
      /^A smaller learning rate, or clipnorm .*; check the (data|validation rows) for extreme values/,
    );
  });

  it('of the first step is not the learning rate, with which nothing was changed yet', () => {
    expect(lossIsNoNumber(NaN, 1, 1).hint).toMatch(/^Nothing was learned until then, .*extreme values in the data/);
    expect(lossIsNoNumber(NaN, 1, 2).hint).toMatch(/^A smaller learning rate/);
  });
});
