// `strata runs list --filter` over a real database.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { temporaryHome } from '../../support/home.ts';
import { weatherGru } from '../../support/sample-experiments.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();
afterAll(() => home.remove());

/** Four runs that differ by their optimizer and seed, and a baseline. */
beforeAll(() => {
  const stores = createStores(openDatabase({ home: home.path }));
  const add = (place: number, name: string, optimizer: string, values: number[], kind?: 'baseline') => {
    const createdAtMs = 1_790_000_000_000 + place;
    const id = createRunId(createdAtMs);
    const training = { ...weatherGru.training, optimizer: { name: optimizer, config: {} } };
    stores.runs.create({
      id,
      name,
      kind: kind ?? 'training',
      experimentId: null,
      experiment: { ...weatherGru, training },
      dataset: weatherGru.data.dataset,
      loss: 'mean_absolute_error',
      seed: place,
      epochs: 3,
      createdAtMs,
    });
    stores.runs.update(id, { datasetHash: 'same', status: 'running' });
    const step = kind === 'baseline' ? 0 : 1;
    stores.runs.addMetrics(
      id,
      values.map((value, i) => ({ key: epochKey('val_mae'), step: step + i, value })),
    );
    stores.runs.update(id, { status: 'completed' });
    return id;
  };
  add(1, 'Last value', 'RMSprop', [0.4], 'baseline');
  const best = add(2, 'GRU', 'RMSprop', [0.5, 0.28, 0.3]);
  add(3, 'GRU 2', 'Adam', [0.5, 0.35]);
  add(4, 'Conv1D', 'Adam', [0.9, NaN]);
  stores.runs.update(best, { tags: ['final'], isStarred: true });
  stores.close();
});

async function namesOf(filter: string): Promise<string[]> {
  const { code, stdout, stderr } = await strata(home.path, 'runs', 'list', '--filter', filter, '--json');
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name).toSorted();
}

it('finds runs by settings, metrics, tags and words', async () => {
  expect(await namesOf('val_mae < 0.29 and optimizer = rmsprop and tag = final')).toEqual(['GRU']);
  expect(await namesOf('optimizer = adam')).toEqual(['Conv1D', 'GRU 2']);
  expect(await namesOf('val_mae < baseline')).toEqual(['GRU', 'GRU 2']);
  expect(await namesOf('not has(val_mae) or starred')).toEqual(['GRU']);
  expect(await namesOf('gru')).toContain('GRU 2');
  expect(await namesOf('seed = 4')).toEqual(['Conv1D']);
});

it('says where a filter cannot be read, and what to write', async () => {
  const { code, stdout, stderr } = await strata(home.path, 'runs', 'list', '--filter', 'val_mea < 0.3');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^strata: In the filter, at "val_mea": .*\n.*val_mae/);
});

it('says that no run matches', async () => {
  expect(await strata(home.path, 'runs', 'list', '--filter', 'val_mae > 100')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'No run matches the filter.\n',
  });
});
