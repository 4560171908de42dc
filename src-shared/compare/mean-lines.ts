// Runs that repeat each other as one line: their mean, with a band that shows how far they are spread. Pure.
import { meanCurve, type MeanCurve } from '#shared/compare/mean-curve.ts';
import type { Spread } from '#shared/compare/sample-statistics.ts';
import type { ValueRow } from '#shared/compare/value-groups.ts';
import type { SeriesPart } from '#shared/runs/reduced-series.ts';
import type { XAxis } from '#shared/runs/run-axis.ts';
import type { ChartBand, ChartLine } from '#shared/charts/chart-spec.ts';
import { onAxis } from '#shared/charts/axis-lines.ts';
import { runColor } from '#shared/charts/run-color.ts';
import type { ChartWords } from '#shared/charts/chart-words.ts';

/** Which runs repeat each other, and what their band shows. */
export interface Means {
  /** By a run's place in the comparison: its group of repeats; null for a run that nothing repeats. */
  readonly repeats: readonly (number | null)[];
  readonly spread: Spread;
}

interface MeanLines {
  readonly lines: readonly ChartLine[];
  readonly bands: readonly ChartBand[];
  /** Ids of the runs that have no line of their own. */
  readonly runs: ReadonlySet<string>;
}

/** Curves of one series, by the id of their run. */
export interface Curves {
  /** Null where the run has no such curve, and until it is loaded. */
  curveOf(id: string): SeriesPart | null;
}

/** The lines and bands of all groups of repeats of which two or more have a curve. */
export function meanLines(
  rows: readonly ValueRow[],
  { repeats, spread }: Means,
  curves: Curves,
  training: Curves | null,
  axis: XAxis,
  drawn: (value: number, row: ValueRow) => number,
  nameOf: (row: ValueRow) => string,
  t: ChartWords,
): MeanLines {
  const lines: ChartLine[] = [];
  const bands: ChartBand[] = [];
  const runs = new Set<string>();
  const partsOf = (own: readonly ValueRow[], from: Curves): SeriesPart[] =>
    own.flatMap((row) => {
      const curve = from.curveOf(row.run.id);
      return curve === null ? [] : [{ ...curve, values: curve.values.map((value) => drawn(value, row)) }];
    });
  const meanOf = (parts: readonly SeriesPart[]): MeanCurve => meanCurve(parts, spread);
  const placed = (curve: MeanCurve, values: readonly number[]) => onAxis({ ...curve, values }, axis, (value) => value);
  for (const number of new Set(rows.flatMap(({ index }) => repeats[index] ?? []))) {
    const own = rows.filter(({ index, run }) => repeats[index] === number && curves.curveOf(run.id) !== null);
    const [first] = own;
    if (first === undefined || own.length < 2) continue;
    const color = runColor(first.run);
    for (const { run } of own) runs.add(run.id);
    const parts = partsOf(own, curves);
    const isPart = parts.some((part) => !part.isWhole);
    const mean = meanOf(parts);
    const { steps, values } = placed(mean, mean.mean);
    lines.push({ label: t.chart.meanOf(nameOf(first), own.length), color, steps, values, isPart });
    bands.push({ color, steps, low: placed(mean, mean.low).values, high: placed(mean, mean.high).values });
    const beside = training === null ? [] : partsOf(own, training);
    if (beside.length < own.length) continue;
    const trained = meanOf(beside);
    lines.push({ label: t.run.training, color, ...placed(trained, trained.mean), isPart, faint: true, isBeside: true });
  }
  return { lines, bands, runs };
}
