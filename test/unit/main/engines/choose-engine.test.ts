import { describe, expect, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { chooseEngine, rankEngines } from '#main/engines/choose-engine.ts';
import type { ExaminedEngine } from '#main/engines/choose-engine.ts';

function native(device: string, available = true): ExaminedEngine {
  return {
    load: { id: 'native', addonPath: `/engines/${device}/tfjs_binding.node` },
    state: available ? 'works' : 'failed',
    usesGpu: device !== 'CPU',
    installCommand: 'engine install native',
    status: {
      id: 'native',
      isInstallable: true,
      available,
      version: available ? 'TensorFlow 2.21.0' : null,
      device: available ? device : null,
      reason: available ? 'It passed its probe.' : 'It was tried and ended with SIGSEGV.',
    },
  };
}
const refused: ExaminedEngine = {
  ...native('GPU'),
  state: 'refused',
  status: { ...native('GPU').status, available: false, reason: 'Restart Strata to use it.' },
};
const absent: ExaminedEngine = {
  ...native('CPU', false),
  load: null,
  state: 'absent',
  status: { ...native('CPU', false).status, reason: 'It is not installed.' },
};
const wasm: ExaminedEngine = {
  load: { id: 'wasm' },
  state: 'works',
  usesGpu: false,
  installCommand: null,
  status: {
    id: 'wasm',
    isInstallable: false,
    available: true,
    version: 'WebAssembly 4.22.0',
    device: 'CPU',
    reason: 'It passed its probe.',
  },
};

describe('auto', () => {
  test('takes a graphics card before the processor, and TensorFlow before WebAssembly', () => {
    const all = [native('CPU'), native('GPU'), wasm];
    expect(rankEngines(all).map(({ load, status }) => `${load.id} ${status.device ?? ''}`)).toEqual([
      'native GPU',
      'native CPU',
      'wasm CPU',
    ]);
    const { load, reason } = chooseEngine(all, 'auto');
    expect(load).toEqual(native('GPU').load);
    expect(textOf(reason)).toBe('native: TensorFlow 2.21.0 on the GPU, the fastest that passed its probe');
  });

  test('passes an engine over that failed its probe, and says so', () => {
    const other = chooseEngine([native('GPU', false), native('CPU'), wasm], 'auto');
    expect(other.load).toEqual(native('CPU').load);
    expect(textOf(other.reason)).toContain(
      'because another copy of the native engine does not work here (It was tried and',
    );
    const { load, reason } = chooseEngine([native('CPU', false), wasm], 'auto');
    expect(load.id).toBe('wasm');
    expect(textOf(reason)).toContain('the native engine does not work here (It was tried and ended with SIGSEGV.)');
  });

  test('passes an engine over that works and cannot be loaded any more, and says so', () => {
    const { load, reason } = chooseEngine([refused, wasm], 'auto');
    expect(load.id).toBe('wasm');
    expect(textOf(reason)).toContain('because the native engine is not loaded (Restart Strata to use it.)');
    expect(chooseEngine([refused, native('CPU'), wasm], 'auto').load).toEqual(native('CPU').load);
  });

  test('says that the native engine is not installed', () => {
    expect(textOf(chooseEngine([absent, wasm], 'auto').reason)).toMatch(/because the native engine is not installed$/);
  });

  test('has nothing to take', () => {
    expect(() => chooseEngine([], 'auto')).toThrow('No engine works here.');
  });
});

describe('an engine that was asked for', () => {
  test('is taken though another is faster', () => {
    const { load, reason } = chooseEngine([native('GPU'), wasm], 'wasm');
    expect(load.id).toBe('wasm');
    expect(textOf(reason)).toContain('as asked for');
  });

  test.each([
    ['is not installed', [absent, wasm], 'The engine "native" is not installed.'],
    ['fails its probe', [native('CPU', false), wasm], 'It was tried and ended with SIGSEGV'],
  ])('is refused, with the way out, when it %s', (_case, engines, sentence) => {
    let thrown: unknown;
    try {
      chooseEngine(engines, 'native');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringContaining(sentence) as string,
      hint: 'Install it with: strata engine install native',
    });
  });

  test('is refused without advice to install it when it only cannot be loaded any more', () => {
    const choose = (): unknown => chooseEngine([refused, wasm], 'native');
    expect(choose).toThrow('The engine "native" is not loaded. Restart Strata to use it.');
    expect(choose).toThrow(expect.objectContaining({ code: 'engine-unavailable', hint: undefined }) as Error);
  });
});
