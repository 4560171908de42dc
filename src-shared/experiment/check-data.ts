// Checks the preparation against the data set and the model's Inputs and outputs: for a series what check-series.ts does, for texts
// the split and the labels.
import { settingFix } from '#shared/base/fix.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { Dataset, TextDataset } from '#shared/data/dataset.ts';
import type { Preparation, TextPreparation } from '#shared/data/preparation.ts';
import { splitsByGroup, textPartCounts, type TextPartCounts } from '#shared/data/text-split.ts';
import { checkTextSplit } from '#shared/experiment/check-text-split.ts';
import { checkSeries } from '#shared/experiment/check-series.ts';
import type { DataFacts, EndIds } from '#shared/experiment/data-facts.ts';
import type { Problem } from '#shared/base/problem.ts';
import { errorProblem, warningProblem } from '#shared/base/problem.ts';

const at = (name: string): { path: string } => ({ path: `data.preparation.${name}` });

/** Texts that stand in the file by label and are not shuffled: a label is in one part only. */
function checkLabelOrder(
  preparation: TextPreparation,
  { rows, labels }: TextDataset,
  { train, validation, test }: TextPartCounts,
): Problem[] {
  if (preparation.stratify === true || splitsByGroup(preparation) || preparation.folds !== undefined) return [];
  const { shuffle_seed: seed } = preparation;
  if (seed !== null || labels.length < 2 || train === 0 || train === rows) return [];
  const place = { ...at('shuffle_seed'), fixes: [settingFix('data.preparation.shuffle_seed', 0)] };
  const warn = (message: Message): Problem => warningProblem('labels-in-order', message, place);
  const unseen = labels.filter(({ firstRow }) => firstRow !== undefined && firstRow > train);
  if (unseen.length > 0) {
    const names = unseen.map(({ name }) => `"${name}"`).join(', ');
    if (test > 0) return [warn(msg`No training text has the label ${names}; shuffle the texts before the split.`)];
    return [
      unseen.length === 1
        ? warn(msg`The label ${names} is in the validation part only; shuffle the texts before the split.`)
        : warn(msg`The labels ${names} are in the validation part only; shuffle the texts before the split.`),
    ];
  }
  /** The label of all texts of some rows; null where there are several, or it is not known. */
  const onlyLabel = (from: number, to: number): string | null => {
    const [first, ...others] = labels.filter(
      ({ firstRow = 1, lastRow = rows }) => to > from && firstRow <= to && lastRow > from,
    );
    return others.length > 0 ? null : (first?.name ?? null);
  };
  const ofValidation = onlyLabel(train, train + validation);
  const ofTest = onlyLabel(train + validation, rows);
  return [
    ...(ofValidation === null
      ? []
      : [
          warn(
            msg`All texts of the validation part have the label "${ofValidation}"; shuffle the texts before the split.`,
          ),
        ]),
    ...(ofTest === null || test === 0
      ? []
      : [warn(msg`All texts of the test part have the label "${ofTest}"; shuffle the texts before the split.`)]),
  ];
}

function checkText(
  preparation: TextPreparation,
  dataset: TextDataset | null,
): { facts: DataFacts; problems: Problem[] } {
  const { length, validation_split: share, folds } = preparation;
  const counts = dataset === null ? null : textPartCounts(dataset, preparation);
  const trainSamples = counts?.train ?? null;
  const problems: Problem[] = [...checkTextSplit(preparation, dataset, counts)];
  const labels = dataset?.labels.length ?? null;
  if (labels === 1) {
    const message = msg`All texts have the same label; there is nothing to tell apart.`;
    problems.push(warningProblem('one-label', message, { path: 'data.dataset' }));
  }
  if (dataset !== null && counts !== null) problems.push(...checkLabelOrder(preparation, dataset, counts));
  const facts: DataFacts = {
    inputShape: () => [length],
    trainSamples,
    validationSamples: counts?.validation ?? null,
    hasValidation: share > 0 || folds !== undefined,
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
