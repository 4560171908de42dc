// The exported code as real Keras ran it: the text is the one that ran, and the model answers as Strata's does.
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { z } from 'zod';
import { textOf } from '#shared/base/message.ts';
import { kerasCode } from '#shared/experiment/code/keras-code.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { lossSchema } from '#shared/training/losses.ts';
import { optimizerSchema } from '#shared/training/optimizers.ts';
import type { StepOptions } from '#main/training/step/step-state.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { formula } from './formula.ts';

const arraySchema = z.object({
  shape: z.array(z.number().int()),
  dtype: z.enum(['float32', 'int32']),
  values: z.array(z.number()),
});

function read<Case extends z.ZodType>(name: string, schema: Case): z.output<Case>[] {
  const text = readFileSync(new URL(`reference/${name}.json`, import.meta.url), 'utf8');
  return z.object({ cases: z.array(schema) }).parse(JSON.parse(text)).cases;
}

const modelCaseSchema = z.object({
  name: z.string(),
  code: z.string(),
  parameters: z.number(),
  /** In Keras's order; the values follow from `formula`. */
  weights: z.array(z.object({ layer: z.string(), shape: z.array(z.number()), isState: z.boolean() })),
  outputs: z.array(arraySchema),
});

export const codeReference = (): z.output<typeof modelCaseSchema>[] => read('code', modelCaseSchema);

export const codeDataReference = () =>
  read(
    'code-data',
    z.object({
      name: z.string(),
      file: z.string(),
      code: z.string(),
      parts: z.record(z.string(), z.object({ x: arraySchema, y: arraySchema, w: arraySchema.optional() })),
    }),
  );

/** The code of an experiment. @throws Error when it has none */
export function codeOf(experiment: Experiment): string {
  const result = kerasCode(experiment);
  if ('code' in result) return result.code;
  throw new Error(textOf(result.refused));
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Compares what the model answers with Keras's answer to the exported code, to 1e-5. */
export async function checkOutputs(
  experiment: Experiment,
  reference: z.output<typeof modelCaseSchema>,
  createStep: (options: StepOptions) => TrainStep,
): Promise<void> {
  const { spec } = checkModel(experiment.model);
  if (spec === null) throw new Error(`${experiment.name} has errors`);
  const loss = lossSchema.parse({ name: 'mean_squared_error' });
  const optimizer = optimizerSchema.parse({ name: 'SGD' });
  const step = createStep({ spec, training: { loss, optimizer, metrics: [] }, seed: 1 });
  try {
    const all = await step.weights();
    // How many values Normalization has counted, which no answer depends on.
    const own = all.filter(({ name }) => !name.endsWith('/count'));
    expect(own.map(({ shape }) => sizeOf(shape))).toHaveLength(reference.weights.length);
    const byLayer = Map.groupBy(
      reference.weights.map((weight, number) => ({ ...weight, number })),
      ({ layer }) => layer,
    );
    const taken = new Map<string, number>();
    await step.setWeights([
      ...all.filter((weight) => !own.includes(weight)),
      ...own.map(({ name, shape }) => {
        const layer = name.slice(0, spec.layers.find(({ id }) => name.startsWith(`${id}/`))?.id.length);
        const place = taken.get(layer) ?? 0;
        taken.set(layer, place + 1);
        const weight = byLayer.get(kerasNameOf(layer))?.[place];
        expect(shape, name).toEqual(weight?.shape);
        const values = formula(sizeOf(shape), weight?.number ?? 0);
        return {
          name,
          shape,
          values: weight?.isState === true ? values.map((value) => Math.fround(Math.abs(value) + 0.5)) : values,
        };
      }),
    ]);
    const inputs = spec.inputs.map((id, i) => {
      const layer = spec.layers.find((each) => each.id === id);
      const shape = [2, ...(layer?.outputShapes[0] ?? []).map((size) => size ?? 1)];
      const size = sizeOf(shape);
      const values =
        layer?.config['dtype'] === 'int32'
          ? Int32Array.from({ length: size }, (_, place) => (place * 31) % 97)
          : formula(size, 1000 + i).map((value) => value * 5);
      return { values, shape };
    });
    const outputs = await step.predict({ inputs, size: 2 });
    expect(outputs).toHaveLength(reference.outputs.length);
    for (const [i, { values }] of reference.outputs.entries()) {
      const given = outputs[i] ?? new Float32Array();
      const furthest = Math.max(...values.map((value, place) => Math.abs(value - (given[place] ?? NaN))));
      expect(furthest, `output ${i}`).toBeLessThan(1e-5);
    }
  } finally {
    step.dispose();
  }
}

/** Keras's name of a layer in the code. */
function kerasNameOf(id: string): string {
  const plain = id.replace(/\W/g, '_').replace(/^(?=\d)/, 'layer_');
  return ['for', 'steps', 'place'].includes(plain) ? `${plain}_` : plain;
}
