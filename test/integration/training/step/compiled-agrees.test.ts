// The compiled step gives the eager step's numbers for all templates; and Keras's, as far as it is judged by whole training steps.
import { beforeAll, describe, it } from 'vitest';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { templateStore } from '#main/home/templates.ts';
import { compileExperiment } from '#shared/experiment/compile-experiment.ts';
import { describeEmbeddingRuns, describeModels } from '../../../keras/conformance.ts';
import { describeGraphs } from '../../../keras/graph-conformance.ts';
import { hasLoop } from '../../../keras/graph-around.ts';
import { describeOutputs } from '../../../keras/output-conformance.ts';
import { describeWeightedFits } from '../../../keras/weight-conformance.ts';
import { createCompiledStep, expectSameLosses, loadNative } from './native-step.ts';

beforeAll(loadNative);

describe('templates without dropout, 50 steps', () => {
  const templates = templateStore.list().map(({ id }) => ({ id, xla: [true] }));
  const both = templates.map((each) => (each.id === 'weather-conv1d-gru' ? { ...each, xla: [true, false] } : each));
  it.each(both)('$id, XLA: $xla', async ({ id, xla }) => {
    const found = templateStore.find(id);
    if (found === null) throw new Error(`There is no template ${id}.`);
    const options = { ...compileExperiment(shortened(withoutDropout(found.experiment)), null), seed: 2 };
    // Enough samples that a loop is divided between two threads.
    await expectSameLosses(options, xla, { steps: 50, size: 32, relative: 1e-5 });
  });
});

/** Recurrent layers get a quarter of the steps where a sample has 200 or more; the other templates keep theirs. */
function shortened(experiment: Experiment): Experiment {
  const { preparation } = experiment.data;
  const isText = preparation.kind === 'text';
  const all = isText ? preparation.length : preparation.lookback / preparation.step;
  if (all < 200 || !experiment.model.nodes.some(hasLoop)) return experiment;
  const nodes = experiment.model.nodes.map((node) => {
    const [steps, ...features] = Array.isArray(node.config['shape']) ? node.config['shape'] : [];
    return typeof steps === 'number' ? { ...node, config: { ...node.config, shape: [steps / 4, ...features] } } : node;
  });
  const shorter = isText
    ? { ...preparation, length: preparation.length / 4 }
    : { ...preparation, lookback: preparation.lookback / 4 };
  const data = { ...experiment.data, preparation: shorter };
  return { ...experiment, data, model: { ...experiment.model, nodes } };
}

function withoutDropout(experiment: Experiment): Experiment {
  const nodes = experiment.model.nodes.map((node) => ({
    ...node,
    config: Object.fromEntries(
      Object.entries(node.config).map(([name, value]) => [
        name,
        /^(recurrent_)?dropout$|^rate$/.test(name) ? 0 : value,
      ]),
    ),
  }));
  return { ...experiment, model: { ...experiment.model, nodes } };
}

describe('Keras, without XLA', () => {
  const create = (options: StepOptions): TrainStep => createCompiledStep(options, false);
  describeModels(create);
  describeEmbeddingRuns(create);
  describeGraphs(create);
  describeOutputs(create);
  describeWeightedFits(create);
});

describe('Keras, with XLA', () => {
  const create = (options: StepOptions): TrainStep => createCompiledStep(options, true);
  describeModels(create, hasLoop);
  describeGraphs(create, hasLoop);
});
