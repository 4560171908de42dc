// An argument's name and its reset, in the forms beside the model.
import { fireEvent, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { renderWorkbench } from '../../support/render-workbench.ts';

async function open(layer: string): Promise<void> {
  renderWorkbench('#/models/template/imdb-conv1d');
  const model = await screen.findByRole('region', { name: 'Model' });
  await fireEvent.click(within(model).getByRole('radio', { name: 'Table' }));
  await fireEvent.click(within(model).getByRole('button', { name: layer }));
}

test('its name breaks after an underscore, and is read as one', async () => {
  await open('conv1d_1');
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'dilation_rate' });
  expect(field.labels?.[0]?.innerHTML.replaceAll(/<!--.*?-->/g, '')).toBe('dilation_<wbr>rate');
  expect(screen.getByText('use_bias').innerHTML).toContain('<wbr>');
});

test('its reset is there for another value than its default only', async () => {
  await open('conv1d_1');
  const strides = await screen.findByRole<HTMLInputElement>('textbox', { name: 'strides' });
  const reset = () => screen.queryByRole('button', { name: 'Reset strides to its default' });
  expect(strides.value).toBe('1');
  expect(reset()).toBeNull();
  await fireEvent.input(strides, { target: { value: '2' } });
  expect(reset()).not.toBeNull();
  await fireEvent.input(strides, { target: { value: '1' } });
  expect(reset()).toBeNull();
  const bias = screen.getByRole('checkbox', { name: 'use_bias' });
  await fireEvent.click(bias);
  await fireEvent.click(screen.getByRole('button', { name: 'Reset use_bias to its default' }));
  expect(bias).toHaveProperty('checked', true);
});
