// Saved views of the table of runs through the contract's handlers, over the settings file of a real home folder.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonValue } from '#shared/base/json.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { mostViews, settingsSchema } from '#shared/contract/settings.ts';
import { readViews } from '#shared/contract/views.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { dispatch } from '#main/services/dispatch.ts';
import { temporaryHome, type TemporaryHome } from '../support/home.ts';

let home: TemporaryHome;
let file: string;
let workbench: ReturnType<typeof openWorkbench>;

beforeEach(() => {
  home = temporaryHome();
  file = join(home.path, 'settings.json');
  workbench = openWorkbench({ home: home.path, purpose: 'a test' });
});
afterEach(async () => {
  await workbench.close();
  home.remove();
});

async function ask(name: string, input: JsonValue): Promise<unknown> {
  const answer = await dispatch(workbench.handlers, { id: 1, name, input }, () => undefined);
  return answer !== null && 'output' in answer ? answer.output : answer;
}

const add = async (name: string, more: Record<string, JsonValue> = {}) =>
  ask('views.add', { view: { name, state: { filter: name } }, ...more });

function kept(): readonly string[] {
  const { views = [] } = settingsSchema.partial().parse(JSON.parse(readFileSync(file, 'utf8')));
  return readViews(views).map(({ name }) => name);
}

test('two pages that save a view at the same time both keep theirs, and every page is told', async () => {
  const events: WorkbenchEvent[] = [];
  workbench.subscribe((event) => events.push(event));
  const added = await Promise.all([add('Sweep'), add('Sweep'), add('Final')]);
  expect(added).toMatchObject([
    { id: 'view_1', name: 'Sweep', state: { filter: 'Sweep' } },
    { id: 'view_2', name: 'Sweep 2' },
    { id: 'view_3', name: 'Final' },
  ]);
  expect(kept()).toEqual(['Sweep', 'Sweep 2', 'Final']);
  expect(events).toEqual(added.map(() => ({ type: 'changed', what: 'settings' })));
});

test('one is changed and deleted, whatever else is there; it comes back to its place', async () => {
  await Promise.all([add('a'), add('b'), add('c')]);
  expect(await ask('views.change', { id: 'view_2', name: 'a', state: { filter: 'other' } })).toEqual({});
  expect(kept()).toEqual(['a', 'a 2', 'c']);
  expect(await ask('views.delete', { id: 'view_1' })).toEqual({ index: 0 });
  expect(await ask('views.delete', { id: 'view_1' })).toMatchObject({ error: { code: 'not-found' } });
  expect(await ask('views.change', { id: 'view_1', name: 'x' })).toMatchObject({ error: { code: 'not-found' } });
  await ask('views.add', { view: { id: 'view_1', name: 'a', state: {} }, index: 0 });
  expect(kept()).toEqual(['a', 'a 2', 'c']);
  // Other settings stay, and the request for settings cannot change views.
  await ask('settings.set', { trainingPriority: 'training', views: [] });
  expect(kept()).toEqual(['a', 'a 2', 'c']);
});

test('one that is damaged harms no other; there is a limit', async () => {
  await add('a');
  await workbench.close();
  const content = settingsSchema.partial().parse(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, JSON.stringify({ ...content, views: [7, ...(content.views ?? []), { id: 'x' }] }));
  workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  await add('b');
  expect(kept()).toEqual(['a', 'b']);
  for (let i = kept().length + 2; i < mostViews; i++) await add(`v${i}`);
  expect(await add('one too many')).toMatchObject({ error: { code: 'conflict' } });
});
