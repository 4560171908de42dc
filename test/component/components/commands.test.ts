import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { commandIds, commands, keysOf } from '#shared/contract/commands.ts';
import { commandWords } from '#shared/contract/command-words.ts';
import { canvasKeyIds } from '#renderer/lib/graph/canvas-keys.ts';
import { en } from '#renderer/locales/en.ts';
import { fileNameOf } from '#renderer/lib/app/experiment-files.ts';
import { emptyWorkbench, expectAccessible, renderWorkbench, said } from '../../support/render-workbench.ts';
import { gruRunId, imdbRunId, stoppedRunId } from '../../support/sample-runs.ts';

const ctrl = (key: string): Promise<boolean> => fireEvent.keyDown(window, { key, ctrlKey: true });

/** Opens the search and returns its entries as texts. */
async function searched(text = ''): Promise<string[]> {
  await ctrl('k');
  const box = await screen.findByRole('combobox');
  await fireEvent.input(box, { target: { value: text } });
  return screen.getAllByRole('option').map(said);
}

test('keys lead to the places', async () => {
  renderWorkbench('#/models');
  await screen.findByRole('link', { name: /Weather GRU/ });
  for (const [key, hash] of [
    ['2', '#/data'],
    ['3', '#/runs'],
    ['4', '#/compare'],
    [',', '#/settings'],
    ['1', '#/models'],
    ['5', '#/reports'],
    ['6', '#/guides'],
    ['7', '#/settings'],
  ] as const) {
    await ctrl(key);
    expect(window.location.hash).toBe(hash);
  }
});

