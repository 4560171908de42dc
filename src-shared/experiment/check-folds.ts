// Checks the settings of cross-validation, which texts and series share.
import { removeSettingFix, settingFix } from '#shared/base/fix.ts';
import { msg } from '#shared/base/message.ts';
import { errorProblem, warningProblem, type Problem } from '#shared/base/problem.ts';

/** @param place of the object that has the settings */
export function checkFolds(
  { folds, fold }: { readonly folds?: number | undefined; readonly fold?: number | undefined },
  place: string,
): Problem[] {
  const path = `${place}.fold`;
  if (folds === undefined && fold !== undefined) {
    const message = msg`fold ${fold} has no meaning without folds.`;
    return [warningProblem('fold-without-folds', message, { path, fixes: [removeSettingFix(path)] })];
  }
  if (folds === undefined || fold === undefined || fold <= folds) return [];
  const message = msg`There is no fold ${fold} of ${folds}.`;
  return [errorProblem('no-fold', message, { path, fixes: [settingFix(path, folds)] })];
}
