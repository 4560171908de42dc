// A model's history and its named versions on its page.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { msg } from '#shared/base/message.ts';
import type { KeptDraft } from '#shared/experiment/draft.ts';
import { expectAccessible, renderWorkbench, said } from '../../support/render-workbench.ts';
import { sampleTemplates } from '../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const saved = sampleTemplates.find(({ id }) => id === 'imdb-conv1d')!.experiment;

/** A host with a draft of so many steps, each of which adds an epoch. */
function withSteps(count: number): SampleWorkbench {
  const api = new SampleWorkbench();
  const atMs = Date.now() - 60_000;
  const first = saved.training.epochs;
  const step = (before: number): KeptDraft['history']['steps'][number] => ({
    name: msg`Set ${'epochs'} to ${before + 1}`,
    atMs,
    changes: [{ kind: 'value', path: ['training', 'epochs'], before, after: before + 1 }],
  });
  api.drafts.set('template/imdb-conv1d', {
    document: JSON.stringify({ ...saved, training: { ...saved.training, epochs: first + count } }),
    unread: null,
    saved: JSON.stringify(saved),
    history: { steps: Array.from({ length: count }, (_, i) => step(first + i)), done: count },
    aside: null,
    updatedAtMs: atMs,
    revision: 'one',
  });
  return api;
}

async function openHistory(api: SampleWorkbench): Promise<HTMLElement> {
  renderWorkbench('#/models/template/imdb-conv1d', api);
  await fireEvent.click(await screen.findByRole('tab', { name: 'History' }));
  return screen.findByRole('listbox', { name: 'Steps' });
}

test('every step is listed with its time; a click goes there, and the undone ones say so', async () => {
  const list = await openHistory(withSteps(3));
  const first = saved.training.epochs;
  const names = (): string[] => within(list).getAllByRole('option').map(said);
  expect(names()).toEqual([
    `Set epochs to ${first + 3} current 1 minute ago`,
    `Set epochs to ${first + 2} 1 minute ago`,
    `Set epochs to ${first + 1} 1 minute ago`,
    'Before the first step',
  ]);
  await expectAccessible();
  await fireEvent.click(within(list).getByText(`Set epochs to ${first + 1}`));
  expect(names().slice(0, 3)).toEqual([
    `Set epochs to ${first + 3} undone 1 minute ago`,
    `Set epochs to ${first + 2} undone 1 minute ago`,
    `Set epochs to ${first + 1} current 1 minute ago`,
  ]);
  expect(within(list).getByRole('option', { selected: true }).textContent).toContain(`to ${first + 1}`);
  expect(screen.getByText(`Set epochs to ${first + 1}: step 1 of 3`)).toBeDefined();
});

test('a learning rate that is set is called by its argument, not by the whole optimizer', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  await fireEvent.input(await screen.findByLabelText('Learning rate'), { target: { value: '0.01' } });
  await fireEvent.click(screen.getByRole('tab', { name: 'History' }));
  const list = await screen.findByRole('listbox', { name: 'Steps' });
  expect(within(list).getByText('Set Optimizer · learning_rate to 0.01')).toBeDefined();
});

test('arrow keys walk through the steps, Enter goes to one', async () => {
  const list = await openHistory(withSteps(3));
  const at = (): string => said(document.getElementById(list.getAttribute('aria-activedescendant') ?? '')!);
  list.focus();
  await fireEvent.keyDown(list, { key: 'ArrowDown' });
  await fireEvent.keyDown(list, { key: 'ArrowDown' });
  expect(at()).toContain(`to ${saved.training.epochs + 1}`);
  expect(within(list).getByRole('option', { selected: true })).toBe(within(list).getAllByRole('option')[0]);
  await fireEvent.keyDown(list, { key: 'End' });
  expect(at()).toBe('Before the first step');
  await fireEvent.keyDown(list, { key: 'Enter' });
  expect(within(list).getByRole('option', { selected: true }).textContent).toContain('Before the first step');
  await fireEvent.click(screen.getByRole('button', { name: 'Redo' }));
  expect(within(list).getByRole('option', { selected: true }).textContent).toContain(`to ${saved.training.epochs + 1}`);
});

