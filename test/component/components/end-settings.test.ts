// Settings of single Inputs and outputs beside the model: one for each, edited without JSON, and one for all again.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { jsonObjectSchema, type JsonValue } from '#shared/base/json.ts';
import { valueAtPath } from '#renderer/lib/experiments/json-path.ts';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { weatherDataset } from '../../support/sample-experiments.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const template = 'resources/templates/weather-hours-days.strata.json';

const mae = { name: 'mae', config: {} };

interface Opened {
  /** Saves it, and reads what is saved at a path. */
  readonly saved: (...path: readonly string[]) => Promise<JsonValue | undefined>;
}

async function openModel(): Promise<Opened> {
  const api = new SampleWorkbench();
  const { data, ...experiment } = jsonObjectSchema.parse(JSON.parse(readFileSync(template, 'utf8')));
  const { id } = await api.request('experiments.save', {
    experiment: { ...experiment, data: { ...jsonObjectSchema.parse(data), dataset: weatherDataset.id } },
  });
  renderWorkbench(`#/models/experiment/${id}`, api);
  await screen.findByRole('button', { name: 'Train' });
  const saved = async (...path: readonly string[]): Promise<JsonValue | undefined> => {
    await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).toBeNull());
    return valueAtPath(jsonObjectSchema.parse(await api.request('experiments.get', { id })), path);
  };
  return { saved };
}

test('each Input and each output has settings of its own, and bad values are refused', async () => {
  const { saved } = await openModel();
  await fireEvent.click(screen.getByRole('tab', { name: 'Data' }));
  const panel = screen.getByRole('tabpanel');
  const inputs = within(within(panel).getByRole('region', { name: 'Settings of each Input' })).getAllByRole('region');
  expect(inputs.map((one) => one.getAttribute('aria-label'))).toEqual(['Input hours', 'Input days']);
  const lookback = within(inputs[0]!).getByLabelText<HTMLInputElement>('Lookback');
  await fireEvent.input(lookback, { target: { value: '0' } });
  expect(within(inputs[0]!).getByText(/it must be at least 1/)).toBeDefined();
  await fireEvent.input(lookback, { target: { value: '36' } });
  await expectAccessible();
  const delay = within(within(panel).getByRole('region', { name: 'Output pressure' })).getByLabelText(
    'Rows after the next one',
  );
  await fireEvent.input(delay, { target: { value: '48' } });
  expect(await saved('data', 'preparation')).toMatchObject({
    inputs: { hours: { lookback: 36 }, days: { lookback: 240 } },
    outputs: { pressure: { target: 'pressure', delay: 48 } },
  });
});

test('loss, weight and metrics of an output are chosen; one for all is one step that can be undone', async () => {
  const { saved } = await openModel();
  const each = () => screen.getByRole('region', { name: 'Training of each output' });
  const pressure = within(each()).getByRole('region', { name: 'Output pressure' });
  await fireEvent.change(within(pressure).getByLabelText('Loss'), { target: { value: 'log_cosh' } });
  await fireEvent.input(within(pressure).getByLabelText('Loss weight'), { target: { value: '0.25' } });
  await fireEvent.change(within(pressure).getByLabelText('Add a metric…'), { target: { value: 'mean_squared_error' } });
  const own = await saved('training', 'outputs', 'pressure');
  expect(own).toMatchObject({
    loss: { name: 'log_cosh' },
    weight: 0.25,
    metrics: [mae, { name: 'mean_squared_error', config: {} }],
  });
  await expectAccessible();
  await fireEvent.click(within(each()).getByRole('button', { name: 'One for all' }));
  await waitFor(() => expect(within(each()).queryByRole('region')).toBeNull());
  expect(await saved('training', 'outputs')).toBeUndefined();
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await saved('training', 'outputs', 'pressure')).toEqual(own);
  await fireEvent.click(within(each()).getByRole('button', { name: 'One for all' }));
  await fireEvent.click(within(each()).getByRole('button', { name: 'One for each' }));
  expect(await saved('training', 'outputs')).toEqual({
    temp: { loss: mae, metrics: [mae] },
    pressure: { loss: mae, metrics: [mae] },
  });
});
