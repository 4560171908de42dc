// What the Compare page shows, made from the host's comparison. Baselines have no model and no settings of their own to
// compare. Pure.
import type { Comparison } from '#shared/compare/comparison.ts';
import type { ValueGroup, ValueRow } from '#shared/compare/value-groups.ts';
import { inUnit } from '#shared/runs/measure.ts';
import type { XAxis } from '#shared/runs/run-axis.ts';
import type { ChartLine, ChartSpec } from '#shared/charts/chart-spec.ts';
import { xAxisOf } from '#shared/charts/x-axis.ts';
import type { ChartFormat, ChartWords } from '#shared/charts/chart-words.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { meanLines, type Curves, type Means } from '#shared/compare/mean-lines.ts';
import { fromStep, onAxis, ringOf, unitAxis, wholeOf } from '#shared/charts/axis-lines.ts';
import { lossOnce } from '#shared/runs/equal-metrics.ts';
import { runColor } from '#shared/charts/run-color.ts';

type ComparedMetric = Comparison['metrics'][number];
/** Curves of which not all points are here. */
export interface PartialCurves extends Curves {
  /** A curve's stored value at a step: undefined until it is loaded, null where it has none. */
  valueAt(id: string, step: number): number | null | undefined;
}

/**
 * What is compared: validation, and what runs that were trained elsewhere logged under a name without such a twin (`eval/loss`).
 */
function comparedNames({ metrics, runs }: Comparison): string[] {
  const names = new Set(metrics.map(({ name }) => name));
  return metrics
    .filter(
      ({ name, values }) =>
        name.startsWith('val_') ||
        (!names.has(`val_${name}`) &&
          runs.some(({ origin }, i) => origin !== null && (values[i]?.end ?? null) !== null)),
    )
    .map(({ name }) => name);
}

/** The initial metric: the one of the first run's best epoch, else the last one listed. */
export function firstMetric(comparison: Comparison): string | null {
  const names = comparedNames(comparison);
  const wanted = comparison.runs.find((run) => run.kind === 'training')?.best?.metric;
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  return names.find((name) => name !== 'val_loss') ?? names[0] ?? null;
}

/** The validation metrics, those that are the same as the loss in every run together with it. */
export function metricGroups(comparison: Comparison): string[][] {
  return lossOnce(comparedNames(comparison), (_, other) =>
    comparison.metrics.some(({ name, isLoss }) => name === other && isLoss),
  );
}

/** The same metric over the training samples; null where a metric is of no part of the data. */
export function trainingTwin({ metrics }: Comparison, metric: string): string | null {
  const twin = metric.replace(/^val_/, '');
  return twin !== metric && metrics.some(({ name }) => name === twin) ? twin : null;
}

/** What a group of runs is drawn in: raw values, or the target's own unit where its runs are not on one scale. */
export function axisTitle({ name }: Pick<ComparedMetric, 'name'>, { unit, isOneScale }: ValueGroup): string {
  return unit === null || isOneScale ? name : `${name} (${unit})`;
}

/** Names without the parts that all trained runs begin with: of "Weather · GRU" and "Weather · Conv1D", "GRU" and "Conv1D". */
function shortNames(runs: readonly RunSummary[]): ReadonlyMap<string, string> {
  const trained = runs
    .filter(({ kind }) => kind === 'training')
    .map(({ id, name }) => ({ id, parts: name.split(' · ') }));
  let same = 0;
  const isSame = (at: number): boolean =>
    trained.every(({ parts }) => at < parts.length - 1 && parts[at] === trained[0]?.parts[at]);
  while (trained.length > 1 && isSame(same)) same += 1;
  return new Map(trained.map(({ id, parts }) => [id, parts.slice(same).join(' · ')]));
}

/**
 * The validation curves of a group of runs, each in its colour, with the run's training curve thin beside it; their baselines are
 * dotted levels. Every group has a chart of its own: on one axis, values would be set against each other that cannot be.
 * @param means which runs are drawn as one, by their mean; null for none
 */
