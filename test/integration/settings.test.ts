// Settings through the contract's handlers, over a real home folder.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { dispatch } from '#main/services/dispatch.ts';
import { temporaryHome, type TemporaryHome } from '../support/home.ts';

let home: TemporaryHome;
beforeEach(() => {
  home = temporaryHome();
});
afterEach(() => {
  home.remove();
});

const open = () => openWorkbench({ home: home.path, purpose: 'a test' });

function ask(workbench: ReturnType<typeof open>, name: string, input: unknown) {
  return dispatch(workbench.handlers, { id: 1, name, input }, () => undefined);
}

test('a setting is changed, told to all screens, and kept for the next start', async () => {
  const workbench = open();
  const events: WorkbenchEvent[] = [];
  workbench.subscribe((event) => events.push(event));
  expect(await ask(workbench, 'settings.get', {})).toEqual({ id: 1, output: { trainingPriority: 'window' } });
  const set = await ask(workbench, 'settings.set', { trainingPriority: 'training' });
  expect(set).toEqual({ id: 1, output: { trainingPriority: 'training' } });
  expect(events).toEqual([{ type: 'changed', what: 'settings' }]);
  await workbench.close();
  const next = open();
  expect(await ask(next, 'settings.get', {})).toEqual(set);
  await next.close();
});

test('a value that does not exist is refused and changes nothing', async () => {
  const workbench = open();
  const answer = await ask(workbench, 'settings.set', { trainingPriority: 'me' });
  expect(answer).toMatchObject({ id: 1, error: { code: 'usage' } });
  expect(await ask(workbench, 'settings.get', {})).toEqual({ id: 1, output: { trainingPriority: 'window' } });
  await workbench.close();
});

test('a damaged file does not keep Strata from starting, and is told of', async () => {
  writeFileSync(join(home.path, 'settings.json'), '{');
  const workbench = open();
  expect(workbench.notices).toMatchObject([
    { code: 'damaged', message: expect.stringContaining('settings') as string },
  ]);
  await workbench.close();
});
