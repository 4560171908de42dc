import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { experimentIdSchema } from '#shared/base/ids.ts';
import { textOf } from '#shared/base/message.ts';
import { setArgument } from '#shared/model/edits/arguments.ts';
import { deleteLayers } from '#shared/model/edits/layers.ts';
import { ExperimentDraft, type DraftSurroundings } from '#renderer/lib/experiments/experiment-draft.svelte.ts';
import { DraftKeeper } from '#renderer/lib/experiments/draft-keeper.ts';
import { imdbDataset, weatherDataset } from '../../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

/** What a page of this host has. */
function surroundings(api: SampleWorkbench): DraftSurroundings {
  return {
    findDataset: (id) => [imdbDataset, weatherDataset].find((dataset) => dataset.id === id) ?? null,
    drafts: new DraftKeeper(api),
  };
}

/** As on a page that was loaded for it. */
async function opened(id = 'imdb-conv1d', api = new SampleWorkbench()) {
  const around = surroundings(api);
  const draft = new ExperimentDraft(api, { from: 'template', id }, around);
  await draft.load();
  return { api, draft, keeper: around.drafts };
}

test('loads a template and what is wrong with it', async () => {
  const { draft } = await opened();
  expect(draft.experiment?.name).toBe('IMDB Conv1D');
  expect(draft.check).toMatchObject({ ok: true, parameters: 1_315_937 });
  expect(draft.isEdited).toBe(false);
  expect(draft.canTrain).toBe(true);
});

test('says what is wrong when there is no such template', async () => {
  const { draft } = await opened('nothing');
  expect(draft.error).toMatchObject({ code: 'not-found' });
});

test('an edit is checked, and can be taken back', async () => {
  const { draft } = await opened();
  draft.set(['training', 'epochs'], 3);
  expect(draft.isEdited).toBe(true);
  expect(draft.experiment?.training.epochs).toBe(3);
  draft.revert();
  expect(draft.isEdited).toBe(false);
  expect(draft.experiment?.training.epochs).toBe(10);
});

test('text that cannot be read keeps the last document and stops training', async () => {
  const { draft } = await opened();
  const text = JSON.stringify(draft.document);
  draft.setText(text.slice(0, -1));
  expect(draft.textProblem).toEqual({ line: 1, column: text.length });
  expect(draft.canTrain).toBe(false);
  expect(draft.experiment?.name).toBe('IMDB Conv1D');
  draft.setText('[1]');
  expect(draft.textProblem).toBe('not-an-object');
  expect(draft.text).toBe('[1]');
  draft.setText(text);
  expect(draft.textProblem).toBeNull();
  expect(draft.isEdited).toBe(false);
});

test('a model that cannot be is not trained; that is known at once, without asking the host', async () => {
  const { api, draft } = await opened();
  const asked = api.asked.length;
  draft.setText(JSON.stringify(draft.document).replace('"kernel_size":7', '"kernel_size":700'));
  expect(draft.check?.ok).toBe(false);
  expect(api.asked.slice(asked).map(({ name }) => name)).toEqual(['drafts.keep']);
  expect(draft.check?.problems[0]?.nodeId).toBe('conv1d');
  expect(draft.canTrain).toBe(false);
});

test('keeps what this program does not know', async () => {
  const { api, draft } = await opened();
  draft.set(['notes'], { from: 'a later version' });
  const id = await draft.save();
  expect(api.experiments.get(id)).toMatchObject({ notes: { from: 'a later version' } });
});

test('trains the template as it is, and an edited one as it stands on screen', async () => {
  const { api, draft } = await opened();
  await draft.train('auto');
  expect(api.asked.at(-1)).toEqual({
    name: 'runs.start',
    input: { source: { from: 'template', id: 'imdb-conv1d' }, engine: 'auto' },
  });
  draft.set(['training', 'epochs'], 2);
  const runId = await draft.train('wasm');
  expect(api.runs.get(runId)?.run.epochs).toBe(2);
  expect(api.asked.at(-1)?.input).toMatchObject({ source: { from: 'inline' }, engine: 'wasm' });
});

test('saves over a saved experiment, and then is no longer edited', async () => {
  const { api, draft } = await opened();
  const id = await draft.save();
  const saved = new ExperimentDraft(api, { from: 'experiment', id }, surroundings(api));
  await saved.load();
  saved.set(['name'], 'Mine');
  expect(await saved.save()).toBe(id);
  expect(saved.isEdited).toBe(false);
  expect(api.experiments.get(experimentIdSchema.parse(id))?.name).toBe('Mine');
  await saved.train('auto');
  expect(api.asked.at(-1)?.input).toMatchObject({ source: { from: 'experiment', id } });
});

test('what cannot be read as an experiment is said with its place', async () => {
  const { draft } = await opened();
  draft.set(['training', 'epochs'], -3);
  expect(draft.check).toMatchObject({ ok: false, problems: [{ severity: 'error', path: 'training.epochs' }] });
  expect(draft.canTrain).toBe(false);
});

