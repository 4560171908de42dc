// The thread that cuts batches: it gives what the trainer's own thread would, in memory that goes there and back, and ends cleanly.
import { expect, it, onTestFinished } from 'vitest';
import { seriesPreparationSchema, textPreparationSchema } from '#shared/data/preparation.ts';
import { createRandom } from '#shared/base/random.ts';
import type { Batch, PreparedData, SampleSet } from '#shared/data/samples.ts';
import { sampleSet } from '#main/datasets/slice-batch.ts';
import { singleEnds } from '#shared/data/model-ends.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { openBatchThread } from '#main/training/worker/batches/batch-thread.ts';
import { SampleStream } from '#main/training/worker/batches/sample-stream.ts';
import { ownSplit } from '#main/training/worker/batches/split.ts';
import { errorOf, importSeries, importText, workplace } from '../datasets/home.ts';

async function series(): Promise<PreparedData> {
  const { home, file } = workplace();
  const lines = Array.from({ length: 90 }, (_, i) => `${i},${Math.sin(i)}\n`);
  await importSeries(file('a.csv', `a,b\n${lines.join('')}`), home);
  const preparation = seriesPreparationSchema.parse({ kind: 'series', target: 'a', lookback: 6, step: 2, delay: 2 });
  return await prepareData(home, { dataset: 'mine', preparation });
}

async function texts(oneHot: boolean): Promise<PreparedData> {
  const { home, file } = workplace();
  const lines = Array.from({ length: 40 }, (_, i) => `"word${i % 7} and word${i % 5}",${['x', 'y', 'z'][i % 3]}\n`);
  await importText(file('a.csv', `text,label\n${lines.join('')}`), home);
  const preparation = textPreparationSchema.parse({ kind: 'text', words: 20, length: 5 });
  return await prepareData(home, { dataset: 'mine', preparation }, singleEnds(oneHot));
}

function open({ train, validation }: PreparedData) {
  const thread = openBatchThread({ train, validation });
  onTestFinished(thread.close);
  return thread;
}

it.each([
  ['windows of a series', () => series()],
  ['texts with numbers as labels', () => texts(false)],
  ['texts with one-hot labels', () => texts(true)],
])('gives the batches that this thread would cut: %s', async (_, prepare) => {
  const data = await prepare();
  const own = await prepare();
  const { splits } = open(data);
  for (const name of ['train', 'validation'] as const) {
    const expected = new SampleStream(ownSplit(own[name]), 7, createRandom(3));
    const stream = new SampleStream(splits[name], 7, createRandom(3));
    expect(stream.batchesPerPass).toBeGreaterThan(0);
    // The last batch of a pass is a smaller one; another order follows.
    for (let i = 0; i < 3 * stream.batchesPerPass; i++) expect(await stream.next()).toEqual(await expected.next());
    expect(stream.place).toEqual(expected.place);
  }
});

it('gives rows of arrays, of numbers and of words', async () => {
  const inputs = [
    { values: Int32Array.of(1, 2, 3, 4, 5, 6), shape: [3, 2] },
    { values: Float32Array.of(1, 2, 3), shape: [3, 1] },
  ];
  const targets = [{ values: Float32Array.of(7, 8, 9), shape: [3, 1] }];
  const thread = openBatchThread({ made: sampleSet(3, { kind: 'arrays', inputs, targets }) });
  onTestFinished(thread.close);
  expect(await thread.splits.made.slice(Uint32Array.of(2, 3), null)).toEqual({
    inputs: [
      { values: Int32Array.of(5, 6, 1, 2), shape: [2, 2] },
      { values: Float32Array.of(3, 1), shape: [2, 1] },
    ],
    targets: [{ values: Float32Array.of(9, 7), shape: [2, 1] }],
    size: 2,
  });
});

it('writes over the batch that is handed back, also with a smaller one', async () => {
  const data = await series();
  const expected = ownSplit(data.train);
  const wanted = [Uint32Array.of(4, 0, 9), Uint32Array.of(7), Uint32Array.of(2, 8, 5)];
  const batches = await Promise.all(wanted.map((samples) => expected.slice(samples, null)));
  const { train } = open(data).splits;
  let used: Batch | null = null;
  for (const [i, samples] of wanted.entries()) {
    const next: Batch = await train.slice(samples, used);
    expect(next).toEqual(batches[i]);
    // It went to the other thread, and came back.
    if (used !== null) expect(used.inputs[0]?.values.byteLength).toBe(0);
    expect(next.inputs[0]?.values.buffer.byteLength).toBe(batches[0]?.inputs[0]?.values.byteLength);
    used = next;
  }
});

it('says that it has ended, to those who wait as to those who ask later', async () => {
  const thread = open(await series());
  const waiting = errorOf(thread.splits.train.slice(Uint32Array.of(0, 5), null));
  await thread.close();
  expect((await waiting).code).toBe('internal');
  expect((await errorOf(thread.splits.train.slice(Uint32Array.of(0, 5), null))).message).toBe(
    'The thread that prepares batches ended.',
  );
});

it('says what it ended with', async () => {
  const { train } = await series();
  const broken = {
    ...train,
    source: { ...train.source, windows: [{ table: { values: new Float32Array() }, steps: 3, offset: 0 }] },
  } as unknown as SampleSet;
  const thread = openBatchThread({ broken });
  onTestFinished(thread.close);
  const { cause } = await errorOf(thread.splits.broken.slice(Uint32Array.of(0, 5), null));
  expect(cause).toBeInstanceOf(TypeError);
});
