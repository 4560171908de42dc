import { expect, test } from 'vitest';
import { runIdSchema } from '#shared/base/ids.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import {
  compareChart,
  firstMetric,
  layerDifferences,
  settingRows,
  sharedUnit,
  valueRows,
} from '#renderer/lib/compare/compare-view.ts';
import { Format } from '#renderer/lib/format/format.ts';
import { en } from '#renderer/locales/en.ts';
import { convGruRunId, convRunId, gruRunId, imdbRunId, weatherBaselineId } from '../../../support/sample-runs.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

async function compared(...ids: string[]): Promise<Comparison> {
  return new SampleWorkbench().request('runs.compare', { ids: ids.map((id) => runIdSchema.parse(id)) });
}

function metricOf(comparison: Comparison, name: string) {
  const metric = comparison.metrics.find((one) => one.name === name);
  if (!metric) throw new Error(`no ${name}`);
  return metric;
}

test('begins with what the runs call their best by', async () => {
  expect(firstMetric(await compared(convRunId, gruRunId))).toBe('val_mae');
  expect(firstMetric(await compared(imdbRunId, gruRunId))).toBe('val_acc');
});

test('says how far each run is from the baseline of its data, and which is best', async () => {
  const comparison = await compared(convRunId, gruRunId, weatherBaselineId);
  const rows = valueRows(comparison, metricOf(comparison, 'val_mae'));
  expect(rows.map((row) => row.isBest)).toEqual([false, true, false]);
  expect(rows[0]?.worse).toBeCloseTo((0.303 - 0.2286) / 0.2286);
  expect(rows[1]?.best).toEqual({ value: 0.23, epoch: 8 });
  expect(rows[2]?.worse).toBeNull();
});

test('a baseline of other data is no measure', async () => {
  const comparison = await compared(imdbRunId, weatherBaselineId);
  expect(valueRows(comparison, metricOf(comparison, 'val_loss'))[0]?.worse).toBeNull();
});

test('real units only where all runs share them', async () => {
  const weather = await compared(convRunId, gruRunId);
  expect(sharedUnit('val_mae', weather.runs)?.unit).toBe('°F');
  expect(sharedUnit('val_loss', weather.runs)).toBeNull();
  expect(sharedUnit('val_mae', (await compared(convRunId, imdbRunId)).runs)).toBeNull();
});

test('the chart has a line for each run that learned, and a level for the baseline', async () => {
  const comparison = await compared(convRunId, gruRunId, weatherBaselineId);
  const spec = compareChart(comparison, metricOf(comparison, 'val_mae'), en, new Format('en'));
  expect(spec.lines.map((line) => [line.label, line.steps.length, line.ring?.x])).toEqual([
    ['Weather Conv1D', 8, 8],
    ['Weather GRU', 8, 8],
  ]);
  expect(spec.levels).toEqual([{ value: 0.2286, label: 'baseline 0.2286 · 4.11 °F' }]);
  expect([spec.xMin, spec.xMax]).toEqual([1, 8]);
});

test('a setting in which only the baseline differs is the same', async () => {
  const comparison = await compared(convRunId, gruRunId, weatherBaselineId);
  const { differing, same } = settingRows({
    ...comparison,
    settings: {
      same: [{ path: 'data.dataset', value: 'weather-jfk' }],
      differing: [
        { path: 'training.loss', values: ['mae', 'mae', null] },
        { path: 'training.seed', values: ['1', '2', '1'] },
        { path: 'training.clipnorm', values: [null, null, '1'] },
      ],
    },
  });
  expect(differing).toEqual([{ path: 'training.seed', values: ['1', '2'] }]);
  expect(same.map((row) => row.path)).toEqual(['data.dataset', 'training.loss']);
});

test('one model against another, layer by layer', async () => {
  const comparison = await compared(convRunId, convGruRunId);
  const differences = layerDifferences(comparison, 0, 1);
  const said = differences.map(({ kind, from, to }) => `${kind} ${(to ?? from)?.type ?? ''}`);
  expect(said).toContain('added GRU');
  expect(said).toContain('removed GlobalMaxPooling1D');
  expect(said.filter((line) => line === 'same Conv1D')).toHaveLength(2);
  expect(layerDifferences(comparison, 1, 1).every(({ kind }) => kind === 'same')).toBe(true);
});
