// The table of runs in groups, and with runs that stay on top.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';

const heads = (): string[] =>
  [...screen.getByRole('group', { name: 'Runs' }).querySelectorAll('thead th')].map((head) => said(head));
const cellsOf = (head: string): string[] => tableRows('Runs').map((row) => row[heads().indexOf(head)] ?? '');
const names = (): string[] => cellsOf('Name');
const item = (name: string): HTMLElement => within(screen.getByRole('menu')).getByRole('menuitem', { name });

async function openRuns() {
  const rendered = renderWorkbench('#/runs');
  await screen.findByRole('link', { name: 'Weather GRU' });
  return rendered;
}

async function groupBy(name: string): Promise<void> {
  const list = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Group by' });
  const option = within(list).getByRole<HTMLOptionElement>('option', { name });
  await fireEvent.change(list, { target: { value: option.value } });
}

test('runs are grouped by a column of theirs; a group says count, best and mean, and is folded by keyboard', async () => {
  await openRuns();
  await groupBy('Data set');
  const weather = screen.getByRole('button', { name: /^weather-jfk, \d+ runs$/ });
  expect(weather.getAttribute('aria-expanded')).toBe('true');
  const row = weather.closest('tr')!;
  const count = Number(/(\d+) runs/.exec(weather.getAttribute('aria-label') ?? '')?.[1]);
  const inGroup = (): number => names().length;
  const before = inGroup();
  expect(row.querySelector('[data-column=best]')?.getAttribute('title')).toMatch(/best .*mean .*runs|have no mean/);
  await expectAccessible();
  weather.focus();
  await fireEvent.keyDown(weather, { key: 'ArrowLeft' });
  expect(inGroup()).toBe(before - count);
  expect(weather.getAttribute('aria-expanded')).toBe('false');
  // Its runs are picked all the same.
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Select weather-jfk' }));
  expect(screen.getByText(`${count} selected`)).toBeDefined();
  await fireEvent.keyDown(weather, { key: 'ArrowRight' });
  expect(inGroup()).toBe(before);
  await fireEvent.keyDown(weather, { key: 'ArrowDown' });
  expect(document.activeElement?.closest('tr')?.previousElementSibling).toBe(weather.closest('tr'));
  await fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' });
  expect(document.activeElement).toBe(weather);
  await fireEvent.click(screen.getByRole('button', { name: 'Fold all groups' }));
  expect(screen.queryByRole('link', { name: 'Weather GRU' })).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Unfold all groups' }));
  await groupBy('No groups');
  expect(screen.queryByRole('button', { name: /^weather-jfk, / })).toBeNull();
});

test('by a setting, from the head of its column', async () => {
  await openRuns();
  await fireEvent.click(screen.getByRole('button', { name: 'Columns' }));
  await fireEvent.click(await screen.findByRole('checkbox', { name: /^Batch size/ }));
  await fireEvent.click(screen.getAllByRole('button', { name: 'Close' }).at(-1)!);
  await fireEvent.contextMenu(screen.getByRole('button', { name: 'batch_size' }));
  await fireEvent.click(item('Group by this column'));
  await screen.findByRole('button', { name: /^128, \d+ runs?$/ });
  expect(screen.getByRole('button', { name: /^none, \d+ runs?$/ })).toBeDefined();
});

test('a pinned run stays on top, also where the filter leaves it out; differences are measured from it', async () => {
  await openRuns();
  await fireEvent.contextMenu(screen.getByRole('link', { name: 'Weather Conv1D' }));
  await fireEvent.click(item('Pin on top'));
  expect(names()[0]).toBe('Weather Conv1D');
  expect(screen.getByRole('img', { name: 'pinned: differences are measured from it' })).toBeDefined();
  await fireEvent.click(screen.getByRole('button', { name: 'Columns' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Columns' }));
  await fireEvent.change(dialog.getByRole('combobox', { name: 'Value or difference' }), {
    target: { value: 'pinned percent' },
  });
  await fireEvent.click(dialog.getByRole('checkbox', { name: 'val_mae' }));
  await fireEvent.click(dialog.getAllByRole('button', { name: 'Close' })[0]!);
  const differences = (): Map<string, string> => {
    const cells = cellsOf('val_mae vs pinned');
    return new Map(names().map((name, i) => [name, cells[i] ?? '']));
  };
  await waitFor(() => expect(differences().get('Weather GRU')).toMatch(/^[+−][\d.]+ %$/));
  expect(differences().get('Weather Conv1D')).toBe('—');
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter runs' });
  const before = differences().get('Weather GRU');
  await fireEvent.input(box, { target: { value: 'name = "Weather GRU"' } });
  await waitFor(() => expect(names()).toEqual(['Weather Conv1D', 'Weather GRU']));
  expect(differences().get('Weather GRU')).toBe(before);
  await fireEvent.contextMenu(screen.getByRole('link', { name: 'Weather GRU' }));
  await fireEvent.click(item('Pin on top'));
  await fireEvent.contextMenu(screen.getByRole('link', { name: 'Weather GRU' }));
  await fireEvent.click(item('Measure differences from this run'));
  expect(names()).toEqual(['Weather GRU', 'Weather Conv1D']);
  expect(differences().get('Weather Conv1D')).toMatch(/^[+−][\d.]+ %$/);
  await fireEvent.contextMenu(screen.getByRole('link', { name: 'Weather Conv1D' }));
  await fireEvent.click(item('Unpin'));
  expect(names()).toEqual(['Weather GRU']);
});
