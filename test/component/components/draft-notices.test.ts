// What a model's page says about edits of two pages, and what is done about them.
import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { emptyHistory } from '#shared/experiment/edit-history.ts';
import { findJsonField } from '../../support/json-field.ts';
import { renderWorkbench } from '../../support/render-workbench.ts';
import { sampleTemplates } from '../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const key = 'template/imdb-conv1d';

/** A host that has edits of two pages: 3 epochs in the draft, 4 aside. */
function withEditsOfTwo(unread: string | null): SampleWorkbench {
  const api = new SampleWorkbench();
  const saved = sampleTemplates.find(({ id }) => id === 'imdb-conv1d')!.experiment;
  const edited = (epochs: number) => ({ ...saved, training: { ...saved.training, epochs } });
  api.drafts.set(key, {
    document: JSON.stringify(edited(3)),
    unread: null,
    saved: JSON.stringify(saved),
    history: emptyHistory,
    aside: { document: JSON.parse(JSON.stringify(edited(4))), unread, history: emptyHistory, atMs: Date.now() },
    updatedAtMs: Date.now(),
    revision: 'one',
  });
  return api;
}

test('an address of no model says so and leads to all of them, in the model’s page and its report', async () => {
  for (const page of ['experiment/none', 'run/none', 'experiment/none/report', 'experiment/No id', 'run/No id']) {
    const { unmount } = renderWorkbench(`#/models/${page}`);
    await screen.findByRole('heading', { name: 'Model not found', level: 1 });
    expect(screen.getByRole('link', { name: 'All models' }).getAttribute('href')).toBe('#/models');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    expect(screen.getByText(/^There is no /)).toBeDefined();
    unmount();
  }
});

test('edits aside are offered; they are taken, and undo leads to the others', async () => {
  const api = withEditsOfTwo(null);
  renderWorkbench('#/models/template/imdb-conv1d', api);
  await screen.findByText(/^Two pages changed this model at the same time\./);
  expect(screen.queryByText(/not valid JSON/)).toBeNull();
  const epochs = screen.getByLabelText<HTMLInputElement>('Epochs');
  expect(epochs.value).toBe('3');
  await fireEvent.click(screen.getByRole('button', { name: 'Use the other edits' }));
  expect(epochs.value).toBe('4');
  expect(screen.queryByText(/^Two pages changed/)).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(epochs.value).toBe('3');
  await waitFor(() => expect(api.drafts.get(key)?.aside).toBeNull());
});

test('a typed text that undo cannot bring back is named before the choice', async () => {
  renderWorkbench('#/models/template/imdb-conv1d', withEditsOfTwo('{ "strata": 1, '));
  await screen.findByText('Text that is not valid JSON is part of it: Undo does not bring that back.');
  await fireEvent.click(screen.getByRole('button', { name: 'Use the other edits' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Edit as JSON' }));
  expect((await findJsonField()).text()).toBe('{ "strata": 1, ');
});

test('edits that are back are said in a line that can be put away', async () => {
  const api = withEditsOfTwo(null);
  api.drafts.set(key, { ...api.drafts.get(key)!, aside: null });
  renderWorkbench('#/models/template/imdb-conv1d', api);
  await screen.findByText(/^Unsaved changes of .* are back\.$/);
  await fireEvent.click(screen.getByRole('button', { name: 'Hide this message' }));
  expect(screen.queryByText(/are back\.$/)).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>('Epochs').value).toBe('3');
  expect(screen.getByText('· unsaved changes')).toBeDefined();
});
