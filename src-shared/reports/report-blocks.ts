// What the blocks of a report show of the runs as they are now. Pure.
import { countOf, fromCatalogue, msg, type Message } from '#shared/base/message.ts';
import type { ChartSpec } from '#shared/charts/chart-spec.ts';
import { runColor } from '#shared/charts/run-color.ts';
import { axisTitle, compareChart, firstMetric, settingRows, type PartialCurves } from '#shared/compare/compare-view.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import type { Curves } from '#shared/compare/mean-lines.ts';
import { valueGroups, type ValueGroup } from '#shared/compare/value-groups.ts';
import { verdictText } from '#shared/compare/verdict.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { BlockOf, ReportDocument, ReportRun, RunsBlock } from '#shared/reports/report.ts';
import type { ReportTable } from '#shared/reports/report-table.ts';
import type { ReportWords } from '#shared/reports/report-words.ts';

type ComparedMetric = Comparison['metrics'][number];

/** The runs of a block: those that are there, and those that were deleted. */
export interface ShownRuns {
  readonly runs: readonly RunSummary[];
  readonly deleted: readonly ReportRun[];
}

/** @param block null for all runs of the report @param find a run as it is now; undefined where it was deleted */
export function shownRuns(
  document: ReportDocument,
  block: RunsBlock | null,
  find: (id: string) => RunSummary | undefined,
): ShownRuns {
  const wanted = block?.runs ?? null;
  const named = wanted === null ? document.runs : document.runs.filter(({ id }) => wanted.includes(id));
  return {
    runs: named.flatMap(({ id }) => find(id) ?? []),
    deleted: named.filter(({ id }) => find(id) === undefined),
  };
}

/** `“GRU” was deleted, so it is not shown.`; null where none was. */
export function deletedNote(deleted: readonly ReportRun[]): Message | null {
  const [first, ...others] = deleted;
  if (first === undefined) return null;
  if (others.length === 0) return msg`The run "${first.name}" was deleted, so it is not shown.`;
  const names = deleted.map(({ name }) => `“${name}”`).join(', ');
  return msg`These runs were deleted, so they are not shown: ${names}.`;
}

/** A run's name as it is shown; a baseline's is translated. */
export function shownName(run: Pick<RunSummary, 'name' | 'kind'>, say: ReportWords['say']): string {
  return run.kind === 'baseline' ? say(fromCatalogue(run.name)) : run.name;
}

/** The comparison of some of its runs. */
export function restricted(comparison: Comparison, ids: readonly string[]): Comparison {
  const places = comparison.runs.flatMap(({ id }, place) => (ids.includes(id) ? [place] : []));
  if (places.length === comparison.runs.length) return comparison;
  const some = <T>(all: readonly T[]): T[] => places.flatMap((place) => (place < all.length ? [all[place] as T] : []));
  return {
    runs: some(comparison.runs),
    metrics: comparison.metrics
      .map((metric) => ({ ...metric, values: some(metric.values), baselines: some(metric.baselines) }))
      .filter(({ values }) => values.some(({ best, end }) => best !== null || end !== null)),
    repeats: some(comparison.repeats),
    folds: some(comparison.folds),
    settings: {
      ...comparison.settings,
      differing: comparison.settings.differing.map((row) => ({ ...row, values: some(row.values) })),
    },
    layers: comparison.layers.map((row) => ({ values: some(row.values) })),
  };
}

/** The metrics of a block of charts, in its order; those that none of its runs has are left out. */
export function chartedMetrics(block: BlockOf<'chart'>, comparison: Comparison): readonly ComparedMetric[] {
  const first = firstMetric(comparison);
  const names = block.metrics.length > 0 ? block.metrics : first === null ? [] : [first];
  return names.flatMap((name) => comparison.metrics.find((metric) => metric.name === name) ?? []);
}

/** The metrics that a block names and none of its runs has. */
export function missingMetrics(block: BlockOf<'chart'>, comparison: Comparison): readonly string[] {
  return block.metrics.filter((name) => !comparison.metrics.some((metric) => metric.name === name));
}

