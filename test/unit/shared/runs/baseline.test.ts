import { describe, expect, it } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { firstTargets, validatedPart } from '#shared/runs/validated-part.ts';
import { runOf, template } from '../experiment/experiments.ts';

let made = 0;
function baseline(change: Partial<RunSummary> = {}): RunSummary {
  const createdAtMs = 1_700_000_000_000 + ++made;
  const run = { id: createRunId(createdAtMs), kind: 'baseline', createdAtMs, datasetHash: 'old' } as const;
  return runOf(template('weather-gru'), { ...run, ...change });
}

const trained = (change: Partial<RunSummary> = {}): RunSummary =>
  runOf(template('weather-gru'), { datasetHash: 'old', ...change });

describe('the baseline of a run', () => {
  it('is the one that was measured for it', () => {
    const own = baseline();
    const later = baseline();
    expect(baselineOf(trained({ baselineId: own.id }), [later, own])).toBe(own);
  });

  it('is the newest of the same data and loss when its own is deleted or not noted', () => {
    const [older, newer] = [baseline(), baseline()];
    expect(baselineOf(trained(), [older, newer])).toBe(newer);
    expect(baselineOf(trained({ baselineId: createRunId(1) }), [newer, older])).toBe(newer);
  });

  it('is none for a run that validates on the first samples only, also where it was noted', () => {
    const own = baseline({ targetsHash: 'all' });
    const part = { targetsHash: firstTargets('all', 640), baselineId: own.id };
    expect(baselineOf(trained({ targetsHash: 'all' }), [own])).toBe(own);
    expect(baselineOf(trained(part), [own])).toBeNull();
    expect([validatedPart(part.targetsHash), validatedPart('all'), validatedPart(null)]).toEqual([640, null, null]);
    // An older run has no note of its targets.
    expect(baselineOf(trained({ targetsHash: null }), [own])).toBe(own);
  });

  it('is none of another loss, of data that was replaced, or of a baseline that failed', () => {
    const others = [
      baseline({ loss: 'mean_squared_error' }),
      baseline({ datasetHash: 'new' }),
      baseline({ status: 'failed' }),
      trained(),
    ];
    expect(baselineOf(trained(), others)).toBeNull();
    expect(baselineOf(trained({ datasetHash: null }), [baseline({ datasetHash: null })])).toBeNull();
    expect(baselineOf(trained({ loss: null }), [baseline({ loss: null })])).toBeNull();
    expect(baselineOf(baseline(), [baseline()])).toBeNull();
  });
});
