// The palette's line of help.
import { fireEvent, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { renderWorkbench } from '../../support/render-workbench.ts';

test('tells of the layer under the pointer; of the dragged one while that is dragged over others', async () => {
  renderWorkbench('#/models/template/imdb-conv1d');
  const palette = within(await screen.findByRole('region', { name: 'Layers' }));
  const [gru, dense] = ['GRU', 'Dense'].map((name) => palette.getByRole('button', { name })) as [
    HTMLElement,
    HTMLElement,
  ];
  const help = (button: HTMLElement) => palette.queryByText(button.title);
  await fireEvent.pointerEnter(dense);
  expect(help(dense)).not.toBeNull();
  await fireEvent.pointerEnter(gru);
  expect(help(gru)).not.toBeNull();
  await fireEvent.pointerDown(gru, { button: 0, clientX: 0, clientY: 0 });
  await fireEvent.pointerMove(window, { clientX: 0, clientY: 40 });
  await fireEvent.pointerEnter(dense);
  expect(help(dense)).toBeNull();
  expect(help(gru)).not.toBeNull();
});
