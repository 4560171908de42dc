// The layers of chance in the compiled step draw from the same distribution as in the eager one.
import { beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import type { Batch } from '#shared/data/samples.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { chainSpec } from '../../../keras/specs.ts';
import { training, trainOn } from './compiled-step-batches.ts';
import { createCompiledStep, loadNative } from './native-step.ts';

beforeAll(loadNative);

const size = 20;
const shape = [size, 20, 20];
const values = size * 400;
const ones: Batch = {
  inputs: [{ values: new Float32Array(values).fill(1), shape }],
  targets: [{ values: new Float32Array(values), shape }],
  size,
};
const steps = 60;

/** The mean and the standard error of the losses: each is the mean square of what the layer makes of ones. */
async function lossesOf(step: TrainStep): Promise<{ mean: number; error: number; different: number; atRest: number }> {
  const losses = await trainOn(step, Array<Batch>(steps).fill(ones));
  const atRest = (await step.evaluate(ones)).loss;
  step.dispose();
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / steps;
  const variance = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / (steps - 1);
  return { mean, error: Math.sqrt(variance / steps), different: new Set(losses).size, atRest };
}

it.each<[string, JsonObject, number | null]>([
  // The mean square: of dropout 1 / (1 - rate); of noise around 1 that and its variance.
  ['SpatialDropout1D', { rate: 0.3 }, 1 / 0.7],
  ['GaussianNoise', { stddev: 0.5 }, 1.25],
  ['GaussianDropout', { rate: 0.2 }, 1.25],
  ['AlphaDropout', { rate: 0.2 }, null],
])('%s %j', async (type, config, expected) => {
  const spec = chainSpec([
    { id: 'input', type: 'Input', config: { shape: [20, 20] } },
    { id: 'layer', type, config },
  ]);
  const options = { spec, training, seed: 3 };
  const eager = await lossesOf(createEagerStep(options));
  const compiled = await lossesOf(createCompiledStep(options));
  expect(compiled.different).toBeGreaterThan(15);
  expect(compiled.atRest).toBe(1);
  expect(Math.abs(eager.mean - compiled.mean)).toBeLessThan(4 * Math.hypot(eager.error, compiled.error));
  if (expected !== null) expect(Math.abs(compiled.mean - expected)).toBeLessThan(4 * compiled.error);
});
