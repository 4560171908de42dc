// A column that is longer than one part, and the list of runs in parts, from a real database.
import { expect, it, onTestFinished } from 'vitest';
import { unpackRuns } from '#shared/runs/packed-runs.ts';
import { everyRun } from '#main/ports/run-store.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { columnInParts } from '#main/services/in-parts.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory, madeUpRun } from '../../support/made-up-history.ts';

const history = { runs: 5600, series: 1, points: 2, settings: 1, seed: 2 };

it('columns and lists in parts are whole, in order, and say what the database says', async () => {
  const home = temporaryHome();
  const ids = addHistory(home.path, history);
  const workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  onTestFinished(async () => {
    await workbench.close();
    home.remove();
  });
  const { runs, handlers } = workbench;
  const setting = { kind: 'setting', path: 'training.batch_size' } as const;
  const batchSizes = ids.map((_, i) => madeUpRun(history, i + 1).settings.get('training.batch_size'));
  const numbers = ids.map((_, i) => i + 1);
  expect(await columnInParts(runs, setting, undefined)).toEqual({ runs: numbers, values: batchSizes, epochs: [] });
  const best = { kind: 'metric', name: 'loss', figure: 'best' } as const;
  expect(await columnInParts(runs, best, undefined)).toEqual(runs.column(best, everyRun));
  expect((await columnInParts(runs, best, [7, 9000, 3])).runs).toEqual([7, 3]);
  const atSecond = await columnInParts(runs, { ...best, figure: 2 }, undefined);
  expect(atSecond.values[5599]).toBe(madeUpRun(history, 5600).series.get('loss')?.[1]);

  const listed = [];
  const sizes: number[] = [];
  for (let below: number | null = null; ;) {
    const part = await handlers['runs.list']({ below });
    sizes.push(part.runs.count);
    listed.push(...unpackRuns(part.runs));
    if (part.next === null) break;
    below = part.next;
  }
  expect(sizes).toEqual([1000, 1000, 1000, 1000, 1000, 600]);
  expect(listed).toEqual(runs.list());
});
