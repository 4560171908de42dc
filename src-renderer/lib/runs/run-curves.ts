// What the charts of a run show, made from its series. Pure.
import { batchLossKey, epochKey, epochPrefix, metricName } from '#shared/runs/metric-keys.ts';
import type { Run } from '#shared/runs/run.ts';
import { axisPlaces, type RunCourse, type XAxis } from '#shared/runs/run-axis.ts';
import { countsSteps } from '#shared/runs/run-origin.ts';
import type { ChartLine, ChartSpec } from '#shared/charts/chart-spec.ts';
import { xAxisOf } from '#shared/charts/x-axis.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import { unitAxis, wholeOf } from '#shared/charts/axis-lines.ts';
import { bestPoint, isSameAsLoss, overfittingStretch, pointCount, smoothed } from '#renderer/lib/runs/curve-facts.ts';
import type { Points } from '#shared/runs/point-reducer.ts';
import { losses } from '#shared/training/losses.ts';
import { measureOf } from '#shared/runs/measure.ts';
import { lossOnce } from '#shared/runs/equal-metrics.ts';
import { runColor } from '#shared/charts/run-color.ts';
import type { Series, SeriesSource } from '#renderer/lib/runs/series-set.svelte.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** The metrics of a run: the loss, the experiment's metrics, and any others logged. */
export function metricNames(run: Run, series: Pick<SeriesSource, 'keys'>): string[] {
  const seen = series.keys(epochPrefix).flatMap((key) => metricName(key)?.replace(/^val_/, '') ?? []);
  if (run.experiment === null) return [...new Set(seen)];
  const asked = run.experiment.training.metrics.map((metric) => metric.name);
  // A name from the file is used until the run has logged its metrics' names.
  const known = seen.length > 0 ? seen : asked;
  return [...new Set(['loss', ...known])];
}

/**
 * The charts of a run, each with the metrics it shows: a loss that is one of the metrics is drawn once (`['loss', 'mae']`).
 * While there is no epoch, by the name of the loss.
 */
export function chartedMetrics(run: Run, series: SeriesSource): string[][] {
  const hasEpochs = pointCount(series.get(epochKey('loss'))) > 0;
  if (run.experiment === null) return metricNames(run, series).map((name) => [name]);
  const lossName = losses.find(run.experiment.training.loss.name);
  return lossOnce(metricNames(run, series), (loss, metric) =>
    hasEpochs
      ? ['', 'val_'].every((part) =>
          isSameAsLoss(series.get(epochKey(part + loss)), series.get(epochKey(part + metric))),
        )
      : lossName !== undefined && losses.find(metric) === lossName,
  );
}

/** A run of another program may have logged thousands of values. */
const mostLogged = 24;

/** What a page tells of every run. */
const neededKeys: ReadonlySet<string> = new Set(['loss', 'val_loss', 'seconds', 'msPerStep'].map(epochKey));

function nameOf(key: string): string[] {
  const name = metricName(key);
  return name === null ? [] : [name.replace(/^val_/, '')];
}

/** Of the keys of a run's series those that its page needs. */
export function shownKeys(keys: readonly string[]): string[] {
  const names = new Set([...new Set(keys.flatMap(nameOf))].slice(0, mostLogged));
  return keys.filter((key) => neededKeys.has(key) || nameOf(key).some((name) => names.has(name)));
}

/**
 * The charts that a page shows, each with the metrics that are equal in it, and how many metrics there are.
 * @param keys of all series of the run, of which not all are here
 */
export function shownMetrics(
  run: Run,
  series: SeriesSource,
  keys: readonly string[] = [],
): { readonly shown: string[][]; readonly count: number } {
  const all = chartedMetrics(run, series);
  return {
    shown: run.origin === null ? all : all.slice(0, mostLogged),
    count: Math.max(all.flat().length, new Set(keys.flatMap(nameOf)).size),
  };
}

interface CurveSource {
  readonly run: Run;
  readonly series: Pick<SeriesSource, 'get'>;
  readonly baseline: ReadonlyMap<string, number>;
  readonly baselineName: string;
  readonly t: Messages;
  readonly format: Format;
  /** The x axis that a person chose. */
  readonly axis: XAxis;
  /** Where a step of the run is on that axis. */
  readonly course: RunCourse;
  /** A stored value that may not be here: undefined until it is read, null where there is none. */
  readonly valueAt?: (key: string, step: number) => number | null | undefined;
}

/** Points at their places on the axis, and where a step of theirs is; without those whose place is not known. */
function placedBy({ axis, course }: CurveSource, isByStep: boolean) {
  if (axis === (isByStep ? 'step' : 'epoch'))
    return { points: (points: Points) => points, placeOf: (step: number) => step };
  const anyPlace = axisPlaces(axis, course, isByStep);
  const points = ({ steps, values, places = steps.map(anyPlace) }: Points & Pick<Series, 'places'>): Points => {
    const known = places.flatMap((x, i) => (Number.isFinite(x) ? [i] : []));
    return { steps: known.map((i) => places[i] ?? NaN), values: known.map((i) => values[i] ?? NaN) };
  };
  const placeOf = (step: number, { places, steps }: Series): number =>
    places === undefined ? anyPlace(step) : (places[steps.indexOf(step)] ?? NaN);
  return { points, placeOf };
}

/** Of a series of which not all points are here: that it is so, and by epoch how its value at any of them is asked for. */
function beyond(series: Series, { axis, valueAt }: CurveSource): Pick<ChartLine, 'isPart' | 'valueAt'> {
  if (pointCount(series) === series.steps.length) return {};
  return { isPart: true, ...(axis === 'epoch' && valueAt && { valueAt: (step) => valueAt(series.key, step) }) };
}

