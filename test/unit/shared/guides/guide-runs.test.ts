// Which runs a guide wants, which of them are there, and what they gave.
import { expect, test } from 'vitest';
import { guideResults, baselineDifference } from '#shared/guides/guide-results.ts';
import { doneRuns, experimentOf, modelsOf, shortenedEpochs, wantedRuns } from '#shared/guides/guide-runs.ts';
import type { GuideModel } from '#shared/guides/guide.ts';
import { findGuide } from '#shared/guides/guides.ts';
import type { OwnRun } from '#shared/runs/run.ts';
import { compareSeries } from '../../../support/sample-comparison.ts';
import { weatherConv, weatherGru } from '../../../support/sample-experiments.ts';
import { convRunId, sampleRunId, sampleRuns } from '../../../support/sample-runs.ts';

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not there');
  return value;
}

const guide = there(findGuide('weather-convnet'));
const sample = there(sampleRuns.find(({ run }) => run.id === convRunId)).run;
const templates = new Map([['weather-conv1d', weatherConv]]);
const pooled = there(modelsOf(guide)[0]);
const flatten = there(modelsOf(guide)[1]);

let number = 100;
function runOf(model: GuideModel, changes: Partial<OwnRun> = {}): OwnRun {
  number += 1;
  const experiment = experimentOf(guide, model, weatherConv);
  return {
    ...sample,
    id: sampleRunId(number),
    number,
    experiment,
    model: experiment.name,
    epochs: experiment.training.epochs,
    seed: 0,
    tags: ['guide:weather-convnet'],
    ...changes,
  };
}

test('every model with every seed, seed by seed; nothing is there at first', () => {
  const wanted = wantedRuns(guide, templates, [], { seeds: 2, mostEpochs: 100 });
  expect(wanted.map(({ model, seed }) => [model.key, seed])).toEqual([
    ['pooled', 0],
    ['flatten', 0],
    ['pooled', 1],
    ['flatten', 1],
  ]);
  expect(wanted.every(({ run, epochs }) => run === null && epochs === weatherConv.training.epochs)).toBe(true);
  expect(wantedRuns(guide, new Map(), [], { seeds: 2, mostEpochs: 100 })).toEqual([]);
});

test('a run counts with its tag, model, seed and epochs, unless it failed or was stopped', () => {
  const size = { seeds: 1, mostEpochs: 100 };
  const first = (run: OwnRun) => wantedRuns(guide, templates, [run], size)[0]?.run?.id ?? null;
  const good = runOf(pooled);
  expect(first(good)).toBe(good.id);
  expect(first(runOf(pooled, { status: 'queued' }))).not.toBeNull();
  expect(first(runOf(pooled, { tags: [] }))).toBeNull();
  expect(first(runOf(pooled, { tags: ['guide:conv-gru'] }))).toBeNull();
  expect(first(runOf(pooled, { seed: 1 }))).toBeNull();
  expect(first(runOf(pooled, { epochs: 1 }))).toBeNull();
  expect(first(runOf(pooled, { model: 'Guide 2 · GRU' }))).toBeNull();
  expect(first(runOf(pooled, { status: 'failed' }))).toBeNull();
  expect(first(runOf(pooled, { status: 'stopped' }))).toBeNull();
  const short = wantedRuns(guide, templates, [runOf(pooled, { epochs: 1 })], { seeds: 1, mostEpochs: 1 });
  expect(short.map(({ run, epochs }) => [run !== null, epochs])).toEqual([
    [true, 1],
    [false, 1],
  ]);
});

test('of two that count the newest is taken; what is done is compared', () => {
  const [old, next] = [runOf(pooled), runOf(pooled, { status: 'running' })];
  const wanted = wantedRuns(guide, templates, [old, next], { seeds: 1, mostEpochs: 100 });
  expect(wanted[0]?.run?.id).toBe(next.id);
  expect(doneRuns(wanted)).toEqual([]);
  expect(doneRuns(wantedRuns(guide, templates, [old], { seeds: 1, mostEpochs: 100 }))).toEqual([old.id]);
});

