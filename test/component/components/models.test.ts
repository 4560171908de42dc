import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { findJsonField } from '../../support/json-field.ts';
import { expectAccessible, renderWorkbench, said } from '../../support/render-workbench.ts';
import { sampleTemplates } from '../../support/sample-experiments.ts';
import { failedRunId, gruRunId } from '../../support/sample-runs.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

test('lists the templates with lesson, data and size', async () => {
  renderWorkbench('#/models');
  const card = await screen.findByRole('link', { name: /Weather Conv1D start here A convolution/ });
  expect(said(card)).toMatch(/loses to repeating the last value/);
  expect(said(card)).toMatch(/Lesson 1: Weather Conv1D start here/);
  expect(said(card)).toMatch(/6,337 parameters/);
  expect(card.getAttribute('href')).toBe('#/models/template/weather-conv1d');
  await expectAccessible();
});

test('the filter finds models by lesson, data set and layer', async () => {
  renderWorkbench('#/models');
  await screen.findByRole('link', { name: /Weather GRU/ });
  await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'review imdb' } });
  expect(screen.queryByRole('link', { name: /Weather GRU/ })).toBeNull();
  expect(screen.getByRole('link', { name: /Small patterns/ })).toBeDefined();
  await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'jfk maxpooling1d' } });
  expect(screen.getAllByRole('link', { name: /^Lesson/ }).map((card) => card.getAttribute('href'))).toEqual([
    '#/models/template/weather-conv1d',
    '#/models/template/weather-conv1d-gru',
  ]);
  await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'zebra' } });
  expect(screen.getByText('No model has “zebra” in its name, lesson, data set or layers.')).toBeDefined();
});

test('a failure is said, and the button tries again', async () => {
  const api = new SampleWorkbench();
  api.failing.set(
    'templates.list',
    new AppError('damaged', 'The template file is damaged.', { hint: 'Install again.' }),
  );
  renderWorkbench('#/models', api);
  expect(await screen.findByText('The template file is damaged.')).toBeDefined();
  expect(screen.getByText('Install again.')).toBeDefined();
  api.failing.clear();
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: /Weather GRU/ })).toBeDefined();
});

test('shows a model layer by layer with shapes and parameters', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  const model = await screen.findByRole('region', { name: 'Model' });
  await fireEvent.click(within(model).getByRole('radio', { name: 'List' }));
  await within(model).findByText('1,280,000');
  const layers = within(model).getAllByRole('listitem').map(said);
  expect(layers).toHaveLength(7);
  expect(layers[2]).toMatch(/Conv1D.*28,704.*32 filters × 7 · relu.*\(494, 32\)/);
  await expectAccessible();
});

test('shows the same model as a graph: cards that say what they are, and the shapes on the edges', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  const graph = await screen.findByRole('application', { name: 'The model as a graph' });
  const cards = await within(graph).findAllByRole('group', { name: /“/ });
  expect(cards.map((card) => card.getAttribute('aria-label'))).toContain(
    'Conv1D “conv1d”, 32 filters × 7 · relu, output (494, 32), after “embedding”',
  );
  expect(within(graph).getByRole('img', { name: 'Edge from “conv1d” to “maxpooling1d”, (494, 32)' })).toBeDefined();
  // One stop for the Tab key; the arrows lead along the edges.
  expect(cards.map((card) => card.tabIndex)).toEqual([0, -1, -1, -1, -1, -1, -1]);
  cards[0]?.focus();
  await fireEvent.keyDown(cards[0]!, { key: 'ArrowDown' });
  await waitFor(() => expect(document.activeElement).toBe(cards[1]));
  await fireEvent.keyDown(cards[1]!, { key: 'ArrowUp' });
  await waitFor(() => expect(document.activeElement).toBe(cards[0]));
  await expectAccessible();
});

test('a problem leads to its layer', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  await fireEvent.click(await screen.findByRole('button', { name: 'Edit as JSON' }));
  const text = await findJsonField();
  text.write(text.text().replace('"kernel_size": 7', '"kernel_size": 700'));
  expect(screen.getByRole('button', { name: 'Set kernel_size of conv1d to 500' })).toBeDefined();
  await expectAccessible();
  await fireEvent.click(screen.getByRole('button', { name: 'Back to the form' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Go to “conv1d”' }));
  await waitFor(() =>
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Conv1D “conv1d”.*700 steps/),
  );
});

test('a problem is fixed by one click, and the fix is a step that can be undone', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  await fireEvent.click(await screen.findByRole('button', { name: 'Edit as JSON' }));
  const text = await findJsonField();
  const edited = text
    .text()
    .replace('"activation": "sigmoid"', '"activation": null')
    .replace('"kernel_size": 7', '"kernel_size": 700');
  text.write(edited);
  await fireEvent.click(await screen.findByRole('button', { name: 'Set padding of conv1d to “same”' }));
  const sigmoid = await screen.findByRole('button', { name: 'Set activation of dense to “sigmoid”' });
  expect(sigmoid).toBe(document.activeElement);
  expect(screen.getByRole('button', { name: 'Set Loss · from_logits to yes' })).toBeDefined();
  await fireEvent.click(sigmoid);
  expect(screen.queryByText(/No sigmoid/)).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findAllByText(/No sigmoid/)).not.toEqual([]);
});

