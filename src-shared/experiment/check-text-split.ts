// Checks how texts are split: shares that leave rows for every part, folds that exist, groups that the data set has.
import { removeSettingFix, settingFix, type Fix } from '#shared/base/fix.ts';
import { countOf, msg } from '#shared/base/message.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';
import type { TextDataset } from '#shared/data/dataset.ts';
import type { TextPreparation } from '#shared/data/preparation.ts';
import { splitsByGroup, textPartCounts, type TextPartCounts } from '#shared/data/text-split.ts';
import { checkFolds } from '#shared/experiment/check-folds.ts';

const at = (name: string, ...fixes: Fix[]): { path: string; fixes: Fix[] } => ({
  path: `data.preparation.${name}`,
  fixes,
});

function checkGroup(column: string, { id, groups }: TextDataset): Problem[] {
  if (groups?.column === column) return [];
  const path = 'data.preparation.group';
  if (groups !== undefined) {
    const message = msg`The data set "${id}" has its groups from the column "${groups.column}", not from "${column}".`;
    return [errorProblem('unknown-column', message, at('group', settingFix(path, groups.column)))];
  }
  const message = msg`The data set "${id}" has no groups; import it again with ${`--group ${column}`}.`;
  return [errorProblem('no-groups', message, at('group', removeSettingFix(path)))];
}

function checkEmpty(preparation: TextPreparation, dataset: TextDataset, counts: TextPartCounts): Problem[] {
  const { validation_split: share, test_split: tested = 0, folds } = preparation;
  const all = countOf(dataset.rows, '{0} text', '{0} texts');
  if (counts.train === 0) {
    const message =
      tested === 0
        ? msg`Of ${all} none remains for training with validation_split ${share}.`
        : msg`Of ${all} none remains for training with validation_split ${share} and test_split ${tested}.`;
    return [errorProblem('empty-split', message, at('validation_split'))];
  }
  if (folds === undefined && share > 0 && counts.validation === 0) {
    const message = msg`validation_split ${share} of ${all} holds out none; take a larger share.`;
    return [errorProblem('empty-split', message, at('validation_split'))];
  }
  const hasEmptyFold =
    folds !== undefined &&
    Array.from({ length: folds }, (_, i) => textPartCounts(dataset, { ...preparation, fold: i + 1 })).some(
      (own) => own?.validation === 0,
    );
  if (hasEmptyFold) {
    const message = msg`${all} in ${folds} folds leave a fold without any; take fewer folds.`;
    return [errorProblem('empty-split', message, at('folds'))];
  }
  if (tested === 0 || counts.test > 0) return [];
  const message = msg`test_split ${tested} of ${all} holds out none; take a larger share.`;
  return [errorProblem('empty-split', message, at('test_split'))];
}

/**
 * @param dataset null when it is not in the home folder
 * @param counts null where they are not known without the rows
 */
export function checkTextSplit(
  preparation: TextPreparation,
  dataset: TextDataset | null,
  counts: TextPartCounts | null,
): Problem[] {
  const { validation_split: share, test_split: tested = 0, stratify = false, group, folds } = preparation;
  const problems = checkFolds(preparation, 'data.preparation');
  if (folds === undefined && tested > 0 && share + tested > 1 - 1e-9) {
    const message = msg`validation_split ${share} and test_split ${tested} leave nothing for training.`;
    return [...problems, errorProblem('empty-split', message, at('test_split'))];
  }
  if (stratify && splitsByGroup(preparation)) {
    const path = 'data.preparation.stratify';
    const message = msg`Rows that are kept together cannot also have the same share of each label in every part; leave stratify out.`;
    problems.push(errorProblem('two-splits', message, at('stratify', removeSettingFix(path))));
  }
  if (dataset === null) return problems;
  if (group !== undefined) problems.push(...checkGroup(group, dataset));
  return counts === null || problems.some(({ severity }) => severity === 'error')
    ? problems
    : [...problems, ...checkEmpty(preparation, dataset, counts)];
}
