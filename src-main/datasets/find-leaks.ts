// Looks for leaks between the parts of prepared data. Reads the whole data set; runs in a worker of its own.
import type { Leak, LeakQuestion } from '#shared/data/leaks.ts';
import type { SeriesDataset } from '#shared/data/dataset.ts';
import { columnNames } from '#shared/data/derived-columns.ts';
import type { SeriesPreparation } from '#shared/data/preparation.ts';
import { featureColumns, seriesPlan } from '#shared/data/series-plan.ts';
import { splitRows } from '#shared/data/splits.ts';
import { loadVocabulary } from '#main/datasets/load-arrays.ts';
import { handleMissing } from '#main/datasets/missing-values.ts';
import { loadTextArrays, textParts } from '#main/datasets/prepare-text.ts';
import { findSeriesLeaks } from '#main/datasets/series-leaks.ts';
import { readStoredDataset, type StoredDataset } from '#main/datasets/stored-dataset.ts';
import { findTextLeaks } from '#main/datasets/text-leaks.ts';
import { loadColumns, usedDerived, withDerived } from '#main/datasets/used-columns.ts';

async function seriesLeaks(
  home: string,
  stored: StoredDataset,
  dataset: SeriesDataset,
  { preparation, ends }: { readonly preparation: SeriesPreparation; readonly ends: LeakQuestion['ends'] },
): Promise<Leak[]> {
  const names = columnNames(dataset, preparation);
  const plan = seriesPlan(preparation, ends);
  const features = new Set(plan.inputs.flatMap((input) => featureColumns(preparation, input, names)));
  const used = new Set([...features, ...plan.outputs.flatMap(({ columns }) => columns)]);
  // Checked where the experiment is.
  if ([...used].some((name) => !names.includes(name)) || used.size === 0) return [];
  const derived = usedDerived(preparation, used);
  const raw = await loadColumns(home, stored, dataset, { names: used, derived });
  const whole = preparation.missing === 'drop' ? handleMissing(raw, 'drop', dataset.id) : raw;
  const columns = withDerived(whole, derived);
  const split = splitRows(columns[0]?.values.length ?? 0, preparation.split);
  return findSeriesLeaks({ columns, features, plan, split });
}

/**
 * The leaks of a data set prepared so; none of a data set that is not here or of the other kind.
 * @throws AppError `damaged`, `invalid-experiment`
 */
export async function findLeaks(home: string, { data, ends }: LeakQuestion): Promise<Leak[]> {
  const { preparation } = data;
  const stored = readStoredDataset(home, data.dataset);
  if (stored === null) return [];
  const { dataset } = stored;
  if (dataset.kind === 'series' && preparation.kind === 'series')
    return seriesLeaks(home, stored, dataset, { preparation, ends });
  if (dataset.kind !== 'text' || preparation.kind !== 'text') return [];
  const arrays = await loadTextArrays(home, stored, dataset);
  const parts = await textParts(home, stored, dataset, { preparation, arrays });
  return findTextLeaks(arrays, dataset, { parts, words: await loadVocabulary(home, stored) });
}
