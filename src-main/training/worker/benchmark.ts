// Measures training steps of a model on synthetic data, and the machine's own limit, in one run.
import { performance } from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs-core';
import { msg, verbatim } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';
import { quantile } from '#shared/base/quantile.ts';
import { createRandom } from '#shared/base/random.ts';
import type { Batch, BatchArray } from '#shared/data/samples.ts';
import type { CompiledExperiment } from '#shared/experiment/compile-experiment.ts';
import type { EngineRecord } from '#shared/runs/run.ts';
import { vocabularyOf } from '#shared/model/layer-catalogue.ts';
import { firstOutput, type LayerSpec, type ModelSpec } from '#shared/model/model-spec.ts';
import { sampleSet } from '#main/datasets/slice-batch.ts';
import { openKeras, type TimedSteps } from '#main/benchmark/keras-steps.ts';
import type { BenchmarkJob, BenchmarkResult, Competitor, StepTimes } from '#main/ports/trainer.ts';
import type { StepDecision } from '#main/training/step/chosen-step.ts';
import { createEagerStep } from '#main/training/step/eager-step.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import { openBatches } from '#main/training/worker/batches/open-batches.ts';
import { SampleStream } from '#main/training/worker/batches/sample-stream.ts';
import type { Batches } from '#main/training/worker/batches/split.ts';
import type { EngineLoader, LoadedEngine } from '#main/training/worker/engine-load.ts';

const matrixSize = 512;
const matrixRounds = 20;

/** Enough that the end of a pass, where no batch is made in advance, does not matter. */
const batchesPerPass = 1000;

function layerOf(spec: ModelSpec, id: string): LayerSpec {
  const layer = spec.layers.find((each) => each.id === id);
  if (layer === undefined) throw new AppError('internal', msg`The model has no layer "${id}".`);
  return layer;
}

function knownShape(layer: LayerSpec): number[] {
  return firstOutput(layer).map((size) => {
    if (size !== null) return size;
    throw new AppError('invalid-experiment', msg`The length of "${layer.id}" is open, so there is nothing to time.`);
  });
}

/** Random inputs and targets for the model: token ids below the vocabulary size, or values around 0; targets of 0 and 1. */
export function madeBatch(spec: ModelSpec, batchSize: number, seed = 0): Batch {
  const random = createRandom(seed);
  const inputs = spec.inputs.map((id): BatchArray => {
    const words = vocabularyOf(spec, id);
    const [shape, length] = batchShape(spec, id, batchSize);
    const values =
      words === null
        ? Float32Array.from({ length }, () => random() * 2 - 1)
        : Int32Array.from({ length }, () => Math.floor(random() * words));
    return { values, shape };
  });
  const targets = spec.outputs.map((id): BatchArray => {
    const [shape, length] = batchShape(spec, id, batchSize);
    return { values: Float32Array.from({ length }, () => (random() < 0.5 ? 0 : 1)), shape };
  });
  return { inputs, targets, size: batchSize };
}

/** A batch's shape of a layer's output, and how many values it has. */
function batchShape(spec: ModelSpec, id: string, batchSize: number): [number[], number] {
  const shape = [batchSize, ...knownShape(layerOf(spec, id))];
  return [shape, shape.reduce((product, size) => product * size, 1)];
}

/** Batches made as in a run. Each has the values of this one. */
function batchesOf({ inputs, targets, size }: Batch, { record }: LoadedEngine): Batches<'made'> {
  const source = structuredClone({ kind: 'arrays', inputs, targets } as const);
  return openBatches({ made: sampleSet(size * batchesPerPass, source) }, record);
}

function timesOf(times: readonly number[], firstStepMs: number): StepTimes {
  return {
    msPerStep: quantile(times, 0.5),
    quartilesMs: [quantile(times, 0.25), quantile(times, 0.75)],
    firstStepMs,
  };
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

async function timeSteps(step: TrainStep, stream: SampleStream, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const startedAt = performance.now();
    await step.train(await stream.next());
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** What both measurements share. */
interface Material extends CompiledExperiment {
  readonly batch: Batch;
  readonly stream: SampleStream;
  readonly engine: LoadedEngine;
}

async function openOther(
  against: Competitor | null,
  { experiment, spec, training, batch, stream, engine }: Material,
): Promise<TimedSteps | null> {
  if (against === null) return null;
  if (against.kind === 'keras') return await openKeras(against, experiment, batch);
  const step = createEagerStep({ spec, training, seed: experiment.training.seed });
  return {
    version: `the eager step on ${engine.record.version}`,
    parameters: spec.parameters,
    run: (count) => timeSteps(step, stream, count),
    close: () => {
      step.dispose();
    },
  };
}

/** Warm-up steps. */
const warmUpSteps = 3;

export async function runBenchmark(job: BenchmarkJob, engines: EngineLoader): Promise<BenchmarkResult> {
  const { compiled } = job;
  const batch = madeBatch(compiled.spec, compiled.experiment.training.batch_size);
  const engine = await engines.load(job.engine);
  const { splits, close } = batchesOf(batch, engine);
  try {
    const stream = new SampleStream(splits.made, batch.size, null);
    const material: Material = { ...compiled, batch, stream, engine };
    const other = await openOther(job.against, material);
    try {
      return await timeInTurns(job, material, other);
    } finally {
      other?.close();
    }
  } finally {
    await close();
  }
}

async function timeInTurns(
  { rounds, steps, ...job }: BenchmarkJob,
  { experiment, spec, training, batch, stream, engine }: Material,
  other: TimedSteps | null,
): Promise<BenchmarkResult> {
  let decision: StepDecision | null = null;
  const step = engine.createStep(
    { spec, training, seed: experiment.training.seed },
    {
      step: job.step,
      xla: job.xla,
      steps: rounds * steps,
      onDecision: (made) => (decision = made),
    },
  );
  try {
    const timed = (count: number): Promise<number[]> => timeSteps(step, stream, count);
    const [firstStepMs = Number.NaN] = await timed(1 + warmUpSteps);
    const [otherFirstMs = Number.NaN] = (await other?.run(1 + warmUpSteps)) ?? [];
    const own: number[][] = [];
    const others: (readonly number[])[] = [];
    for (let round = 0; round < rounds; round++) {
      own.push(await timed(steps));
      // The first of Keras's steps begins an epoch.
      if (other !== null) others.push((await other.run(steps + 1)).slice(1));
    }
    const ratios = own.map((times, i) => quantile(times, 0.5) / quantile(others[i] ?? [], 0.5));
    return {
      engine: recordOf(engine.record, decision),
      batchSize: batch.size,
      ...timesOf(own.flat(), firstStepMs),
      flopsPerStep: 3 * batch.size * spec.flopsPerSample,
      matmulFlopsPerSecond: measureMatmul(),
      other:
        job.against === null || other === null
          ? null
          : {
              kind: job.against.kind,
              version: other.version,
              parameters: other.parameters,
              ...timesOf(others.flat(), otherFirstMs),
              ratio: quantile(ratios, 0.5),
              ratios: [Math.min(...ratios), Math.max(...ratios)],
            },
    };
  } finally {
    step.dispose();
  }
}

function recordOf(engine: LoadedEngine['record'], decision: StepDecision | null): EngineRecord {
  const { kind = 'eager', reason = verbatim(''), ...rest } = decision ?? {};
  return { ...engine, step: kind, reason, ...rest };
}
