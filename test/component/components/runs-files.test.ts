// What goes out of the table of runs and what comes into it: files, the clipboard, other programs' histories.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import Papa from 'papaparse';
import { beforeEach, expect, test, vi } from 'vitest';
import { msg } from '#shared/base/message.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { gruRunId, sampleRuns } from '../../support/sample-runs.ts';

interface Saved {
  readonly name: string;
  readonly blob: Blob;
}
let saved: Saved[];

beforeEach(() => {
  saved = [];
  let last: Blob | undefined;
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (blob: Blob) => ((last = blob), 'blob:saved') }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (last !== undefined) saved.push({ name: this.download, blob: last });
  });
  return () => vi.restoreAllMocks();
});

function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(blob);
  });
}

async function openRuns(api = new SampleWorkbench()) {
  renderWorkbench('#/runs', api);
  await screen.findByRole('link', { name: 'Weather GRU' });
  return api;
}

async function exportAs(name: string | RegExp): Promise<void> {
  await fireEvent.click(await screen.findByRole('button', { name: 'Export' }));
  await fireEvent.click(within(screen.getByRole('menu')).getByRole('menuitem', { name }));
}

async function savedFile(): Promise<Saved> {
  await waitFor(() => expect(saved).toHaveLength(1));
  return saved[0]!;
}

test('the table is saved as it stands: filtered and sorted', async () => {
  await openRuns();
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter runs' });
  await fireEvent.input(box, { target: { value: 'data = weather-jfk' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Name' }));
  const names = (): string[] =>
    screen.getAllByRole('link', { name: /Weather|last value/i }).map((link) => link.textContent.trim());
  await waitFor(() => expect(names().length).toBeLessThan(sampleRuns.length));
  await fireEvent.click(screen.getByRole('button', { name: 'Export' }));
  await expectAccessible();
  await fireEvent.click(screen.getByRole('menuitem', { name: 'Table as CSV…' }));
  const { name, blob } = await savedFile();
  expect(name).toBe('runs.csv');
  const text = new TextDecoder().decode(await bytesOf(blob));
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const shown = [...document.querySelectorAll('tr[data-run] .name a')].map((link) => link.textContent.trim());
  expect(data.map((row) => row['Name'])).toEqual(shown);
  expect(data[0]).toHaveProperty('Best validation (metric)');
});

test('it is copied as Markdown', async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal('navigator', Object.assign(navigator, { clipboard: { writeText } }));
  await openRuns();
  await exportAs('Copy table as Markdown');
  await screen.findByText(`The table of ${sampleRuns.length} runs was copied.`);
  expect(writeText).toHaveBeenCalledWith(expect.stringMatching(/^\| Status \|.*\n\| --- \|.*\n.*\|\n$/s));
});

test('the curves of picked runs are one long table', async () => {
  const api = await openRuns();
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Weather GRU' }));
  const series = api.runs.get(gruRunId)!.series;
  const count = series.reduce((sum, { steps }) => sum + steps.length, 0);
  await exportAs('Curves of 1 run as CSV…');
  const csv = await savedFile();
  expect(csv.name).toBe('curves.csv');
  const text = new TextDecoder().decode(await bytesOf(csv.blob));
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(data).toHaveLength(count);
  expect(data[0]).toMatchObject({ run: gruRunId, name: 'Weather GRU' });
});

test('TensorBoard logs: the host asks where; without its dialog there is a command', async () => {
  const api = await openRuns();
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Weather GRU' }));
  await exportAs('TensorBoard logs of 1 run…');
  const dialog = await screen.findByRole('dialog', { name: 'Write TensorBoard logs' });
  expect(dialog.textContent).toContain(`runs export ${gruRunId} --format tensorboard --out logs`);
  await expectAccessible();
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
  api.runDialogs['runs.tensorboard-dialog'] = () => ({ isShown: true, written: 1 });
  await exportAs('TensorBoard logs of 1 run…');
  await screen.findByText(/^1 run written\./);
});

test('in a browser an import is a command with the path that is typed', async () => {
  await openRuns();
  await fireEvent.click(screen.getByRole('button', { name: 'Import runs…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Import runs' });
  await fireEvent.input(within(dialog).getByRole('textbox', { name: 'Folder or database' }), {
    target: { value: ' ~/my logs ' },
  });
  expect(dialog.textContent).toContain('runs import "~/my logs"');
  await expectAccessible();
});

test('in the window the host asks for the path; how many are read is said meanwhile, and what was skipped', async () => {
  const api = new SampleWorkbench();
  api.host = 'electron';
  let answer: (() => void) | undefined;
  let asked: { readonly what: string; readonly taskId: string } | undefined;
  api.runDialogs['runs.import-dialog'] = async (input) => {
    asked = input;
    await new Promise<void>((resolve) => (answer = resolve));
    const faults = [msg`"${'a.db'}" is no database of ${'Trackio'}.`, 'Two values have the same step.'];
    return { isShown: true, history: { kind: 'trackio', added: 12, updated: 3, faults } };
  };
  await openRuns(api);
  await fireEvent.click(screen.getByRole('button', { name: 'Import runs…' }));
  await fireEvent.click(await screen.findByRole('button', { name: 'Choose a database…' }));
  await waitFor(() => expect(asked?.what).toBe('file'));
  const progress = { label: 'Reading runs', done: 7, total: null, unit: 'runs' as const, remainingMs: null };
  api.emit({ type: 'task', taskId: asked?.taskId ?? '', progress });
  await screen.findByText('7 runs read');
  answer?.();
  await screen.findByText('Read from Trackio: 12 runs imported, 3 runs updated.');
  expect(screen.getByText('2 parts were skipped:')).toBeDefined();
  expect(screen.getByText('Two values have the same step.')).toBeDefined();
  await expectAccessible();
});
