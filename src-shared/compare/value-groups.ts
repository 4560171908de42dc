// The values of one metric in several runs, apart where they cannot be set against each other. Pure.
import type { Comparison } from '#shared/compare/comparison.ts';
import { differenceTo, type Difference } from '#shared/runs/difference.ts';
import { inUnit, measureOf, type Measure } from '#shared/runs/measure.ts';
import { receivedNumber } from '#shared/runs/metric-series.ts';
import type { RunSummary } from '#shared/runs/run.ts';

type ComparedMetric = Comparison['metrics'][number];

/** One run in a group. */
export interface ValueRow {
  readonly run: RunSummary;
  /** Its place in the comparison's runs. */
  readonly index: number;
  readonly measure: Measure;
  readonly best: { readonly value: number; readonly epoch: number } | null;
  /** Of the last epoch, also when that is NaN or infinite; null without one. */
  readonly last: number | null;
  /** The last epoch with a value; null without one. */
  readonly lastEpoch: number | null;
  /** The value of the run's own baseline; null without one. */
  readonly baseline: number | null;
  /** To its own baseline; null without one, and for a baseline. */
  readonly difference: Difference | null;
  /** The best of all of the group that learned, when there are several. */
  readonly isBest: boolean;
}

/** Why the values of a group cannot be set against those of the first. */
export type Apart = 'data' | 'loss' | 'threshold' | 'unit';

/** Runs whose values can be set against each other. */
export interface ValueGroup {
  readonly key: string;
  readonly rows: readonly ValueRow[];
  /** The unit that all values can be told in; null when the metric has none. */
  readonly unit: string | null;
  /** Whether the raw values are on one scale too. */
  readonly isOneScale: boolean;
  /** Empty for the first group. */
  readonly apart: readonly Apart[];
}

function rowsOf({ runs }: Comparison, metric: ComparedMetric): ValueRow[] {
  return runs.map((run, index) => {
    const { best = null, end = null } = metric.values[index] ?? {};
    const baseline = run.kind === 'baseline' ? null : (metric.baselines[index] ?? null);
    return {
      run,
      index,
      measure: measureOf(metric.name, run),
      best,
      last: end === null ? null : receivedNumber(end.value),
      lastEpoch: metric.values[index]?.last?.epoch ?? null,
      baseline,
      difference: best === null || baseline === null ? null : differenceTo(metric.name, best.value, baseline),
      isBest: false,
    };
  });
}

function withBest(rows: readonly ValueRow[], mode: ComparedMetric['mode']): ValueRow[] {
  const learned = rows.flatMap(({ run, best, measure }) =>
    run.kind === 'training' && best !== null ? [inUnit(best.value, measure)] : [],
  );
  const winner = mode === 'min' ? Math.min(...learned) : Math.max(...learned);
  return rows.map((row) => {
    const { run, best, measure } = row;
    const isBest = run.kind === 'training' && best !== null && inUnit(best.value, measure) === winner;
    return { ...row, isBest: isBest && learned.length > 1 };
  });
}

function apartFrom(first: ValueRow, row: ValueRow): Apart[] {
  if (first === row) return [];
  const apart: Apart[] = [];
  if (first.measure.targets !== row.measure.targets) apart.push('data');
  if (first.measure.loss !== row.measure.loss) apart.push('loss');
  if (first.measure.threshold !== row.measure.threshold) apart.push('threshold');
  const [one, other] = [first, row].map(({ measure }) => measure.unit?.unit ?? measure.scales.join());
  if (one !== other) apart.push('unit');
  return apart;
}

/**
 * The runs of a comparison in groups of one measure (metric, targets, unit and, for a loss, which one), in the order of the runs.
 * What has no value stands in the group that it would belong to, or in the last.
 */
export function valueGroups(comparison: Comparison, metric: ComparedMetric): ValueGroup[] {
  const rows = rowsOf(comparison, metric);
  const keys = [...new Set(rows.flatMap(({ best, measure }) => (best === null ? [] : [measure.key])))];
  const last = keys.at(-1) ?? rows[0]?.measure.key ?? '';
  if (keys.length === 0) keys.push(last);
  const groups = keys.map((key) =>
    rows.filter(({ measure }) => (keys.includes(measure.key) ? measure.key : last) === key),
  );
  return groups.flatMap((group, i): ValueGroup[] => {
    const valued = group.find(({ best }) => best !== null) ?? group[0];
    const first = groups[0]?.find(({ best }) => best !== null) ?? groups[0]?.[0];
    if (valued === undefined || first === undefined) return [];
    const scales = new Set(group.flatMap(({ best, measure }) => (best === null ? [] : [measure.scales.join()])));
    return [
      {
        key: keys[i] ?? '',
        rows: withBest(group, metric.mode),
        unit: valued.measure.unit?.unit ?? null,
        isOneScale: scales.size < 2,
        apart: apartFrom(first, valued),
      },
    ];
  });
}
