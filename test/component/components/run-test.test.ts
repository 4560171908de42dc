// The test of a run: nothing is evaluated before a person asks, and each look is counted.
import { fireEvent, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { convRunId, weatherBaselineId } from '../../support/sample-runs.ts';

const card = async () => within(await screen.findByRole('region', { name: 'Test' }, { timeout: 10_000 }));

test('a run is tested by asking, beside the baseline, and says how often', async () => {
  const { api } = renderWorkbench(`#/runs/${convRunId}`);
  const first = await card();
  const asked = () => api.asked.filter(({ name }) => name === 'runs.test').length;
  expect([asked(), first.queryByRole('table')]).toEqual([0, null]);
  await fireEvent.click(await first.findByRole('button', { name: 'Evaluate on the test set' }));
  const row = await first.findByRole('row', { name: /^mae/ });
  expect(
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual([expect.stringMatching(/^0\.2500 · .* °F$/), expect.stringMatching(/^0\.2286 · .* °F$/)]);
  expect(first.getByText('1,598 samples, weights of epoch 4. This run was tested once.')).toBeDefined();
  await expectAccessible();
  await fireEvent.click(first.getByRole('button', { name: 'Evaluate again' }));
  expect(await first.findByText(/This run was tested 2 times/)).toBeDefined();
  expect(asked()).toBe(2);
});

test('a baseline has no test of its own', async () => {
  renderWorkbench(`#/runs/${weatherBaselineId}`);
  await screen.findByText(/A prediction without learning/, undefined, { timeout: 10_000 });
  expect(screen.queryByRole('region', { name: 'Test' })).toBeNull();
});
