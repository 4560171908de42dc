// Folders that TensorBoard's writers wrote, against what TensorBoard's own reader found in them (test/histories).
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readTensorBoard } from '#main/histories/tensorboard/read-folder.ts';
import { temporaryHome } from '../../support/home.ts';
import { readHistory } from '../../support/read-history.ts';

const reference = fileURLToPath(new URL('../../histories/reference/', import.meta.url));
const logs = join(reference, 'logs');
/** Folder → tag → [step, value, seconds]; of one step the last that was written counts. */
const expected = z
  .record(
    z.string(),
    z.record(z.string(), z.array(z.tuple([z.number(), z.union([z.number(), z.string()]), z.number()]))),
  )
  .parse(JSON.parse(readFileSync(join(reference, 'logs.json'), 'utf8')));

function expectedOf(folder: string, tag: string): { steps: number[]; values: number[]; timesMs: number[] } {
  const points = new Map<number, readonly [number, number]>();
  for (const [step, value, time] of expected[folder]?.[tag] ?? [])
    if (time * 1000 >= (points.get(step)?.[1] ?? 0))
      points.set(step, [Number(value === 'inf' ? Infinity : value), time * 1000]);
  const steps = [...points.keys()].sort((a, b) => a - b);
  return {
    steps,
    values: steps.map((step) => points.get(step)?.[0] ?? NaN),
    timesMs: steps.map((step) => points.get(step)?.[1] ?? NaN),
  };
}

const home = temporaryHome();
afterAll(() => home.remove());
let made = 0;
let copy = '';
beforeEach(() => {
  copy = join(home.path, String(++made));
});

/** The only event file of a run, cut, changed, or both. */
function changeFile(folder: string, change: (bytes: Buffer) => Buffer): void {
  cpSync(join(logs, folder), copy, { recursive: true });
  const [name] = readdirSync(copy);
  const path = join(copy, name ?? '');
  writeFileSync(path, change(readFileSync(path)));
}

describe('a folder of logs', () => {
  it.each(['again', 'restart', 'tensorboardx', 'tensorboardx/accuracy/val', 'tf2', 'torch/lr_0.1'])(
    '%s: values, steps and times as TensorBoard reads them',
    async (folder) => {
      const { runs, faults } = await readHistory(readTensorBoard(logs));
      expect(faults).toEqual([]);
      const run = runs.get(folder);
      expect(Object.fromEntries(run?.series ?? [])).toEqual(
        Object.fromEntries(Object.keys(expected[folder] ?? {}).map((tag) => [tag, expectedOf(folder, tag)])),
      );
      expect(run?.origin).toEqual({ from: 'tensorboard', path: join(logs, folder), run: null });
    },
  );

  it('the two folders of Keras’s callback are one run', async () => {
    const { runs } = await readHistory(readTensorBoard(logs));
    const { series } = runs.get('keras') ?? { series: new Map() };
    expect([...series.keys()].sort()).toEqual([
      'epoch_learning_rate',
      'epoch_loss',
      'epoch_mae',
      'val_epoch_loss',
      'val_epoch_mae',
      'val_evaluation_loss_vs_iterations',
      'val_evaluation_mae_vs_iterations',
    ]);
    expect(series.get('epoch_loss')).toEqual(expectedOf('keras/train', 'epoch_loss'));
    expect(series.get('val_epoch_loss')).toEqual(expectedOf('keras/validation', 'epoch_loss'));
    expect([...runs.keys()]).not.toContain('keras/train');
  });

  it('keeps NaN and infinities, and the hyper-parameters of the plugin', async () => {
    const { runs } = await readHistory(readTensorBoard(logs));
    expect(runs.get('torch/lr_0.1')?.series.get('val/loss')?.values.slice(3, 5)).toEqual([NaN, Infinity]);
    expect(Object.fromEntries(runs.get('torch/lr_0.1')?.settings ?? [])).toEqual({
      lr: 0.1,
      optimizer: 'adam',
      shuffle: true,
    });
    expect(Object.fromEntries(runs.get('tf2')?.settings ?? [])).toEqual({ units: 16, cell: 'GRU', dropout: 0.25 });
  });

  it('one run’s own folder is that run', async () => {
    const { runs } = await readHistory(readTensorBoard(join(logs, 'tf2')));
    expect([...runs].map(([name, { origin }]) => [name, origin.path])).toEqual([['tf2', join(logs, 'tf2')]]);
  });

  it('a link to a folder above ends nowhere', async () => {
    mkdirSync(copy);
    cpSync(join(logs, 'tf2'), join(copy, 'tf2'), { recursive: true });
    symlinkSync(copy, join(copy, 'tf2', 'above'));
    expect([...(await readHistory(readTensorBoard(copy))).runs.keys()]).toEqual(['tf2']);
  });
});

describe('damage', () => {
  it('a file that was cut gives what is before the cut, and that is said', async () => {
    changeFile('torch/lr_0.1', (bytes) => bytes.subarray(0, bytes.length - 20));
    const { runs, faults } = await readHistory(readTensorBoard(copy));
    const [run] = runs.values();
    expect(run?.series.get('train/loss')).toEqual(expectedOf('torch/lr_0.1', 'train/loss'));
    expect(run?.series.get('val/loss')?.steps).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(faults).toEqual([expect.stringContaining('ends in the middle of a record')]);
  });

  it('a damaged record is left out, and those after it are read', async () => {
    // The value of the last record but one is its last four bytes.
    changeFile('torch/lr_0.1', (bytes) => {
      const last = bytes.lastIndexOf('train/loss');
      bytes[last] = 'T'.charCodeAt(0);
      return bytes;
    });
    const { runs, faults } = await readHistory(readTensorBoard(copy));
    const [run] = runs.values();
    expect(run?.series.get('train/loss')?.steps).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(run?.series.get('val/loss')?.steps).toHaveLength(8);
    expect(faults).toEqual([expect.stringContaining('1 damaged record is left out')]);
  });

  it('after a damaged length nothing can be found, and that is said', async () => {
    changeFile('again', (bytes) => bytes);
    const name = readdirSync(copy).sort()[1] ?? '';
    const bytes = readFileSync(join(copy, name));
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(join(copy, name), bytes);
    const { runs, faults } = await readHistory(readTensorBoard(copy));
    expect([...runs.values()][0]?.series.get('loss')?.values).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(faults).toEqual([expect.stringContaining('what follows the damaged place cannot be read')]);
  });

  it('an empty file gives no run, and bytes of another kind are damage', async () => {
    mkdirSync(copy);
    writeFileSync(join(copy, 'events.out.tfevents.1'), '');
    expect(await readHistory(readTensorBoard(copy))).toEqual({
      runs: new Map(),
      faults: [expect.stringContaining('has no scalars')],
    });
    writeFileSync(join(copy, 'events.out.tfevents.1'), 'x'.repeat(1000));
    expect((await readHistory(readTensorBoard(copy))).faults).toEqual([
      expect.stringContaining('has no scalars'),
      expect.stringContaining('is damaged'),
    ]);
  });

  it('a folder without event files is refused', async () => {
    mkdirSync(copy);
    await expect(readHistory(readTensorBoard(copy))).rejects.toMatchObject({ code: 'invalid-data' });
  });
});
