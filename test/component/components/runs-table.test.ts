// The table of runs with columns of a person's choice, the filter language, and what a person says of runs.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import { convRunId, gruRunId, sampleRuns } from '../../support/sample-runs.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const heads = (): string[] =>
  [...screen.getByRole('group', { name: 'Runs' }).querySelectorAll('thead th')].map((head) => said(head));
const names = (): string[] => tableRows('Runs').map((row) => row[heads().indexOf('Name')] ?? '');
const cellsOf = (head: string): string[] => tableRows('Runs').map((row) => row[heads().indexOf(head)] ?? '');
const row = (name: string): HTMLTableRowElement => screen.getByRole('link', { name }).closest('tr')!;
const item = (name: string): HTMLElement => within(screen.getByRole('menu')).getByRole('menuitem', { name });

/** What the filter offers. */
const completions = (): HTMLElement[] =>
  screen.queryAllByRole('listbox', { name: 'Completions' }).flatMap((list) => within(list).queryAllByRole('option'));

async function openRuns() {
  const rendered = renderWorkbench('#/runs');
  await screen.findByRole('link', { name: 'Weather GRU' });
  return rendered;
}

async function fillFilter(value: string): Promise<HTMLInputElement> {
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter runs' });
  box.value = value;
  box.setSelectionRange(value.length, value.length);
  await fireEvent.input(box);
  return box;
}

