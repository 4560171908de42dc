// Runs and their metrics in a real file.
import { describe, expect, it } from 'vitest';
import type { AppError } from '#shared/base/app-error.ts';
import { createExperimentId, createRunId } from '#shared/base/ids.ts';
import { runSchema } from '#shared/runs/run.ts';
import { runColorCount } from '#shared/runs/run.ts';
import { countPoints, experiment, newRun, openStores, points, temporaryHome } from './home.ts';

const engine = {
  id: 'wasm',
  device: 'CPU',
  version: 'tfjs-wasm 4.22.0',
  step: 'eager',
  reason: 'It is there.',
} as const;

describe('a run', () => {
  it('is there with all it was asked for, after the file was closed and opened again', () => {
    const home = temporaryHome();
    const asked = newRun({ experimentId: createExperimentId(1), name: 'Größe "1" \'; DROP TABLE runs; --' });
    const first = openStores(home);
    const summary = first.runs.create(asked);
    expect(summary).toMatchObject({ status: 'queued', epochsDone: 0, engine: null, best: null, startedAtMs: null });
    first.close();

    const run = openStores(home).runs.get(asked.id);
    expect(run).toEqual({ ...summary, notes: '', experiment, loggedSettings: {} });
    expect(run).toMatchObject(asked);
    expect(run.experiment?.['notes']).toEqual(['kept']);
    expect(run.experiment?.model.nodes[0]!['madeBy']).toBe('a later version');
    expect(runSchema.parse(run)).toEqual(run);
  });

  it('changes in what is said and in nothing else', () => {
    const { runs } = openStores(temporaryHome());
    const created = runs.create(newRun());
    const other = runs.create(newRun());
    const targetUnit = { unit: '°F', scale: 17.98, column: 'temp' };
    const best = { metric: 'val_mae', value: 0.2286, epoch: 3 };
    const started = runs.update(created.id, {
      status: 'running',
      startedAtMs: 5.4,
      engine,
      parameters: 13_793,
      targetUnit,
    });
    expect(started).toEqual({ ...created, status: 'running', startedAtMs: 5, engine, parameters: 13_793, targetUnit });
    const error = { code: 'training-failed', message: 'The loss became NaN.', details: { epoch: 4 } } as const;
    const ended = runs.update(created.id, {
      status: 'failed',
      name: 'renamed',
      datasetHash: 'abc',
      epochsDone: 3,
      msPerStep: 12.25,
      best,
      targetUnit: null,
      endedAtMs: 9,
      error,
    });
    expect(ended).toEqual({
      ...started,
      status: 'failed',
      name: 'renamed',
      datasetHash: 'abc',
      epochsDone: 3,
      msPerStep: 12.25,
      best,
      targetUnit: null,
      endedAtMs: 9,
      error,
    });
    expect(runs.update(created.id, {})).toEqual(ended);
    expect(runs.get(other.id)).toMatchObject(other);
  });

  it('goes only where its status lets it go, and forgets its ending when it is queued again', () => {
    const { runs } = openStores(temporaryHome());
    const { id } = runs.create(newRun({ name: 'mine' }));
    const refused = expect.objectContaining({ code: 'conflict' });
    expect(() => runs.update(id, { status: 'completed', epochsDone: 9 })).toThrow(refused);
    expect(runs.get(id)).toMatchObject({ status: 'queued', epochsDone: 0 });
    runs.update(id, { status: 'running' });
    const error = { code: 'training-failed', message: 'The trainer stopped by itself.' } as const;
    runs.update(id, { status: 'running' });
    expect(runs.update(id, { status: 'interrupted', endedAtMs: 9, error })).toMatchObject({ endedAtMs: 9, error });
    expect(() => runs.update(id, { status: 'running' })).toThrow('"mine" is interrupted, so it cannot become running.');
    const queued = runs.update(id, { status: 'queued', endedAtMs: null, error: null });
    expect(queued).toMatchObject({ status: 'queued', endedAtMs: null, error: null });
    runs.update(id, { status: 'running' });
    runs.update(id, { status: 'completed' });
    expect(() => runs.update(id, { status: 'queued' })).toThrow(refused);
  });

  it('cannot be changed into one that could not be read again', () => {
    const { runs } = openStores(temporaryHome());
    const { id } = runs.create(newRun());
    expect(() => runs.update(id, { epochsDone: 2, best: { metric: 'loss', value: Infinity, epoch: 1 } })).toThrow(
      TypeError,
    );
    expect(runs.update(id, { msPerStep: Infinity })).toMatchObject({ epochsDone: 0, best: null, msPerStep: null });
  });

  it('that is not there is named', () => {
    const { runs } = openStores(temporaryHome());
    const id = createRunId(1);
    const notFound = expect.objectContaining({ code: 'not-found', message: expect.stringContaining(id) });
    expect(() => runs.get(id)).toThrow(notFound);
    expect(() => runs.update(id, { name: 'x' })).toThrow(notFound);
    expect(() => runs.addMetrics(id, points('epoch/loss', 1, 1))).toThrow(notFound);
    expect(() => runs.metrics(id, '')).toThrow(notFound);
    expect(() => runs.delete([id])).not.toThrow();
  });

  it('gets a colour that recent runs lack; a baseline takes none away', () => {
    const { runs } = openStores(temporaryHome());
    const made = Array.from({ length: runColorCount }, () => [
      runs.create(newRun()),
      runs.create(newRun({ kind: 'baseline' })),
    ]);
    expect(made.map(([run]) => run!.color)).toEqual(Array.from({ length: runColorCount }, (_, i) => i));
    runs.delete([made[4]![0]!.id]);
    expect(runs.create(newRun()).color).toBe(4);
  });

  it('is listed newest first', () => {
    const { runs } = openStores(temporaryHome());
    const [a, b, c] = [newRun({ createdAtMs: 2000 }), newRun({ createdAtMs: 1000 }), newRun({ createdAtMs: 2000 })];
    for (const run of [a, b, c]) runs.create(run);
    expect(runs.list().map(({ id }) => id)).toEqual([c.id, a.id, b.id]);
  });
});

