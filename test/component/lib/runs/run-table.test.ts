import { describe, expect, test } from 'vitest';
import { runColorCount, type RunSummary } from '#shared/runs/run.ts';
import { runColor } from '#shared/charts/run-color.ts';
import { filterRuns, withBaseline } from '#renderer/lib/runs/run-table.ts';
import { convRunId, gruRunId, imdbRunId, sampleRuns, weatherBaselineId } from '../../../support/sample-runs.ts';

const runs: readonly RunSummary[] = sampleRuns.map(({ run }) => run);
const find = (id: string): RunSummary => runs.find((run) => run.id === id)!;

test('the filter wants every word, anywhere in the row', () => {
  expect(filterRuns(runs, '')).toHaveLength(runs.length);
  expect(filterRuns(runs, 'WEATHER  gru failed').map((run) => run.name)).toEqual(['Weather GRU, learning rate 1']);
  expect(filterRuns(runs, 'wasm')).toHaveLength(1);
  expect(filterRuns(runs, 'no such run')).toEqual([]);
});

describe('baselines', () => {
  test('come along when all picked runs saw the same data', () => {
    expect(withBaseline([convRunId, gruRunId], runs)).toEqual([convRunId, gruRunId, weatherBaselineId]);
    expect(withBaseline([convRunId, imdbRunId], runs)).toEqual([convRunId, imdbRunId]);
    expect(withBaseline([weatherBaselineId, gruRunId], runs)).toEqual([weatherBaselineId, gruRunId]);
  });

  test('are grey', () => {
    expect(runColor(find(weatherBaselineId))).toBe('--run-baseline');
    expect(runColor({ kind: 'training', color: runColorCount + 1 })).toBe('--run-1');
  });
});
