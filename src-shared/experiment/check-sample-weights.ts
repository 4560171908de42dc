// Checks the column of sample weights, and what it does not go with.
import { removeSettingFix, settingFix } from '#shared/base/fix.ts';
import { countOf, msg, sentences } from '#shared/base/message.ts';
import { suggestNames } from '#shared/base/near-names.ts';
import type { Problem } from '#shared/base/problem.ts';
import { errorProblem, warningProblem } from '#shared/base/problem.ts';
import type { Dataset, SeriesDataset, TextDataset } from '#shared/data/dataset.ts';
import type { Preparation } from '#shared/data/preparation.ts';
import type { Training } from '#shared/training/training-settings.ts';

const path = 'data.preparation.sample_weight';
const place = { path, fixes: [removeSettingFix(path)] };

function checkColumn(column: string, dataset: SeriesDataset): Problem[] {
  const found = dataset.columns.find(({ name }) => name === column);
  if (found === undefined) {
    const names = dataset.columns.map(({ name }) => name);
    const sentence = msg`The data set "${dataset.id}" has no column "${column}".`;
    return [errorProblem('unknown-column', sentences(sentence, suggestNames(column, names)), place)];
  }
  const { missing, missingRow, least, most, negativeRow } = found;
  if (missing > 0) {
    const cells = countOf(missing, '{0} empty cell', '{0} empty cells');
    const message =
      missingRow === undefined
        ? msg`The weights in column "${column}" have ${cells}; every row needs a weight.`
        : msg`The weights in column "${column}" have ${cells}, the first in row ${missingRow}; every row needs a weight.`;
    return [errorProblem('missing-weights', message, place)];
  }
  if (least < 0) {
    const message =
      negativeRow === undefined
        ? msg`The weights in column "${column}" go down to ${least}; a weight is 0 or more.`
        : msg`The weight in column "${column}", row ${negativeRow}, is below 0; a weight is 0 or more.`;
    return [errorProblem('negative-weights', message, place)];
  }
  if (most > 0) return [];
  return [errorProblem('zero-weights', msg`The weights in column "${column}" are 0 in every row.`, place)];
}

function checkTextWeights(column: string, { id, weights }: TextDataset): Problem[] {
  if (weights?.column === column) return [];
  if (weights === undefined) {
    const message = msg`The data set "${id}" has no weights; import it again with ${`--weights ${column}`}.`;
    return [errorProblem('no-weights', message, place)];
  }
  const message = msg`The data set "${id}" has its weights from the column "${weights.column}", not from "${column}".`;
  return [errorProblem('unknown-column', message, { path, fixes: [settingFix(path, weights.column)] })];
}

/** @param dataset null when it is not in the home folder, or of another kind */
export function checkSampleWeights(preparation: Preparation, training: Training, dataset: Dataset | null): Problem[] {
  const { sample_weight: column } = preparation;
  const { class_weight: classWeight, weighted_metrics: weighted = [], outputs = {} } = training;
  if (column === undefined) {
    if (classWeight !== undefined) return [];
    const lists = [
      { path: 'training.weighted_metrics', list: weighted },
      ...Object.entries(outputs).map(([id, own]) => ({
        path: `training.outputs.${id}.weighted_metrics`,
        list: own.weighted_metrics ?? [],
      })),
    ];
    const named = lists.find(({ list }) => list.length > 0);
    if (named === undefined) return [];
    const message = msg`weighted_metrics are the same as metrics, as no sample has a weight; name the column in ${path}.`;
    return [warningProblem('metrics-without-weights', message, { path: named.path })];
  }
  const ofColumn =
    dataset?.kind === 'series'
      ? checkColumn(column, dataset)
      : dataset?.kind === 'text'
        ? checkTextWeights(column, dataset)
        : [];
  if (classWeight === undefined) return ofColumn;
  const message = msg`class_weight and sample_weight do not go together, as in Keras: both say what a sample counts; leave one of them out.`;
  const fixes = [removeSettingFix('training.class_weight'), removeSettingFix(path)];
  return [...ofColumn, errorProblem('two-weights', message, { path: 'training.class_weight', fixes })];
}
