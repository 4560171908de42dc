// Small disks in memory, mounted for a test, and a home folder to fill them.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { TestContext } from 'vitest';
import type { RunId } from '#shared/base/ids.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { newRun, points, temporaryHome } from '../integration/db/home.ts';
import { strata } from './strata.ts';

export function mount(...args: readonly string[]): boolean {
  return process.platform === 'linux' && spawnSync('mount', args).status === 0;
}

function unmount(path: string): void {
  spawnSync('umount', [path]);
}

/** A disk of its own; where this user may not mount any, the test is skipped. */
export function smallDisk({ skip }: TestContext, size = '8m'): string {
  const path = temporaryHome();
  if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path)) skip('nothing can be mounted here');
  onTestFinished(() => {
    unmount(path);
  });
  return path;
}

/** Takes all the room that is left. */
export function fill(disk: string): void {
  for (const bytes of [65_536, 4096, 1])
    for (let isFull = false; !isFull;) {
      try {
        appendFileSync(join(disk, 'fill'), Buffer.alloc(bytes));
      } catch {
        isFull = true;
      }
    }
}

/** Two runs with weights, the second of them at work when its program was killed, and a data set. */
export async function filledHome(home: string): Promise<readonly RunId[]> {
  const stores = createStores(openDatabase({ home }));
  const runs = [stores.runs.create(newRun()), stores.runs.create(newRun())];
  for (const { id } of runs) {
    stores.runs.update(id, { status: 'running', startedAtMs: 1 });
    stores.runs.addMetrics(id, points('epoch/loss', 1, 20_000));
    mkdirSync(join(home, 'runs', id), { recursive: true });
    writeFileSync(join(home, 'runs', id, 'weights.safetensors'), Buffer.alloc(100_000));
  }
  stores.runs.update(runs[0]!.id, { status: 'completed', endedAtMs: 2 });
  stores.close();
  writeFileSync(join(home, 'a.csv'), ['temp', ...Array.from({ length: 1000 }, (_, i) => String(i))].join('\n'));
  expect((await strata(home, 'data', 'import', join(home, 'a.csv'), '--as', 'series', '--id', 'mine')).code).toBe(0);
  return runs.map(({ id }) => id);
}
