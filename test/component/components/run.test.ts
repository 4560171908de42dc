import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import { failedRunId, gruRunId, imdbRunId, queuedRunId, weatherBaselineId } from '../../support/sample-runs.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const head = (name: string): Promise<HTMLElement> => screen.findByRole('region', { name });
const figures = (element: HTMLElement): Record<string, string> =>
  Object.fromEntries(
    [...element.querySelectorAll('dl > div')].map((figure) => [
      figure.querySelector('dt')?.textContent ?? '',
      (figure.querySelector('dd')?.textContent ?? '').trim(),
    ]),
  );

test('a running run says where it is, how fast, how good', async () => {
  renderWorkbench(`#/runs/${imdbRunId}`);
  const region = await head('IMDB Conv1D, sigmoid');
  await waitFor(() => expect(figures(region)['to the baseline']).toBe('+76 %'));
  expect(figures(region)).toEqual({
    epoch: '5 / 10',
    step: '312 / 625',
    'a step': '20.1 ms',
    'best val_acc, epoch 3': '0.8800',
    'to the baseline': '+76 %',
    'val_loss since its best': '+0.0460',
    parameters: '1,315,937',
  });
  expect(said(region)).toMatch(/about 1 min 10 s left/);
  expect(within(region).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('45');
  await expectAccessible();
});

test('epochs stand in a table, the best marked; charts say what they show', async () => {
  renderWorkbench(`#/runs/${imdbRunId}`);
  await screen.findByRole('group', { name: 'Epochs' });
  expect(tableRows('Epochs')[2]?.slice(0, 5)).toEqual(['3', '0.2000', '0.9260', '0.3050', '0.8800 ○ best']);
  const loss = screen.getByRole('img', { name: /^loss over 4 epochs\. Last validation value 0\.3390, best 0\.2930/ });
  expect(loss).toBeDefined();
});

test('new points and progress show as they come', async () => {
  const { api } = renderWorkbench(`#/runs/${imdbRunId}`);
  await screen.findByRole('group', { name: 'Epochs' });
  api.emit({
    type: 'metrics',
    runId: imdbRunId,
    points: [
      { key: 'epoch/loss', step: 5, value: 0.1 },
      { key: 'epoch/val_acc', step: 5, value: 0.9 },
    ],
  });
  await waitFor(() => expect(tableRows('Epochs')).toHaveLength(5));
  const progress = api.progress.get(imdbRunId)!;
  api.emit({ type: 'progress', progress: { ...progress, epoch: 6, step: 12 } });
  const region = await head('IMDB Conv1D, sigmoid');
  await waitFor(() => expect(figures(region)['epoch']).toBe('6 / 10'));
});

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
  expect(start?.input).toMatchObject({ name: 'Weather GRU, learning rate 1', source: { from: 'inline' } });
});

test('a queued run says how many are before it', async () => {
  renderWorkbench(`#/runs/${queuedRunId}`);
  expect(await screen.findByText('Waits for 1 run before it.')).toBeDefined();
});

test('settings and model are shown as they were', async () => {
  renderWorkbench(`#/runs/${gruRunId}`);
  await fireEvent.click(await screen.findByRole('tab', { name: 'Settings' }));
  expect(screen.getByText('temp, 24 rows ahead')).toBeDefined();
  await fireEvent.keyDown(screen.getByRole('tab', { name: 'Settings' }), { key: 'ArrowRight' });
  expect(screen.getByRole('tab', { name: 'Model' }).getAttribute('aria-selected')).toBe('true');
  expect(await screen.findByText('32 units')).toBeDefined();
});

test('a baseline is shown as what it is', async () => {
  renderWorkbench(`#/runs/${weatherBaselineId}`);
  expect(await screen.findByText(/The answer that needs no learning/)).toBeDefined();
  expect(screen.getAllByText('0.2286 · 4.11 °F')).toHaveLength(2);
  expect(screen.queryByRole('button', { name: 'Train again' })).toBeNull();
});

test('is renamed', async () => {
  const { api } = renderWorkbench(`#/runs/${gruRunId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'Rename' }));
  const name = await screen.findByLabelText('Name of the run');
  await fireEvent.input(name, { target: { value: '  The good one ' } });
  await fireEvent.submit(name.closest('form')!);
  expect(await screen.findByRole('heading', { level: 1, name: 'The good one' })).toBeDefined();
  expect(api.runs.get(gruRunId)?.run.name).toBe('The good one');
});

test.each(['#/runs/nosuchrun', '#/runs/NOT-AN-ID'])('%s is no run', async (address) => {
  renderWorkbench(address, new SampleWorkbench());
  expect(await screen.findByRole('heading', { level: 2, name: 'This run is not here' })).toBeDefined();
  expect(screen.getByRole('link', { name: 'All runs' })).toBeDefined();
});
