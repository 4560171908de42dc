import { expect, test } from 'vitest';
import { repeatGroups, repeatTables } from '#shared/compare/repeats.ts';
import { valueGroups } from '#shared/compare/value-groups.ts';
import type { OwnRun } from '#shared/runs/run.ts';
import { compareSeries } from '../../../support/sample-comparison.ts';
import { gruRunId, sampleRunId, sampleRuns, weatherBaselineId } from '../../../support/sample-runs.ts';

function sample(id: string): OwnRun {
  const found = sampleRuns.find(({ run }) => run.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found.run;
}

const gru = sample(gruRunId);
const repeat = (number: number, changes: Partial<OwnRun> = {}): OwnRun => ({
  ...gru,
  id: sampleRunId(100 + number),
  seed: number,
  ...changes,
});

test('runs that differ in their seed only repeat each other', () => {
  const { training } = gru.experiment;
  const slower = { ...gru.experiment, training: { ...training, batch_size: training.batch_size * 2 } };
  const runs = [gru, repeat(1), repeat(2, { experiment: slower }), repeat(3, { experiment: slower }), repeat(4)];
  expect(repeatGroups(runs)).toEqual([0, 0, 1, 1, 0]);
});

test('other data, another part of it, another model, and a baseline are no repeats', () => {
  const { model } = gru.experiment;
  const deeper = { ...gru.experiment, model: { ...model, nodes: model.nodes.slice(0, -1) } };
  const runs = [
    gru,
    repeat(1, { datasetHash: 'other' }),
    repeat(2, { targetsHash: 'first 128' }),
    repeat(3, { experiment: deeper }),
    sample(weatherBaselineId),
  ];
  expect(repeatGroups(runs)).toEqual([null, null, null, null, null]);
});

test('where a card stands on the canvas, and what the model is called, make no difference', () => {
  const { model } = gru.experiment;
  const nodes = model.nodes.map((node, i) => ({ ...node, position: { x: i * 40, y: 7 } }));
  const moved = { ...gru.experiment, name: 'Moved', description: 'As before', model: { ...model, nodes } };
  expect(repeatGroups([gru, repeat(1, { experiment: moved })])).toEqual([0, 0]);
});

test('repeats have their mean and spread in the target’s unit, and two groups are tested', () => {
  const curve = (values: readonly number[]) => [
    { key: 'epoch/val_mae', steps: values.map((_, i) => i + 1), values: [...values] },
  ];
  const { training } = gru.experiment;
  const other = { ...gru.experiment, training: { ...training, batch_size: 7 } };
  const runs = [gru, repeat(1), repeat(2), repeat(3, { experiment: other }), repeat(4, { experiment: other })];
  const best = [0.2, 0.21, 0.22, 0.4, 0.41];
  const comparison = compareSeries(
    runs,
    best.map((value) => curve([0.5, value, 0.6])),
  );
  const [metric] = comparison.metrics;
  if (metric === undefined) throw new Error('no metric');
  const groups = valueGroups(comparison, metric);
  const [group] = groups;
  const [table] = repeatTables(groups, comparison);
  if (group === undefined || table === undefined) throw new Error('no group');
  const { repeats, tests } = table;
  const scale = group.rows[0]?.measure.unit?.scale ?? NaN;
  expect(repeats.map(({ statistics }) => statistics.count)).toEqual([3, 2]);
  expect(repeats[0]?.statistics.mean).toBeCloseTo(0.21 * scale, 10);
  expect(repeats[0]?.statistics.deviation).toBeCloseTo(0.01 * scale, 10);
  expect(tests).toHaveLength(1);
  expect(tests[0]?.test.p).toBeLessThan(0.01);
});

test('the folds of a cross-validation are one group, though each validates on other samples', () => {
  const { experiment } = gru;
  const { data } = experiment;
  if (data.preparation.kind !== 'series') throw new Error('no series');
  const { preparation } = data;
  const ofFold = (number: number, fold: number, folds = 3) =>
    repeat(number, {
      seed: gru.seed,
      targetsHash: `${folds}#${fold}`,
      experiment: {
        ...experiment,
        data: { ...data, preparation: { ...preparation, split: { ...preparation.split, folds, fold } } },
      },
    });
  // The first fold was trained twice: it counts once.
  const runs = [ofFold(1, 1), ofFold(2, 2), ofFold(3, 3), ofFold(4, 1, 5), ofFold(5, 2, 5), ofFold(6, 1)];
  const comparison = compareSeries(
    runs,
    [0.2, 0.3, 0.4, 0.6, 0.8, 0.2].map((value) => [{ key: 'epoch/val_mae', steps: [1], values: [value] }]),
  );
  expect(comparison.repeats).toEqual([0, 0, 0, 1, 1, 0]);
  expect(comparison.folds).toEqual([0, 0, 0, 1, 1, 0]);
  const [metric] = comparison.metrics;
  if (metric === undefined) throw new Error('no metric');
  const groups = valueGroups(comparison, metric);
  expect(groups).toHaveLength(5);
  const tables = repeatTables(groups, comparison);
  const scale = groups[0]?.rows[0]?.measure.unit?.scale ?? NaN;
  expect(tables.map(({ repeats, tests }) => [repeats[0]?.statistics.count, tests.length])).toEqual([
    [3, 0],
    [2, 0],
  ]);
  expect(tables[0]?.repeats[0]?.statistics.mean).toBeCloseTo(0.3 * scale, 10);
});
