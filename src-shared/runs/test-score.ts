// What a run reaches on the test set: rows that neither trained nor validated it. Stored as points of the run, one step a look.
import { z } from 'zod';
import { isUnfinishedStatus } from '#shared/runs/run-status.ts';
import type { Run } from '#shared/runs/run.ts';
import { sentNumber, sentNumberSchema, type MetricPoint, type MetricSeries } from '#shared/runs/metric-series.ts';

/** The prefix of the series of a run's test: `test/loss`, `test/mae`; the step counts the looks, from 1. */
export const testPrefix = 'test/';
/** The prefix of the same figures of the baseline. */
export const testBaselinePrefix = 'test-baseline/';
const epochKey = 'test-of/epoch';
const samplesKey = 'test-of/samples';
/** Of every series of a test. */
export const allTestPrefix = 'test';
/** Every look has one. */
export const testLossKey = `${testPrefix}loss`;

/** Loss and metrics over all test samples, by their names. */
export interface TestResult {
  readonly samples: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Of the baseline of the same data. */
  readonly baseline: Readonly<Record<string, number>>;
}

/** The last look at a run's test. */
export const testScoreSchema = z.object({
  /** The epoch whose weights were tested: the best one. */
  epoch: z.number().int(),
  samples: z.number().int(),
  /** How often this run was tested. */
  looks: z.number().int(),
  metrics: z.array(
    z.object({
      name: z.string(),
      value: sentNumberSchema,
      /** Undefined where the baseline has none of this name. */
      baseline: sentNumberSchema.optional(),
    }),
  ),
});
export type TestScore = z.infer<typeof testScoreSchema>;

/** A run's test, and how often the test set of its data was looked at by all runs. */
export const testedSchema = z.object({
  score: testScoreSchema.nullable(),
  all: z.object({ looks: z.number().int(), runs: z.number().int() }),
});
export type Tested = z.infer<typeof testedSchema>;

/** Whether a run has weights of its own, has ended, and its split leaves rows for the test. */
export function mayTest({ kind, status, best, experiment }: Run): boolean {
  if (kind === 'baseline' || experiment === null || best === null || isUnfinishedStatus(status)) return false;
  const { preparation } = experiment.data;
  if (preparation.kind === 'text') return (preparation.test_split ?? 0) > 0;
  return preparation.split.train + preparation.split.validation < 1 - 1e-9;
}

/** The points of a look. @param look its number, from 1 */
export function testPoints({ samples, metrics, baseline }: TestResult, epoch: number, look: number): MetricPoint[] {
  const points = (prefix: string, values: Readonly<Record<string, number>>): MetricPoint[] =>
    Object.entries(values).map(([name, value]) => ({ key: prefix + name, step: look, value }));
  return [
    ...points(testPrefix, metrics),
    ...points(testBaselinePrefix, baseline),
    { key: epochKey, step: look, value: epoch },
    { key: samplesKey, step: look, value: samples },
  ];
}

/** @param series those of the run whose keys begin with `allTestPrefix`; null when it was never tested */
export function testScore(series: readonly MetricSeries[]): TestScore | null {
  const byKey = new Map(series.map((one) => [one.key, one]));
  const loss = byKey.get(testLossKey);
  if (loss === undefined) return null;
  const last = (key: string): number | null | undefined => byKey.get(key)?.values.at(-1);
  const names = series.flatMap(({ key }) => (key.startsWith(testPrefix) ? [key.slice(testPrefix.length)] : []));
  // The loss first, then the metrics.
  const sorted = [...names.filter((name) => name === 'loss'), ...names.filter((name) => name !== 'loss')];
  return {
    epoch: last(epochKey) ?? 0,
    samples: last(samplesKey) ?? 0,
    looks: loss.steps.length,
    metrics: sorted.map((name) => {
      const baseline = last(testBaselinePrefix + name);
      return {
        name,
        value: sentNumber(last(testPrefix + name) ?? null),
        ...(baseline === undefined ? {} : { baseline: sentNumber(baseline) }),
      };
    }),
  };
}
