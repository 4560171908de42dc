// Engines tried in processes of their own: those that work, and those that crash, hang or answer nonsense.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inEnglish } from '#shared/base/message.ts';
import { findInstalled } from '#main/engines/manifest.ts';
import { probeEngine } from '#main/engines/probe-engine.ts';
import { testEngineHome } from '../../support/engines.ts';
import { temporaryHome } from '../../support/home.ts';

function program(name: string): string {
  return fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
}

describe('an engine that works', () => {
  test('native says which TensorFlow it is', async () => {
    const [engine] = findInstalled(await testEngineHome()).engines;
    const result = await probeEngine({ id: 'native', addonPath: engine?.addonPath ?? '' });
    expect(result).toEqual({
      ok: true,
      version: 'TensorFlow 2.21.0',
      device: expect.stringMatching(/^(CPU|GPU)$/) as string,
    });
  });

  test('wasm comes with the program', async () => {
    const result = await probeEngine({ id: 'wasm' });
    expect(result).toEqual({
      ok: true,
      version: expect.stringContaining('WebAssembly 4.22.0') as string,
      device: 'CPU',
    });
  });
});

describe('an engine that does not', () => {
  test.skipIf(process.platform === 'win32')('crashes: the signal is named', async () => {
    const result = await probeEngine({ id: 'wasm' }, { script: program('crash') });
    expect(inEnglish(result)).toEqual({ ok: false, reason: 'It was tried and ended with SIGSEGV.' });
  });

  test('hangs: it is ended after the time that it has', async () => {
    const result = await probeEngine({ id: 'wasm' }, { script: program('hang'), timeoutMs: 500 });
    expect(inEnglish(result)).toEqual({ ok: false, reason: 'It was tried and gave no answer in 0.5 s.' });
  });

  test('ends without a word, though well', async () => {
    const start = () => Promise.resolve({ stdout: '\n', stderr: '', failure: null, timedOut: false });
    const result = await probeEngine({ id: 'wasm' }, { start });
    expect(inEnglish(result)).toEqual({ ok: false, reason: 'It was tried and ended without an answer.' });
  });

  test('answers nonsense', async () => {
    const result = await probeEngine({ id: 'wasm' }, { script: program('nonsense') });
    expect(inEnglish(result)).toEqual({ ok: false, reason: 'It was tried and gave an answer that cannot be read.' });
  });

  test('has an add-on that is no library: the loader’s words are passed on', async () => {
    const home = temporaryHome();
    try {
      const addonPath = join(home.path, 'tfjs_binding.node');
      writeFileSync(addonPath, 'not a library');
      const result = await probeEngine({ id: 'native', addonPath });
      expect(inEnglish(result)).toMatchObject({
        ok: false,
        reason: expect.stringContaining('cannot be loaded') as string,
      });
    } finally {
      home.remove();
    }
  });
});
