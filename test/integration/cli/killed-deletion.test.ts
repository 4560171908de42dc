// A deletion of runs that is ended by SIGKILL in its middle.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { checkDatabase } from '#main/db/check-database.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { startStrata, strata } from '../../support/strata.ts';
import { newRun, points, temporaryHome } from '../db/home.ts';

const listSchema = z.tuple([z.array(z.object({ id: z.string() }))]);

it('a deletion of runs that is killed leaves no weights behind, and is finished by another', async () => {
  const home = temporaryHome();
  const stores = createStores(openDatabase({ home }));
  const ids = Array.from({ length: 40 }, () => stores.runs.create(newRun()).id);
  for (const id of ids) {
    stores.runs.addMetrics(id, points('epoch/loss', 1, 5000));
    mkdirSync(join(home, 'runs', id), { recursive: true });
    writeFileSync(join(home, 'runs', id, 'best.safetensors'), 'weights');
  }
  stores.runs.interruptUnfinished(1);
  stores.close();
  const folders = (): string[] => readdirSync(join(home, 'runs'));
  // Between the first folder that goes and the end of the transaction that deletes the rows.
  const { process: child, answer } = startStrata(home, ['runs', 'delete', ...ids]);
  const watching = setInterval(() => {
    if (folders().length < ids.length) child.kill('SIGKILL');
  }, 1);
  await answer;
  clearInterval(watching);
  expect(folders().length).toBeLessThan(ids.length);
  const [list] = listSchema.parse((await strata(home, 'runs', 'list', '--json')).json());
  const left = new Set(list.map(({ id }) => id));
  expect(folders().filter((id) => !left.has(id))).toEqual([]);
  if (left.size > 0) expect(await strata(home, 'runs', 'delete', ...left)).toMatchObject({ code: 0 });
  expect(folders()).toEqual([]);
  expect((await strata(home, 'runs', 'list', '--json')).json()).toEqual([[]]);
  expect(checkDatabase(home)).toMatchObject({ ok: true });
});
