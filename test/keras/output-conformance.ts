// Models with several outputs, as Keras trains them: a loss, a weight and metrics for each; what is logged, and the weights
// after five updates.
import { describe, expect, it } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import { outputsOf, resolveTraining } from '#shared/training/resolve-training.ts';
import { trainingSchema } from '#shared/training/training-settings.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { expectClose } from './close.ts';
import { expectLogs, updated } from './conformance.ts';
import { asBatch } from './graph-conformance.ts';
import { outputCases, type OutputCase } from './reference.ts';

/** Declares the tests, with the step that a test makes. */
export function describeOutputs(createStep: (options: StepOptions) => TrainStep): void {
  describe('several outputs', () => {
    it.each(outputCases())('$name', async (reference) => {
      await checkOutputs(reference, createStep);
    });
  });
}

async function checkOutputs(reference: OutputCase, createStep: (options: StepOptions) => TrainStep): Promise<void> {
  const { spec } = checkModel(reference.model);
  if (spec === null) throw new Error('The model is wrong.');
  const optimizer = { name: 'SGD', config: { learning_rate: 0.05, momentum: 0.9 } };
  const settings = trainingSchema.parse({ ...reference.training, optimizer });
  const { training, problems } = resolveTraining(settings, outputsOf(spec));
  expect(problems).toEqual([]);
  if (training === null) throw new Error('The settings are wrong.');
  const step = createStep({ spec, training, seed: 1 });
  const arrays = new Map(reference.initial.map((weight) => [weight.name, weight]));
  try {
    await step.setWeights(
      (await step.weights()).map(({ name, shape }) => ({
        name,
        shape,
        values: Float32Array.from(arrays.get(name)?.values ?? []),
      })),
    );
    for (const [i, { inputs, targets, logs }] of reference.steps.entries())
      expectLogs(await step.train(asBatch(inputs, targets)), logs, `step ${i + 1}`);
    const final = new Map(reference.final.map((weight) => [weight.name, weight.values]));
    for (const { name, values } of await step.weights()) expectClose(values, final.get(name) ?? [], name, updated);
    const { inputs, targets, logs } = reference.evaluation;
    expectLogs(await step.evaluate(asBatch(inputs, targets)), logs, 'evaluation');
  } finally {
    step.dispose();
  }
}
