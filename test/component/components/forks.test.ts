// Forking a run from one of its epochs, and where a fork comes from.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { isOwnRun } from '#shared/runs/run.ts';
import { expectAccessible, renderWorkbench } from '../../support/render-workbench.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';
import { gruRunId } from '../../support/sample-runs.ts';

async function openDialog(api = new SampleWorkbench()) {
  renderWorkbench(`#/runs/${gruRunId}`, api);
  await fireEvent.click(await screen.findByRole('button', { name: 'Fork…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Fork “Weather GRU”' });
  const type = (label: string, value: string) =>
    fireEvent.input(within(dialog).getByLabelText(label), { target: { value } });
  return { api, dialog, type };
}

test('a run is forked from an epoch with other settings, and both name each other', async () => {
  const { api, dialog, type } = await openDialog();
  const run = api.runs.get(gruRunId)?.run;
  if (run === undefined || !isOwnRun(run)) throw new Error('There is no such run.');
  const { epochsDone, best, experiment } = run;
  const options = within(within(dialog).getByLabelText('From epoch')).getAllByRole('option');
  expect(options.map(({ textContent }) => textContent)).toContain(
    best?.epoch === epochsDone ? `${epochsDone} · best · last` : `${epochsDone} · last`,
  );
  await fireEvent.change(within(dialog).getByLabelText('From epoch'), { target: { value: String(epochsDone) } });
  await type('Further epochs', '0');
  expect(within(dialog).getByText(/A whole number from 1 to/)).toBeDefined();
  await type('Further epochs', '3');
  await type('Learning rate', '0.0002');
  await type('Batch size', '64');
  await expectAccessible();
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Train the fork' }));
  await waitFor(() => expect(api.asked.some(({ name }) => name === 'runs.fork')).toBe(true));
  expect(api.asked.find(({ name }) => name === 'runs.fork')?.input).toMatchObject({
    id: gruRunId,
    epoch: epochsDone,
    training: {
      epochs: epochsDone + 3,
      batch_size: 64,
      optimizer: { name: experiment.training.optimizer.name, config: { learning_rate: 0.0002 } },
    },
  });
  const from = await screen.findByText(/^Forked from/);
  expect(from.textContent).toContain(`after epoch ${epochsDone}`);
  await fireEvent.click(within(from).getByRole('link', { name: 'Weather GRU' }));
  expect((await screen.findByText(/^Forks:/)).querySelectorAll('a')).toHaveLength(1);
});

test('another optimizer begins without the state of the one before', async () => {
  const { dialog } = await openDialog();
  expect(within(dialog).queryByText(/begins without the state/)).toBeNull();
  await fireEvent.change(within(dialog).getByLabelText('Optimizer'), { target: { value: 'SGD' } });
  expect(within(dialog).getByText('Another optimizer begins without the state of the one before.')).toBeDefined();
});

test('callbacks and a schedule are edited as in a model’s training settings', async () => {
  const { api, dialog } = await openDialog();
  const list = within(dialog).getByRole('group', { name: 'Callbacks' });
  for (const button of within(list).queryAllByRole('button', { name: /^Remove/ })) await fireEvent.click(button);
  const add = within(list).getByLabelText('Add a callback…');
  for (const name of ['EarlyStopping', 'ReduceLROnPlateau']) await fireEvent.change(add, { target: { value: name } });
  const [, second] = within(list).getAllByText(/^Arguments/);
  second?.closest('details')?.setAttribute('open', '');
  await fireEvent.input(await within(list).findByLabelText('factor'), { target: { value: '0.5' } });
  await fireEvent.change(within(dialog).getByLabelText('Learning-rate schedule'), {
    target: { value: 'CosineDecay' },
  });
  await expectAccessible();
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Train the fork' }));
  await waitFor(() => expect(api.asked.some(({ name }) => name === 'runs.fork')).toBe(true));
  expect(api.asked.find(({ name }) => name === 'runs.fork')?.input).toMatchObject({
    training: {
      optimizer: { config: { learning_rate: { name: 'CosineDecay' } } },
      callbacks: [
        { name: 'EarlyStopping', config: { patience: 3 } },
        { name: 'ReduceLROnPlateau', config: { factor: 0.5 } },
      ],
    },
  });
});
