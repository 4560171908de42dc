// Runs that differ in their seed only, and what their values say together. Pure.
import {
  sampleStatistics,
  welchTest,
  type SampleStatistics,
  type WelchTest,
} from '#shared/compare/sample-statistics.ts';
import type { ValueGroup, ValueRow } from '#shared/compare/value-groups.ts';
import { inUnit } from '#shared/runs/measure.ts';
import { runSettings } from '#shared/runs/run-settings.ts';
import { isOwnRun, type Run } from '#shared/runs/run.ts';

/** Equal for runs that repeat each other; null for a baseline, and for a run that was trained elsewhere, whose model is not known. */
function repeatKey(run: Run): string | null {
  if (run.kind === 'baseline' || !isOwnRun(run)) return null;
  const settings = runSettings(run);
  settings.delete('training.seed');
  const { nodes, edges } = run.experiment.model;
  const layers = nodes.map(({ id, type, layer }) => [id, type, layer ?? null]);
  const joined = edges.map(({ from, to, input = 0, output = 0 }) => [from, to, input, output]);
  // A fork is repeated by forks of the same epoch only.
  const data = [run.datasetHash, run.targetsHash, run.fork];
  return JSON.stringify([[...settings].toSorted(), layers, joined, data]);
}

/** For each run, its group of repeats, counted from 0; null for a run that nothing repeats. */
export function repeatGroups(runs: readonly Run[]): (number | null)[] {
  const keys = runs.map(repeatKey);
  const repeated = [...new Set(keys)].filter((key) => key !== null && keys.indexOf(key) !== keys.lastIndexOf(key));
  return keys.map((key) => {
    const group = repeated.indexOf(key);
    return group < 0 ? null : group;
  });
}

/** Runs of one group with their best values of a metric, in the measure's unit. */
export interface Repeats {
  readonly rows: readonly ValueRow[];
  readonly statistics: SampleStatistics;
}

/** Two groups of repeats and the test of their means. */
export interface RepeatTest {
  readonly one: Repeats;
  readonly other: Repeats;
  readonly test: WelchTest;
}

/**
 * The repeats in a group of runs that can be compared, and the test of each two of them.
 * @param groups of the comparison's runs, as `repeatGroups` gives them
 */
export function repeatsOf(
  { rows }: Pick<ValueGroup, 'rows'>,
  groups: readonly (number | null)[],
): { readonly repeats: readonly Repeats[]; readonly tests: readonly RepeatTest[] } {
  const numbers = [...new Set(rows.flatMap(({ index }) => groups[index] ?? []))];
  const repeats = numbers.flatMap((number): Repeats[] => {
    const own = rows.filter(({ index }) => groups[index] === number);
    const values = own.flatMap(({ best, measure }) => (best === null ? [] : [inUnit(best.value, measure)]));
    return values.length < 2 ? [] : [{ rows: own, statistics: sampleStatistics(values) }];
  });
  const tests = repeats.flatMap((one, i) =>
    repeats.slice(i + 1).flatMap((other): RepeatTest[] => {
      const test = welchTest(one.statistics, other.statistics);
      return test === null ? [] : [{ one, other, test }];
    }),
  );
  return { repeats, tests };
}
