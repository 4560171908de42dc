// A run whose trained model can be asked: what the trainer needs for it.
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import type { PredictedPart } from '#shared/predictions/prediction-set.ts';
import { otherData } from '#shared/runs/run-status.ts';
import { isOwnRun, type Run } from '#shared/runs/run.ts';
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

/** A run with its best epoch, and the job that asks its weights. */
export interface TrainedRun {
  readonly run: Run;
  readonly epoch: number;
  readonly job: TrainedJob;
}

/**
 * @throws AppError `invalid-experiment` for a run without a model, `conflict` for one that is at work or whose data has changed,
 *   `not-found` without weights
 */
export async function trainedRun(id: RunId, part: PredictedPart, parts: TrainedParts): Promise<TrainedRun> {
  const { runs, runFiles, datasets, engines, queue } = parts;
  const run = runs.get(id);
  const { name, best, engine, datasetHash } = run;
  if (!isOwnRun(run) || run.kind === 'baseline')
    throw new AppError('invalid-experiment', msg`"${name}" has no model that was trained here.`);
  if (queue.holds(id)) throw new AppError('conflict', msg`"${name}" is still trained; ask again when it has ended.`);
  if (best === null || datasetHash === null)
    throw new AppError('not-found', msg`"${name}" has no weights: it ended before its first epoch.`);
  const compiled = requireTrainable(datasets, run.experiment);
  const hash = datasets.preparedHash(run.experiment.data, modelEnds(compiled.spec, compiled.training));
  if (hash !== null && hash !== datasetHash) throw otherData();
  const { load } = await engines.choose(engine?.id ?? 'auto');
  const job: TrainedJob = {
    compiled,
    engine: load,
    step: engine?.step ?? 'auto',
    weightsDir: runFiles.folder(id),
    dataHash: datasetHash,
    part,
  };
  return { run, epoch: best.epoch, job };
}

/** The answer of a job; a worker that died is a failure in words. @throws AppError */
export async function answered<Answer>(job: Promise<Answer>): Promise<Answer> {
  return await job.catch((thrown: unknown) => {
    throw thrown instanceof WorkerDiedError ? new AppError('training-failed', thrown.what, { cause: thrown }) : thrown;
  });
}
