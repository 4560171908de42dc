// The window's dialogs about runs, over a real home folder and logs that other programs wrote. The page names no path.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { runDialogs } from '#main/app/run-dialogs.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { temporaryHome, type TemporaryHome } from '../support/home.ts';

const logs = join(import.meta.dirname, '../histories/reference/logs');
let home: TemporaryHome;
let workbench: ReturnType<typeof openWorkbench>;
/** What the dialogs were asked for, and the path that they answer. */
let asked: unknown[];
let chosen: string | null;

beforeEach(() => {
  home = temporaryHome();
  workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  asked = [];
});
afterEach(async () => {
  await workbench.close();
  home.remove();
});

function dialogs() {
  return runDialogs({
    commands: workbench.commands,
    pickPath: (properties) => {
      asked.push(properties);
      return Promise.resolve(chosen);
    },
  });
}

test('a folder is imported: how many runs are read is told meanwhile, then what came of it', async () => {
  chosen = logs;
  const counts: number[] = [];
  workbench.subscribe((event: WorkbenchEvent) => {
    if (event.type === 'task' && event.taskId === 'task') counts.push(event.progress.done);
  });
  const ask = () => dialogs()['runs.import-dialog']({ what: 'folder', taskId: 'task' });
  const first = await ask();
  expect(first).toMatchObject({ isShown: true, history: { kind: 'tensorboard', updated: 0 } });
  const added = first.history?.added ?? 0;
  expect(added).toBeGreaterThan(2);
  expect(counts).toEqual(Array.from({ length: added }, (_, i) => i + 1));
  expect(workbench.runs.list()).toHaveLength(added);
  expect(await ask()).toMatchObject({ history: { added: 0, updated: added } });
  expect(asked).toEqual([['openDirectory'], ['openDirectory']]);
  expect(JSON.stringify(first)).not.toContain(home.path);
});

test('what is no history is refused with a sentence; a closed dialog changes nothing', async () => {
  chosen = home.path;
  await expect(dialogs()['runs.import-dialog']({ what: 'file', taskId: 'task' })).rejects.toMatchObject({
    code: 'invalid-data',
  });
  chosen = null;
  expect(await dialogs()['runs.import-dialog']({ what: 'file', taskId: 'task' })).toEqual({
    isShown: true,
    history: null,
  });
  expect(asked).toEqual([['openFile'], ['openFile']]);
  expect(workbench.runs.list()).toEqual([]);
});

test('runs are written as TensorBoard logs into the chosen folder', async () => {
  chosen = logs;
  await dialogs()['runs.import-dialog']({ what: 'folder', taskId: 'task' });
  const ids = workbench.runs
    .list()
    .slice(0, 2)
    .map(({ id }) => id);
  chosen = join(home.path, 'out');
  mkdirSync(chosen);
  expect(await dialogs()['runs.tensorboard-dialog']({ ids })).toEqual({ isShown: true, written: 2 });
  expect(readdirSync(chosen, { recursive: true }).filter((name) => String(name).includes('tfevents'))).toHaveLength(2);
  chosen = null;
  expect(await dialogs()['runs.tensorboard-dialog']({ ids })).toEqual({ isShown: true, written: null });
});
