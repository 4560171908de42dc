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

it.each([
  ['val_high_mae', '°F'],
  ['val_low_mae', 'hPa'],
  ['val_both_mae', null],
  ['val_loss', null],
])('%s is in the unit of its own output: %s', (metric, unit) => {
  const hPa = { unit: 'hPa', scale: 6, column: 'pressure' };
  const outputs = { high: [targetUnit], low: [hPa], both: [targetUnit, hPa] };
  const loss = 'both: mean_absolute_error + high: mean_absolute_error + low: mean_absolute_error';
  const measured = measureOf(metric, { ...run, targetUnit: { outputs }, loss });
  expect(measured.unit?.unit ?? null).toBe(unit);
  const rescaled = { ...hPa, scale: 7 };
  const other = { outputs: { ...outputs, low: [rescaled], both: [targetUnit, rescaled] } };
  const isSame = measureOf(metric, { ...run, targetUnit: other, loss }).key === measured.key;
  // In its own unit a value may be compared whatever it was scaled by.
  expect(isSame).toBe(unit !== null);
});

it('sets the loss of one output against one of the same kind only', () => {
  const [first, second] = [several, several.replace('mean_absolute_error', 'huber (delta 2)')];
  const keyOf = (metric: string, loss: string): string => measureOf(metric, { ...run, loss }).key;
  expect(keyOf('val_high_loss', first)).not.toBe(keyOf('val_high_loss', second));
  expect(keyOf('val_low_loss', first)).toBe(keyOf('val_low_loss', second));
});
