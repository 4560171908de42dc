// Checks stored data sets for `strata doctor`: reads every file and compares its checksum.
import type { SerializedError } from '#shared/base/app-error.ts';
import { toAppError } from '#shared/base/app-error.ts';
import { storedIds } from '#main/datasets/dataset-store.ts';
import { verifyDataset } from '#main/datasets/load-arrays.ts';
import { readStoredDataset } from '#main/datasets/stored-dataset.ts';

export interface DatasetCheck {
  readonly id: string;
  /** Null when the data set is undamaged. */
  readonly error: SerializedError | null;
}

async function faultOf(home: string, id: string): Promise<SerializedError | null> {
  try {
    const stored = readStoredDataset(home, id);
    if (stored !== null) await verifyDataset(home, stored);
    return null;
  } catch (thrown) {
    return toAppError(thrown).toJSON();
  }
}

/** Never rejects. */
export async function checkDatasets(home: string): Promise<DatasetCheck[]> {
  const checks: DatasetCheck[] = [];
  // One at a time: each is read into memory completely.
  for (const id of storedIds(home)) checks.push({ id, error: await faultOf(home, id) });
  return checks;
}
