// The page of predictions: of one run, of two on the same samples, of texts; and what cannot be predicted.
import { fireEvent, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';
import { convRunId, gruRunId, imdbRunId, weatherBaselineId } from '../../support/sample-runs.ts';

/** The run of reviews has ended. */
function withTextsTrained(): SampleWorkbench {
  const api = new SampleWorkbench();
  const sample = api.runs.get(imdbRunId);
  if (sample) api.runs.set(imdbRunId, { ...sample, run: { ...sample.run, status: 'completed' } });
  api.progress.clear();
  return api;
}

const long = { timeout: 10_000 };
const region = async (name: string | RegExp) => within(await screen.findByRole('region', { name }, long));

test('predicts the validation samples of a run, and shows them over time with their errors', async () => {
  const { api } = renderWorkbench(`#/predictions/${convRunId}`);
  // While another run is at work, it waits for a person to ask.
  await fireEvent.click(await screen.findByRole('button', { name: 'Predict the validation samples' }, long));
  const chart = await region(/^temp, predicted 1 day ahead$/);
  expect(chart.getByRole('img', { name: 'What was measured, and what the run predicted' })).toBeDefined();
  const errors = await region('Errors');
  expect(errors.getByRole('row', { name: /°F .* 1,598$/ })).toBeDefined();
  const worst = await region('Largest errors');
  expect(worst.getAllByRole('button').length).toBe(8);
  await fireEvent.click(worst.getAllByRole('button')[0] ?? document.body);
  expect(screen.getByRole('img', { name: 'Mean absolute error by hour of the day' })).toBeDefined();
  await expectAccessible();
  expect(api.asked.filter(({ name }) => name === 'runs.predict')).toHaveLength(1);
});

test('the test set is looked at by asking only', async () => {
  const { api } = renderWorkbench(`#/predictions/${convRunId}?part=test`);
  await screen.findByText(/each look is counted/, undefined, long);
  expect(api.asked.filter(({ name }) => name === 'runs.predict')).toHaveLength(0);
  await fireEvent.click(screen.getByRole('button', { name: 'Look at the test set' }));
  await region('Errors');
  expect(api.asked.filter(({ name }) => name === 'runs.predict')).toEqual([
    { name: 'runs.predict', input: { id: convRunId, part: 'test' } },
  ]);
});

test('two runs on the same samples stand in one chart', async () => {
  renderWorkbench(`#/predictions/${convRunId},${gruRunId},${weatherBaselineId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'Predict the validation samples' }, long));
  await screen.findByRole('img', { name: 'What was measured, and what 2 runs predicted' }, long);
  const errors = await region('Errors');
  expect(errors.getAllByRole('row')).toHaveLength(3);
});

test('texts have a confusion matrix, curves and the examples that are wrong', async () => {
  renderWorkbench(`#/predictions/${imdbRunId}`, withTextsTrained());
  await fireEvent.click(await screen.findByRole('button', { name: 'Predict the validation samples' }, long));
  const matrix = await region('Confusion matrix');
  const cell = matrix.getByRole('button', { name: /^[\d,]+ samples of negative predicted as positive$/ });
  await region(/^Wrong examples/);
  await fireEvent.click(cell);
  const examples = await region('negative, predicted as positive');
  expect((await examples.findAllByText('negative')).length).toBeGreaterThan(0);
  expect((await examples.findAllByText('film', undefined, long)).length).toBeGreaterThan(0);
  // A higher threshold calls fewer texts positive.
  const before = cell.textContent;
  await fireEvent.input(matrix.getByRole('slider'), { target: { value: '0.9' } });
  expect(cell.textContent).not.toBe(before);
  await fireEvent.click(screen.getByRole('radio', { name: 'ROC' }));
  await region('ROC curve');
  await expectAccessible();
});

test('what cannot be predicted is said, and can be tried again', async () => {
  const { api } = renderWorkbench(`#/predictions/${convRunId}`);
  const ask = await screen.findByRole('button', { name: 'Predict the validation samples' }, long);
  api.failing.set('runs.predict', new AppError('not-found', 'The weights of this run are gone.'));
  await fireEvent.click(ask);
  await screen.findByText(/The weights of this run are gone/, undefined, long);
  api.failing.delete('runs.predict');
  await fireEvent.click(screen.getByRole('button', { name: /Try again/ }));
  await region('Errors');
});

test('a baseline has no predictions of its own', async () => {
  renderWorkbench(`#/predictions/${weatherBaselineId}`);
  await screen.findByText('No predictions', undefined, long);
});

test('a typed text is told by the run, with the words that it knows', async () => {
  renderWorkbench(`#/predictions/${imdbRunId}`, withTextsTrained());
  await fireEvent.click(await screen.findByRole('button', { name: 'Predict the validation samples' }, long));
  const trying = await region('Try a text');
  const predict = trying.getByRole('button', { name: 'Predict' });
  expect(predict).toHaveProperty('disabled', true);
  await fireEvent.input(trying.getByRole('textbox'), { target: { value: 'a good unbelievable film' } });
  await fireEvent.click(predict);
  await trying.findByText(/The model knows 3 of 4 words\./, undefined, long);
  expect(trying.getByRole('row', { name: /10 % 90 %$/ })).toBeDefined();
  await expectAccessible();
});

test('a run on a series says what comes after its last row', async () => {
  renderWorkbench(`#/predictions/${convRunId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'Predict the validation samples' }, long));
  const next = await region('What comes next');
  await fireEvent.click(next.getByRole('button', { name: 'Predict what comes next' }));
  expect(await next.findByRole('row', { name: /temp Jan 1, 2014, 21:00 41\.25 °F$/ }, long)).toBeDefined();
});
