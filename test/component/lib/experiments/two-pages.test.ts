// Two pages that edit one model over one host: each follows the other, and no edit is lost without a word.
import { describe, expect, test, vi } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import type { ExperimentId } from '#shared/base/ids.ts';
import { DraftKeeper } from '#renderer/lib/experiments/draft-keeper.ts';
import type { ExperimentDraft } from '#renderer/lib/experiments/experiment-draft.svelte.ts';
import { ExperimentList } from '#renderer/lib/experiments/experiment-list.svelte.ts';
import type { ExperimentSource } from '#renderer/lib/experiments/experiment-source.ts';
import { imdbDataset } from '../../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

interface OnePage {
  readonly draft: ExperimentDraft;
  readonly keeper: DraftKeeper;
}

const template: ExperimentSource = { from: 'template', id: 'imdb-conv1d' };

async function openPage(api: SampleWorkbench, source = template): Promise<OnePage> {
  const keeper = new DraftKeeper(api);
  const list = new ExperimentList(api, { findDataset: () => imdbDataset, drafts: keeper });
  api.subscribe((event) => {
    list.handle(event);
    keeper.handle(event);
  });
  const draft = list.draftOf(source);
  await draft.load();
  return { draft, keeper };
}

async function openTwo(source?: ExperimentSource, api = new SampleWorkbench()) {
  return { api, one: await openPage(api, source), other: await openPage(api, source) };
}

const epochs = ({ draft }: OnePage): number | undefined => draft.experiment?.training.epochs;
const batch = ({ draft }: OnePage): number | undefined => draft.experiment?.training.batch_size;

async function savedModel(api: SampleWorkbench): Promise<ExperimentSource & { readonly id: ExperimentId }> {
  const { draft } = await openPage(api);
  return { from: 'experiment', id: await draft.save() };
}

/** Both pages edit before they hear of each other: the first edit reaches the host first. */
async function editAtOnce({ one, other }: { readonly one: OnePage; readonly other: OnePage }): Promise<void> {
  one.draft.set(['training', 'epochs'], 3);
  other.draft.set(['training', 'batch_size'], 64);
  await Promise.all([one.keeper.sendWaiting(), other.keeper.sendWaiting()]);
  await vi.waitFor(() => expect(one.draft.editsAside).not.toBeNull());
}

test('a page without edits of its own takes over what the other did, with its history', async () => {
  const { one, other } = await openTwo();
  one.draft.set(['training', 'epochs'], 3);
  await vi.waitFor(() => expect(epochs(other)).toBe(3));
  other.draft.set(['training', 'batch_size'], 64);
  await vi.waitFor(() => expect(batch(one)).toBe(64));
  one.draft.undo();
  one.draft.undo();
  await vi.waitFor(() => expect(other.draft.isEdited).toBe(false));
  expect(other.draft.canRedo).toBe(true);
  expect([one.draft.editsAside, other.draft.editsAside]).toEqual([null, null]);
});

