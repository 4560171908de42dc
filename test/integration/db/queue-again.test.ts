import { describe, expect, it } from 'vitest';
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

describe('a run that is queued again', () => {
  it('is as it was at that place: later points, a later best epoch and its ending are gone', () => {
    const stores = openStores(temporaryHome());
    const { runs } = stores;
    const other = interruptedRun(stores);
    const id = interruptedRun(stores);
    const before = runs.metrics(other, '');
    expect(runs.queueAgain(id, { epoch: 3, steps: 30, best })).toMatchObject({
      status: 'queued',
      epochsDone: 3,
      best,
      startedAtMs: null,
      endedAtMs: null,
      error: null,
    });
    expect(runs.metrics(id, '').map(({ key, steps }) => [key, steps.length, steps.at(-1)])).toEqual([
      ['batch/loss', 30, 30],
      ['epoch/loss', 3, 3],
      ['epoch/val_loss', 3, 3],
    ]);
    expect(runs.metrics(other, '')).toEqual(before);
    runs.update(id, { status: 'running' });
    runs.update(id, { status: 'stopped' });
    expect(runs.queueAgain(id, { epoch: 1, steps: 10, best: null }).best).toBeNull();
  });

  it('keeps everything when it may not be', () => {
    const stores = openStores(temporaryHome());
    const { runs } = stores;
    const id = interruptedRun(stores);
    runs.queueAgain(id, { epoch: 4, steps: 40, best });
    runs.update(id, { status: 'running' });
    runs.update(id, { status: 'completed' });
    const before = runs.metrics(id, '');
    const again = () => runs.queueAgain(id, { epoch: 1, steps: 10, best: null });
    expect(again).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(runs.metrics(id, '')).toEqual(before);
    expect(runs.get(id)).toMatchObject({ status: 'completed', epochsDone: 4, best });
    runs.delete([id]);
    expect(again).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
