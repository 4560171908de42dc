// A run's best weights in a step, with the data that it was trained on: for tests, predictions, and whatever else asks a trained model.
import { existsSync } from 'node:fs';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { PreparedData, SampleSet } from '#shared/data/samples.ts';
import { otherData } from '#shared/runs/run-status.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import type { TrainedJob } from '#main/ports/trainer.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { bestWeightsPath } from '#main/training/run-folder.ts';
import { readWeights } from '#main/training/weights-file.ts';
import { openBatches } from '#main/training/worker/batches/open-batches.ts';
import { SampleStream } from '#main/training/worker/batches/sample-stream.ts';
import type { EngineLoader, LoadedEngine } from '#main/training/worker/engine-load.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';

/** A trained model and its data. */
export interface TrainedModel {
  readonly step: TrainStep;
  readonly data: PreparedData;
}

/** With the samples of the part that is asked for. */
export interface Trained extends TrainedModel {
  /** How many samples the part has. */
  readonly count: number;
  /** Batches of the part in its order, the last one smaller; a batch is overwritten by the next but one. */
  readonly stream: SampleStream;
  readonly steps: number;
}

/**
 * Lends the model to `work`.
 * @throws AppError `conflict` with other data, `not-found` without weights, `damaged`, `training-failed`
 */
export function withModel<Result>(
  home: string,
  engines: EngineLoader,
  job: TrainedJob,
  work: (model: TrainedModel) => Promise<Result>,
): Promise<Result> {
  return lend(home, engines, job, { stepsOf: () => 1, work });
}

/**
 * Lends the model and the samples of a part to `work`.
 * @throws AppError as `withModel`, `invalid-experiment` without such samples
 */
export function withTrained<Result>(
  home: string,
  engines: EngineLoader,
  job: TrainedJob,
  work: (trained: Trained) => Promise<Result>,
): Promise<Result> {
  const { batch_size: batchSize } = job.compiled.experiment.training;
  const samplesOf = (data: PreparedData): SampleSet => {
    const samples = data[job.part];
    if (samples === null || samples.count === 0) throw noSamples(job.part);
    return samples;
  };
  return lend(home, engines, job, {
    stepsOf: (data) => Math.ceil(samplesOf(data).count / batchSize),
    work: async ({ step, data, engine }) => {
      const samples = samplesOf(data);
      const batches = openBatches({ samples }, engine);
      try {
        const stream = new SampleStream(batches.splits.samples, batchSize, null);
        return await work({ step, data, count: samples.count, stream, steps: stream.batchesPerPass });
      } finally {
        await batches.close();
      }
    },
  });
}

async function lend<Result>(
  home: string,
  engines: EngineLoader,
  job: TrainedJob,
  {
    stepsOf,
    work,
  }: {
    readonly stepsOf: (data: PreparedData) => number;
    readonly work: (model: TrainedModel & { readonly engine: LoadedEngine['record'] }) => Promise<Result>;
  },
): Promise<Result> {
  const { experiment, spec, training } = job.compiled;
  const data = await prepareData(home, experiment.data, modelEnds(spec, training));
  if (data.hash !== job.dataHash) throw otherData();
  const steps = stepsOf(data);
  const path = bestWeightsPath(job.weightsDir);
  if (!existsSync(path)) throw new AppError('not-found', msg`The weights of this run are gone: ${path} is not there.`);
  const weights = readWeights(path);
  const engine = await engines.load(job.engine);
  const step = engine.createStep(
    { spec, training, seed: experiment.training.seed },
    { step: job.step, xla: 'off', steps, onDecision: () => engines.prove() },
  );
  try {
    await step.setWeights(weights);
    return await work({ step, data, engine: engine.record });
  } finally {
    step.dispose();
  }
}

function noSamples(part: TrainedJob['part']): AppError {
  const what =
    part === 'test' ? msg`The split leaves no samples for the test.` : msg`The split leaves no samples for validation.`;
  return new AppError('invalid-experiment', what, {
    hint: msg`Give training and validation other shares, and train again.`,
  });
}
