// Derived columns beside the model: added as features with the edit that makes room for them, and taken away again.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { SeriesDataset } from '#shared/data/dataset.ts';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { weatherDataset } from '../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

/** Times that could be read. */
const time: SeriesDataset['time'] = {
  column: 'time',
  first: '2013-01-01 01:00',
  last: '2013-12-30 18:00',
  facts: {
    firstMs: Date.UTC(2013, 0, 1, 1),
    lastMs: Date.UTC(2013, 11, 30, 18),
    stepMs: 3_600_000,
    unordered: 0,
    isReversed: false,
    duplicates: 0,
    firstDuplicate: null,
    missing: 0,
    firstGap: null,
    repair: { order: 'sort', duplicates: 'keep', gaps: 'keep' },
    added: 0,
  },
};

const openData = async () => {
  if (weatherDataset.kind !== 'series') throw new Error(weatherDataset.kind);
  const api = new SampleWorkbench();
  api.datasets.set(weatherDataset.id, { ...weatherDataset, time });
  renderWorkbench('#/models/template/weather-gru', api);
  await fireEvent.click(await screen.findByRole('tab', { name: 'Data' }, { timeout: 10_000 }));
  return within(await screen.findByRole('group', { name: 'Derived columns' }));
};

const features = () => within(within(screen.getByRole('tabpanel')).getByRole('group', { name: 'Features' }));
const undo = async () => fireEvent.click(screen.getByRole('button', { name: 'Undo' }));

test('a lag is added, is a feature, and is gone after undo', async () => {
  const derived = await openData();
  await fireEvent.change(derived.getByLabelText('Of the column'), { target: { value: 'pressure' } });
  await fireEvent.input(derived.getByLabelText('Rows'), { target: { value: '6' } });
  await fireEvent.click(derived.getByRole('button', { name: 'Add' }));
  expect(await derived.findByText('pressure, 6 rows earlier')).toBeDefined();
  expect(features().getByRole<HTMLInputElement>('checkbox', { name: 'pressure_lag_6' }).checked).toBe(true);
  // The Input has one feature more now, which the problems say with the edit that makes it so.
  expect((await screen.findAllByText(/takes \[120, \d\]/)).length).toBeGreaterThan(0);
  expect(derived.getByRole<HTMLButtonElement>('button', { name: 'Add' }).disabled).toBe(true);
  await expectAccessible();
  await undo();
  await waitFor(() => expect(derived.queryByText('pressure, 6 rows earlier')).toBeNull());
  expect(features().queryByRole('checkbox', { name: 'pressure_lag_6' })).toBeNull();
});

test('the time gives a sine and a cosine in one step, and each can be removed', async () => {
  const derived = await openData();
  await fireEvent.change(derived.getByLabelText('Computed as'), { target: { value: 'time' } });
  await fireEvent.click(derived.getByRole('button', { name: 'Add' }));
  expect(await derived.findByText('sine of the time, once a day')).toBeDefined();
  expect(features().getByRole('checkbox', { name: 'day_cos' })).toBeDefined();
  await fireEvent.click(derived.getByRole('button', { name: 'Remove the derived column day_sin' }));
  await waitFor(() => expect(derived.queryByText('day_sin')).toBeNull());
  expect(features().queryByRole('checkbox', { name: 'day_sin' })).toBeNull();
  expect(derived.getByText('day_cos')).toBeDefined();
  await undo();
  await undo();
  await waitFor(() => expect(features().queryByRole('checkbox', { name: 'day_cos' })).toBeNull());
});

test('rows that the data has not are refused', async () => {
  const derived = await openData();
  const rows = derived.getByLabelText('Rows');
  await fireEvent.input(rows, { target: { value: '0' } });
  expect(rows.getAttribute('aria-invalid')).toBe('true');
  expect(derived.getByText(/^A whole number from 1 to /)).toBeDefined();
});
