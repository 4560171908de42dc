import { expect, it } from 'vitest';
import { epochText } from '#main/cli/train.ts';

it('writes an epoch’s numbers as the page does, an infinite one as such', () => {
  const metrics = { loss: 37_394, val_loss: Infinity, val_mae: 1e20, val_mse: NaN };
  expect(epochText({ epoch: 2, metrics, msPerStep: 12.34, seconds: 1.5 }, 10)).toBe(
    'epoch  2/10  loss 3.739e+4  val_loss ∞  val_mae 1.000e+20  val_mse NaN  12.3 ms/step  1.5 s',
  );
});
