// Experiments that a person keeps, in a real file.
import { describe, expect, it } from 'vitest';
import { createExperimentId } from '#shared/base/ids.ts';
import type { AppError } from '#shared/base/app-error.ts';
import { experiment, openStores, temporaryHome } from './home.ts';

describe('experiments', () => {
  it('are kept, replaced and listed, the last touched first', () => {
    const home = temporaryHome();
    const [a, b] = [createExperimentId(1), createExperimentId(2)];
    const first = openStores(home);
    first.experiments.save({ id: a, experiment, updatedAtMs: 10 });
    first.experiments.save({ id: b, experiment: { ...experiment, name: 'B' }, updatedAtMs: 20 });
    first.experiments.save({ id: a, experiment: { ...experiment, name: 'A again' }, updatedAtMs: 30 });
    first.close();

    const { experiments } = openStores(home);
    expect(experiments.list().map(({ id, experiment: { name }, updatedAtMs }) => [id, name, updatedAtMs])).toEqual([
      [a, 'A again', 30],
      [b, 'B', 20],
    ]);
    expect(experiments.get(b)).toEqual({ id: b, experiment: { ...experiment, name: 'B' }, updatedAtMs: 20 });
  });

  it('that are not there are named', () => {
    const { experiments } = openStores(temporaryHome());
    const id = createExperimentId(1);
    const notFound = expect.objectContaining({ code: 'not-found', message: expect.stringContaining(id) });
    expect(() => experiments.get(id)).toThrow(notFound);
    expect(() => experiments.delete(id)).toThrow(notFound);
  });

  it('that are damaged hide no other, and can be deleted', () => {
    const told: AppError[] = [];
    const { experiments, database } = openStores(temporaryHome(), { onDamaged: (error) => told.push(error) });
    const [good, bad] = [createExperimentId(1), createExperimentId(2)];
    for (const id of [good, bad]) experiments.save({ id, experiment, updatedAtMs: 1 });
    for (const text of ['{', '{"strata":1}']) {
      database.connection.prepare('UPDATE experiments SET document = ? WHERE id = ?').run(text, bad);
      expect(experiments.list().map(({ id }) => id)).toEqual([good]);
      expect(() => experiments.get(bad)).toThrow(expect.objectContaining({ code: 'damaged' }));
    }
    expect(told).toHaveLength(1);
    experiments.delete(bad);
    expect(experiments.list()).toHaveLength(1);
  });
});
