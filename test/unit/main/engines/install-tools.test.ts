import { describe, expect, test } from 'vitest';
import { inEnglish } from '#shared/base/message.ts';
import { chooseWay } from '#main/engines/install-tools.ts';
import type { FoundTools } from '#main/engines/install-tools.ts';
import { tensorflowWheel } from '#main/engines/wheels.ts';

const all: FoundTools = {
  wheel: tensorflowWheel({ platform: 'linux', arch: 'x64' }, false),
  pip: { command: 'python3', args: ['-m', 'pip'], version: '25.0', pythonVersion: '3.12' },
  compiler: 'c++',
  nodeHeaders: '/usr/include/node',
  carried: null,
  freeBytes: 50e9,
};

describe('the way to an engine', () => {
  test('is the wheel, compiled, when all tools are there', () => {
    expect(chooseWay(all)).toMatchObject({ way: 'wheel', addon: 'compile', compiler: 'c++' });
  });

  test('needs no compiler and no headers where an add-on was brought along', () => {
    const tools = chooseWay({ ...all, compiler: null, nodeHeaders: null, carried: '/app/tfjs_binding.node' });
    expect(tools).toMatchObject({ way: 'wheel', addon: 'carried', addonPath: '/app/tfjs_binding.node' });
  });

  test.each([
    ['pip', { pip: null }, 'no pip was found'],
    ['a compiler', { compiler: null }, 'no C++ compiler was found'],
    ["Node's headers", { nodeHeaders: null }, "Node's headers were not found"],
    ['a wheel', { wheel: null }, 'no TensorFlow wheel with a C library is published for this platform'],
  ])('is the older download without %s, and says why', (_what, missing, why) => {
    expect(inEnglish(chooseWay({ ...all, ...missing }))).toEqual({ way: 'official', why });
  });

  test('is closed on a full disk, before anything is downloaded', () => {
    expect(() => chooseWay({ ...all, freeBytes: 1e9 })).toThrow('needs 1.4 GB while it is installed; 1.0 GB are free');
  });
});
