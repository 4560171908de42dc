// Installations that fail or are stopped leave the home folder as it was. The one that succeeds is testEngineHome's.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { msg, textOf } from '#shared/base/message.ts';
import { findCompiler, findNodeHeaders } from '#main/engines/compile-addon.ts';
import { installNative } from '#main/engines/install-native.ts';
import type { InstallTools } from '#main/engines/install-tools.ts';
import { findPip } from '#main/pip/pip.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';

/** A wheel with everything in its place and nothing that works. */
const info = 'not_tensorflow-1.0.dist-info';
const wheel = zipSync({
  'tensorflow/libtensorflow_cc.so.2': new Uint8Array(3_000_000).map((_, i) => (i * 2_654_435_761) >>> 13),
  'tensorflow/libtensorflow_framework.so.2': strToU8('not a library'),
  'tensorflow/include/tensorflow/c/c_api.h': strToU8('#error not TensorFlow'),
  'tensorflow/python/large.py': strToU8('not wanted'),
  [`${info}/METADATA`]: strToU8('Metadata-Version: 2.1\nName: not-tensorflow\nVersion: 1.0\n'),
  [`${info}/WHEEL`]: strToU8('Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n'),
  [`${info}/RECORD`]: strToU8(''),
});
const sha256 = createHash('sha256').update(wheel).digest('hex');

let home: TemporaryHome;
let shelf: TemporaryHome;
let before: string[];

const everythingIn = (path: string): string[] => readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted();

beforeEach(() => {
  home = temporaryHome();
  shelf = temporaryHome();
  const earlier = join(home.path, 'engines', 'native-2.21.0-cpu');
  mkdirSync(earlier, { recursive: true });
  writeFileSync(join(earlier, 'manifest.json'), 'of an earlier engine');
  before = everythingIn(home.path);
  writeFileSync(join(shelf.path, 'not_tensorflow-1.0-py3-none-any.whl'), wheel);
  // The real pip, with a shelf on this disk for its index.
  vi.stubEnv('PIP_NO_INDEX', '1');
  vi.stubEnv('PIP_FIND_LINKS', shelf.path);
});
afterEach(() => {
  vi.unstubAllEnvs();
  home.remove();
  shelf.remove();
});

async function toolsWith(change: 'compile' | { carried: string }, sum = sha256): Promise<InstallTools> {
  const [pip, compiler, nodeHeaders] = [await findPip(), await findCompiler(), findNodeHeaders()];
  if (pip === null || compiler === null || nodeHeaders === null)
    throw new Error('pip, a compiler and headers are needed');
  const common = {
    way: 'wheel' as const,
    pip,
    wheel: {
      package: 'not-tensorflow',
      version: '1.0',
      sha256: sum,
      pythonVersion: '3.12',
      platform: ['any'],
      downloadBytes: wheel.length,
      unpackedBytes: wheel.length,
    },
  };
  return change === 'compile'
    ? { ...common, addon: 'compile', compiler, nodeHeaders }
    : { ...common, addon: 'carried', addonPath: change.carried };
}

describe('an installation that fails leaves all as it was', () => {
  test('a file that is not the one expected is not used', async () => {
    const tools = await toolsWith('compile', '0'.repeat(64));
    const installation = installNative({ home: home.path, findTools: () => Promise.resolve(tools) });
    await expect(installation).rejects.toMatchObject({ code: 'damaged' });
    expect(everythingIn(home.path)).toEqual(before);
  });

  test('an add-on that cannot be compiled', async () => {
    const tools = await toolsWith('compile');
    const labels = new Set<string>();
    const installation = installNative({
      home: home.path,
      findTools: () => Promise.resolve(tools),
      onProgress: ({ label }) => labels.add(textOf(label)),
    });
    await expect(installation).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringContaining('could not be compiled') as string,
    });
    expect([...labels]).toEqual(['Downloading TensorFlow', 'Unpacking TensorFlow', 'Compiling the add-on']);
    expect(everythingIn(home.path)).toEqual(before);
  });

  test('an engine that does not compute', async () => {
    const carried = join(shelf.path, 'tfjs_binding.node');
    writeFileSync(carried, 'not a library');
    const tools = await toolsWith({ carried });
    const installation = installNative({ home: home.path, findTools: () => Promise.resolve(tools) });
    await expect(installation).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringMatching(/was installed and does not work.*cannot be loaded/) as string,
    });
    expect(everythingIn(home.path)).toEqual(before);
  });

  test('the older download, where the network is closed', async () => {
    vi.stubEnv('TFJS_NODE_BASE_URI', 'http://127.0.0.1:9/libtensorflow-');
    const installation = installNative({
      home: home.path,
      findTools: () => Promise.resolve({ way: 'official', why: msg`no pip was found` }),
    });
    await expect(installation).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: 'TensorFlow could not be installed: no pip was found, and its own download failed.',
      hint: expect.stringContaining('python3-pip') as string,
    });
    expect(everythingIn(home.path)).toEqual(before);
  });
});

describe('an installation that is stopped leaves all as it was', () => {
  test.each(['Downloading TensorFlow', 'Unpacking TensorFlow', 'Compiling the add-on'])('while %s', async (when) => {
    const tools = await toolsWith('compile');
    const stop = new AbortController();
    const reached: string[] = [];
    const installation = installNative({
      home: home.path,
      findTools: () => Promise.resolve(tools),
      signal: stop.signal,
      onProgress: ({ label }) => {
        reached.push(textOf(label));
        if (textOf(label) === when) stop.abort();
      },
    });
    await expect(installation).rejects.toMatchObject({
      message: 'The installation was stopped; nothing was kept.',
    });
    expect(reached.at(-1)).toBe(when);
    expect(everythingIn(home.path)).toEqual(before);
  });
});
