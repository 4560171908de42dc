// The native engine loaded before the window: which one, at which priority, and what comes of a crash. The engine is the real one.
import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inEnglish, textOf } from '#shared/base/message.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { preloadNativeEngine as preload } from '#main/engines/preload-native.ts';
import type { PreloadedEngine, PreloadOptions } from '#main/engines/preload-native.ts';
import { ownEngine } from '../../support/engines.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';

let home: TemporaryHome;
/** The folder of the engine in `home`, and its add-on. */
let folder: string;
let addonPath: string;

beforeEach(async () => {
  home = temporaryHome();
  folder = await ownEngine(home.path);
  addonPath = join(folder, 'tfjs_binding.node');
});
afterEach(() => {
  home.remove();
});

/** As a program that was just started. */
function preloadNativeEngine(path: string, options: Omit<PreloadOptions, 'session'>): PreloadedEngine {
  return preload(path, { session: randomUUID(), ...options });
}

/** Tries the engines of `home`, as a program does that is asked for them. */
async function tryEngines(fresh = false): Promise<void> {
  const store = createEngineStore({ home: home.path });
  if (fresh) store.refresh();
  await store.list();
}

function run(program: string, ...args: readonly string[]) {
  const path = fileURLToPath(new URL(`./programs/${program}.ts`, import.meta.url));
  return spawnSync(process.execPath, [path, home.path, ...args], { encoding: 'utf8' });
}

interface Loading {
  readonly loaded: string[];
  readonly load: (path: string) => void;
}
function noteLoading(): Loading {
  const loaded: string[] = [];
  return { loaded, load: (path) => loaded.push(path) };
}

describe.skipIf(process.platform !== 'linux')('on Linux', () => {
  test.each(['preload', 'worker'])('the threads that train stand lower than the window’s (%s)', async (how) => {
    await tryEngines();
    const { stdout, stderr } = run('priorities', how);
    const said: unknown = JSON.parse(stdout === '' ? JSON.stringify(stderr) : stdout);
    expect(said).toMatchObject({ engine: 'native', addonPath: how === 'preload' ? addonPath : null, main: 0 });
    const { lowered } = said as { lowered: { name: string; niceness: number }[] };
    // The trainer's own thread, and TensorFlow's for operations and within them.
    expect(lowered.length).toBeGreaterThan(cpus().length);
    expect(new Set(lowered.map(({ niceness }) => niceness)).size).toBe(1);
    // Those with which the whole program reads files stay.
    expect(lowered.map(({ name }) => name)).not.toContain('libuv-worker');
  });

  test('when training goes first, no thread stands lower', async () => {
    await tryEngines();
    writeFileSync(join(home.path, 'settings.json'), '{"trainingPriority":"training"}');
    expect(JSON.parse(run('priorities', 'preload').stdout)).toMatchObject({ engine: 'native', addonPath, lowered: [] });
  });
});

describe('the engine that is loaded', () => {
  test('is one that passed its probe, in whichever Node', async () => {
    const { loaded, load } = noteLoading();
    expect(preloadNativeEngine(home.path, { platform: 'linux', load })).toMatchObject({
      addonPath: null,
      notice: null,
    });
    await tryEngines();
    const memory = join(folder, 'probe.json');
    writeFileSync(memory, readFileSync(memory, 'utf8').replace(process.version, 'v16.17.1'));
    const preloaded = preloadNativeEngine(home.path, { platform: 'linux', load });
    expect(preloaded).toMatchObject({ addonPath, notice: null });
    expect(preloaded.refusal(addonPath)).toBeNull();
    expect(textOf(preloaded.refusal('/another') ?? '')).toContain('Restart Strata to use it.');
    expect(loaded).toEqual([addonPath]);
  });

  test('is the one on a graphics card before the other', async () => {
    await tryEngines();
    const gpu = join(home.path, 'engines', 'native-2.21.0-cuda');
    mkdirSync(gpu);
    // With their times: a probe's answer holds for files that are as they were.
    for (const name of ['manifest.json', 'tfjs_binding.node', 'probe.json'])
      cpSync(join(folder, name), join(gpu, name), { preserveTimestamps: true });
    symlinkSync(join(folder, 'tensorflow'), join(gpu, 'tensorflow'), 'junction');
    writeFileSync(join(gpu, 'probe.json'), readFileSync(join(gpu, 'probe.json'), 'utf8').replace('"CPU"', '"GPU"'));
    const { load } = noteLoading();
    expect(preloadNativeEngine(home.path, { platform: 'linux', load }).addonPath).toBe(join(gpu, 'tfjs_binding.node'));
  });

  test.each(['darwin', 'win32'] as const)('is none on %s, where any can be loaded later', async (platform) => {
    await tryEngines();
    const { loaded, load } = noteLoading();
    const preloaded = preloadNativeEngine(home.path, { platform, load });
    expect([preloaded.addonPath, preloaded.notice, preloaded.refusal(addonPath)]).toEqual([null, null, null]);
    expect(loaded).toEqual([]);
  });
});

