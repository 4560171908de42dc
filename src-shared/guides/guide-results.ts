// The results of a guide's runs, by task and model: the best value of each run in the target's own unit. Pure.
import { quantile } from '#shared/base/quantile.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { sampleStatistics } from '#shared/compare/sample-statistics.ts';
import type { Guide, GuideTask, GuideVerdict, ModelResult, TaskResult } from '#shared/guides/guide.ts';
import { runNameOf } from '#shared/guides/guide-runs.ts';
import { differenceTo, type Difference } from '#shared/runs/difference.ts';
import { inUnit, measureOf } from '#shared/runs/measure.ts';
import type { RunSummary } from '#shared/runs/run.ts';

type ComparedMetric = Comparison['metrics'][number];

const isShare = (metric: string): boolean => metric.endsWith('accuracy');

interface RunValue {
  readonly run: RunSummary;
  readonly value: number | null;
  readonly baseline: number | null;
  readonly unit: string | null;
}

/** A run's best value and its baseline's; shares as per cent. */
function valueOf(run: RunSummary, index: number, metric: ComparedMetric | undefined): RunValue {
  const best = metric?.values[index]?.best?.value ?? null;
  const baseline = metric?.baselines[index] ?? null;
  const share = metric !== undefined && isShare(metric.name);
  const measure = metric === undefined ? { unit: null } : measureOf(metric.name, run);
  const told = (value: number | null): number | null =>
    value === null ? null : share ? value * 100 : inUnit(value, measure);
  return { run, value: told(best), baseline: told(baseline), unit: share ? '%' : (measure.unit?.unit ?? null) };
}

function taskResult(guide: Guide, task: GuideTask, comparison: Comparison | null): TaskResult {
  const metric = comparison?.metrics.find(({ name }) => name === task.metric);
  const all = (comparison?.runs ?? []).map((run, index) => valueOf(run, index, metric));
  const ofTask = task.models.map((model) => ({
    model,
    found: all.filter(({ run }) => run.kind === 'training' && run.model === runNameOf(guide, model)),
  }));
  const timeOf = (found: readonly RunValue[]): number | null => {
    const times = found.flatMap(({ run }) => run.msPerStep ?? []);
    return times.length === 0 ? null : quantile(times, 0.5);
  };
  const reference = timeOf(ofTask.find(({ model }) => model.key === task.reference)?.found ?? []);
  const every = ofTask.flatMap(({ found }) => found);
  return {
    metric: task.metric,
    mode: isShare(task.metric) ? 'max' : 'min',
    unit: every[0]?.unit ?? null,
    baseline: every.find(({ baseline }) => baseline !== null)?.baseline ?? null,
    models: ofTask.map(({ model: { key, title }, found }): ModelResult => {
      const values = found.flatMap(({ value }) => value ?? []);
      const msPerStep = timeOf(found);
      return {
        key,
        title,
        values,
        statistics: values.length === 0 ? null : sampleStatistics(values),
        msPerStep,
        relativeTime: msPerStep === null || reference === null || reference === 0 ? null : msPerStep / reference,
      };
    }),
  };
}

/** The results of a guide's runs, a task each. @param comparison of runs of the guide that are over; null for none */
export function guideResults(guide: Guide, comparison: Comparison | null): TaskResult[] {
  return guide.tasks.map((task) => taskResult(guide, task, comparison));
}

/** What the results say; null until each model has a value. */
export function guideVerdict(guide: Guide, results: readonly TaskResult[]): GuideVerdict | null {
  const isReady = results.every(({ models }) => models.every(({ values }) => values.length > 0));
  return isReady ? guide.verdict(results) : null;
}

/** How a model's mean differs from the baseline; null where one of the two is not known. */
export function baselineDifference(
  { statistics }: ModelResult,
  { baseline, metric, mode }: TaskResult,
): Difference | null {
  if (statistics === null || baseline === null) return null;
  // Shares are told in per cent here.
  const part = mode === 'max' ? 100 : 1;
  return differenceTo(metric, statistics.mean / part, baseline / part);
}