describe('edits at the same time', () => {
  test('leave the first on both pages, and the second aside on both', async () => {
    const pages = await openTwo();
    await editAtOnce(pages);
    for (const page of [pages.one, pages.other]) {
      expect([epochs(page), batch(page)]).toEqual([3, 32]);
      expect(page.draft.editsAside).not.toBeNull();
    }
    expect([pages.one.draft.isAsideOwn, pages.other.draft.isAsideOwn]).toEqual([false, true]);
    // It is there after both pages are gone.
    const again = await openPage(pages.api);
    expect(again.draft.editsAside?.document).toMatchObject({ training: { batch_size: 64 } });
  });

  test('are taken instead, and undo leads to the other page’s', async () => {
    const pages = await openTwo();
    await editAtOnce(pages);
    pages.other.draft.chooseAside('take');
    await vi.waitFor(() => expect(batch(pages.one)).toBe(64));
    expect(epochs(pages.one)).toBe(10);
    await vi.waitFor(() => expect(pages.one.draft.editsAside).toBeNull());
    pages.one.draft.undo();
    pages.one.draft.undo();
    expect([epochs(pages.one), batch(pages.one)]).toEqual([3, 32]);
  });

  test('are not taken, and undo still leads to them', async () => {
    const pages = await openTwo();
    await editAtOnce(pages);
    pages.one.draft.chooseAside('keep-shown');
    await vi.waitFor(() => expect(pages.other.draft.editsAside).toBeNull());
    expect(epochs(pages.other)).toBe(3);
    pages.other.draft.undo();
    expect([epochs(pages.other), batch(pages.other)]).toEqual([10, 64]);
  });

  test('that go on while the host answers stay together', async () => {
    const { api, one, other } = await openTwo();
    let resolve = (): void => undefined;
    api.holding.set('drafts.get', new Promise((done) => (resolve = done)));
    const before = api.asked.filter(({ name }) => name === 'drafts.get').length;
    one.draft.set(['training', 'epochs'], 3);
    await one.keeper.sendWaiting();
    other.draft.set(['training', 'batch_size'], 64);
    // One because it heard of the edit, one because its own was refused.
    await vi.waitFor(() => expect(api.asked.filter(({ name }) => name === 'drafts.get')).toHaveLength(before + 2));
    other.draft.set(['training', 'batch_size'], 128);
    resolve();
    await vi.waitFor(() => expect(other.draft.editsAside?.document).toMatchObject({ training: { batch_size: 128 } }));
    expect([epochs(other), batch(other)]).toEqual([3, 32]);
    other.draft.chooseAside('take');
    expect(batch(other)).toBe(128);
    other.draft.undo();
    expect([epochs(other), batch(other)]).toEqual([10, 32]);
  });

  test('that are equal are one', async () => {
    const { one, other } = await openTwo();
    one.draft.set(['training', 'epochs'], 3);
    other.draft.set(['training', 'epochs'], 3);
    await Promise.all([one.keeper.sendWaiting(), other.keeper.sendWaiting()]);
    expect([one.draft.editsAside, other.draft.editsAside]).toEqual([null, null]);
    expect([epochs(one), epochs(other)]).toEqual([3, 3]);
  });

  test('made while one page had no host are put aside when it is back', async () => {
    const { api, one, other } = await openTwo();
    const away = new AppError('disconnected', 'The host does not answer.');
    api.failing.set('drafts.keep', away);
    for (const size of [16, 64]) other.draft.set(['training', 'batch_size'], size);
    await other.keeper.sendWaiting();
    api.failing.clear();
    one.draft.set(['training', 'epochs'], 3);
    await one.keeper.sendWaiting();
    expect([epochs(other), batch(other)]).toEqual([10, 64]);
    await other.keeper.catchUp();
    expect(epochs(other)).toBe(3);
    expect(other.draft.editsAside?.document).toMatchObject({ training: { batch_size: 64 } });
  });
});

test('an answer that is lost makes no conflict of a page with itself', async () => {
  const { api, one } = await openTwo();
  const request = api.request.bind(api);
  const lost = vi.spyOn(api, 'request').mockImplementation(async (name, input) => {
    const answer = await request(name, input);
    if (name !== 'drafts.keep') return answer;
    throw new AppError('disconnected', 'The connection ended before the answer.');
  });
  one.draft.set(['training', 'epochs'], 3);
  await one.keeper.sendWaiting();
  lost.mockRestore();
  one.draft.set(['training', 'epochs'], 4);
  await one.keeper.sendWaiting();
  expect(one.draft.editsAside).toBeNull();
  expect(api.drafts.get('template/imdb-conv1d')).toMatchObject({ aside: null });
  expect(api.drafts.get('template/imdb-conv1d')?.document).toContain('"epochs":4');
});

