import { expect, test } from 'vitest';
import { runStatuses } from '#shared/runs/run.ts';
import { mayFollow, mayResume } from '#shared/runs/run-status.ts';

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
