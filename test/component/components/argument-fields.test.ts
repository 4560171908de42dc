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
