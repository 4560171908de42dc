// What the tests of the compiled step share: the native engine as tfjs's backend, models, and batches that can be learnt from.
import { expect } from 'vitest';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';
import { compiledStepOn, type CompiledStep } from '#main/training/step/compiled-step.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import type { Loops } from '#main/training/step/graph/trace.ts';
import { createStepState, type StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { createRandom } from '#shared/data/random.ts';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import type { ModelSpec } from '#shared/graph/model-spec.ts';
import { testEngineHome } from '../../../support/engines.ts';

export async function loadNative(): Promise<void> {
  const { load } = await createEngineStore({ home: await testEngineHome() }).choose('native');
  await loadEngine(load);
}

export function createCompiledStep(options: StepOptions, loops: Loops = 'compiled'): CompiledStep {
  return compiledStepOn(createStepState(options), loops);
}

/** Slow waves with noise, or words of which the low ones are good; the target is what they say. The same for the same number. */
export function learnableBatch(spec: ModelSpec, size: number, number: number): Batch {
  const random = createRandom(77, number);
  const words = spec.layers.find(({ type }) => type === 'Embedding')?.config['input_dim'];
  const opinions = Array.from({ length: size }, () => random());
  const inputs = spec.inputs.map((id): BatchArray => {
    const shape = [size, ...shapeOf(spec, id)];
    const sampleSize = shape.slice(1).reduce((product, length) => product * length, 1);
    const features = shape.length > 2 ? (shape.at(-1) ?? 1) : 1;
    const length = size * sampleSize;
    const opinionOf = (i: number): number => opinions[Math.floor(i / sampleSize)] ?? 0;
    if (typeof words === 'number') {
      // A word below the middle with the probability of the sample's opinion.
      const wordOf = (i: number): number => (random() < opinionOf(i) ? 0 : words / 2) + (random() * words) / 2;
      return { shape, values: Int32Array.from({ length }, (_, i) => Math.min(words - 1, Math.floor(wordOf(i)))) };
    }
    const waveOf = (i: number): number =>
      Math.sin((Math.floor((i % sampleSize) / features) / 40 + opinionOf(i)) * 2 * Math.PI);
    return { shape, values: Float32Array.from({ length }, (_, i) => waveOf(i) + (random() - 0.5) / 4) };
  });
  const targets = spec.outputs.map((id): BatchArray => {
    const shape = [size, ...shapeOf(spec, id)];
    const length = shape.reduce((product, each) => product * each, 1);
    const isProbability = spec.layers.find((layer) => layer.id === id)?.config['activation'] === 'sigmoid';
    const valueOf = (i: number): number => {
      const opinion = opinions[Math.floor((i * size) / length)] ?? 0;
      return isProbability ? Math.round(opinion) : Math.sin(opinion * 2 * Math.PI);
    };
    return { shape, values: Float32Array.from({ length }, (_, i) => valueOf(i)) };
  });
  return { inputs, targets, size };
}

function shapeOf(spec: ModelSpec, id: string): number[] {
  const shape = spec.layers.find((layer) => layer.id === id)?.outputShape ?? [];
  return shape.map((length) => length ?? 1);
}

/** Trains both from the same weights on the same batches, and compares the losses. */
export async function expectSameLosses(
  options: StepOptions,
  loops: Loops,
  { steps, size, relative }: { readonly steps: number; readonly size: number; readonly relative: number },
): Promise<void> {
  const eager: TrainStep = createEagerStep(options);
  const compiled = createCompiledStep(options, loops);
  try {
    for (let i = 0; i < steps; i++) {
      const expected = await eager.train(learnableBatch(options.spec, size, i));
      const actual = await compiled.train(learnableBatch(options.spec, size, i));
      const allowed = relative * Math.abs(expected.loss) + 1e-9;
      expect(
        Math.abs(actual.loss - expected.loss),
        `step ${i + 1}: ${actual.loss}, eager ${expected.loss}`,
      ).toBeLessThan(allowed);
      for (const [name, value] of Object.entries(expected.metrics))
        expect(actual.metrics[name], `${name} in step ${i + 1}`).toBeCloseTo(value, 4);
    }
  } finally {
    eager.dispose();
    compiled.dispose();
  }
}
