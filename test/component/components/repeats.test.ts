// Repeating a run with other seeds, and what the comparison says of repeats.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';
import { convRunId, gruRunId, sampleRunId } from '../../support/sample-runs.ts';

test('a run is repeated as often as was said, and compared with its repeats', async () => {
  const { api } = renderWorkbench(`#/runs/${gruRunId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'Repeat…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Repeat “Weather GRU”' });
  const count = within(dialog).getByLabelText('Further runs');
  await fireEvent.input(count, { target: { value: '2.5' } });
  expect(within(dialog).getByText('A whole number from 1 to 100')).toBeDefined();
  await fireEvent.input(count, { target: { value: '3' } });
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Train 3 runs' }));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/compare\?/));
  expect(api.asked.find(({ name }) => name === 'runs.repeat')?.input).toEqual({ id: gruRunId, count: 3 });
});

test('each run has a line of what its values say; repeats have their mean, spread and test', async () => {
  const api = new SampleWorkbench();
  const addRepeats = (of: string, seeds: readonly number[], shift: number): string[] =>
    seeds.map((seed) => {
      const sample = api.runs.get(of);
      if (sample === undefined) throw new Error(of);
      const id = sampleRunId(seed);
      const series = sample.series.map((one) => ({ ...one, values: one.values.map((v) => (v ?? 0) + shift * seed) }));
      api.runs.set(id, {
        run: { ...sample.run, id, seed, number: seed, name: `${sample.run.name} · seed ${seed}` },
        series,
      });
      return id;
    });
  const ids = [gruRunId, ...addRepeats(gruRunId, [61, 62], 1e-4), convRunId, ...addRepeats(convRunId, [71, 72], 1e-4)];
  renderWorkbench(`#/compare?runs=${ids.join(',')}`, api);
  const lines = await screen.findByRole('list', { name: 'What the runs say' });
  expect(
    await within(lines).findByText(/^val_mae 0\.2300 \(4\.14 °F\), 0\.6 % worse than the last value/),
  ).toBeDefined();
  const table = await screen.findByRole('group', { name: 'Repeats with other seeds' });
  const [, first, second] = within(table).getAllByRole('row');
  expect(first?.textContent).toMatch(/Weather GRU\s*3\s*4\.21 °F\s*± /);
  expect(second?.textContent).toMatch(/Weather Conv1D\s*3\s*/);
  expect(screen.getByText(/^The means of “Weather GRU” and “Weather Conv1D” differ \(p = /)).toBeDefined();
  await fireEvent.click(screen.getByRole('radio', { name: 'min–max' }));
  expect(first?.textContent).toMatch(/4\.14 °F – /);
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Mean of repeats' }));
  const chart = screen.getByRole('region', { name: 'val_loss = val_mae' });
  expect(await within(chart).findByText('Weather GRU · mean of 3')).toBeDefined();
  expect(within(chart).getByText('Weather Conv1D · mean of 3')).toBeDefined();
  expect(within(chart).queryByText(/seed 61/)).toBeNull();
  await expectAccessible();
});