test('columns are found, shown, moved and hidden in a dialog', async () => {
  await openRuns();
  await fireEvent.click(screen.getByRole('button', { name: 'Columns' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Columns' }));
  await fireEvent.input(dialog.getByRole('searchbox', { name: 'Find a column' }), { target: { value: 'batch' } });
  expect(dialog.queryByRole('checkbox', { name: 'Started' })).toBeNull();
  await fireEvent.click(dialog.getByRole('checkbox', { name: /^Batch size/ }));
  await fireEvent.click(dialog.getByRole('button', { name: 'Move “batch_size” up' }));
  await fireEvent.click(dialog.getByRole('button', { name: 'Hide “Parameters”' }));
  await expectAccessible();
  await fireEvent.click(dialog.getAllByRole('button', { name: 'Close' })[0]!);
  expect(heads().slice(-2)).toEqual(['batch_size', 'ms/step']);
  await waitFor(() => expect(new Set(cellsOf('batch_size'))).toContain('128'));
});

test('the focus stays with its run when the order changes', async () => {
  await openRuns();
  const place = () => names().indexOf('Weather GRU');
  const link = () => row('Weather GRU').querySelector('a')!;
  const box = () => within(row('Weather GRU')).getByRole('checkbox');
  for (const target of [link, box, link]) {
    target().focus();
    const before = place();
    await fireEvent.click(screen.getByRole('button', { name: 'Name' }));
    await waitFor(() => expect(place()).not.toBe(before));
    await waitFor(() => expect(document.activeElement).toBe(target()));
  }
});

test('a metric is shown as a figure of one’s choice, or against the baseline', async () => {
  await openRuns();
  await fireEvent.click(screen.getByRole('button', { name: 'Columns' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Columns' }));
  await fireEvent.click(dialog.getByRole('checkbox', { name: 'val_mae' }));
  await fireEvent.change(dialog.getByRole('combobox', { name: 'Value or difference' }), {
    target: { value: 'percent' },
  });
  await fireEvent.click(dialog.getByRole('checkbox', { name: 'val_mae' }));
  await fireEvent.change(dialog.getByRole('combobox', { name: 'Which value' }), { target: { value: 'at' } });
  await fireEvent.input(dialog.getByRole('spinbutton', { name: 'Epoch' }), { target: { value: '2' } });
  await fireEvent.change(dialog.getByRole('combobox', { name: 'Value or difference' }), {
    target: { value: 'itself' },
  });
  await fireEvent.click(dialog.getByRole('checkbox', { name: 'val_mae' }));
  await fireEvent.click(dialog.getAllByRole('button', { name: 'Close' })[0]!);
  expect(heads().slice(-3)).toEqual(['val_mae', 'val_mae vs baseline', 'val_mae at 2']);
  const at = names().indexOf('Weather GRU');
  await waitFor(() => expect(cellsOf('val_mae')[at]).toBe('0.2300'));
  expect(cellsOf('val_mae vs baseline')[at]).toMatch(/^[+−][\d.]+ %$/);
  expect(Number(cellsOf('val_mae at 2')[at])).toBeGreaterThan(0.23);
});

test('a column is moved, resized and hidden from its head', async () => {
  await openRuns();
  const head = screen.getByRole('button', { name: 'Epochs' });
  await fireEvent.keyDown(head, { key: 'ArrowRight', shiftKey: true });
  await fireEvent.contextMenu(head);
  await fireEvent.click(item('Move left'));
  expect(heads().indexOf('Epochs')).toBe(heads().indexOf('Best validation') - 1);
  await fireEvent.contextMenu(screen.getByRole('button', { name: 'Epochs' }));
  await fireEvent.click(item('Hide column'));
  expect(heads()).not.toContain('Epochs');
});

test('the filter takes the language; what does not parse is said, and what was found stays', async () => {
  await openRuns();
  await fillFilter('val_mae < 0.24 and data = weather-jfk');
  await waitFor(() => expect(names().length).toBeLessThan(sampleRuns.length));
  expect(names()).toContain('Weather GRU');
  const before = names();
  const box = await fillFilter('val_mae < 0.24 and epoch = 3');
  expect(box.getAttribute('aria-invalid')).toBe('true');
  const fault = document.getElementById(box.getAttribute('aria-describedby') ?? '');
  expect(said(fault!)).toContain('epoch');
  expect(names()).toEqual(before);
  await expectAccessible();
});

test('completions are chosen by keyboard; Enter alone leaves plain words as they are', async () => {
  await openRuns();
  const box = await fillFilter('stat');
  expect(completions().map((option) => said(option))[0]).toBe('status run');
  await fireEvent.keyDown(box, { key: 'Enter' });
  expect(box.value).toBe('stat');
  expect(completions()).toEqual([]);
  await fillFilter('stat');
  await fireEvent.keyDown(box, { key: 'ArrowDown' });
  await fireEvent.keyDown(box, { key: 'Enter' });
  await waitFor(() => expect(box.value).toBe('status '));
  await fillFilter('status = f');
  await fireEvent.click(await screen.findByRole('option', { name: /^failed/ }));
  await waitFor(() => expect(box.value).toBe('status = failed '));
  expect(names()).toEqual(['Weather GRU, learning rate 1']);
  await fireEvent.keyDown(box, { key: 'Escape' });
  await fireEvent.keyDown(box, { key: 'Escape' });
  expect(box.value).toBe('');
});

test('the menu of a row filters by the value of its cell', async () => {
  await openRuns();
  const cell = [...row('Weather GRU').cells].find((one) => one.textContent.trim() === 'weather-jfk')!;
  await fireEvent.contextMenu(cell);
  await fireEvent.click(item('Filter by this value'));
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter runs' }).value).toBe('data = "weather-jfk"');
  expect(new Set(cellsOf('Data set'))).toEqual(new Set(['weather-jfk']));
});

test('picked runs get and lose tags', async () => {
  const { api } = await openRuns();
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Weather GRU' }));
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Weather Conv1D' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Tags…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Tags of 2 runs' });
  await fireEvent.input(within(dialog).getByRole('textbox', { name: 'New tag' }), { target: { value: ' final ' } });
  await expectAccessible();
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(cellsOf('Tags').filter((text) => text === 'final')).toHaveLength(2));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Tags of 2 runs' })).toBeNull());
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Weather Conv1D' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Tags…' }));
  await fireEvent.click(await screen.findByRole('checkbox', { name: 'final' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(api.runs.get(gruRunId)?.run.tags).toEqual([]));
  expect(api.runs.get(convRunId)?.run.tags).toEqual(['final']);
});

test('a run is starred and archived from its menu; archived runs are hidden until they are asked for', async () => {
  await openRuns();
  await fireEvent.contextMenu(screen.getByRole('link', { name: /^Weather GRU$/ }));
  await fireEvent.click(item('Star'));
  await screen.findByRole('img', { name: 'starred' });
  await fireEvent.contextMenu(screen.getByRole('link', { name: /^Weather GRU$/ }));
  await fireEvent.click(item('Archive'));
  await screen.findByText('1 archived run is hidden.');
  expect(names()).not.toContain('Weather GRU');
  await fireEvent.click(screen.getByRole('button', { name: 'Show archived' }));
  expect(names()).toEqual(['Weather GRU']);
  await fireEvent.contextMenu(screen.getByRole('link', { name: /^Weather GRU$/ }));
  await fireEvent.click(item('Unarchive'));
  await screen.findByRole('button', { name: 'Clear the filter' });
});

test('a run is renamed from its row by F2', async () => {
  const { api } = await openRuns();
  screen.getByRole('link', { name: 'Weather GRU' }).focus();
  await fireEvent.keyDown(document.activeElement!, { key: 'F2' });
  const field = await screen.findByRole('textbox', { name: 'Name of the run' });
  await fireEvent.input(field, { target: { value: 'The best one' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('link', { name: 'The best one' });
  expect(api.runs.get(gruRunId)?.run.name).toBe('The best one');
});

test('a range is picked with Shift, all with Ctrl A', async () => {
  await openRuns();
  const boxes = (): HTMLInputElement[] =>
    screen.getAllByRole<HTMLInputElement>('checkbox', { name: /^Select (?!all)/ });
  await fireEvent.click(boxes()[1]!);
  await fireEvent.click(boxes()[4]!, { shiftKey: true });
  expect(boxes().flatMap(({ checked }, i) => (checked ? [i] : []))).toEqual([1, 2, 3, 4]);
  const first = screen.getAllByRole('row')[1]!.querySelector<HTMLElement>('.name a')!;
  first.focus();
  await fireEvent.keyDown(first, { key: 'a', ctrlKey: true });
  expect(boxes().every(({ checked }) => checked)).toBe(true);
});

test('notes are kept as they are typed, and those of another page are not overwritten unseen', async () => {
  const { api } = renderWorkbench(`#/runs/${gruRunId}`);
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Notes on the run' });
  const notes = '# Idea\n\n<b>larger</b> batches';
  await fireEvent.input(field, { target: { value: notes } });
  await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
  await screen.findByText('The notes were saved.');
  expect(api.runs.get(gruRunId)?.run.notes).toBe(notes);
  api.change(gruRunId, { notes: 'Mine' });
  await fireEvent.input(field, { target: { value: 'Also mine' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Save notes' }));
  await screen.findByText(/changed elsewhere/);
  expect(screen.getByText('Mine')).toBeDefined();
  await expectAccessible();
  await fireEvent.click(screen.getByRole('button', { name: 'Replace with mine' }));
  await waitFor(() => expect(api.runs.get(gruRunId)?.run.notes).toBe('Also mine'));
});

test('notes are shown as Markdown until they are edited; HTML in them is text, and long ones are whole', async () => {
  const api = new SampleWorkbench();
  const notes = `# Idea\n\n<img src=x onerror=alert(1)> **larger** [x](javascript:alert(1))\n\n${'word '.repeat(20_000)}`;
  api.change(gruRunId, { notes });
  renderWorkbench(`#/runs/${gruRunId}`, api);
  await screen.findByRole('heading', { name: 'Idea' });
  expect(screen.getByText('larger').tagName).toBe('STRONG');
  expect(document.querySelector('main img, a[href^="javascript"]')).toBeNull();
  expect(screen.queryByRole('textbox', { name: 'Notes on the run' })).toBeNull();
  const card = screen.getByRole('region', { name: 'Notes' });
  await fireEvent.click(within(card).getByRole('button', { name: 'Edit' }));
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Notes on the run' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(field.value).toBe(notes);
  await fireEvent.input(field, { target: { value: '*Other*' } });
  await fireEvent.click(within(card).getByRole('button', { name: 'Preview' }));
  expect(screen.getByText('Other').tagName).toBe('EM');
  expect(screen.getByText('not saved')).toBeDefined();
});

test('notes that cannot be saved stay in their field', async () => {
  const { api } = renderWorkbench(`#/runs/${gruRunId}`);
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Notes on the run' });
  api.failing.set('runs.writeNotes', new AppError('disk-full', 'The disk is full.'));
  await fireEvent.input(field, { target: { value: 'A note' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Save notes' }));
  await screen.findByText('The disk is full.');
  expect(field.value).toBe('A note');
  expect(screen.getByText('not saved')).toBeDefined();
});
