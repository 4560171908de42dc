// What is written for other programs, beside real Keras and on TensorFlow itself: an archive is the one that Keras opened, and a
// SavedModel answers as the eager step at every batch size.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pythonNames } from '#shared/model/code/python.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import { createEngineStore } from '#main/engines/engine-store.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { inferenceGraph } from '#main/training/step/graph/inference-graph.ts';
import { encodeSavedModel, savedModelTag } from '#main/training/step/graph/saved-model.ts';
import {
  tensorFlowBackend,
  typeOfValues,
  type TensorFlowBackend,
} from '#main/training/step/graph/tensorflow-binding.ts';
import { createStepState } from '#main/training/step/step-state.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';
import { archiveCases, archiveOf, contentOf, formulaInputs, formulaWeights } from '../../keras/archive-cases.ts';
import { testEngineHome } from '../../support/engines.ts';

let backend: TensorFlowBackend;

beforeAll(async () => {
  const { load } = await createEngineStore({ home: await testEngineHome() }).choose('native');
  await loadEngine(load);
  const found = tensorFlowBackend();
  if (found === null) throw new Error('TensorFlow is not the backend.');
  backend = found;
});

const training = {
  loss: lossSchema.parse({ name: 'mean_squared_error' }),
  optimizer: optimizerSchema.parse({ name: 'SGD' }),
  metrics: [],
};

type Inputs = ReturnType<typeof formulaInputs>;

async function answered(spec: ModelSpec, inputs: Inputs): Promise<Float32Array[]> {
  const step = createEagerStep({ spec, training, seed: 1 });
  try {
    await step.setWeights(formulaWeights(spec));
    return await step.predict({ inputs, size: inputs[0]?.shape[0] ?? 0 });
  } finally {
    step.dispose();
  }
}

function furthest(given: ArrayLike<number> | undefined, wanted: ArrayLike<number>): number {
  const size = Math.max(1, ...Array.from(wanted, Math.abs));
  return Math.max(0, ...Array.from(wanted, (value, i) => Math.abs(value - (given?.[i] ?? NaN)) / size));
}

const archiveSchema = z.object({
  name: z.string(),
  config: z.string(),
  variables: z.record(z.string(), z.number()),
  parameters: z.number(),
  outputs: z.array(z.object({ values: z.array(z.number()) })),
});

const reference = z
  .object({ cases: z.array(archiveSchema) })
  .parse(JSON.parse(readFileSync(new URL('../../keras/reference/archives.json', import.meta.url), 'utf8')));

describe('a Keras archive', () => {
  it.each(archiveCases().map((one) => [one.name, one.spec] as const))('%s', async (name, spec) => {
    const opened = reference.cases.find((each) => each.name === name);
    const { config, variables } = await contentOf(await archiveOf(spec));
    // A change of the export must be opened by Keras again.
    expect(config).toBe(opened?.config);
    expect(variables).toEqual(opened?.variables);
    expect(opened?.parameters).toBe(spec.parameters);
    const outputs = await answered(spec, formulaInputs(spec));
    for (const [i, { values }] of (opened?.outputs ?? []).entries())
      expect(furthest(outputs[i], values), `output ${i}`).toBeLessThan(1e-5);
  });
});

/** The first samples, as often as it takes. */
function samples(inputs: Inputs, size: number): Inputs {
  return inputs.map(({ values, shape: [two = 1, ...rest] }) => {
    const each = values.length / two;
    const all = Array.from({ length: size * each }, (_, i) => values[i % values.length] ?? 0);
    return {
      values: values instanceof Int32Array ? Int32Array.from(all) : Float32Array.from(all),
      shape: [size, ...rest],
    };
  });
}

describe('a SavedModel on TensorFlow', () => {
  it.each(archiveCases().map((one) => [one.name, one.spec] as const))(
    '%s',
    { timeout: 60_000 },
    async (_name, spec) => {
      const weights = formulaWeights(spec);
      const names = pythonNames(spec.layers.map(({ id }) => id));
      const inputs = formulaInputs(spec);
      const state = createStepState({ spec, training, seed: 1 });
      state.assignWeights(weights);
      const ends = inputs.map(({ values, shape }) => {
        return {
          shape: shape.slice(1),
          dtype: values instanceof Int32Array ? ('int32' as const) : ('float32' as const),
        };
      });
      const { graph, signature } = inferenceGraph(backend, { state, spec, names }, ends, weights);
      state.dispose();
      expect(signature.inputs.map(({ name }) => name)).toEqual(spec.inputs.map((id) => names.get(id)));
      const { binding } = backend;
      const folder = mkdtempSync(join(tmpdir(), 'strata-taken-'));
      writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(graph, signature));
      const session = binding.loadSavedModel(folder, savedModelTag);
      rmSync(folder, { recursive: true });
      try {
        for (const size of [1, 9]) {
          const given = samples(inputs, size);
          const ids = given.map(({ values, shape }) => binding.createTensor(shape, typeOfValues(values), values));
          const results = binding.runSavedModel(
            session,
            ids,
            signature.inputs.map(({ tensor }) => tensor).join(),
            signature.outputs.map(({ tensor }) => tensor).join(),
          );
          const wanted = await answered(spec, samples(inputs, size));
          for (const [i, { id, shape }] of results.entries()) {
            expect(shape[0]).toBe(size);
            expect(furthest(binding.tensorDataSync(id), wanted[i] ?? []), `${size} samples, output ${i}`).toBeLessThan(
              1e-5,
            );
          }
          for (const id of [...ids, ...results.map((result) => result.id)]) binding.deleteTensor(id);
        }
      } finally {
        binding.deleteSavedModel(session);
      }
    },
  );
});
