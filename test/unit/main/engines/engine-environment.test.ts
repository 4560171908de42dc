import { expect, test } from 'vitest';
import { engineEnvironment } from '#main/engines/engine-environment.ts';

test('logs are quiet and graphics memory is taken as needed', () => {
  expect(engineEnvironment({})).toEqual({ TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true' });
});

test.each([
  [4, '3'],
  [2, '1'],
  [1, '1'],
])('of %i threads one is left to others', (threads, left) => {
  expect(engineEnvironment({}, { fewerThreads: 1, threads })['TF_NUM_INTRAOP_THREADS']).toBe(left);
  expect(engineEnvironment({ TF_NUM_INTRAOP_THREADS: '7' }, { fewerThreads: 1, threads })).toMatchObject({
    TF_NUM_INTRAOP_THREADS: '7',
  });
});

test('what a person set stays', () => {
  const mine = { TF_CPP_MIN_LOG_LEVEL: '0', TF_FORCE_GPU_ALLOW_GROWTH: 'false' };
  expect({ ...mine, ...engineEnvironment(mine) }).toEqual(mine);
});
