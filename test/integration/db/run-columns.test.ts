// Columns of a table of runs: settings, and figures of metrics that always are those of the stored points.
import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import type { RunId } from '#shared/base/ids.ts';
import { newRun, openStores, temporaryHome } from './home.ts';
import { everyRun } from '#main/ports/run-store.ts';

type Cell = readonly [value: number | null, epoch: number] | null;

/** What the stored points say. */
function figuresOf(runs: RunStore, id: RunId, name: string): Record<'last' | 'min' | 'max', Cell> {
  const [series] = runs.metrics(id, epochKey(name)).filter(({ key }) => key === epochKey(name));
  const points = (series?.steps ?? []).map((step, i): [number | null, number] => [series?.values[i] ?? null, step]);
  const finite = points.filter(([value]) => value !== null && Number.isFinite(value));
  const extreme = (better: (a: number, b: number) => boolean): Cell =>
    finite.reduce<Cell>((best, point) => (best === null || better(point[0]!, best[0]!) ? point : best), null);
  return { last: points.at(-1) ?? null, min: extreme((a, b) => a < b), max: extreme((a, b) => a > b) };
}

function cellOf(runs: RunStore, number: number, name: string, figure: 'last' | 'min' | 'max'): Cell {
  const { values, epochs } = runs.column({ kind: 'metric', name, figure }, [number]);
  return epochs.length === 0 ? null : [values[0] as number | null, epochs[0]!];
}

describe('figures of metrics', () => {
  it.each([1, 2, 3, 4, 5, 6])('are those of the points, whatever is written and taken back (seed %i)', (seed) => {
    const random = createRandom(seed, 0);
    const { runs } = openStores(temporaryHome());
    const run = runs.create(newRun());
    const names = ['loss', 'val_loss'];
    const valueOf = (): number => {
      const kind = random();
      if (kind < 0.1) return NaN;
      if (kind < 0.15) return random() < 0.5 ? Infinity : -Infinity;
      return Math.round(random() * 8) / 4;
    };
    let last = 0;
    for (let change = 0; change < 60; change++) {
      if (random() < 0.15) {
        last = Math.floor(random() * (last + 1));
        runs.truncate(run.id, { epoch: last, steps: 0, best: null });
      } else {
        const points = Array.from({ length: 1 + Math.floor(random() * 5) }, (): MetricPoint => {
          // Now and then an epoch that is there already, or one that was left out.
          const step = random() < 0.2 ? 1 + Math.floor(random() * (last + 1)) : ++last;
          return { key: epochKey(names[Math.floor(random() * 2)] ?? ''), step, value: valueOf() };
        });
        runs.addMetrics(run.id, points);
      }
      for (const name of names)
        for (const figure of ['last', 'min', 'max'] as const)
          expect(cellOf(runs, run.number, name, figure), `${name}, ${figure}, change ${change}`).toEqual(
            figuresOf(runs, run.id, name)[figure],
          );
    }
  });

  it('say the best in the direction of the metric, and the value at an epoch', () => {
    const { runs } = openStores(temporaryHome());
    const [a, b] = [runs.create(newRun()), runs.create(newRun())];
    const add = (id: RunId, name: string, values: number[]): void =>
      runs.addMetrics(
        id,
        values.map((value, i) => ({ key: epochKey(name), step: i + 1, value })),
      );
    add(a.id, 'val_accuracy', [0.5, 0.9, 0.8]);
    add(b.id, 'val_accuracy', [0.6]);
    add(a.id, 'val_loss', [0.7, 0.2, 0.4]);
    const best = { kind: 'metric', name: 'val_accuracy', figure: 'best' } as const;
    expect(runs.column(best, everyRun)).toEqual({ runs: [a.number, b.number], values: [0.9, 0.6], epochs: [2, 1] });
    expect(runs.column({ ...best, name: 'val_loss' }, everyRun)).toEqual({
      runs: [a.number],
      values: [0.2],
      epochs: [2],
    });
    expect(runs.column({ ...best, figure: 3 }, everyRun)).toEqual({ runs: [a.number], values: [0.8], epochs: [3] });
    expect(runs.column({ ...best, figure: 1 }, [b.number])).toEqual({ runs: [b.number], values: [0.6], epochs: [1] });
    expect(runs.column({ ...best, name: 'unknown' }, everyRun)).toEqual({ runs: [], values: [], epochs: [] });
    runs.delete([a.id]);
    expect(runs.column(best, everyRun)).toEqual({ runs: [b.number], values: [0.6], epochs: [1] });
    expect(runs.columnNames().metrics).toEqual(['val_accuracy']);
  });
});

describe('settings', () => {
  it('are those that the run was started with, numbers as numbers', () => {
    const { runs } = openStores(temporaryHome());
    const run = runs.create(newRun({ epochs: 3, seed: 12 }));
    const column = (path: string) => runs.column({ kind: 'setting', path }, everyRun);
    expect(column('training.epochs')).toEqual({ runs: [run.number], values: [3], epochs: [] });
    expect(column('training.seed').values).toEqual([12]);
    expect(column('training.optimizer').values).toEqual(['RMSprop']);
    expect(column('training.shuffle').values).toEqual([true]);
    expect(column('model.in.shape').values).toEqual(['120, 1']);
    expect(column('nothing.like.it')).toEqual({ runs: [], values: [], epochs: [] });
    expect(runs.columnNames().settings).toEqual(expect.arrayContaining(['training.batch_size', 'data.dataset']));
    runs.delete([run.id]);
    expect(runs.columnNames().settings).toEqual([]);
  });

  it('of a baseline are those of its data', () => {
    const { runs } = openStores(temporaryHome());
    runs.create(newRun({ kind: 'baseline' }));
    expect(runs.columnNames().settings.every((path) => path.startsWith('data.'))).toBe(true);
  });
});

describe('what a person says of a run', () => {
  it('is kept, and is in its summary; notes are with the whole run', () => {
    const home = temporaryHome();
    const first = openStores(home);
    const { id, number } = first.runs.create(newRun());
    first.runs.update(id, { tags: ['final', '최종'], isStarred: true, archivedAtMs: 5, notes: '**Better**\n' });
    first.database.close();
    const { runs } = openStores(home);
    expect(runs.get(id)).toMatchObject({
      tags: ['final', '최종'],
      isStarred: true,
      archivedAtMs: 5,
      notes: '**Better**\n',
    });
    expect(runs.list()[0]).toMatchObject({ number, tags: ['final', '최종'] });
    expect(runs.list()[0]).not.toHaveProperty('notes');
  });
});
