// A run's page leads to its model, and a changed copy is compared with what it was changed from.
import { isOwnRun } from '#shared/runs/run.ts';
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { runIdSchema } from '#shared/base/ids.ts';
import { renderWorkbench } from '../../support/render-workbench.ts';
import { weatherGru } from '../../support/sample-experiments.ts';
import { failedRunId, gruRunId } from '../../support/sample-runs.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const link = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('link', { name });

test('a run of a template leads to it', async () => {
  renderWorkbench(`#/runs/${gruRunId}`);
  expect((await link('Weather GRU')).getAttribute('href')).toBe('#/models/template/weather-gru');
});

test('a run of a saved model leads to it, also one with unsaved changes, until the model is deleted', async () => {
  const api = new SampleWorkbench();
  const experiment = { ...jsonObjectSchema.parse(weatherGru), name: 'Mine' };
  const { id } = await api.request('experiments.save', { experiment });
  renderWorkbench(`#/models/experiment/${id}`, api);
  await fireEvent.input(await screen.findByLabelText('Epochs'), { target: { value: '3' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Train' }));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/runs\//));
  expect((await link('Mine')).getAttribute('href')).toBe(`#/models/experiment/${id}`);
  await api.request('experiments.delete', { id });
  expect(await screen.findByText(/^Its model was deleted\./)).toBeDefined();
  // What was trained can still be changed.
  const run = window.location.hash.slice('#/runs/'.length);
  expect((await link('Train with changes')).getAttribute('href')).toBe(`#/models/run/${run}`);
});

test('a changed copy is compared with its origin at one click', async () => {
  const api = new SampleWorkbench();
  renderWorkbench(`#/models/run/${gruRunId}`, api);
  await fireEvent.input(await screen.findByLabelText('Epochs'), { target: { value: '3' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Train' }));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/runs\//));
  const copy = window.location.hash.slice('#/runs/'.length);
  await link('Weather GRU');
  expect(screen.queryByRole('link', { name: 'Compare with “Weather GRU”' })).toBeNull();
  api.change(runIdSchema.parse(copy), { status: 'running', epochsDone: 1 });
  const compare = await link('Compare with “Weather GRU”');
  expect(compare.getAttribute('href')).toMatch(new RegExp(`^#/compare\\?runs=${gruRunId},${copy}`));
});

test('a run without a model and a run before it has no line for them', async () => {
  const api = new SampleWorkbench();
  const run = await api.request('runs.get', { id: failedRunId });
  if (!isOwnRun(run)) throw new Error('the sample has an experiment');
  api.change(failedRunId, { experiment: { ...run.experiment, name: 'of no model' } });
  // The models are known when the run's page opens.
  renderWorkbench(`#/runs/${gruRunId}`, api);
  await link('Weather GRU');
  window.location.hash = `#/runs/${failedRunId}`;
  const summary = await screen.findByRole('region', { name: run.name });
  expect(summary.nextElementSibling?.className).toMatch(/^bar /);
});
