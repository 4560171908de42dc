// Which step a run gets, what it says about it, and how it goes on where the compiled one fails.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inEnglish } from '#shared/base/message.ts';
import type { Batch } from '#shared/data/samples.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import { createStep, type StepDecision, type StepWish } from '#main/training/step/chosen-step.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { chainSpec } from '../../../keras/specs.ts';
import { engineCounts } from '../../../support/engine-counts.ts';
import { temporaryHome } from '../../../support/home.ts';
import { learnableBatch, loadNative } from './native-step.ts';

beforeAll(loadNative);

const words = 20;
const training = {
  loss: lossSchema.parse({ name: 'mean_squared_error' }),
  optimizer: optimizerSchema.parse({ name: 'RMSprop' }),
  metrics: [],
};
const embedding = { id: 'embedding', type: 'Embedding', config: { input_dim: words, output_dim: 4 } };
const input = { id: 'input', type: 'Input', config: { shape: [6], dtype: 'int32' } };
const dense = { id: 'dense', type: 'Dense', config: { units: 1 } };
const gru = { id: 'gru', type: 'GRU', config: { units: 4 } };
const recurrent: StepOptions = { spec: chainSpec([input, embedding, gru, dense]), training, seed: 1 };
const pooling = { id: 'pooling', type: 'GlobalMaxPooling1D', config: {} };
const plain: StepOptions = { spec: chainSpec([input, embedding, pooling, dense]), training, seed: 1 };

const batchOf = (number: number, size = 5): Batch => learnableBatch(recurrent.spec, size, number);

/** One word is not in the embedding. */
function badBatch(): Batch {
  const batch = batchOf(50);
  batch.inputs[0]?.values.set([words + 7], 3);
  return batch;
}

async function trainOn(step: TrainStep, from: number, to: number): Promise<number[]> {
  const losses: number[] = [];
  for (let number = from; number <= to; number++) losses.push((await step.train(batchOf(number))).loss);
  return losses;
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThan(1e-5 * Math.abs(value) + 1e-7);
  });
}

/** A step, and what it decided so far. */
function chosen(options: StepOptions, wish: Partial<StepWish>): { step: TrainStep; decisions: StepDecision[] } {
  const decisions: StepDecision[] = [];
  const onDecision = (decision: StepDecision): void => {
    decisions.push(decision);
  };
  const step = createStep(options, { step: 'auto', xla: 'auto', threads: 2, steps: 10, ...wish, onDecision });
  return { step, decisions };
}

describe('on the native engine', () => {
  it('is compiled, and says so with the first step', async () => {
    const { step, decisions } = chosen(plain, {});
    expect(step.kind).toBe('compiled');
    expect(inEnglish(decisions)).toEqual([]);
    await trainOn(step, 1, 3);
    expect(inEnglish(decisions)).toEqual([{ kind: 'compiled', reason: 'the faster one' }]);
    step.dispose();
  });

  it('is eager or compiled where that is asked for', async () => {
    for (const kind of ['eager', 'compiled'] as const) {
      const { step, decisions } = chosen(plain, { step: kind });
      expect(step.kind).toBe(kind);
      await trainOn(step, 1, 2);
      expect(inEnglish(decisions)).toEqual([{ kind, reason: 'as asked for' }]);
      step.dispose();
    }
  });

  it.each([
    { xla: 'on', isUsed: true, steps: 5000 },
    { xla: 'off', isUsed: false, steps: 5000 },
    // Too few to try two ways.
    { xla: 'auto', isUsed: true, steps: 999 },
  ] as const)('uses XLA: $isUsed with xla $xla and $steps steps to go, untried', async ({ xla, isUsed, steps }) => {
    const { step, decisions } = chosen(recurrent, { xla, steps });
    await trainOn(step, 1, 45);
    const msPerStep = { on: null, off: null };
    expect(inEnglish(decisions)).toEqual([{ kind: 'compiled', reason: 'the faster one', xla: { isUsed, msPerStep } }]);
    step.dispose();
  });

  it('tries both ways when there are 1,000 steps to go, and reports both figures', async () => {
    const before = engineCounts();
    const { step, decisions } = chosen(recurrent, { steps: 1000 });
    const losses = await trainOn(step, 1, 39);
    expect(decisions.map(({ xla }) => xla?.msPerStep)).toEqual([{ on: null, off: null }]);
    losses.push(...(await trainOn(step, 40, 45)));
    expect(decisions).toHaveLength(2);
    const xla = decisions[1]?.xla;
    expect(xla?.msPerStep).toEqual({ on: expect.any(Number), off: expect.any(Number) });
    expect(xla?.isUsed).toBeTypeOf('boolean');
    // The other way's graph is given up.
    expect(engineCounts().sessions - before.sessions).toBe(1);
    // Going from one to the other loses nothing.
    const eager = createEagerStep(recurrent);
    expectClose(losses, await trainOn(eager, 1, 45));
    eager.dispose();
    step.dispose();
    expect(engineCounts()).toEqual(before);
  });

  describe.each([
    { name: 'plain', options: plain },
    { name: 'recurrent', options: recurrent },
  ])('a word that the embedding does not have, in a $name model', ({ options }) => {
    it('fails that step alone', async () => {
      const before = engineCounts();
      const { step, decisions } = chosen(options, {});
      const losses = await trainOn(step, 1, 3);
      const weights = await step.weights();
      const settled = engineCounts();
      for (let i = 0; i < 2; i++) {
        await expect(step.train(badBatch())).rejects.toMatchObject({ name: 'AppError', code: 'training-failed' });
      }
      expect(engineCounts()).toEqual(settled);
      expect(await step.weights()).toEqual(weights);
      losses.push(...(await trainOn(step, 4, 6)));
      expect(step.kind).toBe('compiled');
      expect(decisions).toHaveLength(1);
      const eager = createEagerStep(options);
      expectClose(losses, await trainOn(eager, 1, 6));
      eager.dispose();
      step.dispose();
      expect(engineCounts()).toEqual(before);
    });

    it('fails evaluation and prediction alike', async () => {
      const { step } = chosen(options, {});
      await trainOn(step, 1, 1);
      await step.evaluate(batchOf(2));
      await step.predict(batchOf(2));
      await expect(step.evaluate(badBatch())).rejects.toMatchObject({ name: 'AppError', code: 'training-failed' });
      await expect(step.predict(badBatch())).rejects.toMatchObject({ name: 'AppError', code: 'training-failed' });
      expect((await step.evaluate(batchOf(2))).loss).toEqual(expect.any(Number));
      step.dispose();
    });

    it('fails with a message about the word where it is in the first batch of all', async () => {
      const before = engineCounts();
      const { step } = chosen(options, {});
      const error = { name: 'AppError', code: 'training-failed', message: expect.stringContaining(`${words + 7}`) };
      await expect(step.train(badBatch())).rejects.toMatchObject(error);
      expect(await trainOn(step, 1, 1)).toEqual([expect.any(Number)]);
      step.dispose();
      expect(engineCounts()).toEqual(before);
    });
  });
});

