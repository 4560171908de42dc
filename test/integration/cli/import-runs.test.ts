// `strata runs import`: histories of other programs as runs, in a real home.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { runSummarySchema } from '#shared/runs/run.ts';
import { readTensorBoard } from '#main/histories/tensorboard/read-folder.ts';
import { temporaryHome } from '../../support/home.ts';
import { readHistory } from '../../support/read-history.ts';
import { strata } from '../../support/strata.ts';

const logs = fileURLToPath(new URL('../../histories/reference/logs', import.meta.url));
const home = temporaryHome();
afterAll(() => home.remove());

const answerSchema = z.object({ added: z.array(runSummarySchema), updated: z.array(runSummarySchema) });

async function importLogs(): Promise<z.infer<typeof answerSchema>> {
  const { code, stdout, stderr } = await strata(home.path, 'runs', 'import', logs, '--json');
  expect(code, stderr).toBe(0);
  return answerSchema.parse(JSON.parse(stdout));
}

let first: z.infer<typeof answerSchema>;
beforeAll(async () => {
  first = await importLogs();
});

const idOf = (name: string): string => first.added.find((run) => run.name === name)?.id ?? '';

it('adds a run for every folder with event files', () => {
  expect(first.added.map(({ name }) => name).toSorted()).toEqual(
    ['again', 'keras', 'restart', 'tensorboardx', 'tensorboardx/accuracy/val', 'tf2', 'torch/lr_0.1'].toSorted(),
  );
  expect(first.updated).toEqual([]);
  expect(first.added.find(({ name }) => name === 'torch/lr_0.1')).toMatchObject({
    status: 'completed',
    epochsDone: 8,
    best: { metric: 'val/loss', value: 0.1875, epoch: 7 },
    startedAtMs: 1_750_000_000_250,
    durationMs: 7000,
    origin: { from: 'tensorboard' },
  });
});

it('updates the same runs when it is asked again', async () => {
  await strata(home.path, 'runs', 'list');
  const again = await importLogs();
  expect(again.added).toEqual([]);
  expect(again.updated.map(({ id }) => id)).toEqual(first.added.map(({ id }) => id));
});

it('lists, shows, filters, compares and exports them as other runs', async () => {
  const list = await strata(home.path, 'runs', 'list', '--filter', 'lr = 0.1', '--json');
  expect(JSON.parse(list.stdout)).toMatchObject([{ name: 'torch/lr_0.1' }]);
  const shown = await strata(home.path, 'runs', 'show', idOf('torch/lr_0.1'));
  expect(shown.stdout).toContain('Imported from TensorBoard');
  expect(shown.stdout).toContain('optimizer = adam');
  expect(shown.stdout).toMatch(/NaN|–/);
  const compared = await strata(home.path, 'runs', 'compare', idOf('torch/lr_0.1'), idOf('tf2'), '--json');
  expect(JSON.parse(compared.stdout)).toMatchObject({
    settings: { differing: expect.arrayContaining([{ path: 'lr', values: ['0.1', null] }]) },
    layers: [],
  });
  const exported = await strata(home.path, 'runs', 'export', idOf('torch/lr_0.1'));
  expect(exported.stdout).toContain(`${idOf('torch/lr_0.1')},torch/lr_0.1,val/loss,3,,`);
  expect(exported.stdout).toMatch(/,val\/loss,3,,[\d.]+,,NaN\n/);
});

it('writes them as TensorBoard logs, whose values, steps and times are those that were read', async () => {
  const out = join(home.path, 'out');
  const { code, stderr } = await strata(
    home.path,
    'runs',
    'export',
    idOf('torch/lr_0.1'),
    '--format',
    'tensorboard',
    '--out',
    out,
  );
  expect(code, stderr).toBe(0);
  const { runs } = await readHistory(readTensorBoard(out));
  const before = (await readHistory(readTensorBoard(logs))).runs.get('torch/lr_0.1');
  const after = runs.get('torch/lr_0.1');
  expect(after?.settings).toEqual(before?.settings);
  for (const [tag, series] of before?.series ?? []) expect(after?.series.get(tag)).toEqual(series);
  const refused = await strata(home.path, 'runs', 'export', idOf('tf2'), '--format', 'tensorboard');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('--out');
});

it('cannot resume one', async () => {
  const { code, stderr } = await strata(home.path, 'runs', 'resume', idOf('tf2'));
  expect(code).toBe(2);
  expect(stderr).toContain('was trained elsewhere');
});

it('keeps where the forks of Neptune come from, also when they are read again', async () => {
  const exported = fileURLToPath(new URL('../../histories/reference/neptune', import.meta.url));
  const { code, stdout, stderr } = await strata(home.path, 'runs', 'import', exported, '--json');
  expect(code, stderr).toBe(0);
  const { added } = answerSchema.parse(JSON.parse(stdout));
  const named = (runs: typeof added, name: string): unknown => runs.find((run) => run.name === name);
  const root = added.find(({ name }) => name === 'gru/root');
  expect(named(added, 'gru/fork')).toMatchObject({
    fork: { run: root?.id, number: root?.number, epoch: 5 },
    epochsDone: 12,
  });
  const again = answerSchema.parse(JSON.parse((await strata(home.path, 'runs', 'import', exported, '--json')).stdout));
  expect(again.added).toEqual([]);
  expect(named(again.updated, 'gru/fork')).toMatchObject({ fork: { run: root?.id, epoch: 5 } });
});

it('says what is no history', async () => {
  const { code, stderr } = await strata(home.path, 'runs', 'import', fileURLToPath(new URL('.', import.meta.url)));
  expect(code).toBe(2);
  expect(stderr).toContain('is no history of TensorBoard, MLflow, Trackio or Neptune');
});
