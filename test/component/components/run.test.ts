import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import {
  convRunId,
  failedRunId,
  gruRunId,
  imdbRunId,
  interruptedRunId,
  queuedRunId,
  stoppedRunId,
  weatherBaselineId,
} from '../../support/sample-runs.ts';
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
  await waitFor(() =>
    expect(figures(region)['baseline']).toBe('38 percentage points better than the most frequent class'),
  );
  expect(figures(region)).toEqual({
    epoch: '5 / 10',
    step: '312 / 625',
    'per step': '20.1 ms',
    'best val_acc, epoch 3': '0.8800',
    baseline: '38 percentage points better than the most frequent class',
    'val_loss above its best': '+0.0460',
    parameters: '1,315,937',
  });
  expect(said(region)).toMatch(/about 1 min 10 s left/);
  expect(within(region).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('45');
  await expectAccessible();
});

test('a run that validates on the first samples only says why it is not set against the baseline', async () => {
  const { api } = renderWorkbench(`#/runs/${imdbRunId}`);
  const region = await head('IMDB Conv1D, sigmoid');
  api.change(imdbRunId, { targetsHash: 'targets/640' });
  await waitFor(() =>
    expect(figures(region)['baseline']).toBe('not compared: validated on the first 640 samples only'),
  );
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
  expect(start?.input).toMatchObject({
    source: { from: 'inline', experiment: { name: 'Weather GRU, learning rate 1' } },
  });
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
  expect(await screen.findByText(/A prediction without learning/)).toBeDefined();
  expect(screen.getAllByText('0.2286 · 4.11 °F')).toHaveLength(2);
  expect(screen.queryByRole('button', { name: 'Train again' })).toBeNull();
});

test('is renamed', async () => {
  const { api } = renderWorkbench(`#/runs/${gruRunId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'Rename' }));
  const name = await screen.findByLabelText<HTMLInputElement>('Name of the run');
  // One types the new name at once.
  expect(document.activeElement).toBe(name);
  expect(name.value.slice(name.selectionStart ?? 0, name.selectionEnd ?? 0)).toBe('Weather GRU');
  await fireEvent.input(name, { target: { value: '  The good one ' } });
  await fireEvent.submit(name.closest('form')!);
  expect(await screen.findByRole('heading', { level: 1, name: 'The good one' })).toBeDefined();
  expect(api.runs.get(gruRunId)?.run.name).toBe('The good one');
});

test.each(['#/runs/nosuchrun', '#/runs/NOT-AN-ID'])('%s is no run', async (address) => {
  renderWorkbench(address, new SampleWorkbench());
  expect(await screen.findByRole('heading', { level: 2, name: 'Run not found' })).toBeDefined();
  expect(screen.getByRole('link', { name: 'All runs' })).toBeDefined();
});

test('is compared with a run that is picked, those of the same data first', async () => {
  renderWorkbench(`#/runs/${gruRunId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'Compare with…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Compare “Weather GRU” with' });
  expect(document.activeElement).toBe(within(dialog).getByRole('searchbox'));
  const same = within(dialog).getByRole('region', { name: 'Same data' });
  expect(within(same).queryByText('IMDB Conv1D on WebAssembly')).toBeNull();
  await fireEvent.click(within(same).getByText('Weather Conv1D'));
  await waitFor(() =>
    expect(window.location.hash).toBe(`#/compare?runs=${gruRunId},${convRunId},${weatherBaselineId}`),
  );
});

test('leads to its model as it was, where it is changed and trained', async () => {
  const { api } = renderWorkbench(`#/runs/${failedRunId}`);
  const link = await screen.findByRole('link', { name: 'Train with changes' });
  expect(link.getAttribute('href')).toBe(`#/models/run/${failedRunId}`);
  window.location.hash = `#/models/run/${failedRunId}`;
  expect(await screen.findByText('· as in the run “Weather GRU, learning rate 1”')).toBeDefined();
  await fireEvent.input(await screen.findByLabelText('Learning rate'), { target: { value: '0.002' } });
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(false));
  await fireEvent.click(screen.getByRole('button', { name: 'Train' }));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/runs\//));
  const start = api.asked.find(({ name }) => name === 'runs.start');
  expect(start?.input).toMatchObject({
    source: { from: 'inline', experiment: { training: { optimizer: { config: { learning_rate: 0.002 } } } } },
  });
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

test('its delete stands at the end of the page and names it', async () => {
  const { api } = renderWorkbench(`#/runs/${gruRunId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'Delete this run' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete “Weather GRU”?' });
  // What is lost is never one careless Enter away.
  expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' }));
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(window.location.hash).toBe('#/runs'));
  expect(api.runs.has(gruRunId)).toBe(false);
});
test('the loss is drawn by step until three epochs are there, and stays as a person chose', async () => {
  const api = new SampleWorkbench();
  const sample = api.runs.get(imdbRunId)!;
  const isEpoch = (key: string): boolean => key.startsWith('epoch/');
  api.runs.set(imdbRunId, {
    run: { ...sample.run, epochsDone: 0 },
    series: sample.series.filter(({ key }) => !isEpoch(key)),
  });
  const add = (step: number): void =>
    api.emit({
      type: 'metrics',
      runId: imdbRunId,
      points: ['epoch/loss', 'epoch/val_loss'].map((key) => ({ key, step, value: 0.5 })),
    });
  renderWorkbench(`#/runs/${imdbRunId}`, api);
  const axis = async (name: string) => screen.findByRole<HTMLInputElement>('radio', { name });
  expect((await axis('By step')).checked).toBe(true);
  for (const step of [1, 2]) {
    add(step);
    await waitFor(() => expect(tableRows('Epochs')).toHaveLength(step));
    expect((await axis('By step')).checked).toBe(true);
  }
  add(3);
  await waitFor(async () => expect((await axis('By epoch')).checked).toBe(true));
  await fireEvent.click(await axis('By step'));
  add(4);
  await waitFor(() => expect(tableRows('Epochs')).toHaveLength(4));
  expect((await axis('By step')).checked).toBe(true);
});

test('under a chart stands what its lines are at the last epoch', async () => {
  renderWorkbench(`#/runs/${gruRunId}`);
  const chart = await screen.findByRole('region', { name: /mae/ });
  const sample = new SampleWorkbench().runs.get(gruRunId)!;
  const last = (key: string): string =>
    sample.series
      .find((one) => one.key === key)
      ?.values.at(-1)
      ?.toFixed(4) ?? '';
  expect(said(chart)).toMatch(
    new RegExp(`epoch 8 training ${last('epoch/mae')}.* validation ${last('epoch/val_mae')}`),
  );
});
