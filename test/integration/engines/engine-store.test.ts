// A home folder's engines: found, remembered, damaged, removed. The engine is the real one, its libraries linked.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inEnglish, textOf } from '#shared/base/message.ts';
import { doctor } from '#main/engines/doctor.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { describeFile, findInstalled } from '#main/engines/manifest.ts';
import type { EngineStatus } from '#shared/contract/app.ts';
import { ownEngine, testEngineHome } from '../../support/engines.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';

let home: TemporaryHome;
/** The folder of the engine in `home`. */
let folder: string;

beforeEach(async () => {
  home = temporaryHome();
  folder = await ownEngine(home.path);
});
afterEach(() => {
  home.remove();
});

const statusOf = (engines: readonly EngineStatus[], id: string): EngineStatus | undefined =>
  engines.find((engine) => engine.id === id);

/** Writes another version into what was remembered, so that what is remembered can be told from what is tried. */
function markMemory(): void {
  const path = join(folder, 'probe.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('TensorFlow 2.21.0', 'TensorFlow as remembered'));
}

describe('list', () => {
  test('names both engines, native first, with version and device', async () => {
    const engines = await createEngineStore({ home: home.path }).list();
    expect(engines.map(({ id, available }) => [id, available])).toEqual([
      ['native', true],
      ['wasm', true],
    ]);
    expect(statusOf(engines, 'native')?.version).toBe('TensorFlow 2.21.0');
  });

  test('remembers for the next program what was tried, and tries again when asked to', async () => {
    await createEngineStore({ home: home.path }).list();
    markMemory();
    const store = createEngineStore({ home: home.path });
    expect(statusOf(await store.list(), 'native')?.version).toBe('TensorFlow as remembered');
    store.refresh();
    expect(statusOf(await store.list(), 'native')?.version).toBe('TensorFlow 2.21.0');
  });

  test('does not trust what another Node remembered', async () => {
    await createEngineStore({ home: home.path }).list();
    markMemory();
    const path = join(folder, 'probe.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(process.version, 'v22.0.0'));
    expect(statusOf(await createEngineStore({ home: home.path }).list(), 'native')?.version).toBe('TensorFlow 2.21.0');
  });

  test('remembers for every Node that tried it', async () => {
    await createEngineStore({ home: home.path }).list();
    const path = join(folder, 'probe.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace(process.version, 'v22.0.0'));
    await createEngineStore({ home: home.path }).list();
    const nodes = z
      .object({ answers: z.array(z.object({ node: z.string() })) })
      .parse(JSON.parse(readFileSync(path, 'utf8')));
    expect(nodes.answers.map(({ node }) => node)).toEqual([process.version, 'v22.0.0']);
  });

  test.each([
    ['its manifest is no JSON', () => writeFileSync(join(folder, 'manifest.json'), '{"format": 1')],
    ['a file is cut off', () => truncateSync(join(folder, 'tfjs_binding.node'), 1000)],
  ])('says that an engine is damaged when %s, and auto goes on with wasm', async (_case, damage) => {
    damage();
    const store = createEngineStore({ home: home.path });
    expect(inEnglish(statusOf(await store.list(), 'native'))).toMatchObject({
      available: false,
      reason: expect.stringMatching(/damaged.*Install it again/) as string,
    });
    expect((await store.choose('auto')).load.id).toBe('wasm');
  });

  test('says how an engine that is as it was installed and does not load failed, and does not remember it', async () => {
    const addon = join(folder, 'tfjs_binding.node');
    const { length } = readFileSync(addon);
    writeFileSync(addon, Buffer.alloc(length));
    const manifest = join(folder, 'manifest.json');
    const { sha256 } = await describeFile(folder, 'tfjs_binding.node');
    const installed = JSON.parse(readFileSync(manifest, 'utf8')) as { files: { path: string; sha256: string }[] };
    for (const file of installed.files) if (file.path === 'tfjs_binding.node') file.sha256 = sha256;
    writeFileSync(manifest, JSON.stringify(installed));
    const native = statusOf(await createEngineStore({ home: home.path }).list(), 'native');
    expect(inEnglish(native)).toMatchObject({
      available: false,
      reason: expect.stringContaining('cannot be loaded') as string,
    });
    expect(existsSync(join(folder, 'probe.json'))).toBe(false);
  });

  test('finds a file that changed since it was tried, though its size is the same', async () => {
    await createEngineStore({ home: home.path }).list();
    const addon = join(folder, 'tfjs_binding.node');
    const bytes = readFileSync(addon);
    bytes.fill(0, bytes.length >> 1);
    writeFileSync(addon, bytes);
    const store = createEngineStore({ home: home.path });
    const reason = 'It is damaged: "tfjs_binding.node" changed since the installation. Install it again.';
    const status = statusOf(await store.list(), 'native');
    expect(status?.available).toBe(false);
    expect(textOf(status?.reason ?? '')).toBe(reason);
    const { load, reason: why } = await store.choose('auto');
    expect(load.id).toBe('wasm');
    expect(textOf(why)).toContain(`because the native engine does not work here (${reason})`);
    expect(existsSync(join(folder, 'probe.json'))).toBe(false);
  });

  test('notices an engine that is removed or installed while it is open', async () => {
    const store = createEngineStore({ home: home.path });
    expect((await store.choose('auto')).load.id).toBe('native');
    const aside = join(home.path, 'aside');
    renameSync(folder, aside);
    expect((await store.choose('auto')).load.id).toBe('wasm');
    renameSync(aside, folder);
    expect((await store.choose('auto')).load.id).toBe('native');
  });

  test('clears away what a killed program left, not one at work', async () => {
    const engines = join(home.path, 'engines');
    const dead = join(engines, '.installing-999999999-abc');
    const alive = join(engines, `.installing-${process.pid}-abc`);
    for (const path of [dead, alive]) mkdirSync(join(path, 'tensorflow'), { recursive: true });
    const unfinished = (pid: number): string => join(engines, `loading-trainer-a.json.unfinished-${pid}`);
    for (const pid of [999_999_999, process.pid]) writeFileSync(unfinished(pid), '');
    const paths = [dead, alive, unfinished(999_999_999), unfinished(process.pid)];
    await createEngineStore({ home: home.path }).list();
    expect(paths.map((path) => existsSync(path))).toEqual([false, true, false, true]);
  });
});

describe('without a native engine', () => {
  test('the list says how to get one, and nothing is written but what was tried', async () => {
    const empty = temporaryHome();
    try {
      const native = statusOf(await createEngineStore({ home: empty.path }).list(), 'native');
      expect(native).toMatchObject({ available: false, version: null });
      expect(textOf(native?.reason ?? '')).toBe('It is not installed.');
      expect(readdirSync(join(empty.path, 'engines'))).toEqual(['wasm-probe.json']);
    } finally {
      empty.remove();
    }
  });

  test('after its removal it is gone, and cannot be removed twice', async () => {
    const store = createEngineStore({ home: home.path });
    await store.list();
    await store.remove('native');
    expect(existsSync(folder)).toBe(false);
    expect(statusOf(await store.list(), 'native')?.available).toBe(false);
    await expect(store.remove('native')).rejects.toMatchObject({ code: 'not-found' });
    await expect(store.remove('wasm')).rejects.toMatchObject({ code: 'conflict' });
    const [shared] = findInstalled(await testEngineHome()).engines;
    expect(shared, 'the removal follows no links').toBeDefined();
  });
});

test('doctor tries anew and knows the machine', async () => {
  const store = createEngineStore({ home: home.path });
  await store.list();
  markMemory();
  const report = await doctor({ engineStore: createEngineStore({ home: home.path }) });
  expect(report).toMatchObject({ node: process.versions.node, platform: `${process.platform}-${process.arch}` });
  expect(report.cpu).toMatch(/\d+ threads$/);
  expect(statusOf(report.engines, 'native')?.version).toBe('TensorFlow 2.21.0');
});
