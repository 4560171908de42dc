// What the charts of a run show, made from its series. Pure.
import type { Run } from '#shared/runs/run.ts';
import type { ChartLine, ChartPoint, ChartSpec } from '#renderer/lib/charts/chart-spec.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import { bestPoint, overfittingStretch, smoothed } from '#renderer/lib/runs/curve-facts.ts';
import { unitOfMetric } from '#shared/data/target-unit.ts';
import { runColor } from '#renderer/lib/runs/run-table.ts';
import type { Series, SeriesSet } from '#renderer/lib/runs/series-set.svelte.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** Series beside the metrics that no chart of metrics shows. */
const notMetrics = new Set(['msPerStep', 'seconds', 'learning_rate', 'lr']);

/** The metrics of a run: the loss, what the experiment asks for, and what came besides. */
export function metricNames(run: Run, series: Pick<SeriesSet, 'keys'>): string[] {
  const seen = series
    .keys('epoch/')
    .map((key) => key.slice('epoch/'.length).replace(/^val_/, ''))
    .filter((name) => !notMetrics.has(name));
  const asked = run.experiment.training.metrics.map((metric) => metric.name);
  // A name from the file is used until the run says how it calls its metrics.
  const known = seen.length > 0 ? seen : asked;
  return [...new Set(['loss', ...known])];
}

export function pointsOf(series: Series, values: readonly number[] = series.values): ChartPoint[] {
  return series.steps.map((x, index) => ({ x, y: values[index] ?? NaN }));
}

interface CurveSource {
  readonly run: Run;
  readonly series: Pick<SeriesSet, 'get'>;
  readonly baseline: ReadonlyMap<string, number>;
  readonly baselineName: string;
  readonly t: Messages;
  readonly format: Format;
}

/** `0.2286 · 4.11 °F` where the metric is measured in the target's unit. */
export function withUnit(metric: string, value: number, run: Run, format: Format): string {
  const unit = unitOfMetric(metric, run.targetUnit, run.experiment.training.loss.name);
  const plain = format.metric(value);
  return unit ? `${plain} · ${format.measured(value * unit.scale)} ${unit.unit}` : plain;
}

/** Runs of so many epochs are drawn on one axis from beginning to end. */
const mostOnOneAxis = 30;

/**
 * Where the axis of a run at work ends: at the last epoch asked for, so that it never moves, unless that is so far that its
 * first epochs would be a stroke at the edge; then it reaches about twice as far as the run has come.
 */
export function horizon(done: number, epochs: number): number {
  if (epochs <= mostOnOneAxis) return epochs;
  let end = mostOnOneAxis / 3;
  while (end < done * 1.25) end *= 2;
  return Math.min(end, epochs);
}

/** One metric over epochs: training solid, validation dashed, its best ringed, the baseline dotted. */
export function epochChart(metric: string, source: CurveSource): ChartSpec {
  const { run, series, baseline, baselineName, t, format } = source;
  const color = runColor(run);
  const validationName = `val_${metric}`;
  const training = series.get(`epoch/${metric}`);
  const validation = series.get(`epoch/${validationName}`);
  const best = bestPoint(validation, validationName);
  const level = baseline.get(validationName);
  const stretch = metric === 'loss' ? overfittingStretch(training, validation) : null;
  const lastStep = Math.max(training.steps.at(-1) ?? 0, validation.steps.at(-1) ?? 0);
  const isOver = run.status !== 'running' && run.status !== 'queued';
  const lines: ChartLine[] = [
    { label: t.run.training, color, points: pointsOf(training) },
    {
      label: t.run.validation,
      color,
      points: pointsOf(validation),
      dashed: true,
      ring: best && { x: best.step, y: best.value },
    },
  ];
  return {
    lines,
    xMin: 1,
    xMax: Math.max(2, isOver && lastStep > 0 ? lastStep : horizon(lastStep, run.epochs)),
    levels:
      level === undefined
        ? []
        : [{ value: level, label: `${baselineName} ${withUnit(validationName, level, run, format)}` }],
    shade: stretch && { from: stretch.from, to: stretch.to, label: t.run.overfitting(stretch.since) },
    title: (x) => t.runs.atEpoch(Math.round(x)),
    value: (y) => withUnit(validationName, y, run, format),
  };
}

/** The loss of every batch, pale, and its running mean. */
export function batchChart(source: CurveSource, stepsPerEpoch: number | null): ChartSpec {
  const { run, series, t, format } = source;
  const color = runColor(run);
  const loss = series.get('batch/loss');
  const last = loss.steps.at(-1) ?? 0;
  const all = stepsPerEpoch === null ? last : last <= stepsPerEpoch ? stepsPerEpoch : last;
  return {
    lines: [
      { label: t.run.batchLoss, color, points: pointsOf(loss), faint: true },
      { label: t.run.smoothed, color, points: pointsOf(loss, smoothed(loss.values)) },
    ],
    xMin: 0,
    xMax: Math.max(10, all),
    levels: [],
    shade: null,
    title: (x) => `${t.run.kpi.step} ${format.count(Math.round(x))}`,
    value: (y) => format.metric(y),
  };
}
