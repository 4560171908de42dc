import { expect, test, vi } from 'vitest';
import { experimentIdSchema } from '#shared/base/ids.ts';
import { ExperimentDraft } from '#renderer/lib/experiments/experiment-draft.svelte.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

async function opened(id = 'imdb-conv1d') {
  const api = new SampleWorkbench();
  const draft = new ExperimentDraft(api, { from: 'template', id });
  await draft.load();
  return { api, draft };
}

test('loads a template and what the host says about it', async () => {
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
  expect(draft.textProblem).not.toBeNull();
  expect(draft.canTrain).toBe(false);
  expect(draft.experiment?.name).toBe('IMDB Conv1D');
  draft.setText('[1]');
  expect(draft.textProblem).toBe('not-an-object');
  expect(draft.text).toBe('[1]');
  draft.setText(text);
  expect(draft.textProblem).toBeNull();
  expect(draft.isEdited).toBe(false);
});

test('a model that cannot be is not trained', async () => {
  const { draft } = await opened();
  draft.setText(JSON.stringify(draft.document).replace('"kernel_size":7', '"kernel_size":700'));
  await vi.waitFor(() => expect(draft.check?.ok).toBe(false));
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
  const saved = new ExperimentDraft(api, { from: 'experiment', id });
  await saved.load();
  saved.set(['name'], 'Mine');
  expect(await saved.save()).toBe(id);
  expect(saved.isEdited).toBe(false);
  expect(api.experiments.get(experimentIdSchema.parse(id))?.name).toBe('Mine');
  await saved.train('auto');
  expect(api.asked.at(-1)?.input).toMatchObject({ source: { from: 'experiment', id } });
});
