// Taking a run's model away: three ways in words, the program beside the model, and a file when it is asked for.
import { fireEvent, screen, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { convRunId, weatherBaselineId } from '../../support/sample-runs.ts';

const title = 'Take the model away';

test('a model is saved in the chosen format, and its program is shown', async () => {
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined }));
  const { api } = renderWorkbench(`#/runs/${convRunId}`);
  const card = within(await screen.findByRole('region', { name: title }, { timeout: 10_000 }));
  expect(card.getByLabelText('predict.py').textContent).toContain('tf.saved_model.load');
  await fireEvent.click(card.getByRole('radio', { name: 'Keras' }));
  expect(card.getByLabelText('predict.py').textContent).toContain('keras.models.load_model');
  await fireEvent.click(card.getByRole('radio', { name: 'Browser' }));
  expect(card.getByLabelText('predict.ts').textContent).toContain('tf.loadLayersModel');
  await expectAccessible();
  await fireEvent.click(card.getByRole('button', { name: 'Save zip' }));
  await vi.waitFor(() => {
    expect(saved).toEqual(['model (tfjs).zip']);
  });
  expect(api.asked.filter(({ name }) => name === 'runs.model-file')).toHaveLength(1);
});

test('a baseline has no model to take', async () => {
  renderWorkbench(`#/runs/${weatherBaselineId}`);
  await screen.findByText(/A prediction without learning/, undefined, { timeout: 10_000 });
  expect(screen.queryByRole('region', { name: title })).toBeNull();
});
