import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { emptyWorkbench, expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import { convRunId, gruRunId, imdbRunId, sampleRuns, weatherBaselineId } from '../../support/sample-runs.ts';
import { sampleProgress } from '../../support/sample-progress.ts';

const nameOf = (row: string[]): string => row[3] ?? '';

test('the table says what each run is', async () => {
  renderWorkbench('#/runs');
  await screen.findByRole('link', { name: 'Weather GRU' });
  const row = tableRows('Runs').find((cells) => nameOf(cells) === 'Weather GRU');
  const number = sampleRuns.find(({ run }) => run.id === gruRunId)?.run.number;
  expect(row?.slice(1, 6)).toEqual(['completed', String(number), 'Weather GRU', 'val_mae 0.2300 4.14 °F', '8 / 8']);
  expect(row?.slice(8)).toEqual(['', 'weather-jfk', 'native', '3,969', '38.0']);
  expect(tableRows('Runs')).toHaveLength(sampleRuns.length);
  await expectAccessible();
});

test('epochs of a long run stand with separators', async () => {
  const { api } = renderWorkbench('#/runs');
  await screen.findByRole('link', { name: 'Weather GRU' });
  api.change(gruRunId, { epochsDone: 1200, epochs: 100_000 });
  await waitFor(() =>
    expect(tableRows('Runs').find((cells) => nameOf(cells) === 'Weather GRU')?.[5]).toBe('1,200 / 100,000'),
  );
});

test('sorts by a column and back, and says so', async () => {
  renderWorkbench('#/runs');
  const head = await screen.findByRole('button', { name: 'Parameters' });
  await fireEvent.click(head);
  expect(head.closest('th')?.getAttribute('aria-sort')).toBe('descending');
  expect(tableRows('Runs')[0]?.[11]).toBe('1,315,937');
  await fireEvent.click(head);
  expect(head.closest('th')?.getAttribute('aria-sort')).toBe('ascending');
  expect(tableRows('Runs')[0]?.[11]).toBe('3,969');
});

test('filters, and says when nothing fits', async () => {
  renderWorkbench('#/runs');
  const filter = await screen.findByRole('combobox', { name: 'Filter runs' });
  await fireEvent.keyDown(window, { key: '/' });
  expect(document.activeElement).toBe(filter);
  await fireEvent.input(filter, { target: { value: 'gru' } });
  expect(screen.getByText('· 4 of 10 runs')).toBeDefined();
  await fireEvent.input(filter, { target: { value: 'zebra' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }));
  expect(tableRows('Runs')).toHaveLength(sampleRuns.length);
});

test('two picked runs are compared, with their baseline', async () => {
  renderWorkbench('#/runs');
  await fireEvent.click(await screen.findByRole('checkbox', { name: 'Select Weather GRU' }));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Compare' }).disabled).toBe(true);
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Weather Conv1D' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Compare' }));
  await waitFor(() =>
    expect(window.location.hash).toBe(`#/compare?runs=${gruRunId},${convRunId},${weatherBaselineId}`),
  );
});

