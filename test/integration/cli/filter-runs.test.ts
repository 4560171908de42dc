// `strata runs list --filter` over a real database.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createReportId, createRunId } from '#shared/base/ids.ts';
import { reportDocumentSchema } from '#shared/reports/report.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import { own, type TableColumn } from '#shared/runs/table-columns.ts';
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

const list = (...more: readonly string[]) => strata(home.path, 'runs', 'list', '--filter', 'kind = training', ...more);
const differences =
  'name, optimizer, val_mae, at(val_mae, 2), last(val_mae) - baseline, val_mae vs baseline, val_mae vs pinned, val_mae / baseline';

it('shows chosen columns: settings, figures, differences to baseline and pinned run, expressions', async () => {
  const [{ id: pinned } = { id: '' }] = JSON.parse(
    (await strata(home.path, 'runs', 'list', '--filter', 'name = GRU', '--json')).stdout,
  ) as { id: string }[];
  const { code, stdout, stderr } = await list('--columns', differences, '--pinned', pinned);
  expect(code, stderr).toBe(0);
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/));
  expect(rows).toEqual([
    // prettier-ignore
    ['name', 'training.optimizer', 'val_mae', 'val_mae at 2', 'val_mae last - baseline', 'val_mae vs baseline', 'val_mae vs pinned', 'val_mae / baseline'],
    ['Conv1D', 'Adam', '0.9000', '–', '–', '+125 %', '+221 %', '2.2500'],
    ['GRU 2', 'Adam', '0.3500', '0.3500', '-0.0500', '-13 %', '+25 %', '0.8750'],
    ['GRU', 'RMSprop', '0.2800', '0.2800', '-0.1000', '-30 %', '–', '0.7000'],
  ]);
  const csv = await list('--columns', differences, '--pinned', pinned, '--format', 'csv');
  const [heads = '', , second = ''] = csv.stdout.split('\n');
  expect(heads).toContain('val_mae last - baseline,val_mae vs baseline (%),val_mae vs pinned (%),val_mae / baseline');
  const values = second.split(',');
  expect(values.slice(0, 4)).toEqual(['GRU 2', 'Adam', '0.35', '0.35']);
  for (const [i, value] of [-0.05, -12.5, 25, 0.875].entries()) expect(Number(values[4 + i])).toBeCloseTo(value, 10);
  const markdown = await list('--columns', 'name, val_mae vs baseline', '--format', 'markdown');
  expect(markdown.stdout).toContain('| name | val_mae vs baseline |\n| --- | ---: |\n| Conv1D | +125 % |\n');
});

it('says what no column is, and where', async () => {
  const { code, stderr } = await list('--columns', 'name, val_mae / basline');
  expect(code).toBe(2);
  expect(stderr).toContain('In the column "val_mae / basline", at "basline": ');
  expect((await list('--columns', 'name', '--pinned', 'none')).stderr).toContain('There is no run');
});

it('shows the same differences in the table of a report', async () => {
  const runs = JSON.parse((await list('--json')).stdout) as { id: string; name: string }[];
  const { reports, close } = createStores(openDatabase({ home: home.path }));
  const id = createReportId(1_790_000_000_000);
  const metric = { kind: 'metric', name: 'val_mae', figure: 'best' } as const;
  const columns: TableColumn[] = [
    own('name'),
    { ...metric, versus: 'percent' },
    { ...metric, versus: 'value' },
    { ...metric, versus: 'percent', to: 'pinned' },
  ];
  const document = reportDocumentSchema.parse({ runs, blocks: [{ id: 'a', kind: 'table', runs: null, columns }] });
  reports.add({ id, name: 'Differences', updatedAtMs: 1, revision: 0, document });
  close();
  const { stdout } = await strata(home.path, 'reports', 'export', id, '--format', 'markdown');
  expect(stdout).toContain('| name | val_mae vs baseline | val_mae - baseline | val_mae vs pinned |');
  expect(stdout).toContain('| GRU 2 | -13 % | -0.0500 | – |');
});