describe('where a graph cannot be written', () => {
  const names = ['TMPDIR', 'TEMP', 'TMP'] as const;
  const real = names.map((name) => [name, process.env[name]] as const);
  let missing = '';

  function useTemporaryFolder(of: readonly (readonly [string, string | undefined])[]): void {
    for (const [name, folder] of of) {
      if (folder === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = folder;
    }
  }

  function useMissingFolder(): void {
    useTemporaryFolder(names.map((name) => [name, missing]));
  }

  beforeEach(() => {
    const home = temporaryHome();
    missing = home.path;
    home.remove();
  });

  afterEach(() => {
    useTemporaryFolder(real);
  });

  it.each([
    { name: 'plain', options: plain },
    { name: 'recurrent', options: recurrent },
  ])('goes on eagerly and says why: a $name model', async ({ options }) => {
    useMissingFolder();
    const before = engineCounts();
    const { step, decisions } = chosen(options, { steps: 2000 });
    const losses = await trainOn(step, 1, 4);
    expect(step.kind).toBe('eager');
    expect(inEnglish(decisions)).toEqual([{ kind: 'eager', reason: expect.stringContaining('ENOENT') }]);
    const eager = createEagerStep(options);
    expect(losses).toEqual(await trainOn(eager, 1, 4));
    eager.dispose();
    step.dispose();
    expect(engineCounts()).toEqual(before);
  });

  it.each([
    { name: 'plain', options: plain },
    { name: 'recurrent', options: recurrent },
  ])('fails with what to do when the compiled step was asked for: a $name model', async ({ options }) => {
    useMissingFolder();
    const { step } = chosen(options, { step: 'compiled' });
    await expect(step.train(batchOf(1))).rejects.toMatchObject({
      name: 'AppError',
      code: 'training-failed',
      message: expect.stringContaining('ENOENT'),
      hint: expect.stringContaining('--step eager'),
    });
    step.dispose();
  });

  it('goes on eagerly from where it is, with a batch of another shape', async () => {
    const { step, decisions } = chosen(recurrent, { xla: 'on' });
    const losses = await trainOn(step, 1, 3);
    useMissingFolder();
    losses.push((await step.train(batchOf(4, 2))).loss, ...(await trainOn(step, 5, 6)));
    expect(decisions.map(({ kind }) => kind)).toEqual(['compiled', 'eager']);
    const eager = createEagerStep(recurrent);
    const wanted = await trainOn(eager, 1, 3);
    wanted.push((await eager.train(batchOf(4, 2))).loss, ...(await trainOn(eager, 5, 6)));
    expectClose(losses, wanted);
    eager.dispose();
    step.dispose();
  });
});

describe('on an engine that cannot compile', () => {
  beforeEach(async () => {
    await tf.setBackend('cpu');
  });

  afterEach(async () => {
    await tf.setBackend('tensorflow');
  });

  it('is eager, and says why', async () => {
    const { step, decisions } = chosen(recurrent, {});
    expect(step.kind).toBe('eager');
    await trainOn(step, 1, 2);
    expect(inEnglish(decisions)).toEqual([{ kind: 'eager', reason: 'this engine cannot compile it' }]);
    step.dispose();
  });

  it('refuses a compiled step at once, and leaves nothing behind', () => {
    const before = tf.memory().numTensors;
    expect(() => chosen(recurrent, { step: 'compiled' })).toThrow(
      expect.objectContaining({ code: 'engine-unavailable', hint: expect.stringContaining('--engine native') }),
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});
