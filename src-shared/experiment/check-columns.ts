// Checks the columns of a series that an experiment uses: cells without a number, and what never changes where a model learns.
import { settingFix } from '#shared/base/fix.ts';
import { countOf, msg } from '#shared/base/message.ts';
import { errorProblem, warningProblem, type Problem, type ProblemPlace } from '#shared/base/problem.ts';
import type { SeriesColumn, SeriesDataset } from '#shared/data/dataset.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';
import { splitRows } from '#shared/data/splits.ts';

const at = (name: string): { path: string } => ({ path: `data.preparation.${name}` });

/** The columns that an experiment uses; a target can be a feature as well. */
export interface UsedColumns {
  readonly features: ReadonlySet<string>;
  /** Where each target stands in the file, by its name. */
  readonly targets: ReadonlyMap<string, ProblemPlace>;
}

/**
 * The last training row, from 1; null where it cannot be said: rows that are dropped for missing cells are not known before the
 * data is read.
 */
function lastTrainingRow(
  { missing, split }: SeriesPreparation,
  { rows, columns }: SeriesDataset,
  { features, targets }: UsedColumns,
): number | null {
  const isUsed = ({ name }: SeriesColumn): boolean => features.has(name) || targets.has(name);
  const isDropped = missing === 'drop' && columns.some((column) => isUsed(column) && column.missing > 0);
  return isDropped ? null : splitRows(rows, split).train.to;
}

/** What of a column never changes: in any row, or in the rows that a model learns from. */
function checkChange(
  { name, least, most, changeRow }: SeriesColumn,
  target: ProblemPlace | undefined,
  trainEnd: number | null,
  isNormalized: boolean,
): Problem[] {
  if (least === most) {
    if (target !== undefined) {
      const message = msg`The target "${name}" is ${least} in every row; there is nothing to predict.`;
      return [warningProblem('constant-target', message, target)];
    }
    if (!isNormalized) return [];
    const message = msg`Column "${name}" is ${least} in every row; it tells a model nothing.`;
    return [warningProblem('constant-column', message, at('features'))];
  }
  if (trainEnd === null || changeRow === undefined || changeRow <= trainEnd) return [];
  const [end, first] = [trainEnd.toLocaleString('en-US'), changeRow.toLocaleString('en-US')];
  const message =
    target === undefined
      ? msg`Column "${name}" has one value in all training rows (1 to ${end}) and first changes in row ${first}; a model cannot learn what it means.`
      : msg`The target "${name}" has one value in all training rows (1 to ${end}) and first changes in row ${first}; there is nothing to learn from.`;
  return [warningProblem('constant-in-training', message, target ?? at('features'))];
}

/** One problem for each column, at most. */
export function checkColumns(preparation: SeriesPreparation, dataset: SeriesDataset, used: UsedColumns): Problem[] {
  const trainEnd = lastTrainingRow(preparation, dataset, used);
  return dataset.columns.flatMap((column) => {
    const target = used.targets.get(column.name);
    if (!used.features.has(column.name) && target === undefined) return [];
    if (column.missing === dataset.rows) {
      const message = msg`Column "${column.name}" holds no numbers at all; leave it out of the features.`;
      return [errorProblem('missing-values', message, at('features'))];
    }
    if (column.missing > 0 && preparation.missing === 'stop') {
      const cells = countOf(column.missing, '{0} empty cell', '{0} empty cells');
      const message = msg`Column "${column.name}" has ${cells}; set missing to "fill" (repeats the last value) or "drop".`;
      const path = 'data.preparation.missing';
      return [errorProblem('missing-values', message, { path, fixes: [settingFix(path, 'fill')] })];
    }
    return checkChange(column, target, trainEnd, preparation.normalize);
  });
}
