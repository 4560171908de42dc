// A run's page while it is queued, trains, ends and is resumed.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import {
  failedRunId,
  gruRunId,
  imdbRunId,
  interruptedRunId,
  queuedRunId,
  stoppedRunId,
} from '../../support/sample-runs.ts';
import { head, figures } from './run-page.ts';

test('after a lost connection the points of the run are fetched again', async () => {
  const { api } = renderWorkbench(`#/runs/${imdbRunId}`);
  await screen.findByRole('group', { name: 'Epochs' });
  api.connection('lost');
  expect(await screen.findByText(/The connection to Strata is lost/)).toBeDefined();
  const sample = api.runs.get(imdbRunId)!;
  api.runs.set(imdbRunId, {
    ...sample,
    series: sample.series.map((one) =>
      one.key.startsWith('epoch/') ? { ...one, steps: [...one.steps, 5, 6], values: [...one.values, 0.5, 0.5] } : one,
    ),
  });
  api.connection('connected');
  await waitFor(() => expect(tableRows('Epochs')).toHaveLength(6));
  expect(screen.queryByText(/The connection to Strata is lost/)).toBeNull();
});

test('stops', async () => {
  const { api } = renderWorkbench(`#/runs/${imdbRunId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(await screen.findByRole('button', { name: 'Train again' })).toBeDefined();
  expect(api.runs.get(imdbRunId)?.run.status).toBe('stopped');
  expect(screen.getByText(/stopped after 4 of 10 epochs/)).toBeDefined();
});

test('a failure says what happened and what to do; training again queues the same experiment', async () => {
  const { api } = renderWorkbench(`#/runs/${failedRunId}`);
  expect(await screen.findByText('The loss became NaN in epoch 1, step 12.')).toBeDefined();
  expect(screen.getByText('Try a learning rate below 1, or set clipnorm.')).toBeDefined();
  await fireEvent.click(screen.getByRole('button', { name: 'Train again' }));
  await waitFor(() => expect(window.location.hash).not.toContain(failedRunId));
  const start = api.asked.find((one) => one.name === 'runs.start');
  expect(start?.input).toMatchObject({
    source: { from: 'inline', experiment: { name: 'Weather GRU' } },
    name: 'Weather GRU, learning rate 1 (2)',
  });
});

test('a run that was queued when Strata ended says that it never started', async () => {
  const { api } = renderWorkbench(`#/runs/${queuedRunId}`);
  await screen.findByRole('button', { name: 'Stop' });
  api.change(queuedRunId, { status: 'interrupted' });
  expect(await screen.findByText('This run never started')).toBeDefined();
  expect(screen.getByText('never started', { exact: true })).toBeDefined();
  expect(screen.queryByText(/interrupted/)).toBeNull();
  expect(screen.getByRole('button', { name: 'Train again' })).toBeDefined();
});

test('a run that was interrupted says so, and goes on after its checkpoint with the points until there', async () => {
  const { api } = renderWorkbench(`#/runs/${interruptedRunId}`);
  expect(await screen.findByText('This run was interrupted')).toBeDefined();
  expect(screen.getByText('Strata quit during training. 1 epoch is kept.')).toBeDefined();
  // On screen and, apart, for who listens.
  expect(
    screen.getAllByText(/It can resume after epoch 1 and reach the same numbers as without a break\.$/),
  ).toHaveLength(2);
  await expectAccessible();
  const button = screen.getByRole('button', { name: 'Resume after epoch 1' });
  expect(screen.getByRole('button', { name: 'Train again' })).toBeDefined();
  button.focus();
  await fireEvent.click(button);
  // The same button stops it now, and whoever pressed it by a key is still there.
  expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'Stop' }));
  expect(api.runs.get(interruptedRunId)?.run).toMatchObject({ status: 'queued', epochsDone: 1 });
  expect(screen.queryByText('This run was interrupted')).toBeNull();
  expect(tableRows('Epochs')).toHaveLength(1);
});

test('a trainer that dies in front of me is said aloud, with the epochs that are trained again', async () => {
  const { api } = renderWorkbench(`#/runs/${imdbRunId}`);
  await screen.findByRole('button', { name: 'Stop' });
  const spoken = screen.getAllByRole('status').find(({ textContent }) => textContent.includes('IMDB'))!;
  expect(said(spoken)).toBe('IMDB Conv1D, sigmoid: training.');
  api.checkpoints.set(imdbRunId, 2);
  const error = {
    code: 'training-failed',
    message: 'The trainer stopped by itself.',
    hint: 'Use less memory.',
  } as const;
  api.change(imdbRunId, { status: 'interrupted', error });
  expect(await screen.findByRole('button', { name: 'Resume after epoch 2' })).toBeDefined();
  for (const text of ['This run was interrupted', error.message, error.hint]) screen.getByText(text);
  expect(said(spoken)).toMatch(/^IMDB Conv1D, sigmoid: interrupted\. .* Epochs 3 to 4 are trained again\.$/);
  await expectAccessible();
  await fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true, shiftKey: true });
  await screen.findByRole('button', { name: 'Stop' });
  expect(tableRows('Epochs')).toHaveLength(2);
  expect(said(spoken)).toBe('IMDB Conv1D, sigmoid: queued.');
});

test('stops, goes on, and stops again; what the host refuses is said', async () => {
  const { api } = renderWorkbench(`#/runs/${stoppedRunId}`);
  const trainOn = () => screen.findByRole('button', { name: 'Resume after epoch 3' });
  api.failing.set('runs.resume', new AppError('conflict', 'It has no checkpoint.'));
  await fireEvent.click(await trainOn());
  expect(await screen.findByText('It has no checkpoint.')).toBeDefined();
  api.failing.clear();
  for (const round of [1, 2]) {
    await fireEvent.click(await trainOn());
    await fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(api.asked.filter(({ name }) => name === 'runs.stop')).toHaveLength(round);
  }
  expect(await trainOn()).toBeDefined();
});

test('a run that cannot go on is only trained again', async () => {
  const { api } = renderWorkbench(`#/runs/${failedRunId}`);
  await screen.findByRole('button', { name: 'Train again' });
  expect(screen.queryByRole('button', { name: /Resume/ })).toBeNull();
  await fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true, shiftKey: true });
  expect(api.asked.some(({ name }) => name === 'runs.resume')).toBe(false);
});

test('a queued run says how many are before it', async () => {
  renderWorkbench(`#/runs/${queuedRunId}`);
  expect(await screen.findByText(/^waiting for 1 run$/)).toBeDefined();
});

test('prepares until it has an engine, whatever is heard first', async () => {
  const { api } = renderWorkbench(`#/runs/${queuedRunId}`);
  await screen.findByText('queued');
  api.change(queuedRunId, { status: 'running', startedAtMs: 1 });
  expect(await screen.findByText('preparing')).toBeDefined();
  const region = await head('Weather Conv1D + GRU, less dropout');
  expect(within(region).queryByText('training')).toBeNull();
});

test('a finished run shows what it reached, and no progress', async () => {
  renderWorkbench(`#/runs/${gruRunId}`);
  const region = await head('Weather GRU');
  expect(figures(region)['best val_mae, epoch 8']).toBe('0.2300 · 4.14 °F');
  expect(within(region).queryByRole('progressbar')).toBeNull();
});
