// What the Compare page shows, made from what the host found. Baselines have no model and no settings of their own to compare. Pure.
import { textOf } from '#shared/base/message.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { TargetUnit } from '#shared/data/target-unit.ts';
import type { ChartLine, ChartSpec } from '#renderer/lib/charts/chart-spec.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import { unitOfMetric } from '#shared/data/target-unit.ts';
import { worseBy } from '#renderer/lib/runs/run-figures.ts';
import { runColor } from '#renderer/lib/runs/run-table.ts';
import type { Messages } from '#renderer/locales/en.ts';

type ComparedMetric = Comparison['metrics'][number];
type ComparedLayer = NonNullable<Comparison['layers'][number]['values'][number]>;

/** The metric to begin with: what the first run calls its best by, else the last one listed. */
export function firstMetric(comparison: Comparison): string | null {
  const names = comparison.metrics.map((metric) => metric.name).filter((name) => name.startsWith('val_'));
  const wanted = comparison.runs.find((run) => run.kind === 'training')?.best?.metric;
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  return names.find((name) => name !== 'val_loss') ?? names[0] ?? null;
}

/** The unit that all runs' targets share; null when they differ. */
export function sharedUnit(metric: string, runs: readonly RunSummary[]): TargetUnit | null {
  const [first] = runs;
  if (!first?.targetUnit) return null;
  const { unit, scale } = first.targetUnit;
  const isShared = runs.every((run) => run.targetUnit?.unit === unit && run.targetUnit.scale === scale);
  return isShared ? unitOfMetric(metric, first.targetUnit) : null;
}

export interface ValueRow {
  readonly run: RunSummary;
  readonly best: { readonly value: number; readonly epoch: number } | null;
  readonly last: number | null;
  /** How much worse than the baseline of the same data, as a share; null without one, and for the baseline itself. */
  readonly worse: number | null;
  /** The best of all that learned. */
  readonly isBest: boolean;
}

export function valueRows(comparison: Comparison, metric: ComparedMetric): ValueRow[] {
  const values = comparison.runs.map((run, index) => ({
    run,
    ...(metric.values[index] ?? { best: null, last: null }),
  }));
  const baselines = new Map(
    values.flatMap(({ run, best }) =>
      run.kind === 'baseline' && best ? [[run.datasetHash, best.value] as const] : [],
    ),
  );
  const learned = values.flatMap(({ run, best }) => (run.kind === 'training' && best ? [best.value] : []));
  const winner = metric.mode === 'min' ? Math.min(...learned) : Math.max(...learned);
  return values.map(({ run, best, last }) => {
    const without = baselines.get(run.datasetHash);
    return {
      run,
      best,
      last: last?.value ?? null,
      worse:
        run.kind === 'baseline' || !best || without === undefined ? null : worseBy(metric.name, best.value, without),
      isBest: run.kind === 'training' && best !== null && learned.length > 1 && best.value === winner,
    };
  });
}

/** The validation curves of all runs over epochs, each in its colour; a baseline is a dotted level. */
export function compareChart(comparison: Comparison, metric: ComparedMetric, t: Messages, format: Format): ChartSpec {
  const unit = sharedUnit(metric.name, comparison.runs);
  const say = (value: number): string =>
    unit ? `${format.metric(value)} · ${format.measured(value * unit.scale)} ${unit.unit}` : format.metric(value);
  const lines: ChartLine[] = [];
  const levels: { value: number; label: string }[] = [];
  let lastEpoch = 2;
  for (const [index, run] of comparison.runs.entries()) {
    const curve = metric.curves[index];
    const best = metric.values[index]?.best;
    if (run.kind === 'baseline') {
      if (best) levels.push({ value: best.value, label: `${t.run.baseline} ${say(best.value)}` });
      continue;
    }
    if (!curve) continue;
    lastEpoch = Math.max(lastEpoch, curve.steps.at(-1) ?? 0);
    lines.push({
      label: run.name,
      color: runColor(run),
      steps: curve.steps,
      values: curve.values.map((value) => value ?? NaN),
      ring: best ? { x: best.epoch, y: best.value } : null,
    });
  }
  return {
    lines,
    xMin: 1,
    xMax: lastEpoch,
    xTitle: t.run.kpi.epoch,
    yTitle: metric.name,
    levels,
    shade: null,
    title: (x) => t.runs.atEpoch(Math.round(x)),
    value: say,
  };
}

export interface SettingRow {
  readonly path: string;
  /** Parallel to the runs that learned. */
  readonly values: readonly (string | null)[];
}

/** Settings of the runs that learned: those that differ, and those that are the same in all. */
export function settingRows(comparison: Comparison): {
  differing: SettingRow[];
  same: { path: string; value: string }[];
} {
  const learned = comparison.runs.flatMap((run, index) => (run.kind === 'training' ? [index] : []));
  const differing: SettingRow[] = [];
  const same = [...comparison.settings.same];
  for (const { path, values } of comparison.settings.differing) {
    const own = learned.map((index) => values[index] ?? null);
    const [first] = own;
    if (own.every((value) => value === first)) {
      if (first !== null && first !== undefined) same.push({ path, value: first });
    } else differing.push({ path, values: own });
  }
  return { differing, same: same.sort((a, b) => a.path.localeCompare(b.path, 'en')) };
}

export interface LayerDifference {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly from: ComparedLayer | null;
  readonly to: ComparedLayer | null;
}

/** One model against another, layer by layer; places in the comparison's runs. */
export function layerDifferences(comparison: Comparison, from: number, to: number): LayerDifference[] {
  return comparison.layers.flatMap(({ values }): LayerDifference[] => {
    const first = values[from] ?? null;
    const second = values[to] ?? null;
    if (first === null && second === null) return [];
    if (first === null) return [{ kind: 'added', from: first, to: second }];
    if (second === null) return [{ kind: 'removed', from: first, to: second }];
    const isSame = first.type === second.type && textOf(first.summary) === textOf(second.summary);
    return [{ kind: isSame ? 'same' : 'changed', from: first, to: second }];
  });
}
