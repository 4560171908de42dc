// Runs as TensorBoard logs: byte for byte what TensorBoard's own reader was given (test/histories), and read back.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { epochName, epochTimeKey } from '#shared/runs/metric-keys.ts';
import { openForeignDatabase } from '#main/db/foreign-database.ts';
import { createHistories } from '#main/histories/histories.ts';
import type { WrittenRun } from '#main/ports/histories.ts';
import { sampleRuns, writtenFolder } from '../../histories/write-sample.ts';
import { temporaryHome } from '../../support/home.ts';
import { readHistory } from '../../support/read-history.ts';

const histories = createHistories(openForeignDatabase);
const home = temporaryHome();
afterAll(() => home.remove());
const fileName = 'events.out.tfevents.0000000000.strata';

it('writes what TensorBoard was shown to read', async () => {
  const folder = join(home.path, 'written');
  expect(await histories.writeTensorBoard(folder, sampleRuns)).toEqual(
    sampleRuns.map((run) => join(folder, run.folder)),
  );
  for (const run of sampleRuns)
    expect(
      readFileSync(join(folder, run.folder, fileName)).equals(readFileSync(join(writtenFolder, run.folder, fileName))),
    ).toBe(true);
});

it('TensorBoard reads the steps as they are, the values as numbers of 32 bits, and the times of the run', () => {
  const written = fileURLToPath(new URL('../../histories/reference/written.json', import.meta.url));
  const found: unknown = JSON.parse(readFileSync(written, 'utf8'));
  const points = (tag: string, times: readonly number[]) =>
    sampleRuns[0]?.series
      .filter(({ key }) => (epochName(key) ?? key) === tag)
      .flatMap(({ steps, values }) =>
        steps.map((step, i) => {
          const value = Math.fround(values[i] ?? NaN);
          return [step, Number.isNaN(value) ? 'nan' : value === Infinity ? 'inf' : value, times[i]];
        }),
      );
  const epochs = [1_750_000_002.25, 1_750_000_004.5, 1_750_000_007];
  expect(found).toMatchObject({
    'Weather GRU': {
      loss: points('loss', epochs),
      val_loss: points('val_loss', epochs),
      'batch/loss': points('batch/loss', [1_750_000_001.9375, 1_750_000_003.625, 1_750_000_005.3125, 1_750_000_007]),
    },
    '외부/학습 1': {
      reward: [
        [0, -1.5, 1_750_000_000],
        [1000, 0, 1_750_000_000],
        [5_000_000_000, Math.fround(1e30), 1_750_000_000],
      ],
    },
  });
});

it('reads its own logs back, settings included', async () => {
  const { runs, faults } = await readHistory(histories.read('tensorboard', writtenFolder));
  expect(faults).toEqual([]);
  const run = runs.get('Weather GRU');
  expect(Object.fromEntries(run?.settings ?? [])).toEqual(Object.fromEntries(sampleRuns[0]?.settings ?? []));
  expect(run).toMatchObject({ status: 'completed', startedAtMs: 1_750_000_000_250, endedAtMs: 1_750_000_007_000 });
  expect(run?.series.get('val_loss')?.values).toEqual([0.5, NaN, Infinity]);
});

it('replaces its own file, and refuses a folder of another program', async () => {
  const folder = join(home.path, 'again');
  await histories.writeTensorBoard(folder, sampleRuns);
  await histories.writeTensorBoard(folder, sampleRuns);
  const other = join(home.path, 'other');
  mkdirSync(join(other, 'Weather GRU'), { recursive: true });
  writeFileSync(join(other, 'Weather GRU', 'events.out.tfevents.1.machine'), '');
  await expect(histories.writeTensorBoard(other, sampleRuns)).rejects.toThrow(
    expect.objectContaining({ code: 'conflict', message: expect.stringContaining('event files of another program') }),
  );
});

it('gives the thread back while it writes, and leaves no file of a run that could not be read', async () => {
  const folder = join(home.path, 'parts');
  const steps = Array.from({ length: 20_000 }, (_, i) => i + 1);
  const long: WrittenRun = {
    folder: 'long',
    settings: new Map(),
    startedAtMs: 1_750_000_000_000,
    endedAtMs: null,
    isFailed: false,
    series: [
      { key: 'epoch/loss', steps, values: steps.map((step) => 1 / step) },
      { key: epochTimeKey, steps, values: steps.map((step) => 1_750_000_000_000 + 1000 * step) },
    ],
  };
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await histories.writeTensorBoard(folder, [long]);
  isOver = true;
  expect(turns).toBeGreaterThan(20);
  const { runs } = await readHistory(histories.read('tensorboard', folder));
  expect(runs.get('long')?.series.get('loss')?.values).toHaveLength(20_000);
  expect(runs.get('long')?.startedAtMs).toBe(1_750_000_000_000);

  const broken: WrittenRun = {
    ...long,
    folder: 'broken',
    get series(): never {
      throw new AppError('invalid-data', 'It cannot be read.');
    },
  };
  await expect(histories.writeTensorBoard(folder, [broken])).rejects.toThrow('It cannot be read.');
  expect(readdirSync(join(folder, 'broken'))).toEqual([]);
});

it('a run with a thousand tags is one run with a thousand series', async () => {
  const folder = join(home.path, 'many');
  const steps = Array.from({ length: 50 }, (_, i) => i);
  const series = Array.from({ length: 1000 }, (_, tag) => ({
    key: `epoch/layer_${tag}/norm`,
    steps,
    values: steps.map((step) => step + tag),
  }));
  await histories.writeTensorBoard(folder, [
    { folder: 'wide', settings: new Map(), startedAtMs: 1, endedAtMs: 2, isFailed: false, series },
  ]);
  const { runs } = await readHistory(histories.read('tensorboard', folder));
  expect(runs.get('wide')?.series.size).toBe(1000);
  expect(runs.get('wide')?.series.get('layer_999/norm')?.values[49]).toBe(1048);
});
