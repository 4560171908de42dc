// What a program must know to prepare an input as a run's data was: preparation.json beside an exported model.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { sourceOf, type DerivedColumn } from '#shared/data/derived-columns.ts';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import type { Preparation, SeriesPreparation, TextPreparation } from '#shared/data/preparation.ts';
import { windowLength } from '#shared/data/windows.ts';
import { firstWordToken, outOfVocabularyToken, startToken, type TokenKind } from '#shared/data/tokenize.ts';
import { otherData } from '#shared/runs/run-status.ts';
import { datasetMissing } from '#main/datasets/dataset-store.ts';
import { loadVocabulary } from '#main/datasets/load-arrays.ts';
import { openSeries } from '#main/datasets/prepare-series.ts';
import { preparedHash } from '#main/datasets/prepared-hash.ts';
import { readStoredDataset, timesChecksum, type StoredDataset } from '#main/datasets/stored-dataset.ts';
import { usedDerived } from '#main/datasets/used-columns.ts';

/** A column's mean and deviation over the training rows: a model gets `(value - mean) / std`. */
interface ColumnScale {
  readonly mean: number;
  readonly std: number;
}

interface InputFile {
  readonly id: string;
  /** A sample's, without the batch axis. */
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
}

/** Texts as rows of word numbers. */
export interface TextPreparationFile {
  readonly kind: 'text';
  readonly inputs: readonly InputFile[];
  readonly outputs: readonly { readonly id: string; readonly labels: readonly string[] }[];
  /** What a text is split into after NFC and lower case; `numbers` where the data set came without words. */
  readonly tokens: TokenKind | 'numbers';
  /** A regular expression of what separates words, where they are split at signs. */
  readonly separators?: string;
  readonly ids: Readonly<Record<'padding' | 'start' | 'unknown' | 'first_word', number>>;
  /** The words in order of their ids, the first one's is `first_word`. */
  readonly words: readonly string[];
  /** Ids are below this; a word with a higher one is unknown. */
  readonly size: number;
  readonly length: number;
  readonly padding: 'pre' | 'post';
  readonly truncating: 'pre' | 'post';
}

/** Windows of the last rows of a series. */
export interface SeriesPreparationFile {
  readonly kind: 'series';
  readonly inputs: readonly (InputFile & {
    readonly columns: readonly string[];
    readonly lookback: number;
    readonly step: number;
  })[];
  readonly outputs: readonly {
    readonly id: string;
    readonly columns: readonly string[];
    readonly units: readonly string[];
    /** The first value is that of the row `delay + 1` after the last one given. */
    readonly delay: number;
    readonly horizon: number;
  }[];
  /** The columns of a file, as they are needed. */
  readonly columns: readonly string[];
  /** The column of the times, where a derived column needs them. */
  readonly time: string | null;
  readonly derived: readonly DerivedColumn[];
  readonly missing: SeriesPreparation['missing'];
  /** So many rows are needed for one prediction. */
  readonly rows: number;
  readonly scales: Readonly<Record<string, ColumnScale>>;
}

export type PreparationFile = TextPreparationFile | SeriesPreparationFile;

/** The same as `separators` in tokenize.ts, for regular expressions of any language. */
const separators = '[ !"#$%&()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~\\t\\n]+';

/**
 * @param data `experiment.data`
 * @param hash of the prepared data that the run was trained on
 * @throws AppError `not-found` without the data set, `conflict` with other data, as `prepareData`
 */
export async function preparationFile(
  home: string,
  data: { readonly dataset: string; readonly preparation: Preparation },
  ends: ModelEnds,
  hash: string,
): Promise<PreparationFile> {
  const { preparation } = data;
  const stored = readStoredDataset(home, data.dataset);
  if (stored === null) throw datasetMissing(home, data.dataset);
  const { dataset } = stored;
  if (preparedHash(dataset.hash, preparation, ends, timesChecksum(stored)) !== hash) throw otherData();
  if (dataset.kind === 'text' && preparation.kind === 'text') return textFile(home, stored, preparation, ends);
  if (dataset.kind === 'series' && preparation.kind === 'series') return seriesFile(home, stored, preparation, ends);
  throw new AppError('conflict', msg`The data set "${dataset.id}" is of another kind than the run's.`);
}

async function textFile(
  home: string,
  stored: StoredDataset,
  { words: size, length, padding, truncating }: TextPreparation,
  { inputs, outputs }: ModelEnds,
): Promise<TextPreparationFile> {
  const { dataset } = stored;
  const labels = dataset.kind === 'text' ? dataset.labels.map(({ name }) => name) : [];
  const words = (await loadVocabulary(home, stored)).slice(0, Math.max(0, size - firstWordToken));
  const kind = (dataset.kind === 'text' ? dataset.tokens : undefined) ?? 'words';
  const tokens = words.length === 0 ? 'numbers' : kind;
  return {
    kind: 'text',
    inputs: inputs.map((id) => ({ id, shape: [length], dtype: 'int32' })),
    outputs: outputs.map(({ id }) => ({ id, labels })),
    tokens,
    ...(tokens === 'words' ? { separators } : {}),
    ids: { padding: 0, start: startToken, unknown: outOfVocabularyToken, first_word: firstWordToken },
    words,
    size,
    length,
    padding,
    truncating,
  };
}

async function seriesFile(
  home: string,
  stored: StoredDataset,
  preparation: SeriesPreparation,
  ends: ModelEnds,
): Promise<SeriesPreparationFile> {
  const { dataset } = stored;
  if (dataset.kind !== 'series') throw new Error(`${dataset.id} is not a series.`);
  const { plan, columns, split, span, namesOf, unitOf } = await openSeries(home, stored, dataset, preparation, ends);
  const features = plan.inputs.map((input) => [...namesOf(input)]);
  const derived = usedDerived(preparation, new Set(features.flat()));
  const made = new Set(derived.map(({ name }) => name));
  const used = [...new Set([...features.flat(), ...plan.outputs.flatMap((output) => output.columns)])];
  const read = [...features.flat().filter((name) => !made.has(name)), ...derived.flatMap((one) => sourceOf(one) ?? [])];
  return {
    kind: 'series',
    inputs: plan.inputs.map((input, place) => {
      const { lookback, step } = input;
      const names = features[place] ?? [];
      const shape = [windowLength(input), names.length];
      return { id: ends.inputs[place] ?? '', shape, dtype: 'float32', columns: names, lookback, step };
    }),
    outputs: plan.outputs.map(({ columns: names, delay, horizon }, place) => {
      return { id: ends.outputs[place]?.id ?? '', columns: names, units: names.map(unitOf), delay, horizon };
    }),
    columns: [...new Set(read)],
    time: derived.some((one) => sourceOf(one) === null) ? (dataset.time?.column ?? null) : null,
    derived,
    missing: preparation.missing,
    rows: span.lookback + Math.max(0, ...derived.map(rowsBefore)),
    scales: Object.fromEntries(used.map((name) => [name, { ...columns.scale(name, split.train) }])),
  };
}

/** How many rows before a window a derived column reads. */
function rowsBefore(derived: DerivedColumn): number {
  switch (derived.kind) {
    case 'lag':
    case 'difference':
      return derived.rows;
    case 'rolling_mean':
      return derived.rows - 1;
    case 'sine':
    case 'cosine':
      return 0;
  }
}
