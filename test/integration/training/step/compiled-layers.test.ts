// The compiled step gives the eager step's numbers: every layer.
import { beforeAll, describe, it } from 'vitest';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { graphAround, hasLoop, isChance } from '../../../keras/graph-around.ts';
import { layerCases, type LayerCase } from '../../../keras/reference.ts';
import { maeMetric } from '../../../keras/specs.ts';
import { expectSameLosses, loadNative } from './native-step.ts';

beforeAll(loadNative);

const meanSquared = lossSchema.parse({ name: 'mean_squared_error' });

// XLA compiles the same loops inside a wrapper as outside: the templates have one.
// Layers of chance draw other numbers in each step; compiled-step.test.ts and compiled-noise.test.ts compare distributions.
const cases = layerCases().filter((each) => !isChance(each));

/** Every kind of layer goes 50 steps, twice; its further arguments are told from others by the first dozen. */
function stepsOf(reference: LayerCase): number {
  return cases.filter(({ type }) => type === reference.type).indexOf(reference) < 2 ? 50 : 12;
}

describe('every layer, 50 steps', () => {
  it.each(cases)('$name', async (reference) => {
    const spec = graphAround(reference);
    const optimizer = optimizerSchema.parse({ name: 'RMSprop' });
    const options = { spec, training: { loss: meanSquared, optimizer, metrics: maeMetric }, seed: 4 };
    const isWrapper = findLayer(reference.type)?.innerLayers !== undefined;
    const xla = hasLoop(reference) && !isWrapper ? [true, false] : [false];
    await expectSameLosses(options, xla, { steps: stepsOf(reference), size: 8, relative: 1e-5 });
  });
});
