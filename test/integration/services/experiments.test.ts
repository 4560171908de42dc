// Models that are renamed, deleted and restored, in a real home folder.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { experimentIdSchema, type ExperimentId } from '#shared/base/ids.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { msg } from '#shared/base/message.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { requests } from '#shared/contract/workbench.ts';
import type { DraftSource } from '#shared/experiment/draft.ts';
import { openWorkbench, type Workbench } from '#main/open-workbench.ts';
import { temporaryHome } from '../../support/home.ts';
import { weatherGru } from '../../support/sample-experiments.ts';

let home: ReturnType<typeof temporaryHome>;
let workbench: Workbench;
let events: WorkbenchEvent[];

function open(): void {
  workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  events = [];
  workbench.subscribe((event) => events.push(event));
}

beforeEach(() => {
  home = temporaryHome();
  open();
});

afterEach(async () => {
  await workbench.close();
  home.remove();
});

async function save(name: string, more = {}): Promise<ExperimentId> {
  const experiment = jsonObjectSchema.parse({ ...weatherGru, ...more, name });
  const { id } = await workbench.handlers['experiments.save']({ experiment });
  return id;
}

const list = async () => (await workbench.handlers['experiments.list']({})).items;
const sourceOf = (id: ExperimentId): DraftSource => ({ from: 'experiment', id });
const draftOf = async (id: ExperimentId) => (await workbench.handlers['drafts.get'](sourceOf(id))).draft;

async function edit(id: ExperimentId): Promise<void> {
  const step = (after: number) => ({
    name: msg`Edit`,
    atMs: after,
    changes: [{ kind: 'value' as const, path: ['epochs'], before: 8, after }],
  });
  const answer = await workbench.handlers['drafts.keep']({
    source: sourceOf(id),
    base: null,
    revision: 'mine',
    change: {
      document: '{"epochs":3}',
      unread: '{',
      saved: '{"epochs":8}',
      aside: { document: { epochs: 4 }, unread: null, history: { steps: [step(4)], done: 1 }, atMs: 5 },
      staying: 0,
      steps: [step(5), step(3)],
      done: 1,
    },
  });
  expect(answer).toEqual({ answer: 'kept' });
}

describe('a model that is renamed', () => {
  it('keeps its place, its unsaved edits and what this version does not know', async () => {
    const [first] = [await save('First', { notes: ['kept'] }), await save('Second')];
    await edit(first);
    const [before, draft] = [await list(), await draftOf(first)];
    await workbench.handlers['experiments.rename']({ id: first, name: 'New', from: 'First' });
    expect(await list()).toEqual(before.map((one) => (one.id === first ? { ...one, name: 'New' } : one)));
    expect(await draftOf(first)).toEqual(draft);
    expect(await workbench.handlers['experiments.get']({ id: first })).toMatchObject({ name: 'New', notes: ['kept'] });
    expect(events.at(-1)).toEqual({ type: 'changed', what: 'experiments' });
  });

  it('is refused when somebody else was quicker, unless to the same name', async () => {
    const id = await save('First');
    const rename = (name: string, from?: string) => async () =>
      workbench.handlers['experiments.rename']({ id, name, ...(from === undefined ? {} : { from }) });
    await rename('Theirs', 'First')();
    await expect(rename('Mine', 'First')()).rejects.toMatchObject({
      code: 'conflict',
      message: '"First" was renamed to "Theirs" elsewhere.',
    });
    await rename('Theirs', 'First')();
    await rename('Mine')();
    expect((await list()).map(({ name }) => name)).toEqual(['Mine']);
    expect(requests['experiments.rename'].input.safeParse({ id, name: ' \u200b ' }).success).toBe(false);
  });
});

describe('a model that is deleted', () => {
  it('comes back whole: document, place, unsaved edits and their history', async () => {
    const ids = [await save('First', { notes: ['kept'] }), await save('Second'), await save('Third')];
    const [, second] = ids as [ExperimentId, ExperimentId, ExperimentId];
    await edit(second);
    const [before, draft] = [await list(), await draftOf(second)];
    const document = await workbench.handlers['experiments.get']({ id: second });
    expect(draft).toMatchObject({ revision: 'mine', unread: '{', history: { steps: { length: 2 }, done: 1 } });

    expect(await workbench.handlers['experiments.delete']({ id: second })).toEqual({ isRestorable: true });
    expect((await list()).map(({ id }) => id)).not.toContain(second);
    expect(await draftOf(second)).toBeNull();

    await workbench.handlers['experiments.restore']({ id: second });
    expect(await list()).toEqual(before);
    expect(await draftOf(second)).toEqual(draft);
    expect(await workbench.handlers['experiments.get']({ id: second })).toEqual(document);
    expect(events.filter(({ type }) => type === 'changed')).toHaveLength(5);
    // Once: what was restored is not kept a second time.
    await expect(async () => workbench.handlers['experiments.restore']({ id: second })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is deleted for good when the program is closed', async () => {
    const id = await save('First');
    await edit(id);
    await workbench.handlers['experiments.delete']({ id });
    await workbench.close();
    open();
    expect(await list()).toEqual([]);
    await expect(async () => workbench.handlers['experiments.restore']({ id })).rejects.toMatchObject({
      code: 'not-found',
      hint: 'A deleted model can be restored until Strata is closed.',
    });
  });

  it('is named when there is none', async () => {
    const id = experimentIdSchema.parse('none0');
    for (const request of ['experiments.delete', 'experiments.restore'] as const)
      await expect(async () => workbench.handlers[request]({ id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(async () => workbench.handlers['experiments.rename']({ id, name: 'New' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the list', () => {
  it('has the layers of a model and how they are connected, but for a very large one', async () => {
    await save('Chain');
    const nodes = Array.from({ length: 300 }, (_, i) => ({ id: `layer${i}`, type: 'Identity', config: {} }));
    const edges = nodes.slice(1).map(({ id }, i) => ({ from: `layer${i}`, to: id }));
    await save('Large', { model: { nodes, edges } });
    const [large, chain] = (await list()).toSorted((a, b) => b.layers.length - a.layers.length);
    expect(chain).toMatchObject({ layers: ['Input', 'GRU', 'Dense'], edges: [[0, 1], [1, 2]] }); // prettier-ignore
    expect(large).toMatchObject({ layers: { length: 300 }, edges: [] });
  });
});
