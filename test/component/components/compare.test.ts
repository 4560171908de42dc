import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import { convGruRunId, convRunId, gruRunId, imdbRunId, weatherBaselineId } from '../../support/sample-runs.ts';

const address = `#/compare?runs=${convRunId},${gruRunId},${weatherBaselineId}`;

test('best values, real units, and how far from the baseline', async () => {
  renderWorkbench(address);
  await screen.findByRole('img', { name: /^val_mae of 3 runs/ });
  const rows = tableRows('Best validation').map((row) => row.join(' '));
  expect(rows[0]).toBe('Weather Conv1D 0.3030 5.45 8 0.3030 33 % worse');
  expect(rows[1]).toBe('Weather GRU 0.2300 4.14 8 0.2300 0.6 % worse');
  expect(rows[2]).toBe('Last value (baseline) 0.2286 4.11 — — —');
  await expectAccessible();
});

test('runs that cannot be compared stand apart, in table and charts, and it is said why', async () => {
  renderWorkbench(`#/compare?runs=${convRunId},${imdbRunId}`);
  await fireEvent.click(await screen.findByRole('radio', { name: 'val_loss' }));
  expect(await screen.findAllByRole('img', { name: /^val_loss of 1 run/ })).toHaveLength(2);
  const rows = tableRows('Best validation').map((row) => row.join(' '));
  expect(rows[1]).toBe('Not to be compared with the first: other validation data, another loss, another unit');
  expect(screen.getAllByText(/^Not to be compared with the first/)).toHaveLength(2);
  await expectAccessible();
});

test('differing settings are shown, the same ones folded with their count', async () => {
  renderWorkbench(address);
  const button = await screen.findByRole('button', { name: /^Show \d+ identical$/ });
  const folded = screen.getByRole('group', { name: 'Differences in settings' });
  expect(said(folded)).toMatch(/Parameters\s*6,337\s*3,969/);
  expect(said(folded)).not.toMatch(/lookback/i);
  await fireEvent.click(button);
  expect(said(folded)).toMatch(/Lookback\s*120/);
});

test('another metric, another curve', async () => {
  renderWorkbench(`#/compare?runs=${convRunId},${imdbRunId}`);
  await fireEvent.click(await screen.findByRole('radio', { name: 'val_acc' }));
  expect(await screen.findByRole('img', { name: /^val_acc of/ })).toBeDefined();
});

test('a metric that is the loss stands in one heading with it', async () => {
  renderWorkbench(address);
  expect(await screen.findByRole('region', { name: 'val_loss = val_mae' })).toBeDefined();
  expect(screen.queryByRole('radio', { name: 'val_mae' })).toBeNull();
});

test('a run that is deleted is compared no more, also where the rail leads back', async () => {
  const { api } = renderWorkbench(address);
  await screen.findByRole('img', { name: /^val_mae of 3 runs/ });
  window.location.hash = '#/runs';
  await screen.findByRole('heading', { name: 'Runs' });
  await api.request('runs.delete', { ids: [gruRunId] });
  await fireEvent.click(screen.getByRole('link', { name: 'Compare' }));
  await waitFor(() => expect(window.location.hash).toBe(address));
  expect(await screen.findByRole('img', { name: /^val_mae of 2 runs/ })).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
  await api.request('runs.delete', { ids: [convRunId, weatherBaselineId] });
  expect(await screen.findByText('Pick runs to compare')).toBeDefined();
});

test('the models layer by layer', async () => {
  renderWorkbench(`#/compare?runs=${convRunId},${convGruRunId}`);
  const model = await screen.findByRole('region', { name: 'Model' });
  const layers = (await within(model).findAllByRole('listitem')).map(said);
  expect(layers.some((layer) => /GlobalMaxPooling1D.*removed/.test(layer))).toBe(true);
  expect(layers.some((layer) => /GRU 32 units.*added/.test(layer))).toBe(true);
  expect(within(model).getByText('Weather Conv1D → Weather Conv1D + GRU')).toBeDefined();
  expect(layers.filter((layer) => layer.startsWith('Input ['))).toEqual([]);
  await fireEvent.click(within(model).getByRole('button', { name: /^Show \d+ identical$/ }));
  expect(
    within(model)
      .getAllByRole('listitem')
      .map(said)
      .filter((layer) => layer.startsWith('Input [')),
  ).toHaveLength(1);
});

test('both models in one graph, with signs and the same as a list', async () => {
  renderWorkbench(`#/compare?runs=${convRunId},${convGruRunId}`);
  await fireEvent.click(await screen.findByRole('button', { name: 'On the graph' }));
  const dialog = await screen.findByRole('dialog', { name: 'Difference of the models' });
  const picture = await within(dialog).findByRole('img', { name: /^What is different from Weather Conv1D to / });
  expect(said(picture)).toContain('GRU');
  expect(said(picture)).toContain('GlobalMaxPooling1D');
  const list = within(dialog).getByRole('region', { name: 'Difference as a list' });
  expect(within(list).getByText('removed')).toBeDefined();
  expect(within(list).getByText('Inputs from elsewhere')).toBeDefined();
  await expectAccessible();
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Swap from and to' }));
  expect(within(dialog).getByText('Weather Conv1D + GRU → Weather Conv1D')).toBeDefined();
});

test('runs are taken away and added', async () => {
  renderWorkbench(address);
  await fireEvent.click(await screen.findByRole('button', { name: 'Remove Weather Conv1D' }));
  await waitFor(() => expect(window.location.hash).toBe(`#/compare?runs=${gruRunId},${weatherBaselineId}`));
  await fireEvent.click(screen.getByRole('button', { name: 'Add' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add a run' });
  const offered = within(dialog)
    .getAllByRole('button', { name: /weather-jfk|imdb-reviews/ })
    .map(said);
  expect(offered.findIndex((text) => text.includes('weather-jfk'))).toBe(0);
  await fireEvent.click(within(dialog).getByRole('button', { name: /Weather Conv1D \+ GRU weather-jfk/ }));
  await waitFor(() => expect(window.location.hash).toContain(convGruRunId));
});

test('one run alone asks for another', async () => {
  renderWorkbench(`#/compare?runs=${gruRunId}`);
  expect(await screen.findByText('Add one more run to compare.')).toBeDefined();
});

test('nothing picked: the last two are one click away', async () => {
  renderWorkbench('#/compare');
  await fireEvent.click(await screen.findByRole('button', { name: 'Compare the last two' }));
  await waitFor(() => expect(window.location.hash).toContain(imdbRunId));
});

test('a run that goes on is compared anew', async () => {
  const { api } = renderWorkbench(`#/compare?runs=${imdbRunId},${gruRunId}`);
  await screen.findByRole('img', { name: /^val_acc of 2 runs/ });
  const asked = (): number => api.asked.filter((one) => one.name === 'runs.compare').length;
  const before = asked();
  api.change(imdbRunId, { epochsDone: 5 });
  await waitFor(() => expect(asked()).toBeGreaterThan(before));
  expect(tableRows('Best validation')).toHaveLength(2);
});

test('one model beside a baseline is not called the same', async () => {
  renderWorkbench(`#/compare?runs=${gruRunId},${weatherBaselineId}`);
  expect(await screen.findByText(/^Only one of these runs has a model/)).toBeDefined();
  expect(screen.queryByText('All settings are the same.')).toBeNull();
});
