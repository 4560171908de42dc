// The exported Keras code, which real Keras ran, against Strata: outputs from the same weights, arrays from the same file.
import { beforeAll, describe, expect, it } from 'vitest';
import { createEngineStore } from '#main/engines/engine-store.ts';
import type { BatchArray, SampleSet } from '#shared/data/samples.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import { compileExperiment } from '#shared/experiment/compile-experiment.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';
import { codeCases } from '../../keras/code-cases.ts';
import { dataCases } from '../../keras/data-cases.ts';
import { checkOutputs, codeDataReference, codeReference } from '../../keras/code-conformance.ts';
import { testEngineHome } from '../../support/engines.ts';
import { importSeries, importText, workplace } from '../datasets/home.ts';

beforeAll(async () => {
  const { load } = await createEngineStore({ home: await testEngineHome() }).choose('native');
  await loadEngine(load);
});

describe('the exported model answers as Strata’s', () => {
  it.each(codeCases().map((experiment) => [experiment.name, experiment] as const))('%s', async (name, experiment) => {
    const reference = codeReference().find((each) => each.name === name);
    if (reference === undefined) throw new Error(`Keras was not asked about ${name}`);
    await checkOutputs(experiment, reference, createEagerStep);
  });
});

const valuesOf = ([first]: readonly BatchArray[]): number[] => [...(first?.values ?? [])];

function everything(set: SampleSet): { x: number[]; y: number[]; w: number[] } {
  const order = Uint32Array.from({ length: set.count }, (_, i) => i);
  const { inputs, targets, weights = [] } = set.batch(order, 0, set.count);
  return { x: valuesOf(inputs), y: valuesOf(targets), w: valuesOf(weights) };
}

function furthest(a: readonly number[], b: readonly number[]): number {
  expect(a).toHaveLength(b.length);
  return Math.max(0, ...a.map((value, i) => Math.abs(value - (b[i] ?? NaN))));
}

describe('the exported preparation gives Strata’s samples', () => {
  it.each(dataCases().map((each) => [each.name, each] as const))('%s', async (name, { file, experiment }) => {
    const reference = codeDataReference().find((each) => each.name === name);
    expect(file).toBe(reference?.file);
    const place = workplace();
    const path = place.file('small.csv', file);
    const { preparation } = experiment.data;
    const dataset =
      preparation.kind === 'text'
        ? await importText(path, place.home, {
            weightColumn: preparation.sample_weight,
            groupColumn: preparation.group,
          })
        : // The program reads the rows as they stand.
          await importSeries(path, place.home, { repair: { order: 'keep' } });
    const { spec, training } = compileExperiment(experiment, dataset);
    const data = await prepareData(place.home, { dataset: 'mine', preparation }, modelEnds(spec, training));
    const parts = { train: data.train, val: data.validation, validation: data.validation, test: data.test };
    for (const [part, { x, y, w }] of Object.entries(reference?.parts ?? {})) {
      const set = parts[part as keyof typeof parts];
      const own = set === null ? { x: [], y: [], w: [] } : everything(set);
      expect(furthest(own.x, x.values), `${part} x`).toBeLessThan(1e-6);
      expect(furthest(own.y, y.values), `${part} y`).toBeLessThan(1e-6);
      expect(furthest(own.w, w?.values ?? []), `${part} w`).toBeLessThan(1e-6);
    }
  });
});
