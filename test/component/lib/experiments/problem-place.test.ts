import { expect, test } from 'vitest';
import { errorProblem } from '#shared/base/problem.ts';
import { placeBeside } from '#renderer/lib/experiments/problem-place.ts';

test('a place stands beside a sentence that does not name it', () => {
  const sentence = 'Conv1D “conv1d_1”: kernel_size 500 reaches over 500 steps, but only 120 steps arrive.';
  expect(placeBeside(errorProblem('a', sentence, { nodeId: 'conv1d_1' }), sentence)).toBeNull();
  expect(placeBeside(errorProblem('a', sentence, { nodeId: 'conv1d' }), sentence)).toBe('conv1d');
  expect(placeBeside(errorProblem('a', 'epochs is 0.', { path: 'training.epochs' }), 'epochs is 0.')).toBeNull();
  expect(
    placeBeside(errorProblem('a', '열 “a”에 수가 없습니다.', { path: 'data.preparation.missing' }), '열 “a”'),
  ).toBe('data.preparation.missing');
  expect(placeBeside(errorProblem('a', 'No layers.'), 'No layers.')).toBeNull();
});
