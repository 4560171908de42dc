// The blocks of the palette through the contract's handlers, over the settings file of a real home folder.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonValue } from '#shared/base/json.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { settingsSchema } from '#shared/contract/settings.ts';
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

const model: JsonValue = { nodes: [{ id: 'dense', type: 'Dense', config: { units: 1 } }], edges: [] };

async function ask(name: string, input: JsonValue): Promise<unknown> {
  const answer = await dispatch(workbench.handlers, { id: 1, name, input }, () => undefined);
  return answer !== null && 'output' in answer ? answer.output : answer;
}

const add = async (name: string, index?: number) =>
  ask('blocks.add', { block: { name, model }, ...(index === undefined ? {} : { index }) });

/** What the file has: the names, or the value itself where it is no block. */
function kept(): unknown[] {
  const { blocks = [] } = settingsSchema.partial().parse(JSON.parse(readFileSync(file, 'utf8')));
  return blocks.map((block) =>
    typeof block === 'object' && block !== null && 'name' in block ? block['name'] : block,
  );
}

test('two pages that save a block at the same time both keep theirs, under ids and names of their own', async () => {
  const events: WorkbenchEvent[] = [];
  workbench.subscribe((event) => events.push(event));
  const added = await Promise.all([add('Encoder'), add('Encoder'), add('Decoder')]);
  expect(added).toMatchObject([
    { id: 'block_1', name: 'Encoder' },
    { id: 'block_2', name: 'Encoder 2' },
    { id: 'block_3', name: 'Decoder' },
  ]);
  expect(kept()).toEqual(['Encoder', 'Encoder 2', 'Decoder']);
  expect(events).toEqual(added.map(() => ({ type: 'changed', what: 'settings' })));
});

test('a page that renames or deletes one keeps what another page has added meanwhile', async () => {
  await add('Encoder');
  await add('Decoder');
  await Promise.all([
    ask('blocks.rename', { id: 'block_1', name: 'First' }),
    add('Head'),
    ask('blocks.delete', { id: 'block_2' }),
  ]);
  expect(kept()).toEqual(['First', 'Head']);
});

test('a deleted block comes back to its place, and under another id when its own was taken meanwhile', async () => {
  await add('Encoder');
  await add('Decoder');
  expect(await ask('blocks.delete', { id: 'block_1' })).toEqual({ index: 0 });
  expect(await add('Head')).toMatchObject({ id: 'block_1' });
  const back = await ask('blocks.add', { block: { id: 'block_1', name: 'Encoder', model }, index: 0 });
  expect(back).toMatchObject({ id: 'block_3', name: 'Encoder' });
  expect(kept()).toEqual(['Encoder', 'Decoder', 'Head']);
});

test('one that is gone is said to be; one that cannot be read stays; no more than the file takes', async () => {
  const gone = { error: { code: 'not-found', message: 'This block is no longer in the palette.' } };
  expect(await ask('blocks.rename', { id: 'block_1', name: 'First' })).toMatchObject(gone);
  expect(await ask('blocks.delete', { id: 'block_1' })).toMatchObject(gone);
  await workbench.close();
  writeFileSync(file, JSON.stringify({ blocks: [3, { id: 'block_1', name: 'Broken' }] }));
  workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  expect(await ask('blocks.delete', { id: 'block_1' })).toMatchObject(gone);
  expect(await add('Encoder')).toMatchObject({ id: 'block_1' });
  expect(await ask('blocks.delete', { id: 'block_1' })).toEqual({ index: 2 });
  expect(kept()).toEqual([3, 'Broken']);
  await workbench.close();
  writeFileSync(file, JSON.stringify({ blocks: Array.from({ length: 1000 }, () => 3) }));
  workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  expect(await add('Encoder')).toMatchObject({ error: { code: 'conflict' } });
  expect(kept()).toHaveLength(1000);
});
