// Runs that differ in their seed or their fold only, and what their values say together. Pure.
import {
  sampleStatistics,
  welchTest,
  type SampleStatistics,
  type WelchTest,
} from '#shared/compare/sample-statistics.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import type { ValueGroup, ValueRow } from '#shared/compare/value-groups.ts';
import { inUnit } from '#shared/runs/measure.ts';
import { crossValidationOf } from '#shared/runs/validated-part.ts';
import { runSettings } from '#shared/runs/run-settings.ts';
import { isOwnRun, type Run } from '#shared/runs/run.ts';

const foldPaths = ['data.preparation.fold', 'data.preparation.split.fold'];

/** For each run, its cross-validation, counted from 0; null for a run without folds. */
export function crossValidations(runs: readonly Run[]): (number | null)[] {
  const keys = runs.map(({ targetsHash }) => crossValidationOf(targetsHash));
  const found = [...new Set(keys.filter((key) => key !== null))];
  return keys.map((key) => (key === null ? null : found.indexOf(key)));
}

/** Equal for runs that repeat each other; null for a baseline, and for a run that was trained elsewhere, whose model is not known. */
function repeatKey(run: Run): string | null {
  if (run.kind === 'baseline' || !isOwnRun(run)) return null;
  const settings = runSettings(run);
  settings.delete('training.seed');
  const folds = crossValidationOf(run.targetsHash);
  if (folds !== null) for (const path of foldPaths) settings.delete(path);
  const { nodes, edges } = run.experiment.model;
  const layers = nodes.map(({ id, type, layer }) => [id, type, layer ?? null]);
  const joined = edges.map(({ from, to, input = 0, output = 0 }) => [from, to, input, output]);
  // A fork is repeated by forks of the same epoch only. The prepared data of two folds differ.
  const data = folds === null ? [run.datasetHash, run.targetsHash, run.fork] : [folds, run.fork];
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

/** Repeats whose values can be set against each other. */
export interface RepeatTable extends Pick<ValueGroup, 'key' | 'unit'> {
  readonly repeats: readonly Repeats[];
  readonly tests: readonly RepeatTest[];
}

/** A group of values, or of a cross-validation all folds, whose values stand apart as each is of other samples. */
function scopes(
  groups: readonly ValueGroup[],
  folds: Comparison['folds'],
): Pick<ValueGroup, 'key' | 'unit' | 'rows'>[] {
  const byKey = new Map<string, { key: string; unit: string | null; rows: ValueRow[] }>();
  for (const { key, unit, rows } of groups)
    for (const row of rows) {
      const validation = folds[row.index] ?? null;
      const { loss, threshold, scales } = row.measure;
      const own = validation === null ? key : JSON.stringify([validation, loss, threshold, unit ?? scales]);
      const scope = byKey.get(own) ?? { key: own, unit, rows: [] };
      scope.rows.push(row);
      byKey.set(own, scope);
    }
  return [...byKey.values()];
}

/** The best values; of runs with folds one for each fold, the mean of those that were trained for it. */
function foldMeans(rows: readonly ValueRow[]): number[] {
  const values = new Map<string, number[]>();
  for (const { run, index, best, measure } of rows) {
    if (best === null) continue;
    const fold = crossValidationOf(run.targetsHash) === null ? `run ${index}` : (run.targetsHash ?? '');
    values.set(fold, [...(values.get(fold) ?? []), inUnit(best.value, measure)]);
  }
  return [...values.values()].map((own) => own.reduce((sum, value) => sum + value, 0) / own.length);
}

/**
 * The repeats among the values of a comparison, and the test of each two of them that can be compared.
 * @param comparison whose runs' groups of repeats, and cross-validations, are known
 */
export function repeatTables(
  groups: readonly ValueGroup[],
  { repeats: repeated, folds }: Pick<Comparison, 'repeats' | 'folds'>,
): RepeatTable[] {
  return scopes(groups, folds).flatMap(({ key, unit, rows }): RepeatTable[] => {
    const numbers = [...new Set(rows.flatMap(({ index }) => repeated[index] ?? []))];
    const repeats = numbers.flatMap((number): Repeats[] => {
      const own = rows.filter(({ index }) => repeated[index] === number);
      const values = foldMeans(own);
      return values.length < 2 ? [] : [{ rows: own, statistics: sampleStatistics(values) }];
    });
    const tests = repeats.flatMap((one, i) =>
      repeats.slice(i + 1).flatMap((other): RepeatTest[] => {
        const test = welchTest(one.statistics, other.statistics);
        return test === null ? [] : [{ one, other, test }];
      }),
    );
    return repeats.length === 0 ? [] : [{ key, unit, repeats, tests }];
  });
}
