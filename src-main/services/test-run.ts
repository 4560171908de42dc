// Evaluates a run on its test set when a person asks, and counts how often.
import type { RunId } from '#shared/base/ids.ts';
import { sentPoint } from '#shared/runs/metric-series.ts';
import { allTestPrefix, testLossKey, testPoints, testScore, type Tested } from '#shared/runs/test-score.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import type { Trainer } from '#main/ports/trainer.ts';
import { answered, trainedRun, type TrainedParts } from '#main/services/trained-run.ts';

interface Parts extends TrainedParts {
  readonly runs: RunStore;
  readonly trainer: Pick<Trainer, 'test'>;
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

/** Waits for the run at work, if there is one. @throws AppError as `trainedRun` */
export async function testRun(id: RunId, parts: Parts): Promise<Tested> {
  const { runs, trainer, emit } = parts;
  const { epoch, job } = await trainedRun(id, 'test', parts);
  const result = await answered(trainer.test(job));
  const look = (runs.bounds(id, testLossKey)?.to ?? 0) + 1;
  const points = testPoints(result, epoch, look);
  runs.addMetrics(id, points);
  emit({ type: 'metrics', runId: id, points: points.map(sentPoint) });
  return tested(id, runs);
}
