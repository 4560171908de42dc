// Saved views of the table of runs: another page sees them too.
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, renderWorkbench, said } from '../../support/render-workbench.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const heads = (): string[] =>
  [...screen.getByRole('group', { name: 'Runs' }).querySelectorAll('thead th')].map((head) => said(head));
const filterBox = (): HTMLInputElement => screen.getByRole('combobox', { name: 'Filter runs' });

async function openRuns(api: SampleWorkbench): Promise<void> {
  renderWorkbench('#/runs', api);
  await screen.findByRole('link', { name: 'Weather GRU' });
}

async function choose(menu: string, item: string): Promise<void> {
  await fireEvent.click(await screen.findByRole('button', { name: menu }));
  await fireEvent.click(within(screen.getByRole('menu')).getByRole('menuitem', { name: item }));
}

async function nameIt(name: string): Promise<void> {
  const dialog = within(await screen.findByRole('dialog', { name: /the view$/ }));
  await fireEvent.input(dialog.getByRole('textbox', { name: 'Name of the view' }), { target: { value: name } });
  await expectAccessible();
  await fireEvent.click(dialog.getByRole('button', { name: 'Save' }));
}

async function hide(column: string): Promise<void> {
  await fireEvent.contextMenu(screen.getByRole('button', { name: column }));
  await fireEvent.click(within(screen.getByRole('menu')).getByRole('menuitem', { name: 'Hide column' }));
}

test('columns, order, groups and filter are saved under a name, and chosen on another page', async () => {
  const api = new SampleWorkbench();
  await openRuns(api);
  await hide('Parameters');
  await fireEvent.input(filterBox(), { target: { value: 'data = weather-jfk' } });
  const list = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Group by' });
  await fireEvent.change(list, { target: { value: 'engine' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Name' }));
  await choose('Views', 'Save as a new view…');
  await nameIt(' Weather ');
  await screen.findByRole('button', { name: 'Weather' });
  const saved = heads();
  cleanup();

  await openRuns(api);
  expect(heads()).toContain('Parameters');
  await choose('Views', 'Weather');
  expect(heads()).toEqual(saved);
  expect(filterBox().value).toBe('data = weather-jfk');
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Group by' }).value).toBe('engine');
  expect(screen.getByRole('button', { name: 'Name' }).closest('th')?.getAttribute('aria-sort')).toBe('ascending');
});

test('a view is changed, renamed and deleted; a deleted one comes back', async () => {
  const api = new SampleWorkbench();
  await openRuns(api);
  await choose('Views', 'Save as a new view…');
  await nameIt('All');
  await screen.findByRole('button', { name: 'All' });
  await hide('Engine');
  await choose('All, edited', 'Save changes to “All”');
  await screen.findByRole('button', { name: 'All' });
  await choose('All', 'Rename “All”…');
  await nameIt('Few');
  await choose('Few', 'Delete “Few”');
  await screen.findByText('The view “Few” was deleted.');
  await waitFor(() => expect(api.settings.views).toEqual([]));
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByRole('button', { name: 'Few' });
  expect(api.settings.views).toMatchObject([{ name: 'Few', state: { columns: expect.any(Array), filter: '' } }]);
});

test('a view of a later version changes nothing, and says so', async () => {
  const api = new SampleWorkbench();
  api.settings = { ...api.settings, views: [{ id: 'x', name: 'Later', state: { columns: [{ kind: 'sound' }] } }, 7] };
  await openRuns(api);
  const before = heads();
  await choose('Views', 'Later');
  await screen.findByText('The view “Later” is of a later version of Strata.');
  expect(heads()).toEqual(before);
});
