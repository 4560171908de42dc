// Deleting on a disk with no byte left: with the reserve, by the files of what is deleted, and without either.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkDatabase } from '#main/db/check-database.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { keepReserve } from '#main/home/reserve.ts';
import { fill, filledHome, smallDisk } from '../../support/small-disk.ts';
import { startStrata, strata } from '../../support/strata.ts';
import { points, temporaryHome } from '../db/home.ts';

it.for([
  ['with the reserve', true],
  ['without it, by the runs’ own files', false],
] as const)('runs are deleted %s', async ([, hasReserve], context) => {
  const home = smallDisk(context);
  const ids = await filledHome(home);
  if (hasReserve) {
    keepReserve(home);
    for (const id of ids) rmSync(join(home, 'runs', id), { recursive: true });
  } else rmSync(join(home, 'reserve'), { force: true });
  fill(home);
  const { code, stderr } = await strata(home, 'runs', 'delete', ...ids);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Deleted 2 runs.\n' });
  expect((await strata(home, 'runs', 'list', '--json')).json()).toEqual([[]]);
  expect(existsSync(join(home, 'runs', ids[0]!))).toBe(false);
});

it('a run without files is deleted in a home that never had a reserve', async (context) => {
  const home = smallDisk(context, '14m');
  const ids = await filledHome(home);
  const stores = createStores(openDatabase({ home }));
  for (let step = 1; step < 200_000; step += 20_000)
    stores.runs.addMetrics(ids[0]!, points('batch/loss', step, 20_000));
  stores.close();
  rmSync(join(home, 'reserve'), { force: true });
  rmSync(join(home, 'runs'), { recursive: true });
  fill(home);
  const before = statSync(join(home, 'strata.db')).size;

  const unknown = await strata(home, 'runs', 'delete', 'abcdefghijkl');
  expect(unknown.stderr).toContain('There is no run "abcdefghijkl".');
  // No other disk either: the sentence does not advise what has just failed.
  const refused = await startStrata(home, ['runs', 'delete', ids[0]!], { TMPDIR: home }).answer;
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^strata: The disk is full, .*\n.*TMPDIR/) });
  expect(refused.stderr).not.toContain('strata runs delete');

  const { code, stderr } = await strata(home, 'runs', 'delete', ids[0]!);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Deleted one run.\n' });
  expect(statSync(join(home, 'strata.db')).size).toBeLessThan(before - 4_000_000);
  expect((await strata(home, 'runs', 'list', '--json')).json()[0]).toMatchObject([{ id: ids[1] }]);
  expect(checkDatabase(home)).toMatchObject({ ok: true, integrity: 'ok' });
  expect(readdirSync(home)).toContain('reserve');
  expect(readdirSync(home).filter((name) => name.startsWith('strata.db'))).toEqual(['strata.db']);
  const again = await strata(home, 'runs', 'delete', ids[1]!);
  expect(again).toMatchObject({ code: 0 });
});

it('a deletion that was killed while it was copied back is finished by the next program', async () => {
  const home = temporaryHome();
  const [gone, kept] = await filledHome(home);
  // As SIGKILL leaves it: the copy is whole and named, and the first bytes are written.
  const folder = mkdtempSync(join(tmpdir(), 'strata-change-'));
  cpSync(join(home, 'strata.db'), join(folder, 'strata.db'));
  const copy = createStores(openDatabase({ home: folder }));
  copy.runs.delete([gone!]);
  copy.close();
  symlinkSync(join(folder, 'strata.db'), join(home, 'strata.db.changed'));
  const torn = readFileSync(join(home, 'strata.db'));
  torn.fill(0xa5, 4096, 3 * 4096);
  writeFileSync(join(home, 'strata.db'), torn);
  expect((await strata(home, 'runs', 'list', '--json')).json()[0]).toMatchObject([{ id: kept }]);
  expect(await strata(home, 'data', 'delete', 'mine')).toMatchObject({
    code: 0,
    stderr: 'Deleted the data set "mine".\n',
  });
  expect(checkDatabase(home)).toMatchObject({ ok: true });
  expect((await strata(home, 'runs', 'list', '--json')).json()[0]).toMatchObject([{ id: kept }]);
  expect(existsSync(folder)).toBe(false);
  expect(readdirSync(home)).not.toContain('strata.db.changed');
});

it('a data set is deleted without the reserve', async (context) => {
  const home = smallDisk(context);
  await filledHome(home);
  rmSync(join(home, 'reserve'), { force: true });
  fill(home);
  const { code, stderr } = await strata(home, 'data', 'delete', 'mine');
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Deleted the data set "mine".\n' });
  expect(readdirSync(join(home, 'datasets'))).toEqual([]);
});

it('a home without a reserve makes it at the next look', async () => {
  const home = temporaryHome();
  expect((await strata(home, 'runs', 'list')).code).toBe(0);
  expect(readdirSync(home)).toEqual([]);
  createStores(openDatabase({ home })).close();
  expect((await strata(home, 'runs', 'list')).code).toBe(0);
  expect(statSync(join(home, 'reserve')).size).toBe(1 << 20);
});
