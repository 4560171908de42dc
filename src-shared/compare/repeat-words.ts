// What is said of repeats: whether the means of two groups differ, and what the test assumes. Pure.
import { msg, type Message } from '#shared/base/message.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import type { Repeats, RepeatTable, RepeatTest } from '#shared/compare/repeats.ts';

/** A p value: three decimals, an exponent below 0.001. */
export function pText(p: number): string {
  return p < 0.001 ? p.toExponential(0) : p.toFixed(3);
}

/** Whether any of the runs belongs to a cross-validation. */
export function hasFolds(tables: readonly RepeatTable[], { folds }: Pick<Comparison, 'folds'>): boolean {
  return tables.some(({ repeats }) =>
    repeats.some(({ rows }) => rows.some(({ index }) => (folds[index] ?? null) !== null)),
  );
}

/** Whether two groups differ, at 5 %. @param nameOf a group's name: that of its first run */
export function testText({ one, other, test: { p } }: RepeatTest, nameOf: (repeats: Repeats) => string): Message {
  return p < 0.05
    ? msg`The means of "${nameOf(one)}" and "${nameOf(other)}" differ (p = ${pText(p)}).`
    : msg`These runs show no difference between "${nameOf(one)}" and "${nameOf(other)}" (p = ${pText(p)}).`;
}

/** Which test it is, what it assumes, and why its p may be too small; none without a test. */
export function testNotes(tables: readonly RepeatTable[], comparison: Pick<Comparison, 'folds'>): Message[] {
  const tests = tables.reduce((sum, table) => sum + table.tests.length, 0);
  if (tests === 0) return [];
  return [
    msg`Welch’s t-test of the best values, at 5 %. It assumes independent, roughly normal values; a few seeds show large differences only.`,
    ...(tests > 1 ? [msg`The p values are not corrected for the number of tests.`] : []),
    ...(hasFolds(tables, comparison) ? [msg`Folds share training samples, so p comes out too small.`] : []),
  ];
}