test('a table says what each layer costs and sees; a click selects the layer', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  const model = await screen.findByRole('region', { name: 'Model' });
  await fireEvent.click(within(model).getByRole('radio', { name: 'Table' }));
  const rows = within(within(model).getByRole('table')).getAllByRole('row').map(said);
  expect(rows[5]).toMatch(/^conv1d_1 Conv1D \(92, 32\) 7,200 1\.3 M 377 kB 41 words$/);
  expect(rows.at(-1)).toMatch(/^Total 1,315,937 29\.6 M 11 MB all trainable$/);
  await fireEvent.click(within(model).getByRole('button', { name: 'conv1d_1' }));
  expect(await screen.findByRole('textbox', { name: 'filters' })).toBeDefined();
  expect(within(model).getByRole('button', { name: 'conv1d_1' }).getAttribute('aria-pressed')).toBe('true');
});

test('a report has the model’s picture, the table, the problems, the data and the training', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  const link = await screen.findByRole('link', { name: 'Report' });
  expect(link.getAttribute('href')).toBe('#/models/template/imdb-conv1d/report');
  cleanup();
  renderWorkbench('#/models/template/imdb-conv1d/report');
  const picture = await screen.findByRole('img', { name: 'The model from its Input to its output' });
  expect(said(picture)).toMatch(/\(494, 32\).*Conv1D 28,704 32 filters × 7 · relu conv1d/);
  expect(said(screen.getByRole('table'))).toMatch(/496 words/);
  expect(screen.getByText('No problems.')).toBeDefined();
  expect(screen.getByText('binary_crossentropy')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Save as HTML' })).toBeDefined();
  await expectAccessible();
});

test('a template has a Korean title in the Korean window, in the list and on its page', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['ko-KR']);
  const { experiment } = sampleTemplates.find(({ id }) => id === 'weather-gru')!;
  const { name } = experiment;
  // As the real one is called, which the catalogue knows.
  Object.assign(experiment, { name: 'Weather · GRU' });
  onTestFinished(() => {
    Object.assign(experiment, { name });
    vi.restoreAllMocks();
  });
  renderWorkbench('#/models');
  await screen.findByText('날씨 · GRU');
  window.location.hash = '#/models/template/weather-gru';
  await waitFor(() => expect(document.querySelector('h1')?.textContent).toBe('날씨 · GRU'));
});

test('a number that is too large is told the limit', async () => {
  renderWorkbench('#/models/template/weather-gru');
  for (const [label, value, says] of [
    ['Epochs', '1000000000000', 'A whole number from 1 to 1,000,000.'],
    ['Seed', '4294967296', 'A whole number from 0 to 4,294,967,295.'],
  ] as const) {
    await fireEvent.input(await screen.findByLabelText(label), { target: { value } });
    await screen.findByText(says);
  }
});

test('trains with the settings on screen and goes to the run', async () => {
  const { api } = renderWorkbench('#/models/template/weather-gru');
  const epochs = await screen.findByLabelText('Epochs');
  await fireEvent.input(epochs, { target: { value: '3' } });
  await fireEvent.input(screen.getByLabelText('Learning rate'), { target: { value: '0.01' } });
  await fireEvent.change(screen.getByLabelText('Engine'), { target: { value: 'wasm' } });
  await screen.findByText('· unsaved changes');
  await fireEvent.click(screen.getByRole('button', { name: 'Train' }));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/runs\/run/));
  const start = api.asked.find((one) => one.name === 'runs.start');
  expect(start?.input).toMatchObject({
    engine: 'wasm',
    source: {
      from: 'inline',
      experiment: { training: { epochs: 3, optimizer: { name: 'rmsprop', config: { learning_rate: 0.01 } } } },
    },
  });
});

test('an Embedding’s gradient is chosen where there is an Embedding, and goes into the run', async () => {
  const { api } = renderWorkbench('#/models/template/imdb-conv1d');
  const choice = await screen.findByLabelText<HTMLSelectElement>('Embedding gradient');
  expect(choice.value).toBe('summed');
  await fireEvent.change(choice, { target: { value: 'rows' } });
  await screen.findByText('· unsaved changes');
  await fireEvent.click(screen.getByRole('button', { name: 'Train' }));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/runs\/run/));
  const start = api.asked.find((one) => one.name === 'runs.start');
  expect(start?.input).toMatchObject({ source: { experiment: { training: { embedding_gradient: 'rows' } } } });
});

test('there is no such choice without an Embedding', async () => {
  renderWorkbench('#/models/template/weather-gru');
  await screen.findByLabelText('Epochs');
  expect(screen.queryByLabelText('Embedding gradient')).toBeNull();
});

