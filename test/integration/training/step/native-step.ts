// What the tests of the compiled step share: the native engine as tfjs's backend, models, and batches that can be learnt from.
import { expect } from 'vitest';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';
import { compiledStepOn, type CompiledStep } from '#main/training/step/compiled-step.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { createStepState, type StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { createRandom } from '#shared/base/random.ts';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import { vocabularyOf } from '#shared/model/layer-catalogue.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import { testEngineHome } from '../../../support/engines.ts';

export async function loadNative(): Promise<void> {
  const { load } = await createEngineStore({ home: await testEngineHome() }).choose('native');
  await loadEngine(load);
}

export function createCompiledStep(options: StepOptions, xla = true): CompiledStep {
  return compiledStepOn(createStepState(options), { xla, threads: 2 });
}

/** Slow waves with noise, or words of which the low ones are good; the target is what they say. The same for the same number. */
export function learnableBatch(spec: ModelSpec, size: number, number: number, target?: TargetKind): Batch {
  const random = createRandom(77, number);
  const opinions = Array.from({ length: size }, () => random());
  const inputs = spec.inputs.map((id): BatchArray => {
    const shape = [size, ...shapeOf(spec, id)];
    const words = vocabularyOf(spec, id);
    const sampleSize = shape.slice(1).reduce((product, length) => product * length, 1);
    const features = shape.length > 2 ? (shape.at(-1) ?? 1) : 1;
    const length = size * sampleSize;
    const opinionOf = (i: number): number => opinions[Math.floor(i / sampleSize)] ?? 0;
    if (words !== null) {
      // A word below the middle with the probability of the sample's opinion.
      const wordOf = (i: number): number => (random() < opinionOf(i) ? 0 : words / 2) + (random() * words) / 2;
      // No sample is padding only: the mean of no step is NaN.
      const least = (i: number): number => (i % sampleSize === 0 ? 1 : 0);
      const values = Int32Array.from({ length }, (_, i) =>
        Math.max(least(i), Math.min(words - 1, Math.floor(wordOf(i)))),
      );
      return { shape, values };
    }
    const waveOf = (i: number): number =>
      Math.sin((Math.floor((i % sampleSize) / features) / 40 + opinionOf(i)) * 2 * Math.PI);
    return { shape, values: Float32Array.from({ length }, (_, i) => waveOf(i) + (random() - 0.5) / 4) };
  });
  const targets = spec.outputs.map((id) => targetOf(spec, id, opinions, target));
  return { inputs, targets, size };
}

/** What a target says: a number, 0 or 1, or one of the output's classes, as its number or with a 1 in its place. */
export type TargetKind = 'number' | 'bit' | 'class' | 'one-hot';

function targetOf(spec: ModelSpec, id: string, opinions: readonly number[], kind: TargetKind | undefined): BatchArray {
  const layer = spec.layers.find((each) => each.id === id);
  const outputShape = shapeOf(spec, id);
  const classes = outputShape.at(-1) ?? 1;
  const isProbability = layer?.config['activation'] === 'sigmoid';
  const wanted = kind ?? (isProbability ? 'bit' : 'number');
  const shape = [opinions.length, ...(wanted === 'class' ? outputShape.slice(0, -1) : outputShape)];
  const length = shape.reduce((product, each) => product * each, 1);
  const values = Float32Array.from({ length }, (_, i) => {
    const opinion = opinions[Math.floor((i * opinions.length) / length)] ?? 0;
    const ofClass = Math.floor(opinion * classes);
    return {
      number: Math.sin(opinion * 2 * Math.PI),
      bit: Math.round(opinion),
      class: ofClass,
      'one-hot': i % classes === ofClass ? 1 : 0,
    }[wanted];
  });
  return { shape, values: wanted === 'class' ? Int32Array.from(values) : values };
}

function shapeOf(spec: ModelSpec, id: string): number[] {
  const shape = spec.layers.find((layer) => layer.id === id)?.outputShapes[0] ?? [];
  return shape.map((length) => length ?? 1);
}

interface SameLosses {
  readonly steps: number;
  readonly size: number;
  /** The most that losses may differ, as a share of them. */
  readonly relative: number;
  readonly target?: TargetKind | undefined;
}

/** Trains the eager step, and a compiled one with each value of `xla`, from the same weights on the same batches; compares the losses. */
export async function expectSameLosses(
  options: StepOptions,
  xla: readonly boolean[],
  { steps, size, relative, target }: SameLosses,
): Promise<void> {
  const eager: TrainStep = createEagerStep(options);
  const compiled = xla.map((each) => ({ step: createCompiledStep(options, each), name: each ? 'XLA' : 'no XLA' }));
  try {
    for (let i = 0; i < steps; i++) {
      const batch = learnableBatch(options.spec, size, i, target);
      const expected = await eager.train(batch);
      for (const { step, name: which } of compiled) {
        const actual = await step.train(batch);
        const allowed = relative * Math.abs(expected.loss) + 1e-9;
        expect(
          Math.abs(actual.loss - expected.loss),
          `step ${i + 1}, ${which}: ${actual.loss}, eager ${expected.loss}`,
        ).toBeLessThan(allowed);
        for (const [name, value] of Object.entries(expected.metrics))
          expect(
            Math.abs((actual.metrics[name] ?? Number.NaN) - value),
            `${name} in step ${i + 1}, ${which}: ${actual.metrics[name]}, eager ${value}`,
          ).toBeLessThan(5e-5 * Math.max(1, Math.abs(value)));
      }
    }
  } finally {
    eager.dispose();
    for (const { step } of compiled) step.dispose();
  }
}
