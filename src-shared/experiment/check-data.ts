// Checks the preparation against the data set and the model's Inputs and outputs: for a series what check-series.ts does, for texts
// the split and the labels.
import { settingFix } from '#shared/base/fix.ts';
import { countOf, msg } from '#shared/base/message.ts';
import type { Dataset, TextDataset } from '#shared/data/dataset.ts';
import type { Preparation, TextPreparation } from '#shared/data/preparation.ts';
import { trainingCount } from '#shared/data/splits.ts';
import { checkSeries } from '#shared/experiment/check-series.ts';
import type { DataFacts, EndIds } from '#shared/experiment/data-facts.ts';
import type { Problem } from '#shared/base/problem.ts';
import { errorProblem, warningProblem } from '#shared/base/problem.ts';

const at = (name: string): { path: string } => ({ path: `data.preparation.${name}` });

/** Texts that stand in the file by label and are not shuffled: a label is in one part only. */
function checkLabelOrder(
  { shuffle_seed: seed }: TextPreparation,
  { rows, labels }: TextDataset,
  trainSamples: number,
): Problem[] {
  if (seed !== null || labels.length < 2 || trainSamples === 0 || trainSamples === rows) return [];
  const place = { ...at('shuffle_seed'), fixes: [settingFix('data.preparation.shuffle_seed', 0)] };
  const unseen = labels.filter(({ firstRow }) => firstRow !== undefined && firstRow > trainSamples);
  if (unseen.length > 0) {
    const names = unseen.map(({ name }) => `"${name}"`).join(', ');
    const message =
      unseen.length === 1
        ? msg`The label ${names} is in the validation part only; shuffle the texts before the split.`
        : msg`The labels ${names} are in the validation part only; shuffle the texts before the split.`;
    return [warningProblem('labels-in-order', message, place)];
  }
  const [first, ...others] = labels.filter(({ lastRow }) => lastRow === undefined || lastRow > trainSamples);
  if (first === undefined || others.length > 0) return [];
  const message = msg`All texts of the validation part have the label "${first.name}"; shuffle the texts before the split.`;
  return [warningProblem('labels-in-order', message, place)];
}

function checkText(
  preparation: TextPreparation,
  dataset: TextDataset | null,
): { facts: DataFacts; problems: Problem[] } {
  const problems: Problem[] = [];
  const { length, validation_split: share } = preparation;
  const trainSamples = dataset === null ? null : trainingCount(dataset.rows, share);
  const validationSamples = dataset === null || trainSamples === null ? null : dataset.rows - trainSamples;
  if (dataset !== null && trainSamples === 0) {
    const message = msg`Of ${countOf(dataset.rows, '{0} text', '{0} texts')} none remains for training with validation_split ${share}.`;
    problems.push(errorProblem('empty-split', message, at('validation_split')));
  }
  if (dataset !== null && share > 0 && validationSamples === 0) {
    const message = msg`validation_split ${share} of ${countOf(dataset.rows, '{0} text', '{0} texts')} holds out none; take a larger share.`;
    problems.push(errorProblem('empty-split', message, at('validation_split')));
  }
  const labels = dataset?.labels.length ?? null;
  if (labels === 1) {
    const message = msg`All texts have the same label; there is nothing to tell apart.`;
    problems.push(warningProblem('one-label', message, { path: 'data.dataset' }));
  }
  if (dataset !== null && trainSamples !== null) problems.push(...checkLabelOrder(preparation, dataset, trainSamples));
  const facts: DataFacts = {
    inputShape: () => [length],
    trainSamples,
    validationSamples,
    hasValidation: share > 0,
    target: () => ({ kind: 'label', labels }),
    namedOutputs: new Set(),
  };
  return { facts, problems };
}

/**
 * @param ends of the model; null while it has errors
 * @param dataset null when it is not in the home folder yet: then only what the experiment itself says is checked
 */
export function checkData(
  preparation: Preparation,
  dataset: Dataset | null,
  ends: EndIds | null,
): { readonly facts: DataFacts; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let known = dataset;
  if (dataset !== null && dataset.kind !== preparation.kind) {
    const are = { text: msg`texts with labels`, series: msg`a series of measurements` };
    const message = msg`The data set "${dataset.id}" is ${are[dataset.kind]}, but the preparation is for ${are[preparation.kind]}; its kind must be "${dataset.kind}".`;
    problems.push(errorProblem('wrong-preparation', message, at('kind')));
    known = null;
  }
  const checked =
    preparation.kind === 'text'
      ? checkText(preparation, known?.kind === 'text' ? known : null)
      : checkSeries(preparation, known?.kind === 'series' ? known : null, ends);
  return { facts: checked.facts, problems: [...problems, ...checked.problems] };
}
