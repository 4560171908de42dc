// The models whose Keras archives real Keras opened: those of the exported code, and the random graphs. Weights and inputs follow from
// a formula, so that neither is stored.
import { unzipSync, strFromU8 } from 'fflate';
import h5wasm from 'h5wasm';
import { checkModel } from '#shared/model/check-model.ts';
import { pythonNames } from '#shared/model/code/python.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import { kerasArchive } from '#main/training/export/keras-archive.ts';
import type { NamedArray } from '#main/training/step/train-step.ts';
import { codeCases } from './code-cases.ts';
import { graphCases } from './reference.ts';
import { formula } from './formula.ts';

export interface ArchiveCase {
  readonly name: string;
  readonly spec: ModelSpec;
}

export function archiveCases(): ArchiveCase[] {
  const models = [...codeCases(), ...graphCases()].map(({ name, model }) => ({ name, spec: checkModel(model).spec }));
  return models.flatMap(({ name, spec }) => (spec === null ? [] : [{ name, spec }]));
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Variances and scales are positive. */
export function formulaWeights({ layers }: ModelSpec): NamedArray[] {
  const weights = layers.flatMap(({ id, weights }) =>
    weights.map((weight) => ({ ...weight, name: `${id}/${weight.name}` })),
  );
  return weights.map(({ name, shape, trainable }, number) => {
    const values = formula(sizeOf(shape), number);
    const isCount = name.endsWith('/count');
    return {
      name,
      shape,
      values: isCount ? values.fill(0) : trainable ? values : values.map((value) => Math.fround(Math.abs(value) + 0.5)),
    };
  });
}

/** Two samples for every Input. */
export function formulaInputs({ layers, inputs }: ModelSpec): { values: Float32Array | Int32Array; shape: number[] }[] {
  return inputs.map((id, number) => {
    const layer = layers.find((each) => each.id === id);
    const shape = [2, ...(layer?.outputShapes[0] ?? []).map((size) => size ?? 1)];
    const isWords = layer?.config['dtype'] === 'int32';
    const values = isWords
      ? Int32Array.from({ length: sizeOf(shape) }, (_, i) => (i * 31) % 5)
      : formula(sizeOf(shape), 1000 + number).map((value) => value * 5);
    return { values, shape };
  });
}

export async function archiveOf(spec: ModelSpec): Promise<Uint8Array> {
  return kerasArchive(spec, pythonNames(spec.layers.map(({ id }) => id)), formulaWeights(spec));
}

/** What an archive says: its config, and the first value of every variable by its path and shape. */
export async function contentOf(archive: Uint8Array): Promise<{ config: string; variables: Record<string, number> }> {
  const files = unzipSync(archive);
  const { FS } = await h5wasm.ready;
  FS.writeFile('/read.h5', files['model.weights.h5'] ?? new Uint8Array());
  const file = new h5wasm.File('/read.h5', 'r');
  const variables: Record<string, number> = {};
  for (const path of file.paths()) {
    const found = file.get(path);
    if (!(found instanceof h5wasm.Dataset)) continue;
    const value: unknown = found.value;
    const first: unknown = ArrayBuffer.isView(value) ? Reflect.get(value, '0') : value;
    variables[`${path} [${(found.shape ?? []).join(', ')}]`] = Number(first);
  }
  file.close();
  FS.unlink('/read.h5');
  return { config: strFromU8(files['config.json'] ?? new Uint8Array()), variables };
}
