// A comparison of runs as text: the best value of each, against its baseline and in the target's own unit, then what differs.
import { textOf } from '#shared/base/message.ts';
import { amountText, measuredText, metricText } from '#shared/base/number-text.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { valueGroups, type Apart, type ValueGroup, type ValueRow } from '#shared/compare/value-groups.ts';
import { testNotes, testText } from '#shared/compare/repeat-words.ts';
import { repeatTables, type Repeats } from '#shared/compare/repeats.ts';
import { verdictText } from '#shared/compare/verdict.ts';
import { baselineAnswer, verdictOf, type Difference } from '#shared/runs/difference.ts';
import { inUnit } from '#shared/runs/measure.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { validatedPart } from '#shared/runs/validated-part.ts';
import { formatTable, plainLine, printLine } from '#main/cli/output.ts';

/** `14.2 % worse`, `3.1 points better`. */
function differenceText(difference: Difference | null): string {
  if (difference === null) return '–';
  const verdict = verdictOf(difference);
  if (verdict === 'same') return 'as good';
  return `${amountText(Math.abs(difference.worse))} ${difference.kind === 'percent' ? '%' : 'points'} ${verdict}`;
}

/** What a run's targets were, where the runs of a table differ in that. */
function targetsText({ measure: { scales } }: ValueRow): string {
  return scales.every((scale) => scale === 1) ? 'as they are' : `divided by ${scales.map(metricText).join(', ')}`;
}

function groupTable({ rows, unit, isOneScale }: ValueGroup, metricName: string): string {
  const answers = rows.flatMap(({ run, difference }) => (difference === null ? [] : [baselineAnswer(run)]));
  return formatTable<ValueRow>(rows, [
    { title: 'run', value: ({ run }) => run.name },
    { title: metricName, value: ({ best }) => (best === null ? '–' : metricText(best.value)), figures: true },
    ...(isOneScale ? [] : [{ title: 'of targets', value: targetsText }]),
    ...(unit === null
      ? []
      : [
          {
            title: unit,
            value: ({ best, measure }: ValueRow) => (best === null ? '–' : measuredText(inUnit(best.value, measure))),
            figures: true,
          },
        ]),
    {
      title: 'epoch',
      value: ({ run, best }) => (best === null || run.kind === 'baseline' ? '–' : String(best.epoch)),
      figures: true,
    },
    ...(answers[0] === undefined
      ? []
      : [
          {
            title: `vs ${answers[0]}`,
            value: ({ difference }: ValueRow) => differenceText(difference),
            figures: true,
          },
        ]),
    { title: 'parameters', value: ({ run }) => run.parameters?.toLocaleString('en-US') ?? '–', figures: true },
    { title: 'ms/step', value: ({ run }) => run.msPerStep?.toFixed(1) ?? '–', figures: true },
    { title: 'engine', value: ({ run }) => (run.engine === null ? '–' : `${run.engine.id}, ${run.engine.version}`) },
  ]);
}

const reasons: Readonly<Record<Apart, string>> = {
  data: 'other validation data',
  loss: 'another loss',
  threshold: 'another threshold',
  unit: 'another unit',
};

/** Why some runs are apart from the first. */
export function apartText(apart: readonly Apart[]): string {
  return `Not to be compared with the first: ${apart.map((one) => reasons[one]).join(', ')}`;
}

function partNote({ name, targetsHash }: RunSummary): string[] {
  const samples = validatedPart(targetsHash);
  if (samples === null) return [];
  const first = samples === 1 ? 'sample' : `${samples.toLocaleString('en-US')} samples`;
  return [`"${plainLine(name)}" is validated on the first ${first} only, so it is not compared with the baseline.`];
}

/**
 * The best value of one metric for every run: in the target's unit, at which epoch, against the run's own baseline. Runs that
 * cannot be compared with the first ones have a separate table, which says why.
 */
export function bestTable(comparison: Comparison, metricName: string): string {
  const metric = comparison.metrics.find(({ name }) => name === metricName);
  if (metric === undefined) return '';
  const tables = valueGroups(comparison, metric)
    .map((group) => {
      const table = groupTable(group, metricName);
      if (group.apart.length === 0) return table;
      return `${apartText(group.apart)}\n${table}`;
    })
    .join('\n\n');
  return [tables, ...comparison.runs.flatMap(partNote)].join('\n');
}

/** The main metric: a validation metric, the loss only if there is no other. */
export function leadingMetric(comparison: Comparison): string | null {
  const named = comparison.runs.flatMap(({ best }) => (best === null ? [] : [best.metric]));
  return named[0] ?? comparison.metrics[0]?.name ?? null;
}

/** A line for each run: what its values say. */
function verdictLines(groups: readonly ValueGroup[], metricName: string): string[] {
  const rows = groups.flatMap((group) => group.rows).toSorted((a, b) => a.index - b.index);
  return rows.map((row) => `${plainLine(row.run.name)}: ${textOf(verdictText(metricName, row))}`);
}

/** Mean and spread of runs that differ in their seed or fold only, and the tests of their means; none without repeats. */
function repeatLines(groups: readonly ValueGroup[], comparison: Comparison): string[] {
  const tables = repeatTables(groups, comparison);
  const lines = tables.flatMap(({ repeats, tests, unit }) => {
    const text = (value: number | null): string =>
      value === null ? '–' : unit === null ? metricText(value) : `${measuredText(value)} ${unit}`;
    const nameOf = ({ rows: [first] }: Repeats): string => plainLine(first?.run.name ?? '');
    return [
      ...repeats.map((one) => {
        const { count, mean, deviation, standardError, margin95, least, most } = one.statistics;
        return `"${nameOf(one)}" and its repeats (n = ${count}): mean ${text(mean)}, standard deviation ${text(deviation)}, standard error ${text(standardError)}, 95 % interval of the mean ± ${text(margin95)}, ${text(least)} to ${text(most)}`;
      }),
      ...tests.map((test) => textOf(testText(test, nameOf))),
    ];
  });
  return [...lines, ...testNotes(tables, comparison).map(textOf)];
}

export function printComparison(comparison: Comparison): void {
  const leading = leadingMetric(comparison);
  if (leading !== null) printLine(bestTable(comparison, leading));
  const metric = comparison.metrics.find(({ name }) => name === leading);
  if (metric !== undefined) {
    const groups = valueGroups(comparison, metric);
    printLine(`\n${[...verdictLines(groups, metric.name), ...repeatLines(groups, comparison)].join('\n')}`);
  }
  const names = comparison.runs.map(({ name }) => name);
  const columns = names.map((title, i) => ({
    title,
    value: ({ values }: { values: readonly (string | null)[] }) => values[i] ?? '–',
    figures: true,
  }));
  const { differing, same } = comparison.settings;
  printLine(`\nSettings that differ (${same.length} ${same.length === 1 ? 'is' : 'are'} the same)`);
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
