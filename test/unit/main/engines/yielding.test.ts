import { expect, test } from 'vitest';
import { yieldingFor } from '#main/engines/yielding.ts';

test('on Linux the threads of training stand lower; elsewhere TensorFlow leaves one of the processor alone', () => {
  const { niceness, fewerThreads } = yieldingFor('window', 'linux');
  expect(niceness).toBeGreaterThan(0);
  expect(fewerThreads).toBe(0);
  for (const platform of ['darwin', 'win32'] as const)
    expect(yieldingFor('window', platform)).toEqual({ niceness: 0, fewerThreads: 1 });
});

test.each(['linux', 'darwin', 'win32'] as const)('when training goes first, it gives nothing up on %s', (platform) => {
  expect(yieldingFor('training', platform)).toEqual({ niceness: 0, fewerThreads: 0 });
});
