import { expect, test } from 'vitest';
import { runIdSchema } from '#shared/base/ids.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { valueGroups } from '#shared/compare/value-groups.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { SeriesPart } from '#shared/runs/reduced-series.ts';
import { compareChart, firstMetric, metricGroups, trainingTwin, settingRows } from '#shared/compare/compare-view.ts';
import { CurveStore } from '#renderer/lib/runs/curve-store.svelte.ts';
import { Format } from '#renderer/lib/format/format.ts';
import { en } from '#renderer/locales/en.ts';
import { convRunId, gruRunId, imdbRunId, weatherBaselineId } from '../../../support/sample-runs.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

async function compared(...ids: string[]): Promise<Comparison> {
  return new SampleWorkbench().request('runs.compare', { ids: ids.map((id) => runIdSchema.parse(id)) });
}

/** The curves of a metric as the page reads them, of runs by their ids, and those of a test instead. */
async function curvesOf(name: string, ids: readonly string[], instead: Record<string, Partial<SeriesPart>> = {}) {
  const store = new CurveStore(new SampleWorkbench());
  await store.show(
    ids.map((id) => runIdSchema.parse(id)),
    epochKey(name),
  );
  return {
    curveOf: (id: string) => {
      const curve = store.curveOf(id);
      return curve && { ...curve, ...instead[id] };
    },
    valueAt: (id: string, step: number) => store.valueAt(id, step),
    point: (step: number | null) => store.point(step),
  };
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

test('the chart has a line for each run that learned, and a level for the baseline', async () => {
  const comparison = await compared(convRunId, gruRunId, weatherBaselineId);
  const metric = metricOf(comparison, 'val_mae');
  const curves = await curvesOf('val_mae', [convRunId, gruRunId]);
  const spec = compareChart(metric, valueGroups(comparison, metric)[0]!, curves, null, en, new Format('en'));
  expect(spec.lines.map((line) => [line.label, line.steps.length, line.ring?.x])).toEqual([
    ['Weather Conv1D', 8, 8],
    ['Weather GRU', 8, 8],
  ]);
  expect(spec.levels).toEqual([{ value: 0.2286, label: 'baseline 0.2286 · 4.11 °F' }]);
  expect([spec.xMin, spec.xMax]).toEqual([1, 8]);
  expect(spec.unit).toEqual({ unit: '°F', scale: 17.98 });
});

test('the training curve of a run is drawn thin beside its validation, without a ring and a name of its own', async () => {
  const comparison = await compared(convRunId, gruRunId);
  const metric = metricOf(comparison, 'val_mae');
  expect(trainingTwin(comparison, 'val_mae')).toBe('mae');
  expect(trainingTwin(comparison, 'mae')).toBeNull();
  const [curves, training] = [
    await curvesOf('val_mae', [convRunId, gruRunId]),
    await curvesOf('mae', [convRunId, gruRunId]),
  ];
  const [group] = valueGroups(comparison, metric);
  const { lines } = compareChart(metric, group!, curves, training, en, new Format('en'));
  expect(lines.map(({ label, faint = false, isBeside = false }) => [label, faint, isBeside])).toEqual([
    ['Weather Conv1D', false, false],
    ['training', true, true],
    ['Weather GRU', false, false],
    ['training', true, true],
  ]);
  expect(lines[1]?.color).toBe(lines[0]?.color);
  expect(lines[1]?.values).toEqual(training.curveOf(convRunId)?.values);
});

test('a metric that is the loss in every run is offered with it, once', async () => {
  const comparison = await compared(convRunId, gruRunId);
  expect(metricGroups(comparison)).toEqual([['val_loss', 'val_mae']]);
  metricOf(comparison, 'val_mae').isLoss = false;
  expect(metricGroups(comparison)).toEqual([['val_loss'], ['val_mae']]);
});

test('values that are no finite numbers are told as such, with their place on the curve', async () => {
  const comparison = await compared(convRunId, gruRunId);
  const metric = metricOf(comparison, 'val_mae');
  metric.values[0]!.end = { value: null, epoch: 3 };
  const curves = await curvesOf('val_mae', [convRunId], {
    [convRunId]: { steps: [1, 2, 3], values: [0.5, Infinity, NaN] },
  });
  const [group] = valueGroups(comparison, metric);
  expect(group!.rows[0]!.last).toBeNaN();
  const spec = compareChart(metric, group!, curves, null, en, new Format('en'));
  expect(spec.lines[0]!.values.map((value) => spec.value(value))).toEqual(['0.5000 · 8.99 °F', '∞', 'NaN']);
});

test('runs of other data have a chart of their own', async () => {
  const comparison = await compared(convRunId, imdbRunId);
  const metric = metricOf(comparison, 'val_loss');
  const curves = await curvesOf('val_loss', [convRunId, imdbRunId]);
  const charts = valueGroups(comparison, metric).map((group) =>
    compareChart(metric, group, curves, null, en, new Format('en')),
  );
  expect(charts.map(({ lines }) => lines.map(({ label }) => label))).toEqual([
    ['Weather Conv1D'],
    ['IMDB Conv1D, sigmoid'],
  ]);
});

test('runs of one unit but other scales are drawn in the unit, with one level for equal baselines', async () => {
  const comparison = await compared(convRunId, gruRunId);
  const metric = metricOf(comparison, 'val_mae');
  const [, plain] = comparison.runs;
  plain!.targetUnit = { ...plain!.targetUnit!, scale: 1 };
  const toPlain = (value: number): number => value * 17.98;
  const stored = (await curvesOf('val_mae', [gruRunId])).curveOf(gruRunId)!;
  const curves = await curvesOf('val_mae', [convRunId, gruRunId], {
    [gruRunId]: { values: stored.values.map(toPlain) },
  });
  metric.values[1]!.best!.value = toPlain(metric.values[1]!.best!.value);
  metric.baselines = [0.2286, toPlain(0.2286)];
  const spec = compareChart(metric, valueGroups(comparison, metric)[0]!, curves, null, en, new Format('en'));
  expect(spec.yTitle).toBe('val_mae (°F)');
  expect(spec.unit).toBeNull();
  expect(spec.lines.map(({ ring }) => spec.value(ring?.y ?? NaN))).toEqual(['5.45 °F', '4.14 °F']);
  expect(spec.lines.map(({ values }) => spec.value(values.at(-1) ?? NaN))).toEqual(['5.45 °F', '4.14 °F']);
  expect(spec.levels.map(({ label }) => label)).toEqual(['baseline 4.11 °F']);
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

test('runs of other programs are compared by what they logged, under one name in one chart', async () => {
  const comparison = await compared(convRunId, gruRunId);
  const origin = { from: 'mlflow', path: '/mlruns', run: 'a' } as const;
  const unknown = { origin, loss: null, targetsHash: null, datasetHash: null, targetUnit: null };
  const point = { value: 1, epoch: 1 };
  const logged: Comparison = {
    ...comparison,
    runs: comparison.runs.map((run) => ({ ...run, ...unknown, best: { metric: 'eval/loss', value: 1, epoch: 1 } })),
    metrics: [
      {
        name: 'eval/loss',
        mode: 'min',
        isLoss: false,
        values: comparison.runs.map(() => ({ best: point, last: point, end: point })),
        baselines: comparison.runs.map(() => null),
      },
    ],
  };
  expect(firstMetric(logged)).toBe('eval/loss');
  expect(metricGroups(logged)).toEqual([['eval/loss']]);
  expect(valueGroups(logged, metricOf(logged, 'eval/loss'))).toHaveLength(1);
});

test('a fork is a branch of the line of the run that it comes from, and whole without it', async () => {
  const comparison = await compared(convRunId, gruRunId);
  const fork = { run: runIdSchema.parse(gruRunId), number: 4, epoch: 3, steps: 30, fresh: [] };
  const runs = comparison.runs.map((run) => (run.id === convRunId ? { ...run, fork } : run));
  const metric = metricOf(comparison, 'val_mae');
  const curves = await curvesOf('val_mae', [convRunId, gruRunId]);
  const stepsOf = (some: Comparison): (readonly number[])[] => {
    const group = valueGroups(some, metric)[0]!;
    return compareChart(metric, group, curves, null, en, new Format('en')).lines.map(({ steps }) => steps);
  };
  const whole = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(stepsOf(comparison)).toEqual([whole, whole]);
  expect(stepsOf({ ...comparison, runs })).toEqual([whole.slice(2), whole]);
  const elsewhere = runs.map((run) => ({
    ...run,
    fork: run.fork && { ...run.fork, run: runIdSchema.parse(imdbRunId) },
  }));
  expect(stepsOf({ ...comparison, runs: elsewhere })).toEqual([whole, whole]);
});

test('runs that repeat each other are one line with a band, if that is wanted', async () => {
  const comparison = await compared(convRunId, gruRunId);
  const metric = metricOf(comparison, 'val_mae');
  const curves = await curvesOf('val_mae', [convRunId, gruRunId]);
  const [group] = valueGroups(comparison, metric);
  const means = { repeats: [0, 0], spread: 'range' } as const;
  const spec = compareChart(metric, group!, curves, null, en, new Format('en'), 'epoch', means);
  expect(spec.lines.map(({ label }) => label)).toEqual(['Weather Conv1D · mean of 2']);
  const [band] = spec.bands ?? [];
  const both = [convRunId, gruRunId].map((id) => curves.curveOf(id)!.values);
  expect(band?.low).toEqual(both[0]!.map((value, i) => Math.min(value, both[1]![i]!)));
  expect(band?.high).toEqual(both[0]!.map((value, i) => Math.max(value, both[1]![i]!)));
  const alone = compareChart(metric, group!, curves, null, en, new Format('en'), 'epoch', {
    ...means,
    repeats: [0, null],
  });
  expect([alone.lines.length, alone.bands]).toEqual([2, []]);
});
