// A series for models with several Inputs and outputs. The reference comes from code in the manner of Keras's tutorial.
import { expect, it } from 'vitest';
import type { ModelEnds } from '#shared/data/model-ends.ts';
import { seriesPreparationSchema, type SeriesPreparation } from '#shared/data/preparation.ts';
import { createRandom, shuffledOrder } from '#shared/base/random.ts';
import type { BatchArray, PreparedData } from '#shared/data/samples.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { openBatchThread } from '#main/training/worker/batches/batch-thread.ts';
import { windowCases, type ReferenceArray } from '../../keras/reference.ts';
import { errorOf, importSeries, workplace } from './home.ts';

type Case = ReturnType<typeof windowCases>[number];

const split = { train: 0.6, validation: 0.2 };

const endsOf = (inputs: readonly string[], outputs: readonly string[]): ModelEnds => ({
  inputs,
  outputs: outputs.map((id) => ({ id, oneHot: false })),
});

async function homeOf({ columns, rows }: Pick<Case, 'columns' | 'rows'>): Promise<string> {
  const { home, file } = workplace();
  const lines = rows.map((row) => row.join(','));
  await importSeries(file('a.csv', `${[columns.join(','), ...lines].join('\n')}\n`), home);
  return home;
}

function prepare(home: string, change: Partial<SeriesPreparation>, ends: ModelEnds): Promise<PreparedData> {
  const common = { kind: 'series', target: 'wind', lookback: 1, delay: 0, split };
  return prepareData(
    home,
    { dataset: 'mine', preparation: seriesPreparationSchema.parse({ ...common, ...change }) },
    ends,
  );
}

function expectSame(given: readonly BatchArray[], wanted: readonly ReferenceArray[]): void {
  expect(given.map(({ shape }) => shape)).toEqual(wanted.map(({ shape }) => shape));
  given.forEach(({ values }, i) => {
    values.forEach((value, place) => expect(value).toBeCloseTo(wanted[i]?.values[place] ?? NaN, 5));
  });
}

/** The rows of these samples. */
function chosen({ shape, dtype, values }: ReferenceArray, order: Uint32Array): ReferenceArray {
  const size = values.length / (shape[0] ?? 1);
  const taken = Array.from(order, (sample) => values.slice(sample * size, (sample + 1) * size)).flat();
  return { shape: [order.length, ...shape.slice(1)], dtype, values: taken };
}

it.each(windowCases().map((one) => [one.name, one] as const))(
  'gives the arrays that numpy gives: %s',
  async (_name, reference) => {
    const { inputs, outputs } = reference;
    const ends = endsOf(Object.keys(inputs), Object.keys(outputs));
    const data = await prepare(await homeOf(reference), { inputs, outputs }, ends);
    for (const part of ['train', 'validation', 'test'] as const) {
      const wanted = reference[part];
      const count = wanted.inputs[0]?.shape[0] ?? 0;
      const set = data[part];
      expect(set?.count).toBe(count);
      const order = shuffledOrder(count, createRandom(1));
      const batch = set?.batch(order, 0, count);
      expectSame(
        batch?.inputs ?? [],
        wanted.inputs.map((array) => chosen(array, order)),
      );
      expectSame(
        batch?.targets ?? [],
        wanted.targets.map((array) => chosen(array, order)),
      );
    }
    expect(data.inputs.map(({ shape }) => shape)).toEqual(reference.train.inputs.map(({ shape }) => shape.slice(1)));
    expect(data.targets.map(({ shape }) => shape)).toEqual(reference.train.targets.map(({ shape }) => shape.slice(1)));
    // What a thread slices is the same.
    const { train } = reference;
    const count = data.train.count;
    const thread = openBatchThread({ train: data.train });
    const samples = Uint32Array.from({ length: count }, (_, i) => i);
    const first = await thread.splits.train.slice(samples, null);
    const again = await thread.splits.train.slice(samples, first);
    await thread.close();
    expectSame(again.inputs, train.inputs);
    expectSame(again.targets, train.targets);
  },
);

const counting = {
  columns: ['a', 'b', 'c'],
  rows: Array.from({ length: 50 }, (_, row) => [row, 1000 + row, 2000 + row]),
};

it('repeats the last value of each column that an output predicts', async () => {
  const home = await homeOf(counting);
  const data = await prepare(
    home,
    {
      normalize: false,
      inputs: { near: { features: ['a'], lookback: 2 }, far: { lookback: 6, step: 3 } },
      outputs: { pair: { target: ['a', 'c'], horizon: 2 }, one: { target: 'b', delay: 1 } },
    },
    endsOf(['near', 'far'], ['pair', 'one']),
  );
  // Rows 30 to 39 validate: the first sample's windows end before row 36.
  expect(data.baseline('validation', Uint32Array.of(0, 1), 0, 2)).toEqual([
    { values: Float32Array.of(35, 2035, 35, 2035, 36, 2036, 36, 2036), shape: [2, 2, 2] },
    { values: Float32Array.of(1035, 1036), shape: [2, 1] },
  ]);
  expect(data.targetUnit).toEqual({
    outputs: {
      pair: [
        { unit: '', scale: 1, column: 'a' },
        { unit: '', scale: 1, column: 'c' },
      ],
      one: [{ unit: '', scale: 1, column: 'b' }],
    },
  });
});

it('is the same as before for a model with one of each, however that is written', async () => {
  const home = await homeOf(counting);
  const ends = endsOf(['input'], ['output']);
  const plain = await prepare(home, { target: 'a', lookback: 6, step: 2, delay: 1 }, ends);
  const ways: Partial<SeriesPreparation>[] = [
    { target: ['a'], lookback: 6, step: 2, delay: 1 },
    { target: 'a', lookback: 6, step: 2, delay: 1, inputs: {}, outputs: { output: {} } },
    {
      target: 'a',
      lookback: 6,
      step: 2,
      delay: 1,
      inputs: { input: { step: 2 } },
      outputs: { output: { target: 'a' } },
    },
  ];
  for (const way of ways) {
    const data = await prepare(home, way, ends);
    expect(data.hash).toBe(plain.hash);
    expect(data.targetsHash).toBe(plain.targetsHash);
    expect(data.targetUnit).toEqual(plain.targetUnit);
  }
});

it('says which column of an output the data set lacks', async () => {
  const home = await homeOf(counting);
  const error = await errorOf(prepare(home, { outputs: { y: { target: ['a', 'd'] } } }, endsOf(['x'], ['y'])));
  expect(error.message).toBe('The data set "mine" has no column "d".');
});
