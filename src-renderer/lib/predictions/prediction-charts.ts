// The charts of predictions: measured and predicted numbers over time, precision and recall, ROC, calibration. Pure.
import type { ChartLine, ChartSpec, ChartTick } from '#shared/charts/chart-spec.ts';
import type { XRange } from '#shared/charts/x-range.ts';
import { calibration, rocArea, thresholdCurve, averagePrecision } from '#shared/predictions/label-scores.ts';
import {
  measuredAt,
  predictedAt,
  rowDistanceMs,
  type PredictedLabels,
  type PredictedValues,
} from '#shared/predictions/prediction-set.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import { momentText, rowTicks, timeTicks } from '#renderer/lib/format/time-ticks.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** A run's predictions as a line: its name and its colour's token. */
export interface Predicted<Set> {
  readonly name: string;
  readonly color: string;
  readonly set: Set;
}

/** What a chart of numbers shows of them. */
export interface ShownValues {
  readonly column: number;
  /** The row ahead, from 0. */
  readonly ahead: number;
}

const tickRoom = 84;

/** Where a sample's prediction stands along the x axis: its time, or its row's number from 1. */
export function placeOf({ output, times, rows }: PredictedValues, sample: number, ahead: number): number {
  const row = output.from + sample + ahead;
  return times[row] ?? (rows[row] ?? 0) + 1;
}

/** Milliseconds from row to row, the median; 0 where the times are not known. */
export function rowMs({ times }: Pick<PredictedValues, 'times'>): number {
  return rowDistanceMs(times) ?? 0;
}

/** The line of what was measured, and one of each run. All are of the same samples. */
export function valuesChart(
  runs: readonly Predicted<PredictedValues>[],
  { column, ahead }: ShownValues,
  t: Messages,
  format: Format,
): ChartSpec | null {
  const [first] = runs;
  if (first === undefined) return null;
  const { set } = first;
  const { samples, times } = set;
  const steps = Array.from({ length: samples }, (_, sample) => placeOf(set, sample, ahead));
  const lineOf = (label: string, color: string, valueOf: (sample: number) => number): ChartLine => ({
    label,
    color,
    steps,
    values: Array.from({ length: samples }, (_, sample) => valueOf(sample)),
  });
  const hasTimes = times.length > 0;
  const stepMs = rowMs(set);
  const { name = '', unit = '' } = set.output.columns[column] ?? {};
  const ticks = ({ min, max }: XRange, width: number): ChartTick[] => {
    const most = Math.max(2, Math.floor(width / tickRoom));
    return hasTimes
      ? timeTicks(min, max, most, format.language).map(({ ms, label }) => ({ value: ms, label }))
      : rowTicks(min, max, most).map((value) => ({ value, label: format.count(value) }));
  };
  return {
    lines: [
      lineOf(t.predictions.measured, '--text-dim', (sample) => measuredAt(set, sample, ahead, column)),
      ...runs.map((run) => lineOf(run.name, run.color, (sample) => predictedAt(run.set, sample, ahead, column))),
    ],
    axis: hasTimes ? 'clock' : 'step',
    xMin: steps[0] ?? 0,
    xMax: steps.at(-1) ?? 1,
    xTitle: hasTimes ? t.predictions.time : t.predictions.row,
    yTitle: unit === '' ? name : `${name} (${unit})`,
    levels: [],
    shade: null,
    title: (x) => (hasTimes ? momentText(x, stepMs, format.language) : t.series.row(format.count(Math.round(x)))),
    ticks,
    value: (y) => `${format.measured(y)}${unit === '' ? '' : ` ${unit}`}`,
  };
}

const shareTicks = (_range: XRange, width: number): ChartTick[] =>
  (width < 240 ? [0, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1]).map((value) => ({ value, label: String(value) }));

function shareChart(
  lines: readonly ChartLine[],
  words: { readonly x: string; readonly y: string; readonly ring?: string },
  format: Format,
): ChartSpec {
  return {
    lines,
    axis: 'share',
    xMin: 0,
    xMax: 1,
    xTitle: words.x,
    yTitle: words.y,
    ...(words.ring === undefined ? {} : { ringLabel: words.ring }),
    levels: [],
    shade: null,
    title: (x) => `${words.x} ${format.plain(Number(x.toPrecision(3)))}`,
    ticks: shareTicks,
    value: (y) => format.plain(Number(y.toPrecision(4))),
  };
}

/** One point a place: the highest of several. */
function ascending(points: readonly { readonly x: number; readonly y: number }[]): { x: number; y: number }[] {
  const kept: { x: number; y: number }[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last?.x === point.x) last.y = Math.max(last.y, point.y);
    else kept.push({ ...point });
  }
  return kept;
}

interface CurveOptions {
  readonly label: number;
  readonly threshold: number;
}

type CurveOf = (runs: readonly Predicted<PredictedLabels>[], o: CurveOptions, t: Messages, f: Format) => ChartSpec;

const nearest = (thresholds: Float64Array, threshold: number): number => {
  const at = thresholds.findIndex((one) => one <= threshold);
  return Math.max(0, at < 0 ? thresholds.length - 1 : at - 1);
};

/** True against false positive rate at every threshold, with the shown one as a ring. */
export const rocChart: CurveOf = (runs, { label, threshold }, t, format) =>
  shareChart(
    runs.map(({ name, color, set }): ChartLine => {
      const curve = thresholdCurve(set, label);
      const { truePositives, falsePositives, positives, negatives, thresholds } = curve;
      const points = Array.from(truePositives, (right, i) => ({
        x: (falsePositives[i] ?? 0) / negatives,
        y: right / positives,
      }));
      const line = ascending([{ x: 0, y: 0 }, ...points]);
      return {
        label: `${name} · AUC ${format.metric(rocArea(curve))}`,
        color,
        steps: line.map(({ x }) => x),
        values: line.map(({ y }) => y),
        ring: points[nearest(thresholds, threshold)] ?? null,
      };
    }),
    { x: t.predictions.falsePositiveRate, y: t.predictions.truePositiveRate, ring: t.predictions.threshold },
    format,
  );

/** Precision against recall at every threshold. */
export const precisionChart: CurveOf = (runs, { label, threshold }, t, format) =>
  shareChart(
    runs.map(({ name, color, set }): ChartLine => {
      const curve = thresholdCurve(set, label);
      const { truePositives, falsePositives, positives, thresholds } = curve;
      const points = Array.from(truePositives, (right, i) => ({
        x: right / positives,
        y: right / (right + (falsePositives[i] ?? 0)),
      }));
      const line = ascending(points);
      return {
        label: `${name} · AP ${format.metric(averagePrecision(curve))}`,
        color,
        steps: line.map(({ x }) => x),
        values: line.map(({ y }) => y),
        ring: points[nearest(thresholds, threshold)] ?? null,
      };
    }),
    { x: t.predictions.recall, y: t.predictions.precision, ring: t.predictions.threshold },
    format,
  );

/** The share that has the label against the mean probability given to it, and the diagonal where both are equal. */
export const calibrationChart: CurveOf = (runs, { label }, t, format) =>
  shareChart(
    [
      { label: t.predictions.diagonal, color: '--text-dim', steps: [0, 1], values: [0, 1], dashed: true },
      ...runs.map(({ name, color, set }): ChartLine => {
        const bins = calibration(set, label).filter(({ samples }) => samples > 0);
        return {
          label: name,
          color,
          steps: bins.map(({ meanScore }) => meanScore),
          values: bins.map(({ share }) => share),
        };
      }),
    ],
    { x: t.predictions.meanProbability, y: t.predictions.shareOfLabel },
    format,
  );