describe('an engine that was not there when Strata started', () => {
  test('is refused with a sentence, and auto goes on with wasm', async () => {
    const { refusal } = preloadNativeEngine(home.path, { platform: 'linux' });
    const store = createEngineStore({ home: home.path, refusal });
    expect(inEnglish(await store.list())).toMatchObject([
      {
        id: 'native',
        available: false,
        version: 'TensorFlow 2.21.0',
        reason: expect.stringContaining('Restart') as string,
      },
      { id: 'wasm', available: true },
    ]);
    await expect(store.choose('native')).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringContaining('Restart Strata to use it.') as string,
    });
    expect((await store.choose('auto')).load.id).toBe('wasm');
    // The next start finds it tried.
    const { load } = noteLoading();
    expect(preloadNativeEngine(home.path, { platform: 'linux', load }).addonPath).toBe(addonPath);
  });
});

describe('an engine that took Strata down while it was loaded', () => {
  beforeEach(async () => {
    await tryEngines();
    expect(run('die-loading').signal).toBe('SIGKILL');
  });

  test('is left out at the next starts, and said so, until it was tried again', async () => {
    const { loaded, load } = noteLoading();
    for (let start = 1; start <= 2; start++) {
      const { addonPath: path, notice, refusal } = preloadNativeEngine(home.path, { platform: 'linux', load });
      expect(path).toBeNull();
      expect(notice).toMatchObject({
        code: 'engine-unavailable',
        hint: expect.stringContaining('strata doctor') as string,
      });
      expect(textOf(refusal(addonPath) ?? '')).toContain('was left out');
    }
    await tryEngines();
    expect(preloadNativeEngine(home.path, { platform: 'linux', load }).addonPath).toBeNull();
    expect(loaded).toEqual([]);
    await tryEngines(true);
    expect(preloadNativeEngine(home.path, { platform: 'linux', load })).toMatchObject({ addonPath, notice: null });
  });

  test('is loaded again when it was installed anew', async () => {
    copyFileSync(addonPath, `${addonPath}.new`);
    renameSync(`${addonPath}.new`, addonPath);
    await tryEngines();
    const { load } = noteLoading();
    expect(preloadNativeEngine(home.path, { platform: 'linux', load })).toMatchObject({ addonPath, notice: null });
  });
});

test('an engine that refuses to load leaves a sentence, and no mark', async () => {
  await tryEngines();
  const load = (): never => {
    throw new Error('undefined symbol: TF_Version');
  };
  const { notice, refusal, addonPath: path } = preloadNativeEngine(home.path, { platform: 'linux', load });
  expect(path).toBeNull();
  expect(notice?.message).toBe('The native engine could not be loaded: undefined symbol: TF_Version');
  expect(textOf(refusal(addonPath) ?? '')).toContain('undefined symbol');
  expect(readdirSync(join(home.path, 'engines')).filter((name) => name.startsWith('loading-'))).toEqual([]);
});
