import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { singleEnds } from '#shared/data/model-ends.ts';
import { textPreparationSchema, type TextPreparation } from '#shared/data/preparation.ts';
import type { PreparedData, SampleSet } from '#shared/data/samples.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { errorOf, importText, workplace } from './home.ts';

/** 40 texts `word<i>` with label i % labels; half as many words again for padding to matter. */
async function numbered(labels: number): Promise<string> {
  const { home, file } = workplace();
  const rows = Array.from({ length: 40 }, (_, i) => `w${i} ${'x '.repeat(i % 4)},l${i % labels}`);
  await importText(file('a.csv', `text,label\n${rows.join('\n')}\n`), home);
  return home;
}

function prepare(home: string, change: Partial<TextPreparation> = {}, oneHot = false): Promise<PreparedData> {
  const preparation = textPreparationSchema.parse({ kind: 'text', words: 1000, length: 4, ...change });
  return prepareData(home, { dataset: 'mine', preparation }, singleEnds(oneHot));
}

function everything(set: SampleSet): { rows: number[][]; labels: number[][] } {
  const order = Uint32Array.from({ length: set.count }, (_, i) => i);
  const { inputs, targets } = set.batch(order, 0, set.count);
  const split = (values: ArrayLike<number>): number[][] => {
    const width = values.length / set.count;
    return Array.from(order, (i) => Array.from({ length: width }, (_, j) => values[i * width + j] ?? NaN));
  };
  return { rows: split(inputs[0]?.values ?? []), labels: split(targets[0]?.values ?? []) };
}

