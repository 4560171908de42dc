import { describe, expect, test } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import type { RunStatus, RunSummary } from '#shared/runs/run.ts';
import { fractionOf, RunWatch } from '#main/app/run-watch.ts';

const first = createRunId(1);
const second = createRunId(2);

function run(id = first, status: RunStatus = 'running', kind: RunSummary['kind'] = 'training'): RunSummary {
  return {
    id,
    name: 'Weather',
    kind,
    status,
    experimentId: null,
    dataset: 'weather',
    datasetHash: null,
    targetsHash: null,
    loss: null,
    baselineId: null,
    seed: 0,
    engine: null,
    parameters: null,
    epochs: 4,
    epochsDone: 0,
    msPerStep: null,
    best: null,
    targetUnit: null,
    createdAtMs: 0,
    startedAtMs: null,
    endedAtMs: null,
    durationMs: null,
    error: null,
    color: 0,
    number: 1,
    tags: [],
    model: 'GRU',
    isStarred: false,
    archivedAtMs: null,
    origin: null,
    fork: null,
  };
}

const told = (id = first, status: RunStatus = 'running', kind: RunSummary['kind'] = 'training') =>
  ({ type: 'run', run: run(id, status, kind) }) as const;

function progress(change: Partial<RunProgress> = {}): RunProgress {
  return {
    runId: first,
    phase: 'training',
    epoch: 2,
    epochs: 4,
    step: 50,
    stepsPerEpoch: 100,
    msPerStep: null,
    remainingMs: null,
    elapsedMs: 0,
    preparing: null,
    ...change,
  };
}

describe('how much is done', () => {
  test.each([
    ['in the middle of the second of four epochs', {}, 0.375],
    ['while data is prepared', { phase: 'preparing' }, null],
    ['while the second epoch is validated', { phase: 'validating', step: 3 }, 0.5],
    ['before the number of steps is known', { stepsPerEpoch: 0 }, 0.25],
    ['behind the last step', { epoch: 4, step: 200 }, 1],
  ] as const)('%s', (_name, change, fraction) => {
    expect(fractionOf(progress(change))).toBe(fraction);
  });
});

test('a run that waits counts, and trains when it is at work', () => {
  const watch = new RunWatch();
  watch.handle(told(first, 'queued'));
  expect([watch.unfinished, watch.isTraining, watch.fraction]).toEqual([1, false, null]);
  watch.handle(told(first));
  watch.handle({ type: 'progress', progress: progress() });
  expect([watch.unfinished, watch.isTraining, watch.fraction]).toEqual([1, true, 0.375]);
});

test.each(['completed', 'stopped', 'failed', 'interrupted'] as const)('a run that is %s has ended once', (status) => {
  const watch = new RunWatch([run(), run(second, 'queued')]);
  watch.handle({ type: 'progress', progress: progress() });
  expect(watch.handle(told(first, status))?.id).toBe(first);
  expect([watch.unfinished, watch.isTraining, watch.fraction]).toEqual([1, false, null]);
  // A name that changes later is the same event.
  expect(watch.handle(told(first, status))).toBeNull();
});

test('progress that comes late, baselines and deleted runs change nothing', () => {
  const watch = new RunWatch([run(second, 'completed')]);
  expect(watch.unfinished).toBe(0);
  watch.handle({ type: 'progress', progress: progress() });
  watch.handle(told(second, 'running', 'baseline'));
  expect([watch.unfinished, watch.isTraining, watch.fraction]).toEqual([0, false, null]);
  expect(watch.handle(told(second, 'completed', 'baseline'))).toBeNull();
  watch.handle(told(first));
  watch.handle({ type: 'runs-deleted', ids: [first] });
  expect([watch.unfinished, watch.isTraining]).toEqual([0, false]);
});
