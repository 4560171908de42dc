import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { experimentIdSchema } from '#shared/base/ids.ts';
import { formatExperiment } from '#shared/experiment/parse-experiment.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { newExperiment } from '#shared/experiment/new-experiment.ts';
import { emptyWorkbench, expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { gruRunId } from '../../support/sample-runs.ts';

const text = formatExperiment(experimentSchema.parse(newExperiment('From a file', 'A lesson.')));
const dragged = (files: readonly File[], isDirectory = false) => ({
  dataTransfer: {
    types: ['Files'],
    files,
    items: files.map(() => ({ kind: 'file', webkitGetAsEntry: () => ({ isDirectory }) })),
  },
});
const experimentFile = (content: BlobPart = text, name = 'a.strata.json'): File => new File([content], name);

async function renderModels(api = emptyWorkbench()) {
  renderWorkbench('#/models', api);
  await screen.findByRole('link', { name: /Weather GRU/ });
  return api;
}

test('a dropped experiment becomes a model and is shown; dropped again it is the same model', async () => {
  const api = await renderModels();
  for (const _time of ['first', 'second']) {
    await fireEvent.dragEnter(document.body, dragged([experimentFile()]));
    expect(screen.getByText('Drop to import or open')).toBeDefined();
    await fireEvent.drop(document.body, dragged([experimentFile()]));
    expect(screen.queryByText('Drop to import or open')).toBeNull();
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/models\/experiment\//));
    await screen.findByRole('heading', { name: 'From a file', level: 1 });
    window.location.hash = '#/models';
    await screen.findByRole('link', { name: /From a file/ });
  }
  expect(api.experiments.size).toBe(1);
});

test('what is dragged inside the page is left alone', async () => {
  await renderModels();
  const inside = { dataTransfer: { types: ['text/plain'], files: [], items: [] } };
  await fireEvent.dragEnter(document.body, inside);
  expect(screen.queryByText('Drop to import or open')).toBeNull();
  // True: nobody has prevented it.
  expect(await fireEvent.dragOver(document.body, inside)).toBe(true);
  expect(await fireEvent.dragOver(document.body, dragged([experimentFile()]))).toBe(false);
});

test.each([
  ['no experiment', [experimentFile('{"a":1}', 'b.json')], false, /^b\.json cannot be opened: .*no experiment file/],
  [
    'no text',
    [experimentFile(Uint8Array.of(0xff, 0xfe, 0), 'c.json')],
    false,
    /^c\.json cannot be opened: it is not text/,
  ],
  ['a folder', [experimentFile('', 'models')], true, /^models is a folder/],
])('a dropped file that is %s is named with what is wrong', async (_name, files, isFolder, sentence) => {
  const api = await renderModels();
  await fireEvent.drop(document.body, dragged(files, isFolder));
  expect(await screen.findByText(sentence)).toBeDefined();
  expect(window.location.hash).toBe('#/models');
  expect(api.experiments.size).toBe(0);
  await expectAccessible();
});

test('of several files the good ones are taken', async () => {
  const api = await renderModels();
  await fireEvent.drop(document.body, dragged([experimentFile('x', 'x.json'), experimentFile()]));
  await screen.findByRole('heading', { name: 'From a file' });
  expect(screen.getByText(/^x\.json cannot be opened/)).toBeDefined();
  expect(api.experiments.size).toBe(1);
});

test('a file that is opened beside unsaved edits does not take their place', async () => {
  renderWorkbench('#/models/template/weather-gru', emptyWorkbench());
  await fireEvent.input(await screen.findByLabelText('Epochs'), { target: { value: '77' } });
  await screen.findByRole('button', { name: 'Discard changes' });
  await fireEvent.drop(document.body, dragged([experimentFile()]));
  expect(await screen.findByText(/“From a file” was added to your models\. It was not opened/)).toBeDefined();
  expect(window.location.hash).toBe('#/models/template/weather-gru');
  expect(screen.getByLabelText<HTMLInputElement>('Epochs').value).toBe('77');
});

test("Open file asks for the host's own dialog, and takes the browser's where there is none", async () => {
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(() => undefined);
  const api = await renderModels();
  await fireEvent.click(screen.getByRole('button', { name: 'Open file…' }));
  await waitFor(() => {
    expect(click).toHaveBeenCalledOnce();
  });
  expect(api.asked.some(({ name }) => name === 'experiments.open-dialog')).toBe(true);
  vi.restoreAllMocks();
});

test('the page does what a native menu asks, and says what cannot be done here', async () => {
  const api = await renderModels();
  api.emit({ type: 'command', id: 'go-runs' });
  await waitFor(() => {
    expect(window.location.hash).toBe('#/runs');
  });
  api.emit({ type: 'command', id: 'save' });
  expect(await screen.findByText('“Save” is not available here.')).toBeDefined();
  api.emit({ type: 'command', id: 'shortcuts' });
  await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  api.emit({ type: 'command', id: 'go-models' });
  expect(window.location.hash).toBe('#/runs');
});

test('what the host opened is shown, and what went wrong there is said', async () => {
  const api = await renderModels();
  const { id } = await api.request('experiments.save', { experiment: newExperiment('Outside', '') });
  api.emit({ type: 'open', experimentId: experimentIdSchema.parse(id) });
  await screen.findByRole('heading', { name: 'Outside' });
  const error = new AppError('not-found', 'It is gone.', { hint: 'Look again.' });
  api.emit({ type: 'notice', error: error.toJSON() });
  expect(await screen.findByText('It is gone.')).toBeDefined();
  api.emit({ type: 'open-run', runId: gruRunId });
  expect(window.location.hash).toBe(`#/runs/${gruRunId}`);
});
