// Settings against a metric on the page of runs: what is plotted as a table, ranges by keyboard, picks and filters.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, emptyWorkbench, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';
import { gruRunId } from '../../support/sample-runs.ts';

const valuesTable = (): string[][] => tableRows('Runs and values');
const select = (name: string): HTMLSelectElement => screen.getByRole<HTMLSelectElement>('combobox', { name });
const filterText = (): string => screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter runs' }).value;

async function openView(api = new SampleWorkbench()) {
  const rendered = renderWorkbench('#/runs?view=settings', api);
  await screen.findByRole('group', { name: 'Runs and values' });
  return rendered;
}

test('is a view of the runs that the address keeps, and leaves the filter as it is', async () => {
  renderWorkbench('#/runs');
  await screen.findByRole('link', { name: 'Weather GRU' });
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter runs' });
  await fireEvent.input(box, { target: { value: 'weather' } });
  await fireEvent.click(screen.getByRole('radio', { name: 'Settings against metric' }));
  await screen.findByRole('group', { name: 'Runs and values' });
  expect(window.location.hash).toBe('#/runs?view=settings&filter=weather');
  expect(filterText()).toBe('weather');
  expect(screen.queryByRole('group', { name: 'Runs' })).toBeNull();
  await fireEvent.click(screen.getByRole('radio', { name: 'Table' }));
  await screen.findByRole('group', { name: 'Runs' });
  expect(window.location.hash).toBe('#/runs?filter=weather');
});

test('shows runs of one measure, the best first, and says what is left out', async () => {
  await openView();
  expect(select('Metric').value).toBe('val_mae');
  const rows = valuesTable();
  const values = rows.map((row) => Number(row.at(-1)));
  expect(values.length).toBeGreaterThan(1);
  expect(values).toEqual(values.toSorted((a, b) => a - b));
  expect(screen.getByText(/^Left out: .*without a value/)).toBeTruthy();
  expect(screen.getByRole('img', { name: /^Scatter plot of val_mae over/ })).toBeTruthy();
  expect(screen.getByRole('img', { name: /^Parallel coordinates of/ })).toBeTruthy();
  await expectAccessible();
});

test('says how much each setting matters, and puts one on the horizontal axis', async () => {
  await openView();
  expect(screen.getByText(/A correlation is not a cause/)).toBeTruthy();
  const table = within(screen.getByRole('group', { name: 'Importance' }));
  const [first] = table.getAllByRole('button', { pressed: false });
  await fireEvent.click(first!);
  expect(first!.getAttribute('aria-pressed')).toBe('true');
  const chosen = select('Horizontal axis');
  expect(chosen.selectedOptions[0]?.textContent).toContain(said(first!).split('.').at(-1));
});

test('handles of an axis narrow the runs by arrow keys; the range becomes a filter', async () => {
  await openView();
  const all = valuesTable().length;
  const handle = screen.getByRole('slider', { name: 'val_mae, to' });
  await fireEvent.keyDown(handle, { key: 'ArrowDown' });
  expect(valuesTable()).toHaveLength(all - 1);
  expect(screen.getByText(`${all - 1} of ${all} runs in all ranges`)).toBeTruthy();
  await fireEvent.keyDown(handle, { key: 'End' });
  expect(valuesTable()).toHaveLength(all);
  await fireEvent.keyDown(handle, { key: 'ArrowDown' });
  await expectAccessible();
  await fireEvent.click(screen.getByRole('button', { name: 'Filter to the ranges' }));
  expect(filterText()).toMatch(/^val_mae <= 0\.\d+$/);
  await waitFor(() => expect(valuesTable()).toHaveLength(all - 1));
  expect(screen.queryByRole('button', { name: 'Clear ranges' })).toBeNull();
});

test('axes are moved, removed and added', async () => {
  await openView();
  const axes = (): string[] =>
    screen
      .getAllByRole('group', { name: /^Axis / })
      .map((axis) => axis.ariaLabel ?? axis.getAttribute('aria-label') ?? '');
  const before = axes();
  const [first = ''] = before;
  const name = first.replace('Axis ', '');
  await fireEvent.click(screen.getByRole('button', { name: `Move axis ${name} right` }));
  expect(axes()[1]).toBe(first);
  await fireEvent.click(screen.getByRole('button', { name: `Remove axis ${name}` }));
  expect(axes()).not.toContain(first);
  const add = select('Add an axis…');
  const option = [...add.options].find(({ value }) => value.endsWith(name))!;
  await fireEvent.change(add, { target: { value: option.value } });
  expect(axes().at(-2)).toBe(first);
});

test('runs are picked in the table and from the ranges, and are what the page’s tools take', async () => {
  await openView();
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select Weather GRU' }));
  expect(screen.getByText('1 run selected')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Clear selection' }));
  await fireEvent.keyDown(screen.getByRole('slider', { name: 'val_mae, to' }), { key: 'ArrowDown' });
  await fireEvent.click(screen.getByRole('button', { name: /^Select these \d+$/ }));
  const count = valuesTable().length;
  expect(screen.getByText(`${count} runs selected`)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Filter to the selected' }));
  expect(filterText()).toMatch(/^number in \(/);
  await fireEvent.click(screen.getByRole('button', { name: 'Compare' }));
  expect(window.location.hash).toContain('#/compare?runs=');
});

test('arrow keys go from point to point; Space picks a run, Enter opens it', async () => {
  await openView();
  const plot = screen.getByRole('group', { name: 'Scatter plot' });
  // Without a layout all points stand in one place, in the order of the runs.
  await fireEvent.keyDown(plot, { key: 'ArrowRight' });
  const named = within(plot.parentElement!).getByRole('status');
  expect(said(named)).toMatch(/^.+: .+, val_mae 0\.\d+$/);
  await fireEvent.keyDown(plot, { key: ' ' });
  expect(screen.getByText('1 run selected')).toBeTruthy();
  await fireEvent.keyDown(plot, { key: 'Enter' });
  expect(window.location.hash).toMatch(/^#\/runs\/run\d+$/);
});

test('of a metric that no run has says so; names are text', async () => {
  const api = new SampleWorkbench();
  const gru = api.runs.get(gruRunId)!;
  api.runs.set(gruRunId, { ...gru, run: { ...gru.run, name: '<img src=x onerror="alert(1)">' } });
  await openView(api);
  expect(screen.getByRole('link', { name: '<img src=x onerror="alert(1)">' })).toBeTruthy();
  expect(document.querySelector('img[src="x"]')).toBeNull();
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter runs' });
  await fireEvent.input(box, { target: { value: 'data = "imdb-reviews"' } });
  await fireEvent.change(select('Metric'), { target: { value: 'val_mae' } });
  await screen.findByText('No run here has a value of val_mae');
  await expectAccessible();
});

test('without runs the page is as empty as the table’s', async () => {
  renderWorkbench('#/runs?view=settings', emptyWorkbench());
  await screen.findByText('No runs yet');
  expect(screen.queryByRole('radio', { name: 'Table' })).toBeNull();
});