/** A chart of a report. */
export interface ReportChart {
  readonly key: string;
  readonly heading: string;
  readonly spec: ChartSpec;
  /** How many runs it shows. */
  readonly runs: number;
}

function gaps(spec: ChartSpec): number {
  return spec.lines.reduce(
    (sum, { values }) => sum + values.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0),
    0,
  );
}

/**
 * The charts of one metric: one for each group of runs that can be set against each other.
 * @param curves of the metric @param training of the same metric over the training samples; null where there is none
 */
export function metricCharts(
  block: BlockOf<'chart'>,
  comparison: Comparison,
  metric: ComparedMetric,
  curves: PartialCurves,
  training: Curves | null,
  words: ReportWords,
): ReportChart[] {
  const { chart, format, say, apart } = words;
  const means = block.spread === null ? null : { repeats: comparison.repeats, spread: block.spread };
  const isDrawn = ({ rows }: ValueGroup, i: number): boolean =>
    i === 0 || rows.some(({ run }) => run.kind === 'training');
  return valueGroups(comparison, metric)
    .filter(isDrawn)
    .map((group, i) => {
      const spec = compareChart(metric, group, curves, training, chart, format, block.axis, means);
      const missing = gaps(spec);
      const notes = [
        ...(group.apart.length > 0 ? [apart(group.apart)] : []),
        ...(missing > 0
          ? [
              say(
                countOf(
                  missing,
                  '{0} value is not a finite number: the line has a gap there.',
                  '{0} values are not finite numbers: the lines have gaps there.',
                ),
              ),
            ]
          : []),
        ...(spec.notes ?? []),
      ];
      const title = axisTitle(metric, group);
      const names = group.rows.map(({ run }) => shownName(run, say)).join(', ');
      return {
        key: `${metric.name} ${group.key}`,
        heading: i === 0 ? title : `${title} · ${names}`,
        spec: { ...spec, notes },
        runs: group.rows.length,
      };
    });
}

/** A line of the verdicts. */
export interface ReportVerdict {
  readonly run: RunSummary;
  readonly text: Message;
}

/** What the values of each run say, in the order of the runs. */
export function verdictsOf(block: BlockOf<'verdicts'>, comparison: Comparison): ReportVerdict[] {
  const name = block.metric ?? firstMetric(comparison);
  const metric = comparison.metrics.find((one) => one.name === name);
  if (metric === undefined) return [];
  return valueGroups(comparison, metric)
    .flatMap(({ rows }) => rows)
    .sort((a, b) => a.index - b.index)
    .map((row) => ({ run: row.run, text: verdictText(metric.name, row) }));
}

/** The settings that differ, a row each, and how many are the same; the table is null where none differs. */
export function settingsTable(
  comparison: Comparison,
  { say, settingName, settingValue }: ReportWords,
): { readonly table: ReportTable | null; readonly same: number; readonly learned: number } {
  const learned = comparison.runs.filter(({ kind }) => kind === 'training');
  const { differing, same } = settingRows(comparison);
  const heads = [
    { text: say(msg`Setting`), isFigures: false },
    ...learned.map((run) => ({ text: run.name, isFigures: true, color: runColor(run) })),
  ];
  const rows = differing.map(({ path, values }) => [
    { text: settingName(path) },
    ...values.map((value) => ({ text: value === null ? '—' : settingValue(path, value) })),
  ]);
  const table = rows.length === 0 ? null : { label: say(msg`Differences in settings`), heads, rows };
  return { table, same: same.length, learned: learned.length };
}

/** The runs with the block's columns. */
export function runsTable(
  block: BlockOf<'table'>,
  runs: readonly RunSummary[],
  { say, head, cell }: ReportWords,
): ReportTable {
  return {
    label: say(msg`Runs`),
    heads: block.columns.map(head),
    rows: runs.map((run) => block.columns.map((column) => cell(run, column))),
  };
}