test('deletes what is picked after asking, but not what is at work', async () => {
  const { api } = renderWorkbench('#/runs');
  await fireEvent.click(await screen.findByRole('checkbox', { name: 'Select Weather GRU' }));
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select IMDB Conv1D, sigmoid' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete “Weather GRU”?' });
  expect(within(dialog).getByText(/One selected run has not ended/)).toBeDefined();
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await screen.findByText('The run was deleted.');
  expect(api.runs.has(gruRunId)).toBe(false);
  expect(api.runs.has(imdbRunId)).toBe(true);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a deletion that fails is said, and the dialog stays', async () => {
  const { api } = renderWorkbench('#/runs');
  await fireEvent.click(await screen.findByRole('checkbox', { name: 'Select Weather GRU' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  api.failing.set('runs.delete', new AppError('disk-full', 'The disk is full.', { hint: 'Free some space.' }));
  const dialog = await screen.findByRole('dialog');
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  const alert = await screen.findByRole('alert');
  expect(said(alert)).toMatch(/The disk is full\.\s*Free some space\./);
  expect(screen.getByRole('dialog')).toBeDefined();
});

test('changes on the host show at once', async () => {
  const { api } = renderWorkbench('#/runs');
  await screen.findByRole('link', { name: 'Weather GRU' });
  api.change(gruRunId, { name: 'Another name' });
  expect(await screen.findByRole('link', { name: 'Another name' })).toBeDefined();
  api.emit({ type: 'runs-deleted', ids: [gruRunId] });
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Another name' })).toBeNull());
});

test('an empty table teaches', async () => {
  renderWorkbench('#/runs', emptyWorkbench());
  expect(await screen.findByText('No runs yet')).toBeDefined();
  expect(screen.getByRole('link', { name: 'Choose a model to train' }).getAttribute('href')).toBe('#/models');
  await expectAccessible();
});

test('arrow keys go through the rows, Space picks one, Enter is the link itself', async () => {
  renderWorkbench('#/runs');
  await screen.findByRole('link', { name: 'Weather GRU' });
  const focused = (): string => document.activeElement?.textContent.trim() ?? '';
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
  const names = tableRows('Runs').map(nameOf);
  await press('ArrowDown');
  expect(focused()).toBe(names[0]);
  await press('ArrowDown');
  await press('ArrowDown');
  await press('ArrowUp');
  expect(focused()).toBe(names[1]);
  await press('End');
  expect(focused()).toBe(names.at(-1));
  await press(' ');
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: `Select ${names.at(-1) ?? ''}` }).checked).toBe(true);
  // From the box that filters the list, into it.
  screen.getByRole('combobox', { name: 'Filter runs' }).focus();
  await press('Home');
  expect(document.activeElement?.tagName).toBe('INPUT');
  await press('ArrowDown');
  expect(focused()).toBe(names[0]);
});

test('several runs are named before they are deleted', async () => {
  renderWorkbench('#/runs');
  await fireEvent.click(await screen.findByRole('checkbox', { name: 'Select Weather GRU' }));
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Weather Conv1D' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('dialog', { name: 'Delete 2 runs?' });
  expect(within(dialog).getAllByRole('listitem').map(said)).toEqual(['Weather GRU', 'Weather Conv1D']);
});

test('the table sorts nothing because a run got further, but when a run changes', async () => {
  const { api } = renderWorkbench('#/runs');
  await fireEvent.click(await screen.findByRole('button', { name: /^Duration/ }));
  const names = (): string[] => tableRows('Runs').map(nameOf);
  await waitFor(() => expect(names()[0]).not.toMatch(/^IMDB Conv1D, sigmoid/));
  const before = names();
  // The run at work takes longer than all others now: its figure follows, its row stays.
  const progress = { ...sampleProgress, elapsedMs: 24 * 3_600_000 };
  api.progress.set(progress.runId, progress);
  api.emit({ type: 'progress', progress });
  flushSync();
  expect(names()).toEqual(before);
  const at = before.findIndex((name) => name.startsWith('IMDB Conv1D, sigmoid'));
  expect(tableRows('Runs')[at]?.join(' ')).toMatch(/ 86,400 /);
  api.change(gruRunId, { name: 'Another' });
  await waitFor(() => expect(names()[0]).toMatch(/^IMDB Conv1D, sigmoid/));
});

test('a run that cannot be read is shown as such, also when it is the only one, and can be deleted', async () => {
  const api = emptyWorkbench();
  api.unreadable.set('No id!', 'runs');
  renderWorkbench('#/runs', api);
  await screen.findByText('No id! cannot be read.');
  await fireEvent.click(screen.getByRole('button', { name: 'Delete “No id!”?' }));
  const dialog = screen.getByRole('dialog');
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByText('No id! cannot be read.')).toBeNull());
  expect(api.unreadable.size).toBe(0);
});
