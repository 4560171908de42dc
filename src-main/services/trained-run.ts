// A run whose trained model can be asked: what the trainer needs for it.
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import type { PredictedPart } from '#shared/predictions/prediction-set.ts';
import { otherData } from '#shared/runs/run-status.ts';
import { isOwnRun, type OwnRun } from '#shared/runs/run.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import type { RunFiles } from '#main/ports/run-files.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { WorkerDiedError, type TrainedJob } from '#main/ports/trainer.ts';
import type { RunQueue } from '#main/services/run-queue.ts';
import { requireTrainable } from '#main/services/trainable.ts';

/** What is needed to find a trained model. */
export interface TrainedParts {
  readonly runs: Pick<RunStore, 'get'>;
  readonly runFiles: RunFiles;
  readonly datasets: DatasetStore;
  readonly engines: EngineStore;
  readonly queue: Pick<RunQueue, 'holds'>;
}

/** A run that was trained here, with its best epoch and the hash of the data it was trained on. */
export interface RunWithWeights {
  readonly run: OwnRun;
  readonly epoch: number;
  readonly dataHash: string;
}

/** @throws AppError `invalid-experiment` for a run without a model, `conflict` for one that is at work, `not-found` without weights */
export function runWithWeights(id: RunId, { runs, queue }: Pick<TrainedParts, 'runs' | 'queue'>): RunWithWeights {
  const run = runs.get(id);
  const { name, best, datasetHash } = run;
  if (!isOwnRun(run) || run.kind === 'baseline')
    throw new AppError('invalid-experiment', msg`"${name}" has no model that was trained here.`);
  if (queue.holds(id)) throw new AppError('conflict', msg`"${name}" is still trained; ask again when it has ended.`);
  if (best === null || datasetHash === null)
    throw new AppError('not-found', msg`"${name}" has no weights: it ended before its first epoch.`);
  return { run, epoch: best.epoch, dataHash: datasetHash };
}

/** A run with its best epoch, and the job that asks its weights. */
export interface TrainedRun {
  readonly epoch: number;
  readonly job: TrainedJob;
}

/** @throws AppError as `runWithWeights`, `conflict` where the data has changed */
export async function trainedRun(id: RunId, part: PredictedPart, parts: TrainedParts): Promise<TrainedRun> {
  const { runFiles, datasets, engines } = parts;
  const { run, epoch, dataHash } = runWithWeights(id, parts);
  const { engine, experiment } = run;
  const compiled = requireTrainable(datasets, experiment);
  const hash = datasets.preparedHash(experiment.data, modelEnds(compiled.spec, compiled.training));
  if (hash !== null && hash !== dataHash) throw otherData();
  const { load } = await engines.choose(engine?.id ?? 'auto');
  const step = engine?.step ?? 'auto';
  return { epoch, job: { compiled, engine: load, step, weightsDir: runFiles.folder(id), dataHash, part } };
}

/** The answer of a job; a worker that died is a failure in words. @throws AppError */
export async function answered<Answer>(job: Promise<Answer>): Promise<Answer> {
  return await job.catch((thrown: unknown) => {
    throw thrown instanceof WorkerDiedError ? new AppError('training-failed', thrown.what, { cause: thrown }) : thrown;
  });
}
