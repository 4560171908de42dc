// The comparison of sample runs, as a host makes it of stored ones.
import { comparedNames, compareRuns } from '#shared/compare/compare-runs.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import type { Run } from '#shared/runs/run.ts';
import { figuresOf } from '#shared/runs/series-figures.ts';
import type { SampleRun } from './sample-runs.ts';

type SeriesOfRuns = readonly (readonly MetricSeries[])[];

function sameAsLoss(series: SeriesOfRuns): Set<string> {
  const points = (all: readonly MetricSeries[], name: string): string =>
    JSON.stringify(all.find(({ key }) => key === epochKey(name))?.values ?? null);
  const names = comparedNames(series.map(figuresOf)).filter((name) => !name.endsWith('loss'));
  const lossOf = (name: string): string => (name.startsWith('val_') ? 'val_loss' : 'loss');
  return new Set(names.filter((name) => series.every((all) => points(all, name) === points(all, lossOf(name)))));
}

/** A comparison of runs whose series are here. All lists run parallel; without baselines no run has one. */
export function compareSeries(
  runs: readonly Run[],
  series: SeriesOfRuns,
  baselines: SeriesOfRuns = runs.map(() => []),
): Comparison {
  const [figures, own] = [series.map(figuresOf), baselines.map(figuresOf)];
  return compareRuns({ runs, figures, baselines: own, sameAsLoss: sameAsLoss(series) });
}

/** @param all every run there is, by id */
export function compareSamples(samples: readonly SampleRun[], all: ReadonlyMap<string, SampleRun>): Comparison {
  const runs = [...all.values()].map(({ run }) => run);
  return compareSeries(
    samples.map(({ run }) => run),
    samples.map(({ series }) => series),
    samples.map(({ run }) => all.get(baselineOf(run, runs)?.id ?? '')?.series ?? []),
  );
}
