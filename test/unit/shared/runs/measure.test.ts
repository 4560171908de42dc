import { expect, it } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
import { measureOf } from '#shared/runs/measure.ts';

const targetUnit = { unit: '°F', scale: 18, column: 'temp' };
const run = { id: createRunId(0), targetUnit, targetsHash: 't', datasetHash: 'd' };
const several = 'high: mean_absolute_error + 0.3 × low: mean_squared_error';

it.each([
  ['val_mae', 'huber', '°F'],
  ['val_loss', 'mean_absolute_error', '°F'],
  ['val_loss', '0.5 × mean_absolute_error', null],
  ['val_high_mae', several, '°F'],
  ['val_high_loss', several, '°F'],
  ['val_low_loss', several, null],
  ['val_loss', several, null],
])('%s of %s is in %s', (metric, loss, unit) => {
  expect(measureOf(metric, { ...run, loss }).unit?.unit ?? null).toBe(unit);
});

it('sets the loss of one output against one of the same kind only', () => {
  const [first, second] = [several, several.replace('mean_absolute_error', 'huber (delta 2)')];
  const keyOf = (metric: string, loss: string): string => measureOf(metric, { ...run, loss }).key;
  expect(keyOf('val_high_loss', first)).not.toBe(keyOf('val_high_loss', second));
  expect(keyOf('val_low_loss', first)).toBe(keyOf('val_low_loss', second));
});
