// Runs that are trained elsewhere, in a real database.
import { describe, expect, it } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { RunOrigin } from '#shared/runs/run-origin.ts';
import { runSchema } from '#shared/runs/run.ts';
import type { NewRecord } from '#main/ports/run-store.ts';
import { everyRun } from '#main/ports/run-store.ts';
import { openStores, temporaryHome } from './home.ts';

const origin: RunOrigin = { from: 'tensorboard', path: '/logs/lstm/1', run: null };

function newRecord(change: Partial<NewRecord> = {}): NewRecord {
  return {
    origin,
    name: 'lstm/1',
    tags: ['old'],
    notes: 'As it was.',
    settings: new Map<string, string | number | boolean>([
      ['lr', 0.01],
      ['optimizer', 'adam'],
      ['shuffle', true],
    ]),
    epochs: 3,
    createdAtMs: 1_700_000_000_000,
    startedAtMs: 1_700_000_000_000,
    ...change,
  };
}

describe('a run that is trained elsewhere', () => {
  it('has settings, points and no experiment', () => {
    const stores = openStores(temporaryHome());
    const id = createRunId(1);
    const begun = stores.runs.record(id, newRecord());
    expect(begun).toMatchObject({ id, kind: 'training', status: 'running', origin, dataset: '', tags: ['old'] });
    stores.runs.addMetrics(id, [{ key: epochKey('val_loss'), step: 0, value: 0.5 }]);
    stores.runs.update(id, { status: 'completed', epochsDone: 3 });
    const run = stores.runs.get(id);
    expect(run).toMatchObject({
      status: 'completed',
      experiment: null,
      notes: 'As it was.',
      loggedSettings: { lr: 0.01, optimizer: 'adam', shuffle: true },
    });
    expect(runSchema.parse(run)).toEqual(run);
    expect(stores.runs.column({ kind: 'setting', path: 'lr' }, everyRun).values).toEqual([0.01]);
  });

  it('is written anew when its origin is read again, and keeps what a person said of it', () => {
    const stores = openStores(temporaryHome());
    const first = stores.runs.record(createRunId(1), newRecord());
    stores.runs.addMetrics(first.id, [{ key: epochKey('gone'), step: 1, value: 1 }]);
    stores.runs.update(first.id, { status: 'completed', name: 'The old one', tags: ['final'], notes: 'Mine' });
    expect(stores.runs.findOrigin(origin)).toMatchObject({ id: first.id });
    const again = stores.runs.record(createRunId(2), newRecord({ settings: new Map([['lr', 0.1]]), epochs: 9 }));
    expect(again).toMatchObject({ id: first.id, name: 'The old one', tags: ['final'], status: 'running', epochs: 9 });
    expect(stores.runs.get(first.id)).toMatchObject({ loggedSettings: { lr: 0.1 }, notes: 'Mine' });
    expect(stores.runs.metrics(first.id, '')).toEqual([]);
    expect(stores.runs.columnNames().metrics).toEqual([]);
    expect(stores.runs.list()).toHaveLength(1);
  });

  it('is another run where its origin differs in one part', () => {
    const stores = openStores(temporaryHome());
    stores.runs.record(createRunId(1), newRecord());
    for (const other of [
      { ...origin, path: '/logs/lstm/2' },
      { ...origin, run: 'a' },
    ]) {
      expect(stores.runs.findOrigin(other)).toBeNull();
      stores.runs.record(createRunId(2), newRecord({ origin: other }));
    }
    expect(stores.runs.list()).toHaveLength(3);
  });
});
