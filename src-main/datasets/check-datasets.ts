// Which stored data sets are whole: every file is read and compared with its checksum, for `strata doctor`.
import type { SerializedError } from '#shared/base/app-error.ts';
import { toAppError } from '#shared/base/app-error.ts';
import { storedIds } from '#main/datasets/dataset-store.ts';
import { verifyDataset } from '#main/datasets/load-arrays.ts';
import { readStoredDataset } from '#main/datasets/stored-dataset.ts';

export interface DatasetCheck {
  readonly id: string;
  /** Null when the data set is whole. */
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
  // One after the other: each is read into memory as a whole.
  for (const id of storedIds(home)) checks.push({ id, error: await faultOf(home, id) });
  return checks;
}
