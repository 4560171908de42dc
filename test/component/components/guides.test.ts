// The guided experiments: their list, and one at work from its data to what its runs say.
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { experimentOf, guideTag, modelsOf } from '#shared/guides/guide-runs.ts';
import { findGuide } from '#shared/guides/guides.ts';
import { emptyWorkbench, expectAccessible, renderWorkbench, said, tableRows } from '../../support/render-workbench.ts';
import { weatherConv } from '../../support/sample-experiments.ts';
import { convRunId, sampleRunId } from '../../support/sample-runs.ts';
import { SampleWorkbench } from '../../support/sample-workbench.ts';

const address = '#/guides/weather-convnet';

/** Three runs of each model of guide 2, whose best values are about so much of the last value's. */
function addRuns(api: SampleWorkbench, seeds: readonly number[], factors: Readonly<Record<string, number>>): void {
  const guide = findGuide('weather-convnet');
  const sample = api.runs.get(convRunId);
  if (guide === undefined || sample === undefined) throw new Error('no guide, or no run');
  for (const [i, model] of modelsOf(guide).entries())
    for (const seed of seeds) {
      const experiment = experimentOf(guide, model, weatherConv);
      const id = sampleRunId(500 + i * 10 + seed);
      const factor = (factors[model.key] ?? 1) + seed * 0.01;
      const series = sample.series.map((one) =>
        one.key.startsWith('epoch/val_') ? { ...one, values: one.values.map((value) => (value ?? 0) * factor) } : one,
      );
      const run = {
        ...sample.run,
        id,
        experiment,
        number: 500 + i * 10 + seed,
        model: experiment.name,
        name: experiment.name,
        epochs: experiment.training.epochs,
        tags: [guideTag(guide)],
        msPerStep: i === 0 ? 10 : 12,
        seed,
      };
      api.runs.set(id, { run, series });
    }
}

test('the five guides stand in their order, each a link to its page', async () => {
  renderWorkbench('#/guides');
  const page = await screen.findByRole('main');
  const cards = await within(page).findAllByRole('link');
  expect(cards.map((card) => said(card).slice(0, 1))).toEqual(['1', '2', '3', '4', '5']);
  expect(said(cards[2] ?? page)).toContain('Conv1D in front of a GRU');
  expect(cards[2]?.getAttribute('href')).toBe('#/guides/conv-gru');
  expect(screen.getByRole('link', { name: 'Guides', current: 'page' })).toBeDefined();
  await expectAccessible();
});

test('a guide offers its data, trains all its runs with one press, and stops them', async () => {
  const { api } = renderWorkbench(address, emptyWorkbench());
  await fireEvent.click(await screen.findByRole('button', { name: /^Get data/ }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Get data/ })).toBeNull());
  expect(screen.getByText('What to expect')).toBeDefined();

  await fireEvent.click(await screen.findByRole('button', { name: 'Train 6 runs' }));
  await waitFor(() => expect(api.asked.filter(({ name }) => name === 'runs.mark')).toHaveLength(6));
  const started = api.asked.filter(({ name }) => name === 'runs.start').map(({ input }) => input);
  expect(started).toMatchObject(
    [0, 0, 1, 1, 2, 2].map((seed, i) => ({
      seed,
      source: {
        from: 'inline',
        experiment: { name: `Guide 2 · Conv1D with ${i % 2 === 0 ? 'global pooling' : 'Flatten'}` },
      },
    })),
  );
  const marked = api.asked.filter(({ name }) => name === 'runs.mark').map(({ input }) => input);
  expect(marked).toMatchObject(Array(6).fill({ addTags: ['guide:weather-convnet'] }));
  expect(await screen.findByRole('progressbar', { name: '0 of 6 runs done' })).toBeDefined();
  expect(screen.getAllByRole('link', { name: 'Seed 2: queued' })).toHaveLength(2);

  await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(await screen.findByRole('button', { name: 'Train 6 runs' })).toBeDefined();
});

test('what the runs say, their table, their comparison, and the next guide', async () => {
  const api = new SampleWorkbench();
  addRuns(api, [0, 1, 2], { pooled: 1, flatten: 0.7 });
  renderWorkbench(address, api);
  const finding = await screen.findByRole('region', { name: 'What the runs say' });
  const paragraph = await within(finding).findByText(/^The convnet with global pooling is off by/);
  expect(said(paragraph)).toMatch(/on average over 3 runs\. .* loses to the last value, by \d+ % on average\./);
  expect(said(paragraph)).toMatch(/with Flatten, .*% less: what the pooling throws away is needed\.$/);
  expect(within(finding).getByText('shown')).toBeDefined();

  const [pooled, flatten, baseline] = tableRows('Temperature in 24 hours');
  expect(pooled?.[0]).toContain('Conv1D with global pooling');
  expect(pooled?.slice(2)).toEqual([
    expect.stringMatching(/^\d\.\d\d$/),
    expect.stringMatching(/^± 0\.\d\d$/),
    expect.stringMatching(/% worse$/),
    '10.0',
    '1.00',
  ]);
  expect(flatten?.at(-1)).toBe('1.20');
  expect(baseline?.[0]).toBe('Last value (baseline)');
  expect(screen.getAllByRole('link', { name: 'Seed 0: completed' })).toHaveLength(2);
  expect(screen.queryByRole('button', { name: /^Train/ })).toBeNull();

  const compare = screen.getByRole('link', { name: 'Compare these runs' }).getAttribute('href') ?? '';
  expect(compare.split('=')[1]?.split(',')).toHaveLength(7);
  expect(screen.getByRole('link', { name: 'Guide 3' }).getAttribute('href')).toBe('#/guides/conv-gru');

  await fireEvent.input(screen.getByLabelText('Seeds for each model'), { target: { value: '4' } });
  expect(await screen.findByRole('button', { name: 'Train 2 runs' })).toBeDefined();
  expect(screen.getByRole('region', { name: 'What 6 of 8 runs say' })).toBeDefined();
  await fireEvent.input(screen.getByLabelText('Seeds for each model'), { target: { value: '9' } });
  expect(screen.getByText('A whole number from 1 to 8')).toBeDefined();
  await expectAccessible();
});

test('runs that do not show the lesson are said not to, in Korean as well', async () => {
  const api = new SampleWorkbench();
  addRuns(api, [0, 1, 2], { pooled: 0.5, flatten: 0.5 });
  renderWorkbench(address, api);
  expect(await screen.findByText('not shown')).toBeDefined();
  expect(screen.getByText(/these runs do not show that a convnet with global pooling loses/)).toBeDefined();
  window.location.hash = '#/settings';
  await fireEvent.click(await screen.findByRole('radio', { name: '한국어' }));
  window.location.hash = address;
  expect(await screen.findByText('확인되지 않음')).toBeDefined();
  expect(
    screen.getByText(/이 실행들로는 전역 풀링을 쓰는 합성곱 신경망이 기준선에 진다고 말할 수 없습니다/),
  ).toBeDefined();
});

test('a guide that is not there leads to the list', async () => {
  renderWorkbench('#/guides/none');
  expect(await screen.findByText('There is no such guide')).toBeDefined();
  expect(screen.getByRole('link', { name: 'All guides' }).getAttribute('href')).toBe('#/guides');
});
