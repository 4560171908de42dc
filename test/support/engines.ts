// The home folder that tests share: the native engine is installed in it once and found there by all.
import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { installNative } from '#main/engines/install-native.ts';
import { findInstalled } from '#main/engines/manifest.ts';

const home = fileURLToPath(new URL('../../.cache/test-home', import.meta.url));
const lock = join(home, 'installing');
/** An installer that was killed does not hold the others up for ever. */
const staleAfterMs = 15 * 60_000;

function takeLock(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > staleAfterMs) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/** A home folder with the native engine; installs it when it is missing. A failure fails the tests that need it. */
export async function testEngineHome(): Promise<string> {
  mkdirSync(home, { recursive: true });
  while (findInstalled(home).engines.length === 0) {
    if (!takeLock()) {
      await sleep(500);
      continue;
    }
    try {
      // Another may have finished between the look and the lock.
      if (findInstalled(home).engines.length === 0) await installNative({ home });
    } finally {
      if (existsSync(lock)) rmSync(lock, { recursive: true, force: true });
    }
  }
  // A window's program takes only an engine that was tried; the answer is remembered.
  await createEngineStore({ home }).list();
  return home;
}

/** A modification time that can be set again exactly. */
const wholeSecond = new Date(2026, 0, 2);

/** Gives a test's home folder the engine as its own, which it may damage; only the libraries are shared. Returns its folder. */
export async function ownEngine(testHome: string): Promise<string> {
  const [installed] = findInstalled(await testEngineHome()).engines;
  if (installed === undefined) throw new Error('The shared home has no engine.');
  const folder = join(testHome, 'engines', 'native-2.21.0-cpu');
  mkdirSync(folder, { recursive: true });
  for (const name of ['manifest.json', 'tfjs_binding.node']) {
    copyFileSync(join(installed.folder, name), join(folder, name));
    utimesSync(join(folder, name), wholeSecond, wholeSecond);
  }
  symlinkSync(join(installed.folder, 'tensorflow'), join(folder, 'tensorflow'), 'junction');
  return folder;
}

const framework = 'libtensorflow_framework.so.2';

/** As `ownEngine`, and one of the libraries is a copy that `damageLibrary` may damage. Linux only. */
export async function ownEngineWithLibrary(testHome: string): Promise<string> {
  const folder = await ownEngine(testHome);
  const [installed] = findInstalled(await testEngineHome()).engines;
  const shared = join(installed?.folder ?? '', 'tensorflow');
  const own = join(folder, 'tensorflow');
  rmSync(own);
  mkdirSync(own);
  linkSync(join(shared, 'libtensorflow_cc.so.2'), join(own, 'libtensorflow_cc.so.2'));
  copyFileSync(join(shared, framework), join(own, framework));
  utimesSync(join(own, framework), wholeSecond, wholeSecond);
  return folder;
}

/**
 * Overwrites the middle of the engine's library with zeros: its code is gone, its size stays.
 * @param options `silently`: as a disk does that loses bits, the modification time stays too
 */
export function damageLibrary(folder: string, { silently }: { readonly silently: boolean }): void {
  const path = join(folder, 'tensorflow', framework);
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(Math.floor(size / 2)), 0, undefined, Math.floor(size / 4));
  closeSync(file);
  if (silently) utimesSync(path, wholeSecond, wholeSecond);
}
