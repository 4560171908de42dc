// What a model's card offers: rename, duplicate, delete and undo, by menu and by keys.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { jsonObjectSchema } from '#shared/base/json.ts';
import type { ExperimentId } from '#shared/base/ids.ts';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { weatherGru } from '../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const card = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('link', { name });
const names = ({ experiments }: SampleWorkbench): string[] => [...experiments.values()].map(({ name }) => name);

/** The models page with models of these names. */
async function open(...given: readonly string[]) {
  const api = new SampleWorkbench();
  const ids: ExperimentId[] = [];
  for (const name of given) {
    const experiment = { ...jsonObjectSchema.parse(weatherGru), name };
    ids.push((await api.request('experiments.save', { experiment })).id);
  }
  renderWorkbench('#/models', api);
  await card(/Lesson 1/);
  return { api, ids };
}

async function choose(name: string, item: string): Promise<void> {
  await fireEvent.click(await screen.findByRole('button', { name: `Actions for “${name}”` }));
  await fireEvent.click(await screen.findByRole('menuitem', { name: item }));
}

test('a saved model has a menu of four, a template of two; both lead through it with arrows', async () => {
  await open('Mine');
  await fireEvent.click(screen.getByRole('button', { name: 'Actions for “Mine”' }));
  const menu = screen.getByRole('menu', { name: 'Actions for “Mine”' });
  const items = within(menu).getAllByRole('menuitem');
  expect(items.map((item) => item.querySelector('span')?.textContent)).toEqual([
    'Open',
    'Rename…',
    'Duplicate',
    'Delete',
  ]);
  // As the menus of the canvas write them.
  expect(items[2]?.textContent).toContain('Ctrl D');
  expect(document.activeElement).toBe(items[0]);
  await fireEvent.keyDown(items[0]!, { key: 'ArrowUp' });
  expect(document.activeElement).toBe(items[3]);
  await expectAccessible();
  await fireEvent.click(items[0]!);
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/models\/experiment\//));
  window.location.hash = '#/models';
  await fireEvent.contextMenu(await card(/Lesson 2/));
  expect(screen.getAllByRole('menuitem').map((item) => item.querySelector('span')?.textContent)).toEqual([
    'Open',
    'Duplicate',
  ]);
});

test('a model is renamed by F2; a blank name is not taken', async () => {
  const { api } = await open('Mine');
  (await card(/^Mine/)).focus();
  await fireEvent.keyDown(window, { key: 'F2' });
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name of the model' });
  expect(field.value).toBe('Mine');
  await fireEvent.input(field, { target: { value: '  ' } });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
  await fireEvent.input(field, { target: { value: ' Better ' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await card(/^Better/);
  expect(names(api)).toEqual(['Better']);
});

test('a page that has the model open is renamed with it, and keeps its edits', async () => {
  const { api, ids } = await open('Mine');
  window.location.hash = `#/models/experiment/${ids[0]}`;
  await fireEvent.input(await screen.findByLabelText('Epochs'), { target: { value: '3' } });
  await fireEvent.keyDown(window, { key: 'F2' });
  const field = await screen.findByRole('textbox', { name: 'Name of the model' });
  await fireEvent.input(field, { target: { value: 'Better' } });
  await fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('heading', { name: 'Better' })).toBeDefined();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByLabelText<HTMLInputElement>('Epochs').value).toBe('3');
  expect(screen.queryByText(/saved elsewhere/)).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect([...api.experiments.values()]).toMatchObject([{ name: 'Better', training: { epochs: 3 } }]),
  );
});

