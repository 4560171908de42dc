// What the services need of the data sets in the home folder. The trainer worker reads files and makes batches.
import type { DatasetId } from '#shared/base/ids.ts';
import type { KnownDataset } from '#shared/contract/datasets.ts';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import type { Dataset, SeriesDataset } from '#shared/data/dataset.ts';
import type { RowRange } from '#shared/data/windows.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { StoredText } from '#shared/data/stored-text.ts';
import type { StoredList } from '#main/ports/damaged.ts';

/** The rows of a stored series, from `from` up to, not including, `to`: in parts that take a few milliseconds each. */
export interface SeriesRows {
  readonly dataset: SeriesDataset;
  /** A column's numbers; NaN where it has none. @throws AppError `not-found`, `damaged` */
  column(name: string, range: RowRange): AsyncIterable<Float64Array>;
  /** The rows' times in milliseconds since 1970; null where they are not known. @throws AppError `damaged` */
  readonly times: ((range: RowRange) => AsyncIterable<Float64Array>) | null;
}

/** The data sets of one home folder. */
export interface DatasetStore {
  /**
   * Texts of a text data set, by their rows from 0; a row that is not there is left out.
   * @param most words of each
   * @throws AppError `not-found`, `damaged`; `invalid-data` for a data set of another kind
   */
  texts(id: DatasetId, rows: readonly number[], most: number): Promise<StoredText[]>;
  /** Those that can be read. */
  list(): readonly Dataset[];
  /** Those that can be read, and the others. */
  listAll(): StoredList<Dataset>;
  /** Null when there is none of this id. */
  find(id: DatasetId): Dataset | null;
  /** A series, to be read. @throws AppError `not-found`; `invalid-data` for a data set of another kind */
  series(id: DatasetId): SeriesRows;
  /** The hash that the data prepared for such a model would have now; null when the data set is not there. */
  preparedHash(data: Experiment['data'], ends: ModelEnds): string | null;
  /** @throws AppError `not-found` */
  delete(id: DatasetId): void;
  /** The data sets that can be downloaded by name. */
  known(): KnownDataset[];
}