export function compareChart(
  metric: ComparedMetric,
  group: ValueGroup,
  curves: PartialCurves,
  training: Curves | null,
  t: ChartWords,
  format: ChartFormat,
  chosen: XAxis = 'epoch',
  means: Means | null = null,
): ChartSpec {
  const { unit, isOneScale, rows } = group;
  const xAxis = xAxisOf(chosen, t, format);
  const drawn = (value: number, { measure }: ValueRow): number => (isOneScale ? value : inUnit(value, measure));
  const [first] = rows;
  const say = (value: number): string => {
    if (unit === null || !Number.isFinite(value)) return format.metric(value);
    if (!isOneScale) return `${format.measured(value)} ${unit}`;
    return `${format.metric(value)} · ${format.measured(first ? inUnit(value, first.measure) : value)} ${unit}`;
  };
  const { axis } = xAxis;
  const names = shortNames(rows.map(({ run }) => run));
  const nameOf = ({ run }: ValueRow): string => names.get(run.id) ?? run.name;
  const meant = means && meanLines(rows, means, curves, training, axis, drawn, nameOf, t);
  const lines: ChartLine[] = [...(meant?.lines ?? [])];
  const lined = new Set(
    rows.flatMap(({ run: { id } }) => (meant?.runs.has(id) || curves.curveOf(id) === null ? [] : [id])),
  );
  const levels = new Map<string, number>();
  let lastEpoch = 2;
  let notPlaced = 0;
  for (const row of rows) {
    const { run, best } = row;
    const level = run.kind === 'baseline' ? (best?.value ?? null) : row.baseline;
    // Equal baselines are drawn once: the runs of a group have the same targets.
    if (level !== null) levels.set(say(drawn(level, row)), drawn(level, row));
    if (run.kind === 'baseline') continue;
    // The axis has its length before there is a curve.
    lastEpoch = Math.max(lastEpoch, metric.values[row.index]?.end?.epoch ?? 0);
    const whole = curves.curveOf(run.id);
    if (whole === null || meant?.runs.has(run.id)) continue;
    // A fork is a branch of the line of the run that it comes from, where that is drawn.
    const first = run.fork !== null && lined.has(run.fork.run) ? run.fork.epoch : -Infinity;
    const curve = fromStep(whole, first);
    const placed = onAxis(curve, axis, (value) => drawn(value, row));
    if (placed.steps.length === 0) {
      notPlaced += 1;
      continue;
    }
    lines.push({
      label: nameOf(row),
      color: runColor(run),
      ...placed,
      isPart: !curve.isWhole,
      ...(axis === 'epoch' && {
        valueAt: (step) => {
          const value = step < first ? null : curves.valueAt(run.id, step);
          return typeof value === 'number' ? drawn(value, row) : value;
        },
      }),
      ring: ringOf(whole, axis, best && { epoch: best.epoch, value: drawn(best.value, row) }),
    });
    const beside = training?.curveOf(run.id) ?? null;
    if (beside === null) continue;
    lines.push({
      label: t.run.training,
      color: runColor(run),
      ...onAxis(fromStep(beside, first), axis, (value) => drawn(value, row)),
      isPart: !beside.isWhole,
      faint: true,
      isBeside: true,
    });
  }
  return {
    lines,
    bands: meant?.bands ?? [],
    ...xAxis,
    ...wholeOf(axis, lines, lastEpoch),
    yTitle: axisTitle(metric, group),
    unit: isOneScale ? unitAxis(first?.measure.unit ?? null) : null,
    levels: [...levels].map(([text, value]) => ({ value, label: `${t.run.baseline} ${text}` })),
    shade: null,
    value: say,
    notes: notPlaced === 0 ? [] : [t.chart.notPlaced[axis](notPlaced)],
  };
}

/** A setting that differs. */
export interface SettingRow {
  readonly path: string;
  /** Parallel to the trained runs. */
  readonly values: readonly (string | null)[];
}

/** Settings of the trained runs: those that differ, and those that are equal in all. */
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
