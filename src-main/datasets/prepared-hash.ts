// Hashes of prepared data: equal hashes mean equal numbers, or equal targets.
import { createHash } from 'node:crypto';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import type { Preparation } from '#shared/data/preparation.ts';

/** Raised whenever the same preparation gives other numbers than before. */
const preparationVersion = 1;

/** Of one output, only the form of its labels: older hashes have that. */
function formsOf(outputs: ModelEnds['outputs']): boolean | readonly boolean[] {
  const forms = outputs.map(({ oneHot }) => oneHot);
  const [only = false, ...more] = forms;
  return more.length === 0 ? only : forms;
}

/** @param ends the Inputs and outputs of the model that the data is for */
export function preparedHash(datasetHash: string, preparation: Preparation, { outputs }: ModelEnds): string {
  const keys = Object.keys(preparation).sort();
  const canonical = JSON.stringify(
    [preparationVersion, datasetHash, formsOf(outputs), preparation],
    [...keys, 'train', 'validation'],
  );
  return createHash('sha256').update(canonical).digest('hex');
}

/** Increased when the same preparation yields different validation samples. */
const targetsVersion = 1;

/** The settings that determine the validation samples and their targets. */
function targetSettings(preparation: Preparation): readonly unknown[] {
  if (preparation.kind === 'text') return [preparation.validation_split, preparation.shuffle_seed];
  const { target, lookback, delay, horizon = 1, split, missing, features } = preparation;
  // `drop` removes rows with missing values in the used columns; `stop` and `fill` keep every row.
  const settings = [target, lookback, delay, split.train, split.validation, missing === 'drop' ? features : null];
  return horizon === 1 ? settings : [...settings, horizon];
}

/**
 * Equal for preparations whose validation samples have the same targets, independent of features and scaling: only then can
 * values in the target's own unit be compared.
 */
export function targetsHash(datasetHash: string, preparation: Preparation): string {
  const canonical = JSON.stringify([targetsVersion, datasetHash, preparation.kind, targetSettings(preparation)]);
  return createHash('sha256').update(canonical).digest('hex');
}
