// What `strata runs` says in a line.
import { expect, it } from 'vitest';
import { bestText } from '#main/cli/run-text.ts';
import { resumeText } from '#main/cli/runs.ts';

it.each([
  [3, 3, '"a" continues after epoch 3.'],
  [3, 4, '"a" continues after epoch 3; epoch 4 is trained again.'],
  [3, 5, '"a" continues after epoch 3; epochs 4 and 5 are trained again.'],
  [3, 9, '"a" continues after epoch 3; epochs 4 to 9 are trained again.'],
])('after epoch %i of %i', (after, done, text) => {
  expect(resumeText('a', after, done)).toBe(text);
});

it('names the epoch of a best value, but of a baseline, which has none', () => {
  const best = { metric: 'val_mae', value: 0.4633, epoch: 3 };
  expect(bestText({ kind: 'training', origin: null, best })).toBe('val_mae 0.4633 (epoch 3)');
  expect(bestText({ kind: 'baseline', origin: null, best: { ...best, epoch: 0 } })).toBe('val_mae 0.4633');
  expect(bestText({ kind: 'training', origin: null, best: null })).toBe('–');
});
