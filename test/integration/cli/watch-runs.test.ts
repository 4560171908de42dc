// `strata runs watch` beside a program that writes: a line for every change, until Ctrl-C.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
import { lockHome } from '#main/db/home-lock.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { commandLine } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';

const home = temporaryHome();
afterAll(() => home.remove());

it('prints what changes, and ends well with Ctrl-C', async () => {
  const lock = lockHome(home.path, { purpose: 'a test' });
  const stores = createStores(openDatabase({ home: home.path }));
  const id = createRunId(1);
  const origin = { from: 'script', path: null, run: 'a' } as const;
  const times = { createdAtMs: 1, startedAtMs: 1 };
  stores.runs.record(id, { origin, name: 'GRU', tags: [], notes: '', settings: new Map(), epochs: 2, ...times });
  const env = { ...process.env, STRATA_HOME: home.path };
  const child = spawn(process.execPath, [commandLine, 'runs', 'watch'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => (await lines.next()).value;
  expect(await next()).toBe(`${id}  GRU  running  0/2  –`);
  stores.runs.update(id, { epochsDone: 1, best: { metric: 'val_loss', value: 0.5, epoch: 1 } });
  expect(await next()).toBe(`${id}  GRU  running  1/2  val_loss 0.5000 (epoch 1)`);
  stores.runs.update(id, { status: 'completed' });
  expect(await next()).toBe(`${id}  GRU  completed  1/2  val_loss 0.5000 (epoch 1)`);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);

  // Of runs that are over nothing can come.
  const over = spawn(process.execPath, [commandLine, 'runs', 'watch', id], { env, stdio: 'ignore' });
  expect(await once(over, 'exit')).toEqual([0, null]);
  stores.close();
  lock.release();
});
