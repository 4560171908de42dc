// Leaks on a model's page: said with the edit that takes them away, or accepted with a reason that the model keeps.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const sentence = 'Of the 5,000 texts for validation 96 are in the training part too, word for word.';
const other = /^.stars10. is in 12,000 of 12,500 texts with the label/;

/** The list of problems of a model whose data has two leaks. */
async function openLeaks(): Promise<SampleWorkbench> {
  const api = new SampleWorkbench();
  api.leaks = [
    { kind: 'equal-texts', part: 'validation', count: 96, of: 5000 },
    { kind: 'label-word', label: 'positive', word: 'stars10', count: 12_000, of: 12_500 },
  ];
  renderWorkbench('#/models/template/imdb-conv1d', api);
  await openProblems();
  // Problems stand beside the settings, too.
  await panel().findAllByText(sentence);
  expect(list().getByText(other)).toBeDefined();
  return api;
}

async function openProblems(): Promise<void> {
  await fireEvent.click(await screen.findByRole('tab', { name: /Problems/ }, { timeout: 10_000 }));
}

const panel = () => within(screen.getByRole('tabpanel'));
const list = () => within(panel().getByRole('list'));

test('a leak is said, and taken away by one click', async () => {
  const api = await openLeaks();
  const asked = () => api.asked.filter(({ name }) => name === 'datasets.leaks');
  expect(asked()).toHaveLength(1);
  api.leaks = api.leaks.slice(1);
  const row = () => list().getByText(other).closest('li');
  const before = row();
  await fireEvent.click(list().getByRole('button', { name: 'Set Equal texts in the same part to yes' }));
  await waitFor(() => expect(screen.queryByText(sentence)).toBeNull());
  expect(asked().at(-1)?.input).toMatchObject({ data: { preparation: { equal_texts_together: true } } });
  // A button that has the focus stays with its problem.
  expect(row()).toBe(before);
});

test('a leak is accepted with a reason, which stands with the data and can be taken back', async () => {
  await openLeaks();
  const [accept] = list().getAllByRole('button', { name: 'Accept…' });
  if (accept === undefined) throw new Error('It cannot be accepted.');
  await fireEvent.click(accept);
  const dialog = await screen.findByRole('dialog', { name: 'Accept this leak' });
  await expectAccessible();
  const why = within(dialog).getByLabelText('Why it does no harm here');
  await fireEvent.input(why, { target: { value: 'Keras counts them too' } });
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(list().queryByText(sentence)).toBeNull());
  expect(list().getByText(other)).toBeDefined();
  await fireEvent.click(screen.getByRole('tab', { name: 'Data' }));
  const accepted = await screen.findByRole('region', { name: 'Accepted leaks' });
  expect(accepted.textContent).toContain('Keras counts them too');
  await fireEvent.click(within(accepted).getByRole('button', { name: 'No longer accept: Equal texts in two parts' }));
  await openProblems();
  expect(await panel().findAllByText(sentence)).not.toEqual([]);
});