test('a guide is shown with the epochs that it was trained with last', () => {
  const [whole, short] = [runOf(pooled), runOf(pooled, { epochs: 1 })];
  expect(shortenedEpochs(guide, templates, [whole])).toBeNull();
  expect(shortenedEpochs(guide, templates, [short, whole])).toBe(1);
  expect(shortenedEpochs(guide, templates, [runOf(pooled), short])).toBeNull();
  expect(shortenedEpochs(guide, templates, [runOf(pooled, { epochs: 1, tags: [] })])).toBeNull();
  expect(shortenedEpochs(guide, new Map(), [short])).toBeNull();
});

const curve = (...values: readonly number[]) => [
  { key: 'epoch/val_mae', steps: values.map((_, i) => i + 1), values: [...values] },
];

test('the results are the best values in the target’s unit, with the baseline and the cost of a step', () => {
  const runs = [
    runOf(pooled, { msPerStep: 10 }),
    runOf(pooled, { seed: 1, msPerStep: 30 }),
    runOf(flatten, { msPerStep: 40 }),
    runOf(flatten, { seed: 1, msPerStep: null, model: weatherGru.name }),
  ];
  const scale = sample.targetUnit !== null && 'scale' in sample.targetUnit ? sample.targetUnit.scale : NaN;
  const series = [curve(0.5, 0.3, 0.4), curve(0.5), curve(0.2), curve(0.1)];
  const comparison = compareSeries(
    runs,
    series,
    runs.map(() => curve(0.25)),
  );
  const [result] = guideResults(guide, comparison);
  if (result === undefined) throw new Error('no result');
  expect(result).toMatchObject({ metric: 'val_mae', mode: 'min', unit: '°F' });
  expect(result.baseline).toBeCloseTo(0.25 * scale, 9);
  const [one, other] = result.models;
  if (one === undefined || other === undefined) throw new Error('no models');
  expect(one.values.map((value) => Number((value / scale).toFixed(9)))).toEqual([0.3, 0.5]);
  expect(one).toMatchObject({ msPerStep: 20, relativeTime: 1 });
  expect(other.values).toHaveLength(1);
  expect(other).toMatchObject({ msPerStep: 40, relativeTime: 2 });
  expect(baselineDifference(one, result)).toMatchObject({ kind: 'percent', worse: expect.closeTo(60, 6) });
  expect(baselineDifference(other, result)).toMatchObject({ kind: 'percent', worse: expect.closeTo(-20, 6) });
});

test('an accuracy is told in per cent, its distance to the baseline in percentage points', () => {
  const reviews = findGuide('imdb-conv1d');
  if (reviews === undefined) throw new Error('no guide');
  const model = modelsOf(reviews)[0];
  const template = { ...weatherConv, data: { ...weatherConv.data, dataset: 'imdb-reviews' } };
  if (model === undefined) throw new Error('no model');
  const { name } = experimentOf(reviews, model, template);
  const run = { ...runOf(pooled), model: name, targetUnit: null, loss: 'binary_crossentropy' };
  const accuracy = (value: number) => [{ key: 'epoch/val_accuracy', steps: [1], values: [value] }];
  const [, result] = guideResults(reviews, compareSeries([run], [accuracy(0.88)], [accuracy(0.5)]));
  expect(result).toMatchObject({ mode: 'max', unit: '%', baseline: 50 });
  const first = result?.models[0];
  if (result === undefined || first === undefined) throw new Error('no result');
  expect(first.values).toEqual([88]);
  expect(baselineDifference(first, result)).toMatchObject({ kind: 'points', worse: expect.closeTo(-38, 6) });
});

test('without a comparison there are tables without values', () => {
  const [result] = guideResults(guide, null);
  expect(result).toMatchObject({ unit: null, baseline: null });
  expect(result?.models.map(({ values, statistics, relativeTime }) => [values, statistics, relativeTime])).toEqual([
    [[], null, null],
    [[], null, null],
  ]);
  const first = result?.models[0];
  if (result === undefined || first === undefined) throw new Error('no result');
  expect(baselineDifference(first, result)).toBeNull();
});
