// Hashes of prepared data: equal hashes mean equal numbers, or equal targets.
import { createHash } from 'node:crypto';
import { foldOf } from '#shared/data/folds.ts';
import { sourceOf } from '#shared/data/derived-columns.ts';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import type { Preparation, SeriesPreparation } from '#shared/data/preparation.ts';
import {
  columnsOfTarget,
  inputPlan,
  outputPlan,
  sampleSpan,
  seriesPlan,
  type SeriesPlan,
} from '#shared/data/series-plan.ts';
import { foldTargets } from '#shared/runs/validated-part.ts';

/** Raised whenever the same preparation gives other numbers than before. */
const preparationVersion = 1;

/** Of one output, only the form of its labels: older hashes have that. */
function formsOf(outputs: ModelEnds['outputs']): boolean | readonly boolean[] {
  const forms = outputs.map(({ oneHot }) => oneHot);
  const [only = false, ...more] = forms;
  return more.length === 0 ? only : forms;
}

function planOf(preparation: SeriesPreparation, { inputs, outputs }: ModelEnds): SeriesPlan {
  return seriesPlan(preparation, { inputs, outputs: outputs.map(({ id }) => id) });
}

/** The preparation without derived columns and what Inputs and outputs have of their own: what an end gets that it does not name. */
function commonPart(preparation: SeriesPreparation): SeriesPreparation {
  const { inputs: _inputs, outputs: _outputs, derived: _derived, ...common } = preparation;
  const [only, ...others] = columnsOfTarget(common.target);
  return only !== undefined && others.length === 0 ? { ...common, target: only } : common;
}

/** What the ends get, where it is not what every one gets from the preparation's own keys; older hashes do not have it. */
function ownPlan(preparation: Preparation, ends: ModelEnds): readonly SeriesPlan[] {
  if (preparation.kind === 'text') return [];
  const plan = planOf(preparation, ends);
  const common = commonPart(preparation);
  const plain = { inputs: [inputPlan(common, '')], outputs: plan.outputs.map(() => outputPlan(common, '')) };
  return JSON.stringify(plan) === JSON.stringify(plain) ? [] : [plan];
}

/** Older hashes do not have it. */
function derivedIn(preparation: Preparation): readonly NonNullable<SeriesPreparation['derived']>[] {
  const { derived = [] } = preparation.kind === 'series' ? preparation : {};
  return derived.length === 0 ? [] : [derived];
}

/**
 * @param ends the Inputs and outputs of the model that the data is for
 * @param times the checksum of the rows' times, which the hash of the data set leaves out
 */
export function preparedHash(datasetHash: string, preparation: Preparation, ends: ModelEnds, times = ''): string {
  const common = preparation.kind === 'text' ? preparation : commonPart(preparation);
  const keys = Object.keys(common).sort();
  const canonical = JSON.stringify(
    [preparationVersion, datasetHash, formsOf(ends.outputs), common],
    [...keys, 'train', 'validation', 'folds', 'fold'],
  );
  const derived = derivedIn(preparation);
  const own = [...ownPlan(preparation, ends), ...derived].map((part) => JSON.stringify(part));
  if (derived.flat().some((one) => sourceOf(one) === null)) own.push(times);
  return createHash('sha256')
    .update([canonical, ...own].join(''))
    .digest('hex');
}

/** Increased when the same preparation yields different validation samples. */
const targetsVersion = 1;

/** The settings that determine the validation samples and their targets, but for the fold. */
function targetSettings(preparation: Preparation, ends: ModelEnds): readonly unknown[] {
  if (preparation.kind === 'text') {
    const { validation_split: share, shuffle_seed: seed } = preparation;
    const { test_split: tested, stratify, group, equal_texts_together: together, folds } = preparation;
    const more = { tested, stratify, group, together, folds };
    return [share, seed, ...(Object.values(more).some((value) => value !== undefined) ? [more] : [])];
  }
  const { split, missing } = preparation;
  const plan = planOf(preparation, ends);
  const { lookback } = sampleSpan(plan);
  // `drop` removes rows with missing values in the used columns; `stop` and `fill` keep every row.
  const features = plan.inputs.map((input) => input.features);
  const [first = preparation.features, ...others] = features;
  const isSame = others.every((names) => JSON.stringify(names) === JSON.stringify(first));
  const derived = missing === 'drop' ? derivedIn(preparation) : [];
  const used = missing === 'drop' ? (isSame ? first : features) : null;
  const [output, ...more] = plan.outputs.map((each) => JSON.stringify(each));
  const [{ columns, delay, horizon } = outputPlan(preparation, '')] = plan.outputs;
  const [column, ...columnsMore] = columns;
  const folds = split.folds === undefined ? [] : [{ folds: split.folds }];
  const common = [lookback, delay, split.train, split.validation, used, ...folds, ...derived];
  // One column that every output predicts: as older hashes have it.
  if (columnsMore.length === 0 && more.every((each) => each === output))
    return [column, ...common, ...(horizon === 1 ? [] : [horizon])];
  return [plan.outputs.map((each, i) => ({ id: ends.outputs[i]?.id, ...each })), ...common];
}

/**
 * Equal for preparations whose validation samples have the same targets, independent of features and scaling: only then can
 * values in the target's own unit be compared.
 */
export function targetsHash(datasetHash: string, preparation: Preparation, ends: ModelEnds): string {
  const canonical = JSON.stringify([targetsVersion, datasetHash, preparation.kind, targetSettings(preparation, ends)]);
  const hash = createHash('sha256').update(canonical).digest('hex');
  const fold = foldOf(preparation);
  return fold === null ? hash : foldTargets(hash, fold.fold);
}
