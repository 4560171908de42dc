import { describe, expect, test } from 'vitest';
import type { EngineStatus } from '#shared/contract/app.ts';
import { adviceFor, graphicsCardIn } from '#main/engines/doctor.ts';
import type { AdviceFacts } from '#main/engines/doctor.ts';

const onCpu: EngineStatus = {
  id: 'native',
  isInstallable: true,
  available: true,
  version: 'TensorFlow 2.21.0',
  device: 'CPU',
  reason: 'It passed its probe.',
};
const missing: EngineStatus = { ...onCpu, available: false, version: null, device: null, reason: 'Not installed.' };
const facts: AdviceFacts = {
  platform: 'linux',
  graphicsCard: null,
  native: missing,
  hasPip: true,
  canBuild: true,
};

describe('advice', () => {
  test('none when TensorFlow works and there is no graphics card', () => {
    expect(adviceFor({ ...facts, native: onCpu })).toEqual([]);
  });

  test('a graphics card that lies idle is named, with the command that uses it', () => {
    const [advice, ...rest] = adviceFor({ ...facts, native: onCpu, graphicsCard: 'NVIDIA RTX 4090' });
    expect(advice).toContain('NVIDIA RTX 4090');
    expect(advice).toContain('strata engine install native --gpu');
    expect(rest).toEqual([]);
  });

  test('none when the graphics card is in use, and none for a card that cannot be used on this platform', () => {
    const graphicsCard = 'NVIDIA RTX 4090';
    expect(adviceFor({ ...facts, graphicsCard, native: { ...onCpu, device: 'GPU' } })).toEqual([]);
    expect(adviceFor({ ...facts, graphicsCard, native: onCpu, platform: 'win32' })).toEqual([]);
  });

  test('an engine that is missing is to be installed, for the graphics card where there is one', () => {
    expect(adviceFor(facts)).toEqual([expect.stringMatching(/strata engine install native$/)]);
    expect(adviceFor({ ...facts, native: undefined, graphicsCard: 'NVIDIA T4' })).toEqual([
      expect.stringMatching(/strata engine install native --gpu$/),
    ]);
  });

  test('what an installation would miss is named', () => {
    const [, second] = adviceFor({ ...facts, hasPip: false, canBuild: false });
    expect(second).toContain('Python 3 with pip and a C++ compiler');
    expect(adviceFor({ ...facts, canBuild: false })[1]).not.toContain('pip');
    expect(adviceFor({ ...facts, hasPip: false, platform: 'win32' })).toHaveLength(1);
  });
});

test.each([
  ['NVIDIA H200\n', 'NVIDIA H200'],
  ['NVIDIA RTX 4090\r\nNVIDIA T4\r\n', 'NVIDIA RTX 4090'],
  ['No devices were found\n', null],
  ['', null],
])('the driver says %j: the card is %j', (output, card) => {
  expect(graphicsCardIn(output)).toBe(card);
});
