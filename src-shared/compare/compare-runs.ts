// Runs side by side: best and last values, settings, models. Pure.
import type { Comparison } from '#shared/compare/comparison.ts';
import { withoutMuted } from '#shared/model/without-layers.ts';
import { compareLayers } from '#shared/compare/compare-layers.ts';
import { compareSettings } from '#shared/compare/compare-settings.ts';
import { crossValidations, repeatGroups } from '#shared/compare/repeats.ts';
import { epochKey, metricName } from '#shared/runs/metric-keys.ts';
import { sentNumber } from '#shared/runs/metric-series.ts';
import type { RunFigures } from '#shared/runs/series-figures.ts';
import { metricMode } from '#shared/training/metric-mode.ts';
import type { Run, RunSummary } from '#shared/runs/run.ts';

/** Loss first, then the metrics as they come; each before its `val_` twin. */
export function comparedNames(figures: readonly RunFigures[]): string[] {
  const found = new Set(figures.flatMap((all) => [...all.keys()].flatMap((key) => metricName(key) ?? [])));
  const bases = new Set(['loss', ...[...found].map((name) => name.replace(/^val_/, ''))]);
  return [...bases].flatMap((base) => [base, `val_${base}`]).filter((name) => found.has(name));
}

function summaryOf({ experiment: _experiment, loggedSettings: _settings, notes: _notes, ...summary }: Run): RunSummary {
  return summary;
}

/** What is compared. All lists run parallel to `runs`. */
export interface ComparedRuns {
  readonly runs: readonly Run[];
  /** Only those with keys `epoch/…` are read. */
  readonly figures: readonly RunFigures[];
  /** The figures of each run's own baseline; empty without one. */
  readonly baselines: readonly RunFigures[];
  /** The names of metrics whose curve is that of the loss of their part in every run. */
  readonly sameAsLoss: ReadonlySet<string>;
}

/** Compares runs. A baseline stands beside them with its one point and without a model. */
export function compareRuns({ runs, figures, baselines, sameAsLoss }: ComparedRuns): Comparison {
  const metrics = comparedNames(figures).map((name): Comparison['metrics'][number] => {
    const mode = metricMode(name);
    const key = epochKey(name);
    return {
      name,
      mode,
      isLoss: sameAsLoss.has(name),
      values: figures.map((all) => {
        const found = all.get(key);
        if (found === undefined) return { best: null, last: null, end: null };
        const { epoch, value } = found.end;
        return { best: found[mode], last: found.last, end: { epoch, value: sentNumber(value) } };
      }),
      baselines: baselines.map((all) => all.get(key)?.last?.value ?? null),
    };
  });
  return {
    runs: runs.map(summaryOf),
    metrics,
    repeats: repeatGroups(runs),
    folds: crossValidations(runs),
    settings: compareSettings(runs),
    layers: compareLayers(
      runs.map((run) =>
        run.kind === 'baseline' || run.experiment === null ? null : withoutMuted(run.experiment.model),
      ),
    ),
  };
}