test('a copy has the next free name; one of a template is the user’s own', async () => {
  const { api } = await open('Mine');
  await choose('Mine', 'Duplicate');
  await card(/^Mine \(copy\)/);
  await fireEvent.keyDown(await card(/^Mine weather|^Mine changed/), { key: 'd', ctrlKey: true });
  await card(/^Mine \(copy\) 2/);
  // A copy of a copy.
  await choose('Mine (copy) 2', 'Duplicate');
  await card(/^Mine \(copy\) 3/);
  await choose('Weather Conv1D', 'Duplicate');
  await card(/^Weather Conv1D \(copy\)/);
  expect(names(api)).toEqual(['Mine', 'Mine (copy)', 'Mine (copy) 2', 'Mine (copy) 3', 'Weather Conv1D (copy)']);
  await fireEvent.click(screen.getAllByRole('button', { name: 'Open' }).at(-1)!);
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/models\/experiment\//));
});

test('a deleted model comes back with its unsaved edits, by the message or by the key', async () => {
  const { api, ids } = await open('First', 'Second');
  window.location.hash = `#/models/experiment/${ids[0]}`;
  await fireEvent.input(await screen.findByLabelText('Epochs'), { target: { value: '3' } });
  window.location.hash = '#/models';
  const first = await card(/^First/);
  first.focus();
  await fireEvent.keyDown(first, { key: 'Delete' });
  const message = await screen.findByText('Deleted “First”. Its runs are kept.');
  expect(message.closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite');
  expect(names(api)).toEqual(['Second']);
  expect(api.drafts.size).toBe(0);
  // The keyboard goes on beside it.
  await waitFor(async () => expect(document.activeElement).toBe(await card(/^Second/)));
  await expectAccessible();
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await card(/^First/);
  expect(await screen.findByText('“First” is back.')).toBeDefined();
  expect(api.drafts.get(`experiment/${ids[0]}`)).toMatchObject({ history: { done: 1 } });

  await choose('Second', 'Delete');
  await screen.findByText('Deleted “Second”. Its runs are kept.');
  await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  await card(/^Second/);
  expect(names(api).toSorted()).toEqual(['First', 'Second']);
  // It is taken once.
  await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  expect(api.asked.filter(({ name }) => name === 'experiments.restore')).toHaveLength(2);
});

test('a message with an action stays long enough, and longer while a person is at it', async () => {
  const { api } = await open('Mine');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const link = screen.getByRole('link', { name: /^Mine/ });
  await fireEvent.keyDown(link, { key: 'Delete' });
  await vi.waitUntil(() => screen.queryByRole('button', { name: 'Undo' }) !== null);
  vi.advanceTimersByTime(19_000);
  const undo = screen.getByRole('button', { name: 'Undo' });
  undo.focus();
  vi.advanceTimersByTime(60_000);
  expect(undo.isConnected).toBe(true);
  undo.blur();
  vi.advanceTimersByTime(20_000);
  await vi.waitUntil(() => !undo.isConnected);
  expect(names(api)).toEqual([]);
});

test('a model with a problem says so on its card', async () => {
  const api = new SampleWorkbench();
  const experiment = jsonObjectSchema.parse(weatherGru);
  const { model } = weatherGru;
  const broken = { ...model, edges: model.edges.slice(1) };
  await api.request('experiments.save', { experiment: { ...experiment, name: 'Broken', model: { ...broken } } });
  await api.request('experiments.save', { experiment: { ...experiment, name: 'Whole' } });
  renderWorkbench('#/models', api);
  const sentence = /^Nothing follows Input|^Nothing goes into/;
  expect(within(await card(/Broken/)).getByText(sentence)).toBeDefined();
  expect(within(await card(/Whole/)).queryByText(sentence)).toBeNull();
  await expectAccessible();
});

test('an error goes when another page is shown; what takes a deletion back stays', async () => {
  const { api } = await open('Mine');
  await fireEvent.keyDown(await card(/^Mine/), { key: 'Delete' });
  await screen.findByRole('button', { name: 'Undo' });
  window.location.hash = '#/settings';
  api.failing.set('settings.set', new AppError('no-permission', 'The settings cannot be written.'));
  await fireEvent.click(await screen.findByRole('radio', { name: 'training first' }));
  await screen.findByRole('alert');
  window.location.hash = '#/runs';
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(screen.getByRole('button', { name: 'Undo' })).toBeDefined();
});
