// What is chosen on a page is in its address, so that a reload comes back to it.
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { gruRunId } from '../../support/sample-runs.ts';
import { renderWorkbench } from '../../support/render-workbench.ts';

/** As the browser does: the page is made anew from its address. */
function reload(): void {
  const { hash } = window.location;
  cleanup();
  renderWorkbench(hash);
}

test('the filter of the runs, in both of its views', async () => {
  renderWorkbench('#/runs');
  await fireEvent.input(await screen.findByRole('combobox', { name: 'Filter runs' }), { target: { value: 'conv1d' } });
  await waitFor(() => expect(window.location.hash).toBe('#/runs?filter=conv1d'));
  reload();
  expect((await screen.findByRole<HTMLInputElement>('combobox', { name: 'Filter runs' })).value).toBe('conv1d');
  await fireEvent.click(screen.getByRole('radio', { name: 'Settings against metric' }));
  await waitFor(() => expect(window.location.hash).toBe('#/runs?view=settings&filter=conv1d'));
  await fireEvent.click(within(screen.getByRole('navigation')).getByRole('link', { name: 'Models' }));
  await waitFor(() => expect(window.location.hash).toBe('#/models'));
});

test('the tab of a run', async () => {
  renderWorkbench(`#/runs/${gruRunId}`);
  await fireEvent.click(await screen.findByRole('tab', { name: 'Settings' }));
  await waitFor(() => expect(window.location.hash).toBe(`#/runs/${gruRunId}?tab=settings`));
  reload();
  expect((await screen.findByRole('tab', { name: 'Settings' })).getAttribute('aria-selected')).toBe('true');
});
