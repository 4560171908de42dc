// A value that is refused, in any tab of a model: nothing is trained with the value before it.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { SampleWorkbench } from '../../support/sample-workbench.ts';
import { renderWorkbench } from '../../support/render-workbench.ts';

const field = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name });

const press = {
  'the button': () => fireEvent.click(screen.getByRole('button', { name: 'Train' })),
  'the keys': () => fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true }),
};

const names = (api: SampleWorkbench): string[] => api.asked.map(({ name }) => name);

test.each(Object.entries(press))('of a layer: %s of Train lead to its field, which says why', async (_, train) => {
  const { api } = renderWorkbench('#/models/template/imdb-conv1d');
  const model = await screen.findByRole('region', { name: 'Model' });
  await fireEvent.click(within(model).getByRole('radio', { name: 'Table' }));
  await fireEvent.click(within(model).getByRole('button', { name: 'conv1d_1' }));
  const strides = await field('strides');
  strides.focus();
  await fireEvent.input(strides, { target: { value: '-1' } });
  const why = document.getElementById(strides.getAttribute('aria-describedby') ?? '');
  expect(why?.textContent).toMatch(/strides/);
  strides.blur();
  await train();
  expect(document.activeElement).toBe(strides);
  expect(strides.value).toBe('-1');
  expect(names(api)).not.toContain('runs.start');
  await fireEvent.input(strides, { target: { value: '1' } });
  await train();
  await waitFor(() => expect(names(api)).toContain('runs.start'));
});

test('of the training, while another tab is open: its tab is opened', async () => {
  const { api } = renderWorkbench('#/models/template/weather-gru');
  const epochs = await screen.findByLabelText<HTMLInputElement>('Epochs');
  await fireEvent.input(epochs, { target: { value: '0' } });
  await fireEvent.click(screen.getByRole('tab', { name: 'Code' }));
  await press['the keys']();
  await waitFor(() => expect(document.activeElement).toBe(epochs));
  expect(screen.getByRole('tab', { name: 'Training', selected: true })).toBeDefined();
  expect(names(api)).not.toContain('runs.start');
});

test('of the data', async () => {
  const { api } = renderWorkbench('#/models/template/weather-gru');
  await fireEvent.click(await screen.findByRole('tab', { name: 'Data' }));
  const lookback = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Lookback' });
  await fireEvent.input(lookback, { target: { value: '0' } });
  await press['the button']();
  expect(document.activeElement).toBe(lookback);
  expect(names(api)).not.toContain('runs.start');
});
