import { describe, expect, it } from 'vitest';
import { figuresOf } from '#shared/runs/series-figures.ts';
import { newRun, openStores, points, temporaryHome } from './home.ts';

const error = { code: 'training-failed', message: 'The trainer stopped by itself.' } as const;
const best = { metric: 'val_loss', value: 0.5, epoch: 2 };

/** Four epochs of ten steps, and five steps more. */
function interruptedRun(stores: ReturnType<typeof openStores>) {
  const { runs } = stores;
  const { id } = runs.create(newRun());
  runs.update(id, { status: 'running', startedAtMs: 1 });
  runs.addMetrics(id, [
    ...points('epoch/loss', 1, 4),
    ...points('epoch/val_loss', 1, 4),
    ...points('batch/loss', 1, 45),
  ]);
  runs.update(id, { epochsDone: 4, best: { ...best, epoch: 4 } });
  runs.update(id, { status: 'interrupted', endedAtMs: 9, error });
  return id;
}

describe('a run that is taken back', () => {
  it('is as it was at that place: later points and a later best epoch are gone, others keep theirs', () => {
    const stores = openStores(temporaryHome());
    const { runs } = stores;
    const other = interruptedRun(stores);
    const id = interruptedRun(stores);
    const before = runs.metrics(other, '');
    expect(runs.truncate(id, { epoch: 3, steps: 30, best })).toMatchObject({
      status: 'interrupted',
      epochsDone: 3,
      best,
      error,
    });
    expect(runs.metrics(id, '').map(({ key, steps }) => [key, steps.length, steps.at(-1)])).toEqual([
      ['batch/loss', 30, 30],
      ['epoch/loss', 3, 3],
      ['epoch/val_loss', 3, 3],
    ]);
    expect(runs.metrics(other, '')).toEqual(before);
    expect(runs.truncate(id, { epoch: 1, steps: 10, best: null }).best).toBeNull();
  });

  it('has the figures of the points that are left', () => {
    const stores = openStores(temporaryHome());
    const { runs } = stores;
    const id = interruptedRun(stores);
    const series = {
      'epoch/low': [3, 2, 2, 1, 1],
      'epoch/high': [1, 5, NaN, 5, 9],
      'epoch/far': [Infinity, NaN, 4, 8, -Infinity],
      'epoch/late': [NaN, NaN, NaN, NaN, 1],
    };
    const expectFigures = (): void => {
      const all = runs.metrics(id, 'epoch/');
      expect(runs.figures(id)).toEqual(figuresOf(all));
    };
    for (const [key, values] of Object.entries(series))
      runs.addMetrics(
        id,
        values.map((value, i) => ({ key, step: i + 1, value })),
      );
    expectFigures();
    for (const epoch of [5, 4, 3, 2, 0]) {
      runs.truncate(id, { epoch, steps: epoch * 10, best: null });
      expectFigures();
    }
    expect(runs.figures(id).size).toBe(0);
  });

  it('is brought on again by the points that it lacks', () => {
    const stores = openStores(temporaryHome());
    const { runs } = stores;
    const id = interruptedRun(stores);
    const all = runs.metrics(id, '');
    const list = all.flatMap(({ key, steps, values }) =>
      steps.map((step, i) => ({ key, step, value: values[i] ?? NaN })),
    );
    runs.truncate(id, { epoch: 1, steps: 10, best: null });
    expect(runs.addEpoch(id, list, { epochsDone: 4, best })).toMatchObject({ epochsDone: 4, best });
    expect(runs.metrics(id, '')).toEqual(all);
    runs.delete([id]);
    const gone = expect.objectContaining({ code: 'not-found' }) as Error;
    expect(() => runs.addEpoch(id, [], { epochsDone: 1, best: null })).toThrow(gone);
    expect(() => runs.truncate(id, { epoch: 1, steps: 10, best: null })).toThrow(gone);
  });
});
