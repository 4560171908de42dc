// A run of the host in memory that was just asked for.
import type { RunId } from '#shared/base/ids.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import type { OwnRun } from '#shared/runs/run.ts';
import { readLossText } from '#shared/training/losses.ts';
import { sampleNowMs, type SampleRun } from './sample-runs.ts';

export function queuedRun(id: RunId, experiment: Experiment, change: Partial<OwnRun>): OwnRun {
  return {
    id,
    name: experiment.name,
    kind: 'training',
    status: 'queued',
    experimentId: null,
    dataset: experiment.data.dataset,
    datasetHash: null,
    targetsHash: null,
    loss: readLossText(experiment.training.loss),
    baselineId: null,
    seed: experiment.training.seed,
    engine: null,
    parameters: null,
    epochs: experiment.training.epochs,
    epochsDone: 0,
    msPerStep: null,
    best: null,
    targetUnit: null,
    createdAtMs: sampleNowMs,
    startedAtMs: null,
    endedAtMs: null,
    durationMs: null,
    error: null,
    color: 9,
    number: 9,
    tags: [],
    model: experiment.name,
    isStarred: false,
    archivedAtMs: null,
    origin: null,
    fork: null,
    notes: '',
    loggedSettings: {},
    experiment,
    ...change,
  };
}

/** The points that a run still has when it is resumed after this epoch; an epoch has 625 steps. */
export function seriesUntil(series: SampleRun['series'], epoch: number): SampleRun['series'] {
  return series.map(({ key, steps: all, values }) => {
    const kept = all.filter((step) => step <= (key.startsWith('epoch/') ? epoch : epoch * 625));
    return { key, steps: kept, values: values.slice(0, kept.length) };
  });
}
