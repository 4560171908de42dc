// A run at work, as a page hears of it.
import type { RunProgress } from '#shared/contract/runs.ts';
import { imdbRunId } from './sample-runs.ts';

export const sampleProgress: RunProgress = {
  runId: imdbRunId,
  phase: 'training',
  epoch: 5,
  epochs: 10,
  step: 312,
  stepsPerEpoch: 625,
  msPerStep: 20.1,
  remainingMs: 69_000,
  elapsedMs: 51_000,
  preparing: null,
};
