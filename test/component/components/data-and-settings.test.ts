import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { imdbDataset, weatherGru } from '../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { AppError } from '#shared/base/app-error.ts';
import { emptyWorkbench, expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';

test('a series shows its columns with units and ranges, texts their labels', async () => {
  renderWorkbench('#/data');
  await screen.findByRole('heading', { name: 'Weather at JFK, 2013' });
  const [temp, dewp] = tableRows('Weather at JFK, 2013');
  expect(temp).toEqual(['temp', '°F', '12.02', '', '98.06', '54.47', '17.43', '0']);
  expect(dewp?.[2]).toBe('−9.04');
  const reviews = screen.getByRole('article', { name: 'IMDB reviews' });
  expect(said(reviews)).toMatch(/negative\s*12,500\s*50 %/);
  expect(said(reviews)).toMatch(/Licence: MIT/);
  expect(within(reviews).getByRole('link', { name: 'IMDB Conv1D' })).toBeDefined();
  await expectAccessible();
});

test('a data set leads to the models and the runs that use it', async () => {
  const api = new SampleWorkbench();
  const { id } = await api.request('experiments.save', { experiment: { ...weatherGru, name: 'My own' } });
  renderWorkbench('#/data', api);
  const weather = within(await screen.findByRole('article', { name: 'Weather at JFK, 2013' }));
  const own = await weather.findByRole('link', { name: 'My own' });
  expect(own.getAttribute('href')).toBe(`#/models/experiment/${id}`);
  const run = [...api.runs.values()].find((one) => one.run.dataset === weatherGru.data.dataset)?.run;
  await waitFor(() =>
    expect(weather.getAllByRole('link').map((link) => link.getAttribute('href'))).toContain(`#/runs/${run?.id}`),
  );
});

test('what is odd about texts is said', async () => {
  const api = new SampleWorkbench();
  const words = { least: 0, median: 10, most: 20, empty: 40 };
  api.datasets.set(imdbDataset.id, { ...imdbDataset, words } as Dataset);
  renderWorkbench('#/data', api);
  expect(await screen.findByText('40 of 25,000 texts have no words.')).toBeDefined();
});

test('an empty page brings the sample with one button', async () => {
  renderWorkbench('#/data', emptyWorkbench());
  const [button] = await screen.findAllByRole('button', { name: 'Get Weather at JFK, 2013' });
  await fireEvent.click(button!);
  expect(await screen.findByRole('article', { name: 'Weather at JFK, 2013' })).toBeDefined();
  expect(await screen.findByText('Weather at JFK, 2013 is ready.')).toBeDefined();
});

test('bringing shows bytes and time left, and a failure says what to do', async () => {
  const api = emptyWorkbench();
  let release = (): void => undefined;
  api.holding.set('datasets.get', new Promise((done) => (release = done)));
  renderWorkbench('#/data', api);
  await fireEvent.click(await screen.findByRole('button', { name: 'Get IMDB reviews' }));
  const asked = api.asked.find((one) => one.name === 'datasets.get')?.input as { taskId: string };
  api.emit({
    type: 'task',
    taskId: asked.taskId,
    progress: { label: 'Downloading', done: 5_000_000, total: 13_000_000, unit: 'bytes', remainingMs: 8_000 },
  });
  expect(await screen.findByRole('progressbar', { name: 'Downloading' })).toBeDefined();
  expect(screen.getByText(/5\.0 MB \/ 13 MB/)).toBeDefined();
  api.failing.set('datasets.get', new AppError('usage', 'pip is not installed.', { hint: 'Install Python 3.' }));
  release();
  expect(said(await screen.findByRole('alert'))).toMatch(/pip is not installed\.\s*Install Python 3\./);
  await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a data set is deleted after asking', async () => {
  const { api } = renderWorkbench('#/data');
  await fireEvent.click(await screen.findByRole('button', { name: 'Delete IMDB reviews?' }));
  const dialog = await screen.findByRole('dialog');
  expect(said(dialog)).toMatch(/This frees 24 MB/);
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByRole('article', { name: 'IMDB reviews' })).toBeNull());
  expect(api.datasets.size).toBe(1);
});

test('an engine that is not there says what to type', async () => {
  renderWorkbench('#/settings', emptyWorkbench({ nativeInstalled: false }));
  expect(await screen.findByText('npm run -s strata -- engine install native')).toBeDefined();
  expect(screen.getByText('The TensorFlow libraries are not installed.')).toBeDefined();
  expect(screen.getByText('default')).toBeDefined();
  expect(screen.getByText('~/.local/share/strata')).toBeDefined();
  await expectAccessible();
});

test('theme and language are chosen, shown at once, and kept', async () => {
  renderWorkbench('#/settings');
  await fireEvent.click(await screen.findByRole('radio', { name: 'dark' }));
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
  await fireEvent.click(screen.getByRole('radio', { name: '한국어' }));
  expect(await screen.findByRole('heading', { level: 1, name: '설정' })).toBeDefined();
  expect(document.documentElement.lang).toBe('ko');
  expect(localStorage.getItem('strata.theme')).toBe('dark');
  expect(localStorage.getItem('strata.language')).toBe('ko');
});

test('who goes first on a busy processor is chosen, and taken back when the host refuses', async () => {
  const { api } = renderWorkbench('#/settings');
  const chosen = (): (string | undefined)[] =>
    screen
      .getAllByRole<HTMLInputElement>('radio', { name: / first$/, checked: true })
      .map(({ parentElement }) => parentElement?.textContent.trim());
  const training = await screen.findByRole('radio', { name: 'training first' });
  expect(chosen()).toEqual(['window first']);
  await fireEvent.click(training);
  await waitFor(() => expect(api.settings).toEqual({ trainingPriority: 'training' }));
  expect(chosen()).toEqual(['training first']);
  api.failing.set('settings.set', new AppError('no-permission', 'The settings cannot be written.'));
  await fireEvent.click(screen.getByRole('radio', { name: 'window first' }));
  expect(await screen.findByText('The settings cannot be written.')).toBeDefined();
  await waitFor(() => expect(chosen()).toEqual(['training first']));
  await expectAccessible();
});

test('settings that another screen changed are shown', async () => {
  const { api } = renderWorkbench('#/settings');
  await screen.findByRole('radio', { name: 'window first', checked: true });
  api.settings = { trainingPriority: 'training' };
  api.emit({ type: 'changed', what: 'settings' });
  expect(await screen.findByRole('radio', { name: 'training first', checked: true })).toBeDefined();
});