describe('metrics', () => {
  it('come back by prefix, keys in alphabetical order, steps ascending', () => {
    const { runs } = openStores(temporaryHome());
    const { id } = runs.create(newRun());
    const other = runs.create(newRun());
    runs.addMetrics(other.id, points('epoch/loss', 1, 5));
    runs.addMetrics(id, [
      { key: 'epoch/val_loss', step: 2, value: 0.5 },
      { key: 'batch/loss', step: 1, value: 3 },
      { key: 'epoch/loss', step: 2, value: 0.25 },
      { key: 'epoch/loss', step: 1, value: 0.1 },
      { key: 'epoch%/odd', step: 0, value: -0.125 },
    ]);
    expect(runs.metrics(id, 'epoch/')).toEqual([
      { key: 'epoch/loss', steps: [1, 2], values: [0.1, 0.25] },
      { key: 'epoch/val_loss', steps: [2], values: [0.5] },
    ]);
    expect(runs.metrics(id, '').map(({ key }) => key)).toEqual([
      'batch/loss',
      'epoch%/odd',
      'epoch/loss',
      'epoch/val_loss',
    ]);
    expect(runs.metrics(id, 'epoch/val_loss')).toHaveLength(1);
    expect(runs.metrics(id, 'nothing/')).toEqual([]);
    runs.addMetrics(id, []);
  });

  it('that are no finite numbers come back as they were, NaN as null, and hide no other', () => {
    const { runs } = openStores(temporaryHome());
    const { id } = runs.create(newRun());
    const values = [1, NaN, Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE, 0.1 + 0.2];
    runs.addMetrics(
      id,
      values.map((value, step) => ({ key: 'epoch/loss', step, value })),
    );
    expect(runs.metrics(id, '')[0]!.values).toEqual(values.map((value) => (Number.isNaN(value) ? null : value)));
  });

  it('replace a point that is there already', () => {
    const { runs } = openStores(temporaryHome());
    const { id } = runs.create(newRun());
    runs.addMetrics(id, points('epoch/loss', 1, 3));
    runs.addMetrics(id, [{ key: 'epoch/loss', step: 2, value: 42 }]);
    expect(runs.metrics(id, '')).toEqual([{ key: 'epoch/loss', steps: [1, 2, 3], values: [1, 42, 1 / 3] }]);
  });

  it('are added all or none', () => {
    const { runs } = openStores(temporaryHome());
    const { id } = runs.create(newRun());
    const half = [
      { key: 'batch/new', step: 1, value: 1 },
      { key: 'batch/new', step: 1.5, value: 1 },
    ];
    expect(() => runs.addMetrics(id, half)).toThrow(/INTEGER/);
    expect(runs.metrics(id, '')).toEqual([]);
    // The key that was undone with them is made anew.
    runs.addMetrics(id, [{ key: 'batch/new', step: 1, value: 1 }]);
    expect(runs.metrics(id, 'batch/')).toEqual([{ key: 'batch/new', steps: [1], values: [1] }]);
  });

  it('go with their run, and no other run inherits them', () => {
    const stores = openStores(temporaryHome());
    const [kept, gone] = [stores.runs.create(newRun()), stores.runs.create(newRun())];
    for (const { id } of [kept, gone]) stores.runs.addMetrics(id, points('epoch/loss', 1, 10));
    stores.runs.delete([gone.id, createRunId(1)]);
    expect(stores.runs.list().map(({ id }) => id)).toEqual([kept.id]);
    expect(stores.database.connection.prepare('SELECT count(*) FROM metrics').pluck().get()).toBe(10);
    const next = stores.runs.create(newRun());
    expect(countPoints(stores, next.id)).toBe(0);
    expect(countPoints(stores, kept.id)).toBe(10);
  });
});

