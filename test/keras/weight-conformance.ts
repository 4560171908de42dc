// What Keras's `fit` logs where samples have weights, whichever way a step runs: the real loop over batches of different sums of
// weights, the last one smaller, with a validation; and the weights after it.
import { describe, expect, it } from 'vitest';
import type { TrainingEvent } from '#main/ports/trainer.ts';
import { sampleSet } from '#main/datasets/slice-batch.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { ownSplit, type Split } from '#main/training/worker/batches/split.ts';
import { fit } from '#main/training/worker/fit.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { loggedMetrics } from '#shared/training/output-training.ts';
import { outputsOf, resolveTraining } from '#shared/training/resolve-training.ts';
import { trainingSchema } from '#shared/training/training-settings.ts';
import { expectClose } from './close.ts';
import { updated } from './conformance.ts';
import { asBatchArray } from './reference-arrays.ts';
import { weightedFitCases, type WeightedFitCase } from './reference.ts';

/** Declares the tests, with the step that a test makes. */
export function describeWeightedFits(createStep: (options: StepOptions) => TrainStep): void {
  describe('weights of samples', () => {
    it.each(weightedFitCases())('$name', async (reference) => {
      await checkFit(reference, createStep);
    });
  });
}

function splitOf({ inputs, targets, weights }: WeightedFitCase['train']): Split {
  const source = {
    kind: 'arrays',
    inputs: inputs.map(asBatchArray),
    targets: targets.map(asBatchArray),
    weights: weights.map(asBatchArray),
  } as const;
  return ownSplit(sampleSet(inputs[0]?.shape[0] ?? 0, source));
}

async function checkFit(reference: WeightedFitCase, createStep: (options: StepOptions) => TrainStep): Promise<void> {
  const { spec } = checkModel(reference.model);
  if (spec === null) throw new Error('The model is wrong.');
  const settings = trainingSchema.parse(reference.training);
  const { training, problems } = resolveTraining(settings, outputsOf(spec));
  expect(problems).toEqual([]);
  if (training === null) throw new Error('The settings are wrong.');
  const [train, validation] = [splitOf(reference.train), splitOf(reference.validation)];
  const step = createStep({ spec, training, seed: 1 });
  const initial = new Map(reference.initial.map(({ name, values }) => [name, Float32Array.from(values)]));
  const named = (name: string): Float32Array => initial.get(name) ?? new Float32Array();
  const events: TrainingEvent[] = [];
  const nothing = (): undefined => undefined;
  try {
    await step.setWeights((await step.weights()).map((each) => ({ ...each, values: named(each.name) })));
    const { seed, epochs, shuffle, batch_size: batchSize } = settings;
    const stepsOf = ({ count }: Split): number => Math.ceil(count / batchSize);
    await fit({
      step,
      train,
      validation,
      plan: {
        seed,
        epochs,
        shuffle,
        batchSize,
        stepsPerEpoch: stepsOf(train),
        validationSteps: stepsOf(validation),
        monitor: 'val_loss',
      },
      callbacks: [],
      from: null,
      checkpoints: { keep: nothing, end: nothing, flush: nothing, forget: nothing },
      emit: (event) => events.push(event),
      isStopped: () => false,
      keepBest: nothing,
    });
    const logs = events.flatMap((event) => (event.type === 'epoch' ? [event.metrics] : []));
    expect(logs).toHaveLength(reference.epochs.length);
    const names = ['loss', ...loggedMetrics(training)];
    for (const [i, wanted] of reference.epochs.entries()) {
      const given = logs[i] ?? {};
      expect(Object.keys(given)).toEqual([...names, ...names.map((name) => `val_${name}`)]);
      expect(Object.keys(given).sort()).toEqual(Object.keys(wanted).sort());
      for (const [name, value] of Object.entries(wanted))
        expectClose([given[name] ?? Number.NaN], [value], `${name} of epoch ${i + 1}`);
    }
    const final = new Map(reference.final.map(({ name, values }) => [name, values]));
    for (const { name, values } of await step.weights()) expectClose(values, final.get(name) ?? [], name, updated);
  } finally {
    step.dispose();
  }
}
