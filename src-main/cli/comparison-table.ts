// A comparison of runs as text: the best value of each, against the baseline and in the target's own unit, then what differs.
import { textOf } from '#shared/base/message.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { unitOfMetric } from '#shared/data/target-unit.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { formatTable, printLine } from '#main/cli/output.ts';

interface Row {
  readonly run: RunSummary;
  readonly best: { readonly value: number; readonly epoch: number } | null;
}

function toBaseline(value: number, baseline: number): string {
  const change = (value / baseline - 1) * 100;
  return `${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(1)} %`;
}

/** The best value of one metric for every run: in the target's unit, at which epoch, against the baseline. */
export function bestTable(comparison: Comparison, metricName: string): string {
  const metric = comparison.metrics.find(({ name }) => name === metricName);
  if (metric === undefined) return '';
  const rows: Row[] = comparison.runs.map((run, i) => ({ run, best: metric.values[i]?.best ?? null }));
  const baseline = rows.find(({ run }) => run.kind === 'baseline')?.best?.value ?? null;
  const unit = rows.map(({ run }) => unitOfMetric(metricName, run.targetUnit)).find((each) => each !== null) ?? null;
  return formatTable(rows, [
    { title: 'run', value: ({ run }) => run.name },
    { title: metricName, value: ({ best }) => best?.value.toFixed(4) ?? '–', figures: true },
    ...(unit === null
      ? []
      : [
          {
            title: unit.unit,
            value: ({ best }: Row) => (best === null ? '–' : (best.value * unit.scale).toFixed(2)),
            figures: true,
          },
        ]),
    {
      title: 'epoch',
      value: ({ run, best }) => (best === null || run.kind === 'baseline' ? '–' : String(best.epoch)),
      figures: true,
    },
    ...(baseline === null
      ? []
      : [
          {
            title: 'to baseline',
            value: ({ run, best }: Row) =>
              best === null || run.kind === 'baseline' ? '–' : toBaseline(best.value, baseline),
            figures: true,
          },
        ]),
    { title: 'parameters', value: ({ run }) => run.parameters?.toLocaleString('en-US') ?? '–', figures: true },
    { title: 'ms/step', value: ({ run }) => run.msPerStep?.toFixed(1) ?? '–', figures: true },
    { title: 'engine', value: ({ run }) => (run.engine === null ? '–' : `${run.engine.id}, ${run.engine.version}`) },
  ]);
}

/** The metric a person looks at first: validation, and not the loss when there is another. */
export function leadingMetric(comparison: Comparison): string | null {
  const named = comparison.runs.flatMap(({ best }) => (best === null ? [] : [best.metric]));
  return named[0] ?? comparison.metrics[0]?.name ?? null;
}

export function printComparison(comparison: Comparison): void {
  const leading = leadingMetric(comparison);
  if (leading !== null) printLine(bestTable(comparison, leading));
  const names = comparison.runs.map(({ name }) => name);
  const columns = names.map((title, i) => ({
    title,
    value: ({ values }: { values: readonly (string | null)[] }) => values[i] ?? '–',
    figures: true,
  }));
  const { differing, same } = comparison.settings;
  printLine(`\nSettings that differ (${same.length} are the same)`);
  printLine(formatTable(differing, [{ title: '', value: ({ path }) => path }, ...columns]));
  printLine('\nModels');
  printLine(
    formatTable(
      comparison.layers,
      names.map((title, i) => ({
        title,
        value: ({ values }) => {
          const layer = values[i];
          return layer === null || layer === undefined ? '–' : `${layer.type} ${textOf(layer.summary)}`;
        },
      })),
    ),
  );
}
