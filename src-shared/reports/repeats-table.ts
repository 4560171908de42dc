// The repeats of a report: mean and spread of runs that differ in their seed or fold only, and the tests of their means. Pure.
import { msg } from '#shared/base/message.ts';
import { runColor } from '#shared/charts/run-color.ts';
import { firstMetric } from '#shared/compare/compare-view.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { testNotes, testText } from '#shared/compare/repeat-words.ts';
import { repeatTables, type Repeats } from '#shared/compare/repeats.ts';
import { valueGroups } from '#shared/compare/value-groups.ts';
import { shownName } from '#shared/reports/report-blocks.ts';
import type { BlockOf } from '#shared/reports/report.ts';
import type { ReportCell, ReportTable } from '#shared/reports/report-table.ts';
import type { ReportWords } from '#shared/reports/report-words.ts';

/** A row for each group of repeats, which is named by its first run; null without one. `notes` are about the tests. */
export function repeatsTable(
  block: BlockOf<'repeats'>,
  comparison: Comparison,
  { say, format }: ReportWords,
): { readonly table: ReportTable | null; readonly notes: readonly string[] } {
  const name = block.metric ?? firstMetric(comparison);
  const metric = comparison.metrics.find((one) => one.name === name);
  const tables = metric === undefined ? [] : repeatTables(valueGroups(comparison, metric), comparison);
  if (metric === undefined || tables.length === 0) return { table: null, notes: [] };

  const nameOf = ({ rows: [first] }: Repeats): string => (first === undefined ? '' : shownName(first.run, say));
  const rows = tables.flatMap(({ unit, repeats }) =>
    repeats.map((one): ReportCell[] => {
      const { count, mean, deviation, standardError, margin95, least, most } = one.statistics;
      const text = (value: number): string =>
        unit === null ? format.metric(value) : `${format.measured(value)} ${unit}`;
      const around = (value: number | null): string => (value === null ? '—' : `± ${text(value)}`);
      const [first] = one.rows;
      return [
        { text: nameOf(one), ...(first && { color: runColor(first.run) }) },
        { text: format.count(count) },
        { text: text(mean) },
        { text: around(deviation) },
        { text: around(standardError) },
        { text: around(margin95) },
        { text: `${text(least)} – ${text(most)}` },
      ];
    }),
  );
  const heads = [
    { text: say(msg`Runs`), isFigures: false },
    ...[
      say(msg`n`),
      say(msg`mean ${metric.name}`),
      say(msg`standard deviation`),
      say(msg`standard error`),
      say(msg`95 % interval of the mean`),
      say(msg`minimum to maximum`),
    ].map((text) => ({ text, isFigures: true })),
  ];
  const tests = tables.flatMap((table) => table.tests.map((test) => say(testText(test, nameOf))));
  const notes = testNotes(tables, comparison).map(say);
  return {
    table: { label: say(msg`Repeats`), heads, rows },
    notes: notes.length === 0 ? tests : [...tests, notes.join(' ')],
  };
}
