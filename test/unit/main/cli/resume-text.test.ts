// What `strata runs resume` says first.
import { expect, it } from 'vitest';
import { resumeText } from '#main/cli/runs.ts';

it.each([
  [3, 3, '"a" continues after epoch 3.'],
  [3, 4, '"a" continues after epoch 3; epoch 4 is trained again.'],
  [3, 5, '"a" continues after epoch 3; epochs 4 and 5 are trained again.'],
  [3, 9, '"a" continues after epoch 3; epochs 4 to 9 are trained again.'],
])('after epoch %i of %i', (after, done, text) => {
  expect(resumeText('a', after, done)).toBe(text);
});
