// Evaluates a run on its test set when a person asks, and counts how often.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { RunId } from '#shared/base/ids.ts';
import { sentPoint } from '#shared/runs/metric-series.ts';
import { otherData } from '#shared/runs/run-status.ts';
import { isOwnRun } from '#shared/runs/run.ts';
import { allTestPrefix, testLossKey, testPoints, testScore, type Tested } from '#shared/runs/test-score.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { RunFiles } from '#main/ports/run-files.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { WorkerDiedError, type TestJob, type Trainer } from '#main/ports/trainer.ts';
import type { RunQueue } from '#main/services/run-queue.ts';
import { requireTrainable } from '#main/services/trainable.ts';

interface Parts {
  readonly runs: RunStore;
  readonly runFiles: RunFiles;
  readonly datasets: DatasetStore;
  readonly engines: EngineStore;
  readonly trainer: Pick<Trainer, 'test'>;
  readonly queue: Pick<RunQueue, 'holds'>;
  readonly emit: EventSink;
}

/** The last look at a run's test, and all looks at the test set of its data. @throws AppError `not-found` */
export function tested(id: RunId, runs: RunStore): Tested {
  const { targetsHash } = runs.get(id);
  return {
    score: testScore(runs.metrics(id, allTestPrefix)),
    all: targetsHash === null ? { looks: 0, runs: 0 } : runs.looks(targetsHash, testLossKey),
  };
}

/**
 * Waits for the run at work, if there is one.
 * @throws AppError `invalid-experiment` for a run without a model, `conflict` for one that is at work or whose data has changed,
 *   `not-found` without weights
 */
export async function testRun(id: RunId, parts: Parts): Promise<Tested> {
  const { runs, runFiles, datasets, engines, trainer, queue, emit } = parts;
  const run = runs.get(id);
  const { name, best, engine, datasetHash } = run;
  if (!isOwnRun(run) || run.kind === 'baseline')
    throw new AppError('invalid-experiment', msg`"${name}" has no model that could be tested here.`);
  if (queue.holds(id)) throw new AppError('conflict', msg`"${name}" is still trained; test it when it has ended.`);
  if (best === null || datasetHash === null)
    throw new AppError('not-found', msg`"${name}" has no weights to test: it ended before its first epoch.`);
  const compiled = requireTrainable(datasets, run.experiment);
  const hash = datasets.preparedHash(run.experiment.data, modelEnds(compiled.spec, compiled.training));
  if (hash !== null && hash !== datasetHash) throw otherData();
  const { load } = await engines.choose(engine?.id ?? 'auto');
  const job: TestJob = {
    compiled,
    engine: load,
    step: engine?.step ?? 'auto',
    weightsDir: runFiles.folder(id),
    dataHash: datasetHash,
    part: 'test',
  };
  const result = await trainer.test(job).catch((thrown: unknown) => {
    throw thrown instanceof WorkerDiedError ? new AppError('training-failed', thrown.what, { cause: thrown }) : thrown;
  });
  const look = (runs.bounds(id, testLossKey)?.to ?? 0) + 1;
  const points = testPoints(result, best.epoch, look);
  runs.addMetrics(id, points);
  emit({ type: 'metrics', runId: id, points: points.map(sentPoint) });
  return tested(id, runs);
}
