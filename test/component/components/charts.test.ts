import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { convRunId, gruRunId } from '../../support/sample-runs.ts';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';

const comparison = `#/compare?runs=${convRunId},${gruRunId}`;

test('the charts of a page are set up together, which is remembered and is accessible', async () => {
  renderWorkbench(comparison);
  const bar = await screen.findByRole('group', { name: 'All charts' });
  const axis = within(bar).getByRole('radiogroup', { name: 'x axis' });
  await fireEvent.click(within(axis).getByRole('radio', { name: 'Time' }));
  await screen.findByText(/^(\d+d )?\d+(:\d\d)+(\.\d)?$/);
  await fireEvent.click(within(bar).getByRole('checkbox', { name: 'Log y axis' }));
  await fireEvent.click(within(bar).getByRole('checkbox', { name: 'Log x axis' }));
  await fireEvent.click(within(bar).getByRole('checkbox', { name: 'Hide outliers' }));
  await waitFor(() =>
    expect(JSON.parse(localStorage.getItem('strata.charts') ?? '{}')).toMatchObject({
      axis: 'time',
      isLog: true,
      isLogX: true,
      hidesOutliers: false,
    }),
  );
  expect(within(bar).getByRole<HTMLButtonElement>('button', { name: 'Whole' }).disabled).toBe(true);
  await expectAccessible();
});

test('over training steps, every run is placed by its own number of steps an epoch', async () => {
  renderWorkbench(comparison);
  const axis = await screen.findByRole('radiogroup', { name: 'x axis' });
  expect(within(axis).getByRole<HTMLInputElement>('radio', { name: 'Epoch' }).checked).toBe(true);
  await fireEvent.click(within(axis).getByRole('radio', { name: 'Step' }));
  await screen.findByText(/^step [\d,]+$/);
});

test('a chart is seen as a table of its stored values, and back', async () => {
  renderWorkbench(comparison);
  const card = await screen.findByRole('region', { name: 'val_loss = val_mae' });
  await fireEvent.click(await within(card).findByRole('button', { name: 'Show as table' }));
  const rows = within(within(card).getByRole('group', { name: 'Values of val_mae' })).getAllByRole('row');
  expect(rows.map((row) => row.textContent.trim().split(/\s+/)[0])).toEqual(
    ['epoch', '1', '2', '3', '4', '5', '6', '7', '8'].map(
      (text) => expect.stringMatching(new RegExp(`^${text}`)) as unknown,
    ),
  );
  await expectAccessible();
  await fireEvent.click(within(card).getByRole('button', { name: 'Show as chart' }));
  expect(within(card).getByRole('img', { name: /^val_mae of 2 runs/ })).toBeDefined();
});
