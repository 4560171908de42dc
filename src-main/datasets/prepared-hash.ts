// What tells prepared data apart: equal hashes mean equal numbers, or equal targets.
import { createHash } from 'node:crypto';
import type { Preparation } from '#shared/data/preparation.ts';

/** Raised whenever the same preparation gives other numbers than before. */
const preparationVersion = 1;

/** @param oneHot labels as rows of zeros and a one */
export function preparedHash(datasetHash: string, preparation: Preparation, oneHot: boolean): string {
  const keys = Object.keys(preparation).sort();
  const canonical = JSON.stringify(
    [preparationVersion, datasetHash, oneHot, preparation],
    [...keys, 'train', 'validation'],
  );
  return createHash('sha256').update(canonical).digest('hex');
}

/** Raised whenever the same preparation gives other validation samples than before. */
const targetsVersion = 1;

/** The settings that decide which validation samples there are, and what is predicted for them. */
function targetSettings(preparation: Preparation): readonly unknown[] {
  if (preparation.kind === 'text') return [preparation.validation_split, preparation.shuffle_seed];
  const { target, lookback, delay, split, missing, features } = preparation;
  // Rows are left out for the columns that are used; `stop` and `fill` keep every row.
  return [target, lookback, delay, split.train, split.validation, missing === 'drop' ? features : null];
}

/**
 * Equal for preparations whose validation samples have the same targets, whatever the model sees of them and however it is
 * scaled: a value in the target's own unit can be set against another only then.
 */
export function targetsHash(datasetHash: string, preparation: Preparation): string {
  const canonical = JSON.stringify([targetsVersion, datasetHash, preparation.kind, targetSettings(preparation)]);
  return createHash('sha256').update(canonical).digest('hex');
}
