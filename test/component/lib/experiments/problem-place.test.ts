import { expect, test } from 'vitest';
import { errorProblem } from '#shared/base/problem.ts';
import { placeBeside, placeInFile } from '#renderer/lib/experiments/problem-place.ts';

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

test('a problem of a layer is written at the argument that its fix sets', () => {
  const fixes = [{ kind: 'argument' as const, layer: 'conv', arguments: ['kernel_size'], value: 3 }];
  const placed = (details: Parameters<typeof errorProblem>[2]) => placeInFile(errorProblem('a', 'b', details));
  expect(placed({ nodeId: 'conv', fixes })).toEqual({ nodeId: 'conv', path: 'config.kernel_size' });
  expect(placed({ nodeId: 'other', fixes }).path).toBeUndefined();
  expect(placed({ nodeId: 'conv', path: 'config.padding', fixes }).path).toBe('config.padding');
  expect(placed({ path: 'training.loss' })).toEqual({ path: 'training.loss' });
});
