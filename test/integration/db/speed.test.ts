// How long the store keeps the main process: measured and told, never asserted (figures are in docs/database.md).
import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { checkDatabase } from '#main/db/check-database.ts';
import { countPoints, newRun, openStores, points, temporaryHome } from './home.ts';

function longest(work: readonly (() => void)[]): { total: number; longest: number } {
  let [total, most] = [0, 0];
  for (const piece of work) {
    const start = performance.now();
    piece();
    const took = performance.now() - start;
    total += took;
    most = Math.max(most, took);
  }
  return { total, longest: most };
}

it('keeps 100,000 points', () => {
  const home = temporaryHome();
  const stores = openStores(home);
  const { runs } = stores;
  const report: string[] = [];
  const tell = (what: string, work: readonly (() => void)[]): void => {
    const { total, longest: most } = longest(work);
    report.push(`${what}: ${total.toFixed(0)} ms, the longest call ${most.toFixed(1)} ms`);
  };

  for (const size of [1000, 100, 10]) {
    const { id } = runs.create(newRun());
    const batches = Array.from({ length: 100_000 / size }, (_, i) => points('batch/loss', i * size + 1, size));
    tell(
      `write 100,000 points by ${size}`,
      batches.map((batch) => () => runs.addMetrics(id, batch)),
    );
    expect(countPoints(stores, id)).toBe(100_000);
  }
  const { id } = runs.list()[0]!;
  tell('read 100,000 points', [() => void runs.metrics(id, '')]);
  tell('delete 100,000 points', [() => runs.delete([id])]);
  tell(
    'create 1,000 runs',
    Array.from({ length: 1000 }, () => () => void runs.create(newRun())),
  );
  tell('list 1,000 runs', [() => void runs.list()]);
  tell('list 1,000 runs again', [() => void runs.list()]);
  tell('check the database', [() => void checkDatabase(home)]);
  report.push(`bytes: ${checkDatabase(home).sizeBytes}`);
  console.log(report.join('\n'));
  expect(runs.list()).toHaveLength(1002);
});
