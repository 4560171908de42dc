import { expect, test } from 'vitest';
import { engineEnvironment } from '#main/engines/engine-environment.ts';

test('logs are quiet and graphics memory is taken as needed', () => {
  expect(engineEnvironment({})).toEqual({ TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true' });
});

test('what a person set stays', () => {
  const mine = { TF_CPP_MIN_LOG_LEVEL: '0', TF_FORCE_GPU_ALLOW_GROWTH: 'false' };
  expect({ ...mine, ...engineEnvironment(mine) }).toEqual(mine);
});
