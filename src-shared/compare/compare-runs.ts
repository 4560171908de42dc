// Runs side by side: best and last values, curves, settings, models. Pure.
import type { Comparison } from '#shared/compare/comparison.ts';
import { bestEpoch, lastEpoch } from '#shared/runs/best-epoch.ts';
import { withoutMuted } from '#shared/model/without-layers.ts';
import { compareLayers } from '#shared/compare/compare-layers.ts';
import { compareSettings } from '#shared/compare/compare-settings.ts';
import { repeatGroups } from '#shared/compare/repeats.ts';
import { epochKey, metricName } from '#shared/runs/metric-keys.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import type { Run, RunSummary } from '#shared/runs/run.ts';

/** Parallel to the runs. */
type SeriesOfRuns = readonly (readonly MetricSeries[])[];

/** Loss first, then the metrics as they come; each before its `val_` twin. */
function metricNames(series: SeriesOfRuns): string[] {
  const found = new Set(series.flatMap((all) => all.flatMap(({ key }) => metricName(key) ?? [])));
  const bases = new Set(['loss', ...[...found].map((name) => name.replace(/^val_/, ''))]);
  return [...bases].flatMap((base) => [base, `val_${base}`]).filter((name) => found.has(name));
}

function curvesOf(name: string, series: SeriesOfRuns): (MetricSeries | null)[] {
  return series.map((all) => all.find(({ key }) => key === epochKey(name)) ?? null);
}

function compareMetric(name: string, series: SeriesOfRuns, baselines: SeriesOfRuns): Comparison['metrics'][number] {
  const mode = metricMode(name);
  const curves = curvesOf(name, series);
  return {
    name,
    mode,
    curves,
    values: curves.map((curve) => ({
      best: curve === null ? null : bestEpoch(curve, mode),
      last: curve === null ? null : lastEpoch(curve),
    })),
    baselines: curvesOf(name, baselines).map((curve) => (curve === null ? null : (lastEpoch(curve)?.value ?? null))),
  };
}

function summaryOf({ experiment: _experiment, notes: _notes, ...summary }: Run): RunSummary {
  return summary;
}

/**
 * Compares runs. A baseline stands beside them with its one point and without a model.
 * @param series each run's series, parallel to `runs`; only those with keys `epoch/…` are read
 * @param baselines the series of each run's own baseline, parallel to `runs`; left out, no run has one
 */
export function compareRuns(
  runs: readonly Run[],
  series: SeriesOfRuns,
  baselines: SeriesOfRuns = runs.map(() => []),
): Comparison {
  return {
    runs: runs.map(summaryOf),
    metrics: metricNames(series).map((name) => compareMetric(name, series, baselines)),
    repeats: repeatGroups(runs),
    settings: compareSettings(runs),
    layers: compareLayers(runs.map((run) => (run.kind === 'baseline' ? null : withoutMuted(run.experiment.model)))),
  };
}
