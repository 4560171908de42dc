// What the services need of the data sets in the home folder. The trainer worker reads files and makes batches.
import type { DatasetId } from '#shared/base/ids.ts';
import type { KnownDataset } from '#shared/contract/datasets.ts';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { StoredList } from '#main/ports/damaged.ts';

/** The data sets of one home folder. */
export interface DatasetStore {
  /** Those that can be read. */
  list(): readonly Dataset[];
  /** Those that can be read, and the others. */
  listAll(): StoredList<Dataset>;
  /** Null when there is none of this id. */
  find(id: DatasetId): Dataset | null;
  /** The hash that the data prepared for such a model would have now; null when the data set is not there. */
  preparedHash(data: Experiment['data'], ends: ModelEnds): string | null;
  /** @throws AppError `not-found` */
  delete(id: DatasetId): void;
  /** The data sets that can be downloaded by name. */
  known(): KnownDataset[];
}