describe('edits that are not saved', () => {
  test('come back on a page that was loaded again, until they are taken back, and can still be undone', async () => {
    const { api, draft, keeper } = await opened();
    draft.set(['training', 'epochs'], 3);
    await keeper.sendWaiting();
    const { draft: again, keeper: next } = await opened('imdb-conv1d', api);
    expect(again.experiment?.training.epochs).toBe(3);
    expect(again.isEdited).toBe(true);
    expect(again.restored).toMatchObject({ isSavedSince: false });
    again.undo();
    expect(again.restored).toBeNull();
    await next.sendWaiting();
    const { draft: third } = await opened('imdb-conv1d', api);
    expect(third.experiment?.training.epochs).toBe(10);
    expect(third.restored).toBeNull();
    third.redo();
    expect(third.experiment?.training.epochs).toBe(3);
  });

  test('come back as they were typed, though they are no JSON', async () => {
    const { api, draft, keeper } = await opened();
    draft.set(['training', 'epochs'], 3);
    draft.setText('{ "strata": 1, ');
    await keeper.sendWaiting();
    const { draft: again } = await opened('imdb-conv1d', api);
    expect(again.text).toBe('{ "strata": 1, ');
    expect(again.textProblem).not.toBeNull();
    expect(again.experiment?.training.epochs).toBe(3);
  });

  test('belong to one model; when they are saved as a copy, their history goes with it', async () => {
    const { api, draft, keeper } = await opened();
    draft.set(['training', 'epochs'], 3);
    const { draft: other } = await opened('weather-gru', api);
    expect(other.isEdited).toBe(false);
    const id = await draft.save();
    await keeper.sendWaiting();
    expect([...api.drafts.keys()]).toEqual([`experiment/${id}`]);
    const copy = new ExperimentDraft(api, { from: 'experiment', id }, surroundings(api));
    await copy.load();
    expect(copy.isEdited).toBe(false);
    copy.undo();
    expect(copy.experiment?.training.epochs).toBe(10);
    // Nothing came back that was not saved: these edits are new.
    expect(copy.restored).toBeNull();
  });

  test('say so when somebody else has saved the model since', async () => {
    const { api, draft } = await opened();
    const id = await draft.save();
    const open = async (): Promise<ExperimentDraft> => {
      const one = new ExperimentDraft(api, { from: 'experiment', id }, surroundings(api));
      await one.load();
      return one;
    };
    (await open()).set(['training', 'epochs'], 3);
    await api.request('experiments.save', { id, experiment: { ...draft.document, description: 'Theirs' } });
    expect((await open()).restored).toMatchObject({ isSavedSince: true });
  });

  test('take a new name, and undo leads back to the old one', async () => {
    const { api, draft, keeper } = await opened();
    const id = await draft.save();
    const open = async (): Promise<ExperimentDraft> => {
      const one = new ExperimentDraft(api, { from: 'experiment', id }, surroundings(api));
      await one.load();
      return one;
    };
    (await open()).set(['training', 'epochs'], 3);
    await keeper.sendWaiting();
    await api.request('experiments.rename', { id, name: 'Renamed' });
    const again = await open();
    expect(again.experiment).toMatchObject({ name: 'Renamed', training: { epochs: 3 } });
    expect(again.restored).toMatchObject({ isSavedSince: false });
    await again.save();
    expect(api.experiments.get(id)).toMatchObject({ name: 'Renamed', training: { epochs: 3 } });
    again.undo();
    expect(again.experiment?.name).toBe('IMDB Conv1D');
  });

  test('made while the host is away are sent when it is back, the newest of them', async () => {
    const { api, draft, keeper } = await opened();
    api.failing.set('drafts.keep', new AppError('disconnected', 'The host does not answer.'));
    for (const epochs of [3, 4, 5]) draft.set(['training', 'epochs'], epochs);
    draft.set(['training', 'batch_size'], 8);
    await keeper.sendWaiting();
    expect(api.drafts.size).toBe(0);
    api.failing.clear();
    await keeper.sendWaiting();
    const kept = api.drafts.get('template/imdb-conv1d');
    expect(kept?.document).toContain('"epochs":5');
    expect(kept?.history.steps).toHaveLength(2);
  });
});

test('edits of the model, of values and of the text are undone and done again one by one', async () => {
  const { draft } = await opened();
  const start = draft.text;
  const graph = draft.graph;
  if (graph === null) throw new Error('There is no model.');
  expect(draft.edit(setArgument(graph, ['dense'], 'units', 0))).not.toBeNull();
  expect(draft.canUndo).toBe(false);
  expect(draft.edit(deleteLayers(graph, ['conv1d']))).toBeNull();
  draft.set(['training', 'epochs'], 3);
  draft.set(['training', 'epochs'], 30);
  draft.setText(draft.text.replace('"batch_size": 32', '"batch_size": 64'));
  expect(draft.history.steps.map(({ name }) => textOf(name))).toEqual([
    'Delete conv1d',
    'Set training.epochs to 30',
    'Edit the JSON',
  ]);
  const end = draft.text;
  draft.undo();
  draft.undo();
  expect(draft.experiment?.training).toMatchObject({ epochs: 10, batch_size: 32 });
  expect(draft.graph?.nodes.map(({ id }) => id)).not.toContain('conv1d');
  draft.goTo(0);
  expect(draft.text).toBe(start);
  expect(draft.isEdited).toBe(false);
  draft.goTo(3);
  expect(draft.text).toBe(end);
  expect(draft.canRedo).toBe(false);
  draft.revert();
  expect(draft.isEdited).toBe(false);
  draft.undo();
  expect(draft.text).toBe(end);
});
