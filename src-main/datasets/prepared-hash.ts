// What tells prepared data apart: equal hashes mean equal numbers.
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
