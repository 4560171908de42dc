// A model is started from data: from a data set's card, and from the question for a new model.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { emptyWorkbench, expectAccessible, renderWorkbench, said } from '../../support/render-workbench.ts';
import type { SampleWorkbench } from '../../support/sample-workbench.ts';

const saved = ({ experiments }: SampleWorkbench) => [...experiments.values()];
const heading = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { level: 1, name });

async function choose(title: string, text: string): Promise<void> {
  const box = await screen.findByRole('combobox', { name: title });
  await fireEvent.input(box, { target: { value: text } });
  await fireEvent.keyDown(box, { key: 'Enter' });
}

test('texts become a classifier at one click, which can be trained', async () => {
  const { api } = renderWorkbench('#/data');
  await fireEvent.click(await screen.findByRole('button', { name: 'Start a model from “IMDB reviews”' }));
  await heading('IMDB reviews · Conv1D');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(false);
  expect(saved(api)).toMatchObject([{ data: { dataset: 'imdb-reviews' }, model: { nodes: { length: 7 } } }]);
});

test('of a series, the column to predict is asked for', async () => {
  const { api } = renderWorkbench('#/data');
  await fireEvent.click(await screen.findByRole('button', { name: /^Start a model from “Weather/ }));
  await screen.findByRole('combobox', { name: 'What to predict of “Weather at JFK, 2013”' });
  const columns = within(screen.getByRole('listbox'));
  expect(columns.getAllByRole('option').map(said).slice(0, 2)).toEqual([
    'temp 12.02 to 98.06 °F',
    'dewp −9.04 to 77 °F',
  ]);
  await expectAccessible();
  await choose('What to predict of “Weather at JFK, 2013”', 'humid');
  await heading('Weather at JFK, 2013 · humid · GRU');
  expect(saved(api)).toMatchObject([{ data: { preparation: { target: 'humid', lookback: 120 } } }]);
});

test('a new model asks for its data, then for the column; the same again has a number', async () => {
  const { api } = renderWorkbench('#/models');
  await screen.findByRole('link', { name: /Weather GRU/ });
  for (const name of ['Weather at JFK, 2013 · temp · GRU', 'Weather at JFK, 2013 · temp · GRU (2)']) {
    await fireEvent.keyDown(window, { key: 'n', altKey: true });
    await choose('Start a model from data', 'weather at');
    await choose('What to predict of “Weather at JFK, 2013”', '');
    await heading(name);
  }
  expect(saved(api)).toHaveLength(2);
});

test('without data, a new model is the linear one at once', async () => {
  const { api } = renderWorkbench('#/models', emptyWorkbench());
  await screen.findByRole('link', { name: /Weather GRU/ });
  await fireEvent.keyDown(window, { key: 'n', altKey: true });
  await heading('New model');
  expect(saved(api)).toHaveLength(1);
});

test('data in which nothing can be learnt is said to be so', async () => {
  const { api } = renderWorkbench('#/data');
  const imdb = [...api.datasets.values()].find(({ kind }) => kind === 'text');
  if (imdb?.kind !== 'text') throw new Error('no texts');
  api.datasets.set(imdb.id, { ...imdb, labels: imdb.labels.slice(0, 1) });
  api.emit({ type: 'changed', what: 'datasets' });
  await waitFor(() => expect(api.asked.filter(({ name }) => name === 'datasets.list').length).toBeGreaterThan(1));
  await fireEvent.click(await screen.findByRole('button', { name: 'Start a model from “IMDB reviews”' }));
  expect(await screen.findByText(/No model can be proposed for “IMDB reviews”/)).toBeDefined();
  expect(saved(api)).toEqual([]);
});
