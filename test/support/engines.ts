// The home folder that tests share: the native engine is installed in it once and found there by all.
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
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
  return home;
}
