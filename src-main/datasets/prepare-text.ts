// Texts as batches of word numbers: cut and padded when a batch is asked for, so that no padded copy of all texts exists.
import { countOf, msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import type { TextDataset } from '#shared/data/dataset.ts';
import type { TextPreparation } from '#shared/data/preparation.ts';
import { createRandom, shuffledOrder } from '#shared/base/random.ts';
import type { LabelForm, PreparedData, SampleSet } from '#shared/data/samples.ts';
import { splitTexts, type TextParts } from '#shared/data/text-split.ts';
import { firstEqualText, joinedGroups } from '#main/datasets/equal-texts.ts';
import { sampleSet } from '#main/datasets/slice-batch.ts';
import { loadFloat64, loadUint32 } from '#main/datasets/load-arrays.ts';
import { checkedWeights, requireWeight } from '#main/datasets/sample-weights.ts';
import { damaged, type StoredDataset } from '#main/datasets/stored-dataset.ts';

/** The stored arrays of a text data set. */
export interface TextArrays {
  readonly tokens: Uint32Array;
  readonly offsets: Uint32Array;
  readonly labels: Uint32Array;
}

/** @throws AppError `damaged` */
export async function loadTextArrays(home: string, stored: StoredDataset, dataset: TextDataset): Promise<TextArrays> {
  const tokens = await loadUint32(home, stored, 'tokens');
  const offsets = await loadUint32(home, stored, 'offsets');
  const labels = await loadUint32(home, stored, 'labels');
  const fits =
    offsets.length === dataset.rows + 1 && labels.length === dataset.rows && offsets.at(-1) === tokens.length;
  if (!fits) throw damaged(dataset.id, msg`its arrays do not fit each other`);
  if (labels.some((label) => label >= dataset.labels.length))
    throw damaged(dataset.id, msg`it holds a label it does not name`);
  return { tokens, offsets, labels };
}

/** What each text counts; null when the preparation does not ask for it. @throws AppError `invalid-experiment`, `invalid-data` */
async function loadWeights(
  home: string,
  stored: StoredDataset,
  { id, rows, weights }: TextDataset,
  column: string | undefined,
): Promise<Float32Array | null> {
  if (column === undefined) return null;
  if (weights?.column !== column)
    throw new AppError('invalid-experiment', msg`The data set "${id}" has no weights from a column "${column}".`, {
      hint: msg`Import it again with ${`--weights ${column}`}, or leave data.preparation.sample_weight out.`,
      details: { path: 'data.preparation.sample_weight' },
    });
  const values = await loadFloat64(home, stored, 'weights');
  if (values.length !== rows) throw damaged(id, msg`its arrays do not fit each other`);
  return checkedWeights(column, values);
}

/** What a split keeps together; null where every text is for itself. @throws AppError `invalid-experiment` */
async function loadGroups(
  home: string,
  stored: StoredDataset,
  { id, rows, groups }: TextDataset,
  { preparation, arrays }: { readonly preparation: TextPreparation; readonly arrays: TextArrays },
): Promise<Uint32Array | null> {
  const { group: column, equal_texts_together: isTogether = false } = preparation;
  const equal = isTogether ? firstEqualText(arrays) : null;
  if (column === undefined) return equal;
  if (groups?.column !== column)
    throw new AppError('invalid-experiment', msg`The data set "${id}" has no groups from a column "${column}".`, {
      hint: msg`Import it again with ${`--group ${column}`}, or leave data.preparation.group out.`,
      details: { path: 'data.preparation.group' },
    });
  const values = await loadUint32(home, stored, 'groups');
  if (values.length !== rows) throw damaged(id, msg`its arrays do not fit each other`);
  return equal === null ? values : joinedGroups(values, equal);
}

/** @throws AppError `invalid-experiment` when a part that is asked for has no rows */
function requireRows(parts: TextParts, preparation: TextPreparation, groups: Uint32Array | null): void {
  const { validation_split: held, test_split: tested = 0, folds } = preparation;
  const empty =
    parts.train.length === 0
      ? msg`training`
      : parts.validation.length === 0 && (held > 0 || folds !== undefined)
        ? msg`validation`
        : parts.test.length === 0 && tested > 0
          ? msg`the test`
          : null;
  if (empty === null) return;
  const { train, validation, test } = parts;
  const rows = countOf(train.length + validation.length + test.length, '{0} row', '{0} rows');
  if (groups === null)
    throw new AppError('invalid-experiment', msg`Splitting ${rows} leaves none for ${empty}.`, {
      hint: msg`Change the shares of data.preparation (validation_split is ${held}, test_split ${tested}).`,
    });
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const largest = [...sizes.values()].reduce((most, size) => Math.max(most, size), 0);
  throw new AppError(
    'invalid-experiment',
    msg`Splitting ${rows} leaves none for ${empty}: of the rows that are kept together, the largest group has ${largest.toLocaleString('en-US')}.`,
    { hint: msg`A group is in one part as a whole; keep smaller groups together, or none.` },
  );
}

/** The rows of each part. @throws AppError `invalid-experiment` when a part that is asked for has none, `damaged` */
export async function textParts(
  home: string,
  stored: StoredDataset,
  dataset: TextDataset,
  given: { readonly preparation: TextPreparation; readonly arrays: TextArrays },
): Promise<TextParts> {
  const { labels } = given.arrays;
  const { shuffle_seed: seed } = given.preparation;
  const order = seed === null ? Uint32Array.from(labels.keys()) : shuffledOrder(dataset.rows, createRandom(seed));
  const groups = await loadGroups(home, stored, dataset, given);
  const parts = splitTexts({ order, labels, groups }, given.preparation);
  requireRows(parts, given.preparation, groups);
  return parts;
}

/** The shares of labels in the training rows: the majority class baseline's predictions. */
function trainingShares(labels: Uint32Array, rows: Uint32Array, classes: number): Float32Array {
  const shares = new Float32Array(classes);
  for (const row of rows) shares[labels[row] ?? 0] = (shares[labels[row] ?? 0] ?? 0) + 1;
  return shares.map((count) => count / rows.length);
}

/** Everything but the hash. */
export async function prepareText(
  home: string,
  stored: StoredDataset,
  dataset: TextDataset,
  preparation: TextPreparation,
  { outputs }: ModelEnds,
): Promise<Omit<PreparedData, 'hash' | 'targetsHash'>> {
  const arrays = await loadTextArrays(home, stored, dataset);
  const { tokens, offsets, labels } = arrays;
  const classes = dataset.labels.length;
  const forms = outputs.map(({ oneHot }): LabelForm => (oneHot ? 'one-hot' : classes === 2 ? 'binary' : 'number'));
  const { length } = preparation;
  const split = await textParts(home, stored, dataset, { preparation, arrays });
  const { train: trainRows, validation: validationRows, test: testRows } = split;
  const shares = trainingShares(labels, trainRows, classes);
  const weights = await loadWeights(home, stored, dataset, preparation.sample_weight);
  const parts = [
    { name: msg`training`, part: trainRows },
    { name: msg`validation`, part: validationRows },
  ];
  for (const { name, part } of parts)
    if (weights !== null)
      requireWeight(
        preparation.sample_weight ?? '',
        name,
        Array.from(part, (row) => weights[row] ?? 0),
      );

  const samples = (part: Uint32Array): SampleSet =>
    sampleSet(part.length, {
      kind: 'texts',
      tokens,
      offsets,
      labels,
      rows: part,
      rule: preparation,
      labelForms: forms,
      classes,
      ...(weights === null ? {} : { weights }),
    });

  return {
    inputs: [{ shape: [length], dtype: 'int32' }],
    targets: forms.map((form) => ({
      shape: form === 'one-hot' ? [classes] : [1],
      dtype: form === 'number' ? 'int32' : 'float32',
      classes,
    })),
    targetUnit: null,
    train: samples(trainRows),
    validation: samples(validationRows),
    test: testRows.length > 0 ? samples(testRows) : null,
    baselineName: msg`majority class`,
    baseline(_split, _order, from, to) {
      const size = to - from;
      return forms.map((form) => {
        if (form === 'binary') return { values: new Float32Array(size).fill(shares[1] ?? 0), shape: [size, 1] };
        const values = new Float32Array(size * classes);
        for (let i = 0; i < size; i++) values.set(shares, i * classes);
        return { values, shape: [size, classes] };
      });
    },
  };
}