test('? lists every command that has a key, with its keys; Ctrl / closes the list again', async () => {
  renderWorkbench('#/models');
  await screen.findByRole('link', { name: /Weather GRU/ });
  await fireEvent.keyDown(window, { key: '?', shiftKey: true });
  const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const id of commandIds.filter((one) => keysOf(one).length > 0)) {
    expect(within(dialog).getAllByText(commandWords.en.names[id]), id).not.toEqual([]);
  }
  for (const id of canvasKeyIds) expect(within(dialog).getAllByText(en.shortcuts.graph[id]), id).not.toEqual([]);
  expect(said(dialog)).toMatch(/Add before or after Alt ↑ ↓ ← →/);
  expect(said(dialog)).toMatch(/Redo Ctrl Shift Z or Ctrl Y/);
  expect(said(dialog)).toMatch(/New model Alt N/);
  expect(said(dialog)).toMatch(/Go to Settings Ctrl , or Ctrl 7/);
  await expectAccessible();
  // Nothing happens under a dialog.
  await ctrl('2');
  expect(window.location.hash).toBe('#/models');
  await ctrl('/');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('who types writes ? and /', async () => {
  renderWorkbench('#/models');
  const box = await screen.findByRole('searchbox');
  await fireEvent.keyDown(window, { key: '/' });
  expect(document.activeElement).toBe(box);
  await fireEvent.keyDown(box, { key: '?', shiftKey: true });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('every command is called something in both languages', () => {
  for (const { names, groups } of Object.values(commandWords)) {
    expect(Object.keys(names).sort()).toEqual([...commandIds].sort());
    expect(new Set(Object.values(names)).size).toBe(commandIds.length);
    for (const id of commandIds) expect(groups[commands[id].group]).not.toBe('');
  }
});

test('the search does what can be done here, and names it as the page does', async () => {
  renderWorkbench(`#/runs/${gruRunId}`);
  await screen.findByRole('button', { name: 'Train again' });
  const entries = await searched();
  expect(entries.slice(0, 4)).toEqual([
    expect.stringMatching(/^Train again Ctrl Enter action$/),
    'Compare with… action',
    'Rename… F2 action',
    'Delete… action',
  ]);
  expect(entries).toContain('New model Alt N action');
  expect(entries).toContain('Open file… Ctrl O action');
  expect(entries).toContain('Use the dark theme action');
  expect(entries).toContain('Show in Korean (한국어) action');
  expect(entries).toContain('Keyboard shortcuts Ctrl / action');
  expect(entries).toContain('Design system page');
  expect(entries).toContain('Stop “IMDB Conv1D, sigmoid” action');
  // The run is over: there is nothing to stop here.
  expect(entries.some((entry) => entry.startsWith('Stop Ctrl'))).toBe(false);
});

test('the search trains a run on that was stopped, and says after which epoch', async () => {
  const { api } = renderWorkbench(`#/runs/${stoppedRunId}`);
  await screen.findByRole('button', { name: 'Resume after epoch 3' });
  expect((await searched('resume'))[0]).toBe('Resume after epoch 3 Ctrl Shift Enter action');
  await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
  await waitFor(() => expect(api.runs.get(stoppedRunId)?.run.status).toBe('queued'));
});

test('the search brings a data set that is not here', async () => {
  const { api } = renderWorkbench('#/models', emptyWorkbench());
  await screen.findByRole('link', { name: /Weather GRU/ });
  expect(await searched('get weather')).toEqual(['Get Weather at JFK, 2013 action']);
  await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
  await waitFor(() => expect(api.datasets.size).toBe(1));
});

test('a language chosen in the search is shown at once', async () => {
  renderWorkbench('#/models');
  await screen.findByRole('link', { name: /Weather GRU/ });
  await searched('korean');
  await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
  expect(await screen.findByRole('heading', { level: 1, name: '모델' })).toBeDefined();
});

test('a new model is begun, saved and opened; the next has a number', async () => {
  const { api } = renderWorkbench('#/models');
  const takeFirst = async (): Promise<boolean> =>
    fireEvent.keyDown(await screen.findByRole('combobox', { name: 'Start a model from data' }), { key: 'Enter' });
  await screen.findByRole('link', { name: /Weather GRU/ });
  await fireEvent.click(await screen.findByRole('button', { name: 'New model' }));
  await takeFirst();
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/models\/experiment\//));
  await screen.findByRole('heading', { level: 1, name: 'New model' });
  await fireEvent.keyDown(window, { key: 'n', altKey: true });
  await takeFirst();
  await screen.findByRole('heading', { level: 1, name: 'New model (2)' });
  expect([...api.experiments.values()].map(({ name }) => name)).toEqual(['New model', 'New model (2)']);
});

/** Answers the next file dialog with a file. */
async function openFile(file: File): Promise<void> {
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    Object.defineProperty(this, 'files', { value: [file] });
    this.dispatchEvent(new Event('change'));
  });
  await ctrl('o');
  // The host is asked first whether it has a dialog of its own.
  await waitFor(() => expect(click).toHaveBeenCalledOnce());
  click.mockRestore();
}

test('a file is taken over as an experiment; what is none changes nothing and says so', async () => {
  const { api } = renderWorkbench('#/models');
  await screen.findByRole('link', { name: /Weather GRU/ });
  await openFile(new File(['[1, 2]'], 'list.json'));
  expect(said(await screen.findByRole('alert'))).toMatch(/list\.json cannot be opened: An experiment is a JSON object/);
  await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  await openFile(new File([new Uint8Array(5 * 1024 * 1024)], 'large.json'));
  expect(said(await screen.findByRole('alert'))).toMatch(/large\.json cannot be opened: it has 5\.2 MB/);
  expect(api.experiments.size).toBe(0);
  const experiment = await api.request('templates.get', { id: 'weather-gru' });
  await openFile(new File([JSON.stringify({ ...experiment, name: 'From a file' })], 'mine.strata.json'));
  await screen.findByRole('heading', { level: 1, name: 'From a file' });
  expect(await screen.findByText('“From a file” was added to your models.')).toBeDefined();
});

test('an experiment is saved as a file with its own name', async () => {
  renderWorkbench('#/models/template/weather-gru');
  await screen.findByRole('button', { name: 'Train' });
  const blobs: Blob[] = [];
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => (blobs.push(blob), 'blob:x'),
    revokeObjectURL: () => undefined,
  });
  const names: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  await fireEvent.keyDown(window, { key: 'S', ctrlKey: true, shiftKey: true });
  click.mockRestore();
  expect(names).toEqual(['Weather GRU.strata.json']);
  expect(JSON.parse(await blobs[0]!.text())).toMatchObject({ strata: 2, name: 'Weather GRU' });
});

test.each([
  ['IMDB · Conv1D', 'IMDB · Conv1D.strata.json'],
  ['a/b\\c:d', 'a-b-c-d.strata.json'],
  ['../..', 'experiment.strata.json'],
  ['날씨', '날씨.strata.json'],
])('the file of %j is called %j', (name, file) => {
  expect(fileNameOf(name)).toBe(file);
});

test('save and train have keys; a browser does not save its own page', async () => {
  const { api } = renderWorkbench('#/models/template/weather-gru');
  await screen.findByRole('button', { name: 'Train' });
  await screen.findByText('3,969');
  // False: the browser's own answer to the key was prevented.
  expect(await ctrl('s')).toBe(false);
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/models\/experiment\//));
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Train' }).disabled).toBe(false));
  await ctrl('Enter');
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/runs\/run/));
  expect(api.asked.some(({ name }) => name === 'runs.start')).toBe(true);
  expect(await ctrl('s')).toBe(false);
});

test('a run at work is stopped by its key', async () => {
  const { api } = renderWorkbench(`#/runs/${imdbRunId}`);
  await screen.findByRole('button', { name: 'Stop' });
  await ctrl('.');
  await waitFor(() => expect(api.runs.get(imdbRunId)?.run.status).toBe('stopped'));
});