/** What a chart says when none of its points has a place on the axis. */
function missingNote(lines: readonly ChartLine[], hasPoints: boolean, { axis, t }: CurveSource): string[] {
  return hasPoints && lines.every(({ steps }) => steps.length === 0) ? [t.chart.notPlaced[axis](1)] : [];
}

/** `0.2286 · 4.11 °F` where the metric is measured in the target's unit. */
export function withUnit(metric: string, value: number, run: Run, format: Format): string {
  const { unit } = measureOf(metric, run);
  const plain = format.metric(value);
  return unit && Number.isFinite(value) ? `${plain} · ${format.measured(value * unit.scale)} ${unit.unit}` : plain;
}

export type RunAxis = 'epochs' | 'steps';

/** Fewer epochs than this are dots, not a curve: the loss is drawn by step until then. */
const fewestForCurve = 3;

/** The x axis of the loss until the user chooses. */
export function firstAxis(epochsDone: number, hasBatches: boolean): RunAxis {
  return hasBatches && epochsDone < fewestForCurve ? 'steps' : 'epochs';
}

/** Runs of so many epochs are drawn on one axis from beginning to end. */
const mostOnOneAxis = 30;

/**
 * The x axis' end of an active run: its number of epochs, so that the axis does not move. In a long run, whose first epochs
 * would be too narrow, about twice the current epoch.
 */
export function horizon(done: number, epochs: number): number {
  if (epochs <= mostOnOneAxis) return epochs;
  let end = mostOnOneAxis / 3;
  while (end < done * 1.25) end *= 2;
  return Math.min(end, epochs);
}

/** One metric over epochs: training solid, validation dashed, its best ringed, the baseline dotted. */
export function epochChart(metric: string, source: CurveSource): ChartSpec<XAxis> {
  const { run, series, baseline, baselineName, t, format, axis } = source;
  const color = runColor(run);
  const validationName = `val_${metric}`;
  const training = series.get(epochKey(metric));
  const validation = series.get(epochKey(validationName));
  const best = bestPoint(validation, validationName);
  const level = baseline.get(validationName);
  const stretch = metric === 'loss' ? overfittingStretch(training, validation) : null;
  const lastStep = Math.max(training.steps.at(-1) ?? 0, validation.steps.at(-1) ?? 0);
  const isOver = run.status !== 'running' && run.status !== 'queued';
  const { points, placeOf } = placedBy(source, false);
  const place = (step: number): number => placeOf(step, validation);
  // What another program counts is a step.
  const shownAxis = xAxisOf(axis === 'epoch' && countsSteps(run.origin) ? 'step' : axis, t, format);
  const isAlone = run.origin !== null && validation.steps.length === 0;
  const lines: ChartLine[] = [
    { label: isAlone ? metric : t.run.training, color, ...points(training), ...beyond(training, source) },
    {
      label: t.run.validation,
      color,
      ...points(validation),
      ...beyond(validation, source),
      dashed: true,
      ring: best && Number.isFinite(place(best.step)) ? { x: place(best.step), y: best.value } : null,
    },
  ].slice(0, isAlone ? 1 : 2);
  return {
    lines,
    ...shownAxis,
    ...(axis === 'epoch'
      ? {
          xMin: run.origin === null ? 1 : Math.min(1, ...lines.flatMap(({ steps }) => steps[0] ?? [])),
          xMax: Math.max(2, isOver && lastStep > 0 ? lastStep : horizon(lastStep, run.epochs)),
        }
      : wholeOf(axis, lines, lastStep)),
    yTitle: metric,
    unit: unitAxis(measureOf(validationName, run).unit),
    levels:
      level === undefined
        ? []
        : [{ value: level, label: `${baselineName} ${withUnit(validationName, level, run, format)}` }],
    shade:
      stretch && Number.isFinite(place(stretch.from))
        ? { from: place(stretch.from), to: place(stretch.to), label: t.run.overfitting(stretch.from) }
        : null,
    notes: missingNote(lines, lastStep > 0, source),
    value: (y) => withUnit(validationName, y, run, format),
  };
}

/**
 * The loss of every batch, thin and grey, and its running mean.
 * @param before the host's running mean, where not every loss is here
 */
export function batchChart(source: CurveSource, stepsPerEpoch: number | null, before: Points | null): ChartSpec<XAxis> {
  const { run, series, t, format } = source;
  const color = runColor(run);
  const loss = series.get(batchLossKey);
  const last = loss.steps.at(-1) ?? 0;
  const all = stepsPerEpoch === null ? last : last <= stepsPerEpoch ? stepsPerEpoch : last;
  // A person who chose no axis sees every batch at its step.
  const axis = source.axis === 'epoch' ? 'step' : source.axis;
  const { points } = placedBy({ ...source, axis }, true);
  const lines: ChartLine[] = [
    { label: t.run.batchLoss, color: '--line-strong', ...points(loss), isPart: before !== null, faint: true },
    // Where the host has computed it, it is told at the steps of the losses.
    { label: t.run.smoothed, color, ...points({ ...loss, ...smoothed(loss, before) }), isPart: before !== null },
  ];
  return {
    lines,
    ...xAxisOf(axis, t, format),
    ...(axis === 'step' ? { xMin: 0, xMax: Math.max(10, all) } : wholeOf(axis, lines, 0)),
    yTitle: 'loss',
    levels: [],
    shade: null,
    value: (y) => format.metric(y),
    notes: missingNote(lines, last > 0, { ...source, axis }),
  };
}
