import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { emptyWorkbench, expectAccessible, renderWorkbench, said } from '../../support/render-workbench.ts';
import { gruRunId } from '../../support/sample-runs.ts';

test('the rail says where I am', async () => {
  renderWorkbench(`#/runs/${gruRunId}`);
  const rail = await screen.findByRole('navigation', { name: 'Pages' });
  expect(said(within(rail).getByRole('link', { current: 'page' }))).toBe('Runs');
});

test('the status bar says what trains, what waits, and on which engine', async () => {
  renderWorkbench('#/models');
  const bar = await screen.findByRole('contentinfo');
  await waitFor(() => expect(said(bar)).toMatch(/IMDB Conv1D, sigmoid\s*45 %/));
  expect(said(bar)).toMatch(/1 run queued/);
  expect(said(bar)).toMatch(/native · TensorFlow 2\.21\.0 · CPU/);
});

test('the search finds a run by its name and goes there', async () => {
  renderWorkbench('#/models');
  await screen.findByRole('link', { name: /Weather GRU/ });
  await fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  const box = await screen.findByRole('combobox');
  await fireEvent.input(box, { target: { value: 'weather gru run' } });
  const options = screen.getAllByRole('option').map(said);
  expect(options[0]).toMatch(/^Weather Conv1D \+ GRU, less dropout|Weather GRU/);
  const place = options.findIndex((text) => /^Weather GRU\s*run$/.test(text));
  for (let i = 0; i < place; i++) await fireEvent.keyDown(box, { key: 'ArrowDown' });
  expect(box.getAttribute('aria-activedescendant')).toMatch(new RegExp(`-${place}$`));
  await expectAccessible();
  await fireEvent.keyDown(box, { key: 'Enter' });
  await waitFor(() => expect(window.location.hash).toBe(`#/runs/${gruRunId}`));
  expect(screen.queryByRole('combobox')).toBeNull();
});

test('a page that may not talk to the host says which address to open', async () => {
  const { api } = renderWorkbench('#/models', emptyWorkbench());
  await screen.findByRole('navigation', { name: 'Pages' });
  api.failing.set('runs.progress', new AppError('unauthorized', 'no'));
  api.connection('lost');
  expect(await screen.findByText('This page may not talk to Strata')).toBeDefined();
  // While a workbench is open, the command prints no address.
  expect(
    screen.getByText(/address that was printed when the workbench was started.*close the workbench/),
  ).toBeDefined();
  expect(screen.getByText('npm run -s strata -- serve')).toBeDefined();
});

test('a message about the lost connection goes away once connected again, and where the page may not connect', async () => {
  const { api } = renderWorkbench('#/settings', emptyWorkbench());
  const lost = (): AppError => new AppError('disconnected', 'The connection was lost.');
  const change = async (): Promise<void> => {
    api.failing.set('settings.set', lost());
    await fireEvent.click(await screen.findByRole('radio', { name: 'training first', checked: false }));
  };
  await change();
  expect(await screen.findByRole('alert')).toBeDefined();
  api.connection('lost');
  api.connection('connected');
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  await change();
  expect(await screen.findByRole('alert')).toBeDefined();
  api.failing.set('runs.progress', new AppError('unauthorized', 'no'));
  api.connection('lost');
  await screen.findByText('This page may not talk to Strata');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('the focus goes to a page that was opened', async () => {
  renderWorkbench('#/models');
  await screen.findByRole('link', { name: /Weather GRU/ });
  window.location.hash = '#/settings';
  await screen.findByRole('heading', { level: 1, name: 'Settings' });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
});

test('a lost connection says what was training, and claims nothing of what it cannot know', async () => {
  const { api } = renderWorkbench('#/runs');
  await screen.findByText('training', { exact: true });
  const left = /about .* left/;
  expect(await screen.findByText(left)).toBeDefined();
  api.connection('lost');
  const banner = 'The connection to Strata is lost. “IMDB Conv1D, sigmoid” was training when the connection was lost.';
  expect(await screen.findByText(new RegExp(banner))).toBeDefined();
  expect(screen.queryByText(/goes on/)).toBeNull();
  expect(screen.getByText('was training', { exact: true })).toBeDefined();
  expect(screen.queryByText('training', { exact: true })).toBeNull();
  expect(screen.queryByText(left)).toBeNull();
  api.connection('connected');
  expect(await screen.findByText('training', { exact: true })).toBeDefined();
});

test('a silent host is shown; when it is heard again nothing was missed, and nothing is fetched', async () => {
  const { api } = renderWorkbench('#/runs');
  await screen.findByText('training', { exact: true });
  const lists = (): number => api.asked.filter(({ name }) => name === 'runs.list').length;
  const asked = lists();
  api.connection('silent');
  expect(await screen.findByText('Strata does not answer. What is shown may be out of date.')).toBeDefined();
  api.connection('connected');
  await waitFor(() => expect(screen.queryByText(/does not answer/)).toBeNull());
  expect(lists()).toBe(asked);
});

test('a page says whose points it shows, and loads again when it is seen again', async () => {
  const { api } = renderWorkbench('#/runs');
  await screen.findByText('training', { exact: true });
  expect(api.followed).toEqual({ isHidden: false, pointsOf: [] });
  const see = (hidden: boolean): void => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const lists = (): number => api.asked.filter(({ name }) => name === 'runs.list').length;
  const asked = lists();
  see(true);
  expect(api.followed).toEqual({ isHidden: true, pointsOf: [] });
  expect(lists()).toBe(asked);
  see(false);
  expect(api.followed).toEqual({ isHidden: false, pointsOf: [] });
  await waitFor(() => expect(lists()).toBe(asked + 1));
  window.location.hash = `#/runs/${gruRunId}`;
  await waitFor(() => expect(api.followed).toEqual({ isHidden: false, pointsOf: [gruRunId] }));
});
