// Graphs as Keras's functional API computes them: shapes, parameters, five training steps, outputs.
import { describe, expect, it } from 'vitest';
import type { Batch } from '#shared/data/samples.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import { checkModel } from '#shared/model/check-model.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { expectClose } from './close.ts';
import { updated } from './conformance.ts';
import { asBatchArray } from './reference-arrays.ts';
import { graphCases, type GraphCase, type ReferenceArray } from './reference.ts';

/** Declares the tests, with the step that a test makes: all graphs, or those with such a layer. */
export function describeGraphs(
  createStep: (options: StepOptions) => TrainStep,
  hasWanted: (layer: { readonly type: string }) => boolean = () => true,
): void {
  const cases = graphCases().filter(({ model }) => model.nodes.some(hasWanted));
  describe('graphs', () => {
    it.each(cases)('$name', async (reference) => {
      await checkGraph(reference, createStep);
    });
  });
}

export function asBatch(inputs: readonly ReferenceArray[], targets: readonly ReferenceArray[]): Batch {
  return {
    inputs: inputs.map(asBatchArray),
    targets: targets.map(asBatchArray),
    size: inputs[0]?.shape[0] ?? 0,
  };
}

async function checkGraph(reference: GraphCase, createStep: (options: StepOptions) => TrainStep): Promise<void> {
  const { spec, problems } = checkModel(reference.model);
  // A mask that is dropped, as in Keras, draws a warning.
  expect(problems.filter(({ code }) => code !== 'mask-dropped')).toEqual([]);
  if (spec === null) return;
  expect(spec.parameters).toBe(reference.parameters);
  expect(Object.fromEntries(spec.layers.map(({ id, outputShapes }) => [id, outputShapes[0]]))).toEqual(
    reference.shapes,
  );
  const loss = lossSchema.parse({ name: 'mean_squared_error' });
  const optimizer = optimizerSchema.parse({ name: 'SGD', learning_rate: 0.05, momentum: 0.9 });
  const step = createStep({ spec, training: { loss, optimizer, metrics: [] }, seed: 1 });
  const initial = new Map(reference.initial.map((weight) => [weight.name, weight]));
  try {
    // Strata's order is that of computation.
    const names = (await step.weights()).map(({ name }) => name);
    expect(names.toSorted()).toEqual([...initial.keys()].toSorted());
    await step.setWeights(
      names.map((name) => {
        const { shape = [], values = [] } = initial.get(name) ?? {};
        return { name, shape, values: Float32Array.from(values) };
      }),
    );
    for (const [i, { inputs, targets, loss: wanted }] of reference.steps.entries()) {
      const result = await step.train(asBatch(inputs, targets));
      expectClose([result.loss], [wanted], `the loss of step ${i + 1}`);
    }
    const final = new Map(reference.final.map((weight) => [weight.name, weight.values]));
    for (const { name, values } of await step.weights()) expectClose(values, final.get(name) ?? [], name, updated);
    const predictions = await step.predict(asBatch(reference.inputs, []));
    expect(predictions).toHaveLength(reference.predictions.length);
    for (const [i, { values }] of reference.predictions.entries()) {
      expectClose(predictions[i] ?? [], values, `output ${i}`, updated);
    }
  } finally {
    step.dispose();
  }
}
