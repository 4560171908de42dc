// A run's best weights in a step, with the data that it was trained on: for tests, predictions, and whatever else asks a trained model.
import { existsSync } from 'node:fs';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { PreparedData } from '#shared/data/samples.ts';
import { otherData } from '#shared/runs/run-status.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import type { TrainedJob } from '#main/ports/trainer.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { bestWeightsPath } from '#main/training/run-folder.ts';
import { readWeights } from '#main/training/weights-file.ts';
import { openBatches } from '#main/training/worker/batches/open-batches.ts';
import { SampleStream } from '#main/training/worker/batches/sample-stream.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';

/** A trained model and its data. */
export interface Trained {
  readonly step: TrainStep;
  readonly data: PreparedData;
  /** How many samples the asked part has. */
  readonly count: number;
  /** Batches of the part in its order, the last one smaller; a batch is overwritten by the next but one. */
  readonly stream: SampleStream;
  readonly steps: number;
}

/**
 * Lends the model to `work`.
 * @throws AppError `conflict` with other data, `invalid-experiment` without such samples, `not-found` without weights, `damaged`,
 *   `training-failed`
 */
export async function withTrained<Result>(
  home: string,
  engines: EngineLoader,
  job: TrainedJob,
  work: (trained: Trained) => Promise<Result>,
): Promise<Result> {
  const { experiment, spec, training } = job.compiled;
  const data = await prepareData(home, experiment.data, modelEnds(spec, training));
  if (data.hash !== job.dataHash) throw otherData();
  const samples = data[job.part];
  if (samples === null || samples.count === 0) throw noSamples(job.part);
  const path = bestWeightsPath(job.weightsDir);
  if (!existsSync(path)) throw new AppError('not-found', msg`The weights of this run are gone: ${path} is not there.`);
  const weights = readWeights(path);
  const engine = await engines.load(job.engine);
  const { batch_size: batchSize, seed } = experiment.training;
  const steps = Math.ceil(samples.count / batchSize);
  const batches = openBatches({ samples }, engine.record);
  try {
    const step = engine.createStep(
      { spec, training, seed },
      { step: job.step, xla: 'off', steps, onDecision: () => engines.prove() },
    );
    try {
      await step.setWeights(weights);
      const stream = new SampleStream(batches.splits.samples, batchSize, null);
      return await work({ step, data, count: samples.count, stream, steps });
    } finally {
      step.dispose();
    }
  } finally {
    await batches.close();
  }
}

function noSamples(part: TrainedJob['part']): AppError {
  const what =
    part === 'test' ? msg`The split leaves no samples for the test.` : msg`The split leaves no samples for validation.`;
  return new AppError('invalid-experiment', what, {
    hint: msg`Give training and validation other shares, and train again.`,
  });
}