describe('a saved model', () => {
  test('that the other page saves is saved here too, with what it can undo', async () => {
    const api = new SampleWorkbench();
    const { one, other } = await openTwo(await savedModel(api), api);
    one.draft.set(['training', 'epochs'], 3);
    await vi.waitFor(() => expect(other.draft.isEdited).toBe(true));
    await one.draft.save();
    await vi.waitFor(() => expect(other.draft.isEdited).toBe(false));
    expect([epochs(other), other.draft.restored, other.draft.canUndo]).toEqual([3, null, true]);
  });

  test('that the other page has just saved is edited on without a choice', async () => {
    const api = new SampleWorkbench();
    const { one, other } = await openTwo(await savedModel(api), api);
    one.draft.set(['training', 'epochs'], 3);
    await vi.waitFor(() => expect(epochs(other)).toBe(3));
    // The other page edits when the host has what was saved, and before the page has read it.
    const end = api.subscribe(({ type }) => {
      if (type !== 'draft') return;
      end();
      other.draft.set(['training', 'batch_size'], 64);
    });
    await one.draft.save();
    await Promise.all([one.keeper.sendWaiting(), other.keeper.sendWaiting()]);
    await vi.waitFor(() => expect([one, other].map(batch)).toEqual([64, 64]));
    expect([one, other].map(({ draft }) => draft.editsAside)).toEqual([null, null]);
    other.draft.undo();
    await vi.waitFor(() => expect([one, other].map(batch)).toEqual([32, 32]));
    expect([epochs(one), epochs(other), one.draft.isEdited]).toEqual([3, 3, false]);
  });

  test('that is saved elsewhere is shown where nothing was edited; undo leads back', async () => {
    const api = new SampleWorkbench();
    const source = await savedModel(api);
    const { one, other } = await openTwo(source, api);
    await api.request('experiments.save', { id: source.id, experiment: { ...one.draft.document, name: 'Theirs' } });
    await vi.waitFor(() =>
      expect([one, other].map(({ draft }) => draft.experiment?.name)).toEqual(['Theirs', 'Theirs']),
    );
    await Promise.all([one.keeper.sendWaiting(), other.keeper.sendWaiting()]);
    expect([one.draft.isEdited, one.draft.editsAside, other.draft.editsAside]).toEqual([false, null, null]);
    one.draft.undo();
    expect(one.draft.experiment?.name).toBe('IMDB Conv1D');
  });

  test('that is saved elsewhere while it is edited: the edits stay, and it is said', async () => {
    const api = new SampleWorkbench();
    const source = await savedModel(api);
    const { draft } = await openPage(api, source);
    draft.set(['training', 'epochs'], 3);
    await api.request('experiments.save', { id: source.id, experiment: { ...draft.document, name: 'Theirs' } });
    await vi.waitFor(() => expect(draft.restored).toEqual({ atMs: null, isSavedSince: true }));
    expect(draft.experiment).toMatchObject({ name: 'IMDB Conv1D', training: { epochs: 3 } });
    await draft.save();
    expect(api.experiments.get(source.id)).toMatchObject({ name: 'IMDB Conv1D' });
  });

  test('that this page does not know is saved elsewhere is not saved over', async () => {
    const api = new SampleWorkbench();
    const source = await savedModel(api);
    // A page that hears of nothing.
    const keeper = new DraftKeeper(api);
    const draft = new ExperimentList(api, { findDataset: () => null, drafts: keeper }).draftOf(source);
    await draft.load();
    draft.set(['training', 'epochs'], 3);
    await api.request('experiments.save', { id: source.id, experiment: { ...draft.document, name: 'Theirs' } });
    await expect(draft.save()).rejects.toMatchObject({ code: 'conflict' });
    expect(api.experiments.get(source.id)).toMatchObject({ name: 'Theirs' });
    expect(draft.restored).toMatchObject({ isSavedSince: true });
    await draft.save();
    expect(api.experiments.get(source.id)).toMatchObject({ name: 'IMDB Conv1D' });
  });

  test('that is deleted elsewhere stays on the page, and is saved as a copy', async () => {
    const api = new SampleWorkbench();
    const source = await savedModel(api);
    const { draft, keeper } = await openPage(api, source);
    draft.set(['training', 'epochs'], 3);
    await keeper.sendWaiting();
    await api.request('experiments.delete', { id: source.id });
    await vi.waitFor(() => expect(draft.isGone).toBe(true));
    draft.set(['training', 'epochs'], 4);
    await keeper.sendWaiting();
    expect(api.drafts.size).toBe(0);
    const id = await draft.save();
    expect(id).not.toBe(source.id);
    expect(api.experiments.get(id)).toMatchObject({ training: { epochs: 4 } });
  });

  test('that is renamed has the new name on both pages, edited or not, and no edit is put aside', async () => {
    const api = new SampleWorkbench();
    const source = await savedModel(api);
    for (const isEdited of [false, true]) {
      const { one, other } = await openTwo(source, api);
      if (isEdited) one.draft.set(['training', 'epochs'], 3);
      if (isEdited) await vi.waitFor(() => expect(epochs(other)).toBe(3));
      const name = isEdited ? 'Edited' : 'Not edited';
      await api.request('experiments.rename', { id: source.id, name });
      for (const { draft } of [one, other]) await vi.waitFor(() => expect(draft.experiment?.name).toBe(name));
      await Promise.all([one.keeper.sendWaiting(), other.keeper.sendWaiting()]);
      for (const { draft } of [one, other])
        expect([draft.isEdited, draft.restored, draft.editsAside]).toEqual([isEdited, null, null]);
    }
    expect(JSON.parse(api.drafts.get(`experiment/${source.id}`)?.document ?? '')).toMatchObject({ name: 'Edited' });
  });

  test('that is deleted and restored goes on where it was, with what was edited meanwhile', async () => {
    const api = new SampleWorkbench();
    const source = await savedModel(api);
    const { one, other } = await openTwo(source, api);
    one.draft.set(['training', 'epochs'], 3);
    await vi.waitFor(() => expect(epochs(other)).toBe(3));
    await api.request('experiments.delete', { id: source.id });
    await vi.waitFor(() => expect([one.draft.isGone, other.draft.isGone]).toEqual([true, true]));
    one.draft.set(['training', 'batch_size'], 64);
    await api.request('experiments.restore', { id: source.id });
    await vi.waitFor(() => expect([one.draft.isGone, other.draft.isGone]).toEqual([false, false]));
    await vi.waitFor(() => expect([epochs(other), batch(other)]).toEqual([3, 64]));
    expect([one.draft.editsAside, other.draft.editsAside]).toEqual([null, null]);
    await other.draft.save();
    expect(api.experiments.get(source.id)).toMatchObject({ training: { epochs: 3, batch_size: 64 } });
  });
});