describe('interruptUnfinished', () => {
  it('ends queued and running runs, and leaves the others', () => {
    const { runs } = openStores(temporaryHome());
    const statuses = ['queued', 'running', 'completed', 'stopped', 'failed', 'interrupted'] as const;
    const made = statuses.map((status) => {
      const { id } = runs.create(newRun());
      // No run ends before it has begun.
      if (status !== 'queued') runs.update(id, { status: 'running' });
      return runs.update(id, { status, epochsDone: 4 });
    });
    const ended = runs.interruptUnfinished(77);
    const expected = made.slice(0, 2).map((run) => ({ ...run, status: 'interrupted', endedAtMs: 77 }));
    expect(ended).toEqual(expected);
    expect(runs.list()).toEqual([...expected, ...made.slice(2)].reverse());
    expect(runs.interruptUnfinished(78)).toEqual([]);
  });
});

describe('a damaged row', () => {
  it('hides no other run, is told of once, and can be deleted', () => {
    const told: AppError[] = [];
    const { runs, database } = openStores(temporaryHome(), { onDamaged: (error) => told.push(error) });
    const [good, bad] = [runs.create(newRun()), runs.create(newRun())];
    database.connection
      .prepare(`UPDATE runs SET status = 'running', engine = '{"id":"abacus"}' WHERE id = ?`)
      .run(bad.id);
    expect(runs.list()).toEqual([good]);
    expect(runs.list()).toEqual([good]);
    expect(told).toEqual([expect.objectContaining({ code: 'damaged', message: expect.stringContaining(bad.id) })]);
    expect(runs.listAll()).toEqual({ items: [good], damaged: [{ id: bad.id, error: told[0] }] });
    expect(told).toHaveLength(1);
    expect(() => runs.get(bad.id)).toThrow(told[0]!.message);
    expect(runs.interruptUnfinished(5).map(({ id }) => id)).toEqual([good.id]);
    runs.delete([bad.id]);
    expect(() => runs.get(bad.id)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it.each([
    ['run_documents', 'experiment', '{"strata":1'],
    ['run_documents', 'experiment', '[]'],
    ['runs', 'status', 'dreaming'],
    ['runs', 'best', 'null null'],
    ['runs', 'tags', '{}'],
  ])('is recognized by %s, column %s with %s', (table, column, text) => {
    const { runs, database } = openStores(temporaryHome());
    const { id } = runs.create(newRun());
    database.connection.prepare(`UPDATE ${table} SET ${column} = ?`).run(text);
    expect(() => runs.get(id)).toThrow(expect.objectContaining({ code: 'damaged', details: expect.anything() }));
  });

  it('is recognized by its document that is gone', () => {
    const { runs, database } = openStores(temporaryHome());
    const { id } = runs.create(newRun());
    database.connection.exec('DELETE FROM run_documents');
    expect(() => runs.get(id)).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});
