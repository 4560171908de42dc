// From a stored data set and a preparation to samples for a model. Runs in the trainer worker.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { singleEnds, type ModelEnds } from '#shared/data/model-ends.ts';
import type { Preparation } from '#shared/data/preparation.ts';
import type { PreparedData } from '#shared/data/samples.ts';
import { datasetMissing } from '#main/datasets/dataset-store.ts';
import { preparedHash, targetsHash } from '#main/datasets/prepared-hash.ts';
import { prepareSeries } from '#main/datasets/prepare-series.ts';
import { prepareText } from '#main/datasets/prepare-text.ts';
import { readStoredDataset, timesChecksum } from '#main/datasets/stored-dataset.ts';

/**
 * Loads a data set and prepares it. Takes well under a second for the tutorial's data sets.
 * @param data `experiment.data`: the data set's id and the preparation
 * @param ends the Inputs and outputs of the model that the data is for
 * @throws AppError `not-found` (no such data set), `damaged`, `invalid-data` (cells without a number), `invalid-experiment`
 * (a preparation of the other kind, unknown columns, a lookback longer than the data, a split with no rows)
 */
export async function prepareData(
  home: string,
  data: { readonly dataset: string; readonly preparation: Preparation },
  ends: ModelEnds = singleEnds(),
): Promise<PreparedData> {
  const { preparation } = data;
  const stored = readStoredDataset(home, data.dataset);
  if (stored === null) throw datasetMissing(home, data.dataset);
  const { dataset } = stored;
  const hashes = {
    hash: preparedHash(dataset.hash, preparation, ends, timesChecksum(stored)),
    targetsHash: targetsHash(dataset.hash, preparation, ends),
  };
  if (dataset.kind === 'text' && preparation.kind === 'text')
    return { ...hashes, ...(await prepareText(home, stored, dataset, preparation, ends)) };
  if (dataset.kind === 'series' && preparation.kind === 'series')
    return { ...hashes, ...(await prepareSeries(home, stored, dataset, preparation, ends)) };
  throw new AppError(
    'invalid-experiment',
    dataset.kind === 'text'
      ? msg`The data set "${dataset.id}" holds texts, but the experiment prepares a series.`
      : msg`The data set "${dataset.id}" holds a series, but the experiment prepares texts.`,
    { hint: msg`Set data.preparation.kind to "${dataset.kind}", or choose another data set.` },
  );
}