test('of 5,000 steps only some are in the page', async () => {
  const list = await openHistory(withSteps(5000));
  const options = within(list).getAllByRole('option');
  expect(options.length).toBeLessThan(100);
  expect(options[0]?.getAttribute('aria-setsize')).toBe('5001');
});

test('a version is saved under a name, renamed, deleted and restored; going back to it is a step', async () => {
  const api = withSteps(1);
  const { unmount } = renderWorkbench('#/models/template/imdb-conv1d', api);
  await fireEvent.click(await screen.findByRole('tab', { name: 'History' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Save a version…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Save a version' });
  const field = within(dialog).getByLabelText<HTMLInputElement>('Name of the version');
  expect(field.value).toBe('Version 1');
  await fireEvent.input(field, { target: { value: '  before dropout ' } });
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  await screen.findByText('before dropout');
  expect([...api.versions.values()]).toMatchObject([{ name: 'before dropout', source: { from: 'template' } }]);
  await expectAccessible();

  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Go back to “before dropout”' }));
  const list = screen.getByRole('listbox', { name: 'Steps' });
  await within(list).findByText('Go back to the version “before dropout”');
  const now = (): number =>
    (JSON.parse(api.drafts.get('template/imdb-conv1d')!.document) as typeof saved).training.epochs;
  await waitFor(() => expect(now()).toBe(saved.training.epochs + 1));
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(api.drafts.get('template/imdb-conv1d')?.history.done).toBe(0));

  const choose = async (item: string): Promise<void> => {
    await fireEvent.click(screen.getByRole('button', { name: /^More about/ }));
    await fireEvent.click(await screen.findByRole('menuitem', { name: item }));
  };
  await choose('Rename…');
  const renaming = await screen.findByRole('dialog', { name: 'Rename the version' });
  await fireEvent.input(within(renaming).getByLabelText('Name of the version'), { target: { value: 'best' } });
  await fireEvent.click(within(renaming).getByRole('button', { name: 'Save' }));
  await screen.findByText('best');
  await choose('Delete');
  const restore = await screen.findByRole('button', { name: 'Restore' });
  await waitFor(() => expect(document.activeElement).toBe(restore));
  expect(api.versions.size).toBe(0);
  await fireEvent.click(restore);
  await screen.findByRole('button', { name: 'Go back to “best”' });
  expect(api.versions.size).toBe(1);
  unmount();
});

test('versions go with a template’s model that is saved', async () => {
  const api = withSteps(1);
  await api.request('versions.save', {
    source: { from: 'template', id: 'imdb-conv1d' },
    name: 'kept',
    document: JSON.parse(JSON.stringify(saved)),
  });
  renderWorkbench('#/models/template/imdb-conv1d', api);
  await fireEvent.click(await screen.findByRole('button', { name: 'Save a copy' }));
  await waitFor(() => expect([...api.versions.values()][0]?.source.from).toBe('experiment'));
});

test('a model keeps its name when it goes back to a version', async () => {
  const api = withSteps(1);
  const source = { from: 'template', id: 'imdb-conv1d' } as const;
  await api.request('versions.save', { source, name: 'first', document: { ...saved, name: 'The old name' } });
  await openHistory(api);
  await fireEvent.click(await screen.findByRole('button', { name: 'Go back to “first”' }));
  await screen.findByText('Go back to the version “first”');
  const kept = () => JSON.parse(api.drafts.get('template/imdb-conv1d')!.document) as typeof saved;
  await waitFor(() => expect(kept().training.epochs).toBe(saved.training.epochs));
  expect(kept().name).toBe(saved.name);
});