describe('texts', () => {
  it('are cut and padded, with rare words out of the vocabulary', async () => {
    const home = await numbered(2);
    const data = await prepare(home, { shuffle_seed: null, words: 6 });
    expect(data.inputs).toEqual([{ shape: [4], dtype: 'int32' }]);
    expect(data.targets).toEqual([{ shape: [1], dtype: 'float32', classes: 2 }]);
    // x is word 3, w0 word 4, w1 word 5, all others are beyond 6.
    expect(everything(data.train).rows.slice(0, 5)).toEqual([
      [0, 0, 1, 4],
      [0, 1, 5, 3],
      [1, 2, 3, 3],
      [2, 3, 3, 3],
      [0, 0, 1, 2],
    ]);
    const batch = data.train.batch(Uint32Array.of(4, 1), 0, 2);
    expect(batch.inputs[0]).toEqual({ values: Int32Array.of(0, 0, 1, 2, 0, 1, 5, 3), shape: [2, 4] });
    expect(batch.targets[0]).toEqual({ values: Float32Array.of(0, 1), shape: [2, 1] });
    // Written over a batch that nobody needs any more: nothing of it is left in the padding.
    const next = data.train.batch(Uint32Array.of(3, 0), 0, 2, batch);
    expect(next.inputs[0]?.values.buffer).toBe(batch.inputs[0]?.values.buffer);
    expect(next.inputs[0]?.values).toEqual(Int32Array.of(2, 3, 3, 3, 0, 0, 1, 4));
  });

  it('keep the file’s order without a shuffle: validation is the last share', async () => {
    const data = await prepare(await numbered(2), { shuffle_seed: null, validation_split: 0.25 });
    expect([data.train.count, data.validation.count, data.test]).toEqual([30, 10, null]);
    const words = everything(data.validation).rows.map((row) => row.find((token) => token > 3));
    expect(words).toEqual(Array.from({ length: 10 }, (_, i) => 4 + 30 + i));
  });

  it('are shuffled once by the seed before the split, every row in one part', async () => {
    const home = await numbered(2);
    const firstWords = async (seed: number): Promise<[number[], number[]]> => {
      const data = await prepare(home, { shuffle_seed: seed });
      const of = (set: SampleSet): number[] => everything(set).rows.map((row) => row.find((token) => token > 3) ?? 0);
      return [of(data.train), of(data.validation)];
    };
    const [train, validation] = await firstWords(7);
    expect([...train, ...validation].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => 4 + i));
    expect(train).not.toEqual([...train].sort((a, b) => a - b));
    expect(await firstWords(7)).toEqual([train, validation]);
    expect(await firstWords(8)).not.toEqual([train, validation]);
  });

  it('have labels as numbers for three, and one-hot when asked for', async () => {
    const home = await numbered(3);
    const numbers = await prepare(home, { shuffle_seed: null });
    expect(numbers.targets).toEqual([{ shape: [1], dtype: 'int32', classes: 3 }]);
    expect(numbers.train.batch(Uint32Array.of(2, 1), 0, 2).targets[0]).toEqual({
      values: Int32Array.of(2, 1),
      shape: [2, 1],
    });
    const oneHot = await prepare(home, { shuffle_seed: null }, true);
    expect(oneHot.targets).toEqual([{ shape: [3], dtype: 'float32', classes: 3 }]);
    expect(oneHot.train.batch(Uint32Array.of(2, 1), 0, 2).targets[0]).toEqual({
      values: Float32Array.of(0, 0, 1, 0, 1, 0),
      shape: [2, 3],
    });
    expect(oneHot.hash).not.toBe(numbers.hash);
  });

  it('come in the form that each output’s loss takes', async () => {
    const { home, file } = workplace();
    await importText(file('a.csv', `text,label\n${'a,x\nb,y\nc,z\n'.repeat(4)}`), home);
    const outputs = [
      { id: 'number', oneHot: false },
      { id: 'row', oneHot: true },
    ];
    const preparation = textPreparationSchema.parse({ kind: 'text', length: 2, shuffle_seed: null });
    const data = await prepareData(home, { dataset: 'mine', preparation }, { inputs: ['input'], outputs });
    expect(data.train.batch(Uint32Array.of(2, 1), 0, 2).targets).toEqual([
      { values: Int32Array.of(2, 1), shape: [2, 1] },
      { values: Float32Array.of(0, 0, 1, 0, 1, 0), shape: [2, 3] },
    ]);
    expect(data.baseline('validation', Uint32Array.of(0), 0, 1).map(({ shape }) => shape)).toEqual([
      [1, 3],
      [1, 3],
    ]);
  });

  it('refuses a split that leaves no rows for a part', async () => {
    const { home, file } = workplace();
    await importText(file('a.csv', 'text,label\na,0\nb,1\n'), home);
    const error = await errorOf(prepare(home, { validation_split: 0.9 }));
    expect(error.message).toBe('Splitting 2 rows leaves none for training.');
    expect((await prepare(home, { validation_split: 0 })).validation.count).toBe(0);
  });
});

describe('the baseline', () => {
  it('is the share of label 1 in training, for two labels', async () => {
    const { home, file } = workplace();
    await importText(file('a.csv', `text,label\n${'a,no\nb,yes\nc,yes\nd,yes\n'.repeat(5)}`), home);
    const data = await prepare(home, { shuffle_seed: null, validation_split: 0.2 });
    expect(textOf(data.baselineName)).toBe('majority class');
    const order = Uint32Array.from({ length: 4 }, (_, i) => i);
    expect(data.baseline('validation', order, 0, 4)).toEqual([
      { values: new Float32Array(4).fill(0.75), shape: [4, 1] },
    ]);
  });

  it('is the shares of all labels in training, for more', async () => {
    const { home, file } = workplace();
    await importText(file('a.csv', `text,label\n${'a,0\nb,1\nc,1\nd,2\n'.repeat(5)}`), home);
    const data = await prepare(home, { shuffle_seed: null });
    expect(data.baseline('validation', Uint32Array.of(0, 1), 0, 2)).toEqual([
      { values: Float32Array.of(0.25, 0.5, 0.25, 0.25, 0.5, 0.25), shape: [2, 3] },
    ]);
  });
});
