// The figures at a run's head keep their places while it trains.
import { expect, test } from 'vitest';
import { Format } from '#renderer/lib/format/format.ts';
import { runFigures, type Figure } from '#renderer/lib/runs/run-figures.ts';
import { SeriesSet } from '#renderer/lib/runs/series-set.svelte.ts';
import { en } from '#renderer/locales/en.ts';
import { gruRunId, sampleRuns } from '../../../support/sample-runs.ts';

const { run, series } = sampleRuns.find((one) => one.run.id === gruRunId)!;

/** The figures after so many epochs, while it trains. */
function figuresAfter(epochs: number): Figure[] {
  const known = new SeriesSet();
  known.addSeries(
    series.map(({ key, steps, values }) => ({ key, steps: steps.slice(0, epochs), values: values.slice(0, epochs) })),
  );
  return runFigures({
    run: { ...run, status: 'running', epochsDone: epochs, best: epochs === 0 ? null : run.best },
    progress: null,
    series: known,
    baseline: new Map([['val_mae', 0.23]]),
    t: en,
    format: new Format('en'),
  });
}

test('the best value has its room before there is one, and a fact that comes later comes last', () => {
  const facts = (epochs: number): string[] =>
    figuresAfter(epochs).flatMap(({ label, rank }) => (rank === undefined ? [label] : []));
  const width = (epochs: number): number | undefined => figuresAfter(epochs).find(({ rank }) => rank === 'hero')?.width;
  expect(width(0)).toBe(width(1));
  expect(facts(0)).toEqual(['epoch', 'step', 'per step', 'parameters']);
  expect(facts(2)).toEqual([...facts(0), 'val_loss above its best']);
});