test('a number that may not be is kept on screen, said, and not taken over: nothing is trained or saved without it', async () => {
  const { api } = renderWorkbench('#/models/template/weather-gru');
  const epochs = await screen.findByLabelText<HTMLInputElement>('Epochs');
  await fireEvent.input(epochs, { target: { value: '0' } });
  expect(epochs.value).toBe('0');
  expect(epochs.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('A whole number from 1 to 1,000,000.').id).toBe(epochs.getAttribute('aria-describedby'));
  expect(screen.queryByText('· unsaved changes')).toBeNull();
  for (const name of ['Train', 'Save a copy']) {
    epochs.blur();
    await fireEvent.click(screen.getByRole('button', { name }));
    expect(document.activeElement).toBe(epochs);
  }
  const asked = api.asked.map(({ name }) => name);
  expect(asked).not.toContain('runs.start');
  expect(asked).not.toContain('experiments.save');
  await fireEvent.input(epochs, { target: { value: '2' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Train' }));
  await waitFor(() => expect(api.asked.map(({ name }) => name)).toContain('runs.start'));
});

test('an error in the JSON is shown at its layer, and training waits', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  await fireEvent.click(await screen.findByRole('button', { name: 'Edit as JSON' }));
  const text = await findJsonField();
  text.write(text.text().replace('"kernel_size": 7', '"kernel_size": 700'));
  await screen.findByRole('region', { name: '1 problem' });
  expect(screen.getAllByText(/kernel_size 700, which reaches over 700 steps/)).toHaveLength(2);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(true);
  text.write('{');
  expect(screen.getByText(/This is not valid JSON/)).toBeDefined();
  await fireEvent.click(screen.getByRole('button', { name: 'Discard changes' }));
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(false));
});

test('edits that are not saved are there when one comes back, also text that is no JSON', async () => {
  renderWorkbench('#/models/template/weather-gru');
  await fireEvent.input(await screen.findByLabelText('Epochs'), { target: { value: '3' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Edit as JSON' }));
  const typed = (await findJsonField()).text().slice(0, -1);
  (await findJsonField()).write(typed);
  window.location.hash = '#/models';
  await screen.findByRole('heading', { name: 'Models' });
  window.location.hash = '#/models/template/weather-gru';
  expect((await findJsonField()).text()).toBe(typed);
  await fireEvent.click(screen.getByRole('button', { name: 'Back to the form' }));
  expect(screen.getByText(/This is not valid JSON/)).toBeDefined();
  expect(screen.getByLabelText<HTMLInputElement>('Epochs').value).toBe('3');
  await fireEvent.click(screen.getByRole('button', { name: 'Discard changes' }));
  window.location.hash = '#/models';
  await screen.findByRole('heading', { name: 'Models' });
  window.location.hash = '#/models/template/weather-gru';
  expect((await screen.findByLabelText<HTMLInputElement>('Epochs')).value).toBe('8');
  expect(screen.queryByText('· unsaved changes')).toBeNull();
});

test('a copy of a template is saved, opened, and can be deleted, which can be undone', async () => {
  const { api } = renderWorkbench('#/models/template/weather-gru');
  await fireEvent.click(await screen.findByRole('button', { name: 'Save a copy' }));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/models\/experiment\//));
  expect(await screen.findByText('“Weather GRU” was saved.')).toBeDefined();
  await fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(window.location.hash).toBe('#/models'));
  expect(api.experiments.size).toBe(0);
  expect(await screen.findByText('Deleted “Weather GRU”. Its runs are kept.')).toBeDefined();
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(api.experiments.size).toBe(1));
});

test('copies of a template are numbered, so that they can be told apart', async () => {
  const { api } = renderWorkbench('#/models/template/weather-gru');
  const save = async (): Promise<void> => {
    await fireEvent.click(await screen.findByRole('button', { name: 'Save a copy' }));
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/models\/experiment\//));
  };
  await save();
  window.location.hash = '#/models/template/weather-gru';
  await screen.findByText('· template');
  await save();
  expect(await screen.findByText('“Weather GRU (2)” was saved.')).toBeDefined();
  expect([...api.experiments.values()].map(({ name }) => name)).toEqual(['Weather GRU', 'Weather GRU (2)']);
  expect(screen.queryByText('· unsaved changes')).toBeNull();
});

test('the lesson has an order and says where to start', async () => {
  renderWorkbench('#/models');
  await screen.findByRole('link', { name: /Lesson 1: Weather Conv1D start here/ });
  const cards = screen.getAllByRole('link', { name: /^Lesson \d/ }).map(said);
  expect(cards.map((card) => card.slice(0, 1))).toEqual(cards.map((_, index) => String(index + 1)));
  expect(cards.filter((card) => card.includes('start here'))).toHaveLength(1);
});

test('the runs of a model are listed beside it', async () => {
  renderWorkbench('#/models/template/weather-gru');
  const card = await screen.findByRole('region', { name: 'Runs of this model' });
  // One of them was given another name.
  const links = within(card).getAllByRole('link', { name: /Weather GRU/ });
  expect(links.map((link) => link.getAttribute('href'))).toEqual([`#/runs/${failedRunId}`, `#/runs/${gruRunId}`]);
});
