// Weights of samples from a column: kept at the import, checked, and cut with their samples.
import { describe, expect, it } from 'vitest';
import { seriesPreparationSchema, textPreparationSchema } from '#shared/data/preparation.ts';
import type { SampleSet } from '#shared/data/samples.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { errorOf, importSeries, importText, workplace, type Workplace } from './home.ts';

const singleOutput = { inputs: ['input'], outputs: [{ id: 'output', oneHot: false }] };

function weightsOf(set: SampleSet): number[][] {
  const order = Uint32Array.from({ length: set.count }, (_, i) => i);
  return (set.batch(order, 0, set.count).weights ?? []).map(({ values }) => [...values]);
}

const textsOf = (weights: readonly string[]): string =>
  ['text,label,quality', ...weights.map((weight, i) => `word ${i},${i % 2 === 0 ? 'a' : 'b'},${weight}`)].join('\n');

/** Rows numbered from 0, with their weights. */
const seriesOf = (weights: readonly (number | string)[]): string =>
  ['a,quality', ...weights.map((weight, i) => `${i},${weight}`)].join('\n');

const windows = { kind: 'series', target: 'a', lookback: 2, delay: 0, sample_weight: 'quality' };

async function seriesIn(
  place: Workplace,
  weights: readonly (number | string)[],
  more: object = {},
  ends = singleOutput,
) {
  await importSeries(place.file('series.csv', seriesOf(weights)), place.home);
  const preparation = seriesPreparationSchema.parse({ ...windows, ...more });
  return prepareData(place.home, { dataset: 'mine', preparation }, ends);
}

describe('texts', () => {
  const preparation = textPreparationSchema.parse({
    ...{ kind: 'text', validation_split: 0.25, shuffle_seed: null, sample_weight: 'quality' },
  });

  it('keep the weights of their column, in training and validation', async () => {
    const { home, file } = workplace();
    const dataset = await importText(file('t.csv', textsOf(['1', '0.5', '0', '2'])), home, { weightColumn: 'quality' });
    expect(dataset.weights).toEqual({ column: 'quality', least: 0, most: 2 });
    const data = await prepareData(home, { dataset: 'mine', preparation });
    expect(weightsOf(data.train)).toEqual([[1, 0.5, 0]]);
    expect(weightsOf(data.validation)).toEqual([[2]]);
    const plain = await prepareData(home, {
      dataset: 'mine',
      preparation: { ...preparation, sample_weight: undefined },
    });
    expect(weightsOf(plain.train)).toEqual([]);
    expect(plain.hash).not.toBe(data.hash);
  });

  it.each([
    ['negative', '-1', 't.csv, row 3, column "quality": the weight "-1" is not a number from 0.'],
    ['empty', '', 't.csv, row 3, column "quality": the weight is empty.'],
    ['NaN', 'NaN', 't.csv, row 3, column "quality": the weight "NaN" is not a number from 0.'],
    ['text', 'much', 't.csv, row 3, column "quality": the weight "much" is not a number from 0.'],
    ['infinite', 'inf', 't.csv, row 3, column "quality": the weight "inf" is not a number from 0.'],
    ['too large', '1e39', 't.csv, row 3, column "quality": the weight "1e39" is not a number from 0.'],
  ])('refuse a weight that is %s', async (_what, weight, sentence) => {
    const { home, file } = workplace();
    const path = file('t.csv', textsOf(['1', weight, '1']));
    expect((await errorOf(importText(path, home, { weightColumn: 'quality' }))).message).toBe(sentence);
  });

  it('refuse weights that are all 0, in the file or in a part', async () => {
    const { home, file } = workplace();
    const zeros = file('zeros.csv', textsOf(['0', '0', '0']));
    const atImport = await errorOf(importText(zeros, home, { weightColumn: 'quality' }));
    expect(atImport.message).toBe('zeros.csv, column "quality": the weight is 0 in every row.');
    await importText(file('t.csv', textsOf(['1', '1', '1', '0'])), home, { weightColumn: 'quality' });
    const error = await errorOf(prepareData(home, { dataset: 'mine', preparation }));
    expect(error.message).toBe('The weights in column "quality" are 0 for every validation sample.');
  });

  it('say that they have no weights', async () => {
    const { home, file } = workplace();
    await importText(file('t.csv', textsOf(['1', '1', '1', '1'])), home);
    const error = await errorOf(prepareData(home, { dataset: 'mine', preparation }));
    expect(error.message).toBe('The data set "mine" has no weights from a column "quality".');
  });
});

describe('series', () => {
  it('give a window the weight of its target’s row, which is no feature', async () => {
    const weights = [9, 9, 1, 0, 3, 0.5, 2, 4, 5, 6];
    const data = await seriesIn(workplace(), weights, { split: { train: 0.6, validation: 0.4 } });
    expect(data.inputs).toEqual([{ shape: [2, 1], dtype: 'float32' }]);
    expect(weightsOf(data.train)).toEqual([[1, 0, 3, 0.5]]);
    expect(weightsOf(data.validation)).toEqual([[5, 6]]);
  });

  it('take the mean over several target rows, each output its own', async () => {
    const ends = { inputs: ['input'], outputs: ['near', 'far'].map((id) => ({ id, oneHot: false })) };
    const more = { outputs: { far: { delay: 1, horizon: 2 } }, split: { train: 1, validation: 0 } };
    const data = await seriesIn(workplace(), [9, 9, 1, 0, 3, 1, 2, 4], more, ends);
    expect(weightsOf(data.train)).toEqual([
      [1, 0, 3, 1],
      [1.5, 2, 1.5, 3],
    ]);
  });

  it('leave out the weights of rows that are left out', async () => {
    const place = workplace();
    const rows = ['a,quality', '0,9', '1,9', ',8', '3,1', '4,2', '5,3'];
    await importSeries(place.file('s.csv', rows.join('\n')), place.home);
    const preparation = seriesPreparationSchema.parse({
      ...{ ...windows, missing: 'drop', split: { train: 1, validation: 0 } },
    });
    const data = await prepareData(place.home, { dataset: 'mine', preparation });
    expect(weightsOf(data.train)).toEqual([[1, 2, 3]]);
  });

  it.each([
    ['below 0', -2, 'The weight in column "quality", row 4, is -2; a weight is 0 or more.'],
    ['missing', '', 'The weights in column "quality" have no number in row 4; every row needs a weight.'],
  ])('refuse a weight that is %s, whatever is done with missing values', async (_what, weight, sentence) => {
    for (const missing of ['stop', 'fill', 'drop']) {
      const error = await errorOf(seriesIn(workplace(), [1, 1, 1, weight, 1, 1, 1, 1, 1, 1], { missing }));
      expect(error.message).toBe(sentence);
    }
  });

  it('remember the first row without a number and the first below 0', async () => {
    const { home, file } = workplace();
    const { columns } = await importSeries(file('s.csv', seriesOf([1, -1, '', -2, ''])), home);
    expect(columns[1]).toMatchObject({ missing: 2, missingRow: 3, negativeRow: 2, least: -2 });
    expect(columns[0]).not.toHaveProperty('missingRow');
  });

  it('refuse weights that are 0 for every training sample', async () => {
    const error = await errorOf(
      seriesIn(workplace(), [9, 9, 0, 0, 0, 0, 1, 1, 1, 1], { split: { train: 0.6, validation: 0.4 } }),
    );
    expect(error.message).toBe('The weights in column "quality" are 0 for every training sample.');
  });
});
