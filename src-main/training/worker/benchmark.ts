// Times training steps of a model on made data, and the machine's own limit beside it, in one run.
import { performance } from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '#shared/contract/app-error.ts';
import { createRandom } from '#shared/data/random.ts';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { LayerSpec, ModelSpec } from '#shared/graph/model-spec.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import type { BenchmarkResult } from '#main/ports/trainer.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import { requireChecked } from '#main/training/worker/checked-experiment.ts';
import { loadEngine } from '#main/training/worker/engine-load.ts';

const matrixSize = 512;
const matrixRounds = 20;

function layerOf(spec: ModelSpec, id: string | undefined): LayerSpec {
  const layer = spec.layers.find((each) => each.id === id);
  if (layer === undefined) throw new AppError('internal', `The model has no layer "${id ?? ''}".`);
  return layer;
}

function knownShape(layer: LayerSpec): number[] {
  return layer.outputShape.map((size) => {
    if (size !== null) return size;
    throw new AppError('invalid-experiment', `The length of "${layer.id}" is open, so there is nothing to time.`);
  });
}

/** Numbers of the form that the model takes: word numbers below the embedding's, or values around 0. */
export function madeBatch(spec: ModelSpec, batchSize: number): Batch {
  const random = createRandom(0);
  const words = spec.layers.find(({ type }) => type === 'Embedding')?.config['input_dim'];
  const input = layerOf(spec, spec.inputs[0]);
  const shape = [batchSize, ...knownShape(input)];
  const length = shape.reduce((product, size) => product * size, 1);
  const values =
    typeof words === 'number'
      ? Int32Array.from({ length }, () => Math.floor(random() * words))
      : Float32Array.from({ length }, () => random() * 2 - 1);
  const targetShape = [batchSize, ...knownShape(layerOf(spec, spec.outputs[0]))];
  const targetLength = targetShape.reduce((product, size) => product * size, 1);
  const target: BatchArray = {
    values: Float32Array.from({ length: targetLength }, () => (random() < 0.5 ? 0 : 1)),
    shape: targetShape,
  };
  return { inputs: [{ values, shape }], targets: [target], size: batchSize };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

/** Two floating-point operations for each product of a matrix product; the best of several rounds. */
function measureMatmul(): number {
  const a = tf.fill([matrixSize, matrixSize], 0.5);
  let best = Infinity;
  for (let i = 0; i < matrixRounds; i++) {
    const startedAt = performance.now();
    const product = tf.matMul(a, a);
    product.dataSync();
    best = Math.min(best, performance.now() - startedAt);
    product.dispose();
  }
  a.dispose();
  return (2 * matrixSize ** 3) / (best / 1000);
}

export async function runBenchmark(experiment: Experiment, load: EngineLoad, steps: number): Promise<BenchmarkResult> {
  const { spec, training } = requireChecked(experiment);
  const engine = await loadEngine(load);
  const { batch_size: batchSize, seed } = experiment.training;
  const step = createEagerStep({ spec, training, seed });
  try {
    const timed = async (): Promise<number> => {
      // As in training, every step gets arrays of its own: an engine may keep them.
      const batch = madeBatch(spec, batchSize);
      const startedAt = performance.now();
      await step.train(batch);
      return performance.now() - startedAt;
    };
    const firstStepMs = await timed();
    const times: number[] = [];
    for (let i = 0; i < steps; i++) times.push(await timed());
    const sorted = times.toSorted((a, b) => a - b);
    return {
      engine: { ...engine.record, step: step.kind, reason: 'as asked for' },
      batchSize,
      msPerStep: quantile(sorted, 0.5),
      quartilesMs: [quantile(sorted, 0.25), quantile(sorted, 0.75)],
      firstStepMs,
      flopsPerStep: 3 * batchSize * spec.flopsPerSample,
      matmulFlopsPerSecond: measureMatmul(),
    };
  } finally {
    step.dispose();
  }
}
