import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import { sentPoint } from '#shared/runs/metric-series.ts';
import { convRunId, failedRunId, gruRunId, imdbRunId, weatherBaselineId } from '../../support/sample-runs.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';
import { head, figures } from './run-page.ts';

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

test('epochs of a long run stand with separators', async () => {
  const { api } = renderWorkbench(`#/runs/${convRunId}`);
  const region = await head('Weather Conv1D');
  api.change(convRunId, { epochsDone: 1200, epochs: 100_000 });
  await waitFor(() => expect(figures(region)['epoch']).toBe('1,200 / 100,000'));
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

test('settings and model are shown as they were', async () => {
  renderWorkbench(`#/runs/${gruRunId}`);
  await fireEvent.click(await screen.findByRole('tab', { name: 'Settings' }));
  expect(screen.getByText('temp, 24 rows after the next one')).toBeDefined();
  await fireEvent.keyDown(screen.getByRole('tab', { name: 'Settings' }), { key: 'ArrowRight' });
  expect(screen.getByRole('tab', { name: 'Model' }).getAttribute('aria-selected')).toBe('true');
  expect(await screen.findByText('32 units')).toBeDefined();
});

test('a baseline is shown as what it is', async () => {
  renderWorkbench(`#/runs/${weatherBaselineId}`);
  expect(await screen.findByText(/A prediction without learning/)).toBeDefined();
  // The loss is the metric: one value.
  expect(screen.getAllByText('0.2286 · 4.11 °F')).toHaveLength(1);
  expect(screen.getByText('val_loss = val_mae')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Train again' })).toBeNull();
});

test('what became infinite or NaN is shown as such in the table, the legend and the head', async () => {
  const { api } = renderWorkbench(`#/runs/${gruRunId}`);
  await screen.findByRole('group', { name: 'Epochs' });
  const points = (step: number, value: number) =>
    ['loss', 'mae', 'val_loss', 'val_mae'].map((name) => sentPoint({ key: `epoch/${name}`, step, value }));
  api.emit({ type: 'metrics', runId: gruRunId, points: points(9, NaN) });
  api.emit({ type: 'metrics', runId: gruRunId, points: points(10, Infinity) });
  await waitFor(() => expect(tableRows('Epochs')).toHaveLength(10));
  expect(tableRows('Epochs')[8]?.slice(0, 3)).toEqual(['9', 'NaN', 'NaN']);
  expect(tableRows('Epochs')[9]?.slice(0, 3)).toEqual(['10', '∞', '∞']);
  const chart = screen.getByRole('region', { name: 'loss = mae' });
  expect(said(chart)).toMatch(/epoch 10 training ∞ validation ∞/);
  expect(figures(await head('Weather GRU'))['val_loss above its best']).toBe('+∞');
});

test('a run that diverged is completed without praise, and says how much worse than its baseline it is', async () => {
  const { api } = renderWorkbench(`#/runs/${gruRunId}`);
  const region = await head('Weather GRU');
  api.change(gruRunId, { best: { metric: 'val_mae', value: 0.2286 * 374.94, epoch: 1 } });
  await waitFor(() => expect(figures(region)['baseline']).toBe('37,394 % worse than the last value'));
  expect(within(region).getByText('37,394 % worse than the last value').className).toContain('bad');
  expect(within(region).getByText('completed').className).toContain('dim');
  expect(region.querySelector('.good')).toBeNull();
  window.location.hash = '#/runs';
  const [table] = await screen.findAllByRole('group', { name: 'Runs' });
  const ended = await within(table!).findAllByText('completed');
  expect(ended.filter(({ className }) => /pill|good/.test(className))).toEqual([]);
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

test('that is renamed elsewhere while its dialog is open says so before it is renamed again', async () => {
  const { api } = renderWorkbench(`#/runs/${gruRunId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'Rename' }));
  const name = await screen.findByLabelText<HTMLInputElement>('Name of the run');
  await fireEvent.input(name, { target: { value: 'Mine' } });
  api.change(gruRunId, { name: 'Theirs' });
  expect(await screen.findByText('It was renamed to “Theirs” elsewhere. Saving replaces that name.')).toBeDefined();
  expect(name.value).toBe('Mine');
  await fireEvent.submit(name.closest('form')!);
  expect(await screen.findByRole('heading', { level: 1, name: 'Mine' })).toBeDefined();
  expect(api.asked.findLast((asked) => asked.name === 'runs.rename')?.input).toMatchObject({ from: 'Theirs' });
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
  // A name that is the title is not repeated.
  const title = await screen.findByRole('heading', { level: 1 });
  api.change(failedRunId, { name: title.textContent.trim() });
  expect(await screen.findByText('· as it was trained')).toBeDefined();
  await fireEvent.input(await screen.findByLabelText('Learning rate'), { target: { value: '0.002' } });
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(false));
  await fireEvent.click(screen.getByRole('button', { name: 'Train' }));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/runs\//));
  const start = api.asked.find(({ name }) => name === 'runs.start');
  expect(start?.input).toMatchObject({
    source: { from: 'inline', experiment: { training: { optimizer: { config: { learning_rate: 0.002 } } } } },
  });
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
