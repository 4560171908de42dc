// Evaluates the best weights of a run, and the baseline, on rows that did not train it.
import { existsSync } from 'node:fs';
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import { otherData } from '#shared/runs/run-status.ts';
import type { TestResult } from '#shared/runs/test-score.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import type { TestJob } from '#main/ports/trainer.ts';
import { prepareData } from '#main/datasets/prepare-data.ts';
import { bestWeightsPath } from '#main/training/run-folder.ts';
import { readWeights } from '#main/training/weights-file.ts';
import { baselineValues } from '#main/training/worker/baseline.ts';
import { openBatches } from '#main/training/worker/batches/open-batches.ts';
import { SampleStream } from '#main/training/worker/batches/sample-stream.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';
import { evaluate } from '#main/training/worker/fit.ts';

/** @throws AppError `conflict` with other data, `invalid-experiment` without such rows, `damaged`, `training-failed` */
export async function testRun(home: string, engines: EngineLoader, job: TestJob): Promise<TestResult> {
  const { experiment, spec, training } = job.compiled;
  const data = await prepareData(home, experiment.data, modelEnds(spec, training));
  if (data.hash !== job.dataHash) throw otherData();
  const samples = data[job.part];
  if (samples === null || samples.count === 0)
    throw new AppError('invalid-experiment', msg`The split leaves no samples for the test.`, {
      hint: msg`Give training and validation smaller shares, and train again.`,
    });
  const path = bestWeightsPath(job.weightsDir);
  if (!existsSync(path)) throw new AppError('not-found', msg`The weights of this run are gone: ${path} is not there.`);
  const weights = readWeights(path);
  const engine = await engines.load(job.engine);
  const { batch_size: batchSize, seed } = experiment.training;
  const steps = Math.ceil(samples.count / batchSize);
  const batches = openBatches({ samples }, engine.record);
  const step = engine.createStep(
    { spec, training, seed },
    { step: job.step, xla: 'off', steps, onDecision: () => engines.prove() },
  );
  try {
    await step.setWeights(weights);
    const stream = new SampleStream(batches.splits.samples, batchSize, null);
    const metrics = await evaluate(step, stream, {
      steps,
      prefix: '',
      isStopped: () => false,
      onStep: () => undefined,
    });
    return { samples: samples.count, metrics: metrics ?? {}, baseline: baselineValues(data, job.compiled, job.part) };
  } finally {
    step.dispose();
    await batches.close();
  }
}
