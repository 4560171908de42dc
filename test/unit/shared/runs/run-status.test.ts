import { expect, test } from 'vitest';
import { runStatuses } from '#shared/runs/run.ts';
import { isNeverStarted, mayFollow, mayResume } from '#shared/runs/run-status.ts';

test('every step that a run may take, and no other', () => {
  const steps = runStatuses.flatMap((from) =>
    runStatuses.filter((to) => mayFollow(from, to)).map((to) => `${from} → ${to}`),
  );
  expect(steps).toEqual([
    'queued → running',
    'queued → stopped',
    'queued → failed',
    'queued → interrupted',
    'running → completed',
    'running → stopped',
    'running → failed',
    'running → interrupted',
    'stopped → queued',
    'failed → queued',
    'interrupted → queued',
  ]);
});

test('what was not brought to its end can be trained on', () => {
  expect(runStatuses.filter(mayResume)).toEqual(['stopped', 'failed', 'interrupted']);
});

test('a run that was queued when the program ended never started, unless it was trained before', () => {
  const run = { status: 'interrupted', startedAtMs: null, epochsDone: 0 } as const;
  expect(isNeverStarted(run)).toBe(true);
  for (const other of [{ epochsDone: 1 }, { startedAtMs: 1 }, { status: 'stopped' as const }])
    expect(isNeverStarted({ ...run, ...other })).toBe(false);
});
