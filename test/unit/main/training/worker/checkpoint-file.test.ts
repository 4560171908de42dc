import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
import { checkpointKey, readCheckpointMetadata } from '#main/training/checkpoint-header.ts';
import { createCheckpointStore } from '#main/training/checkpoint-store.ts';
import { createCheckpoints, readCheckpoint } from '#main/training/worker/checkpoint-file.ts';
import type { FitState } from '#main/training/worker/fit.ts';
import { readWeightsFile, writeWeights } from '#main/training/weights-file.ts';
import { temporaryHome } from '../../../../support/home.ts';
import type { TemporaryHome } from '../../../../support/home.ts';

const weights = [
  { name: 'dense/kernel', shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) },
  { name: 'dense/bias', shape: [2], values: Float32Array.of(0.1, -0.1) },
];
const state: FitState = {
  epoch: 3,
  steps: 36,
  learningRate: 0.0005,
  best: { metric: 'val_loss', value: 0.25, epoch: 2 },
  callbacks: [{ best: 0.25, wait: 1 }, { best: null }],
  stream: { passes: 3, position: 640 },
  weights,
  optimizer: [
    { name: 'velocity/dense/kernel', shape: [2, 2], values: Float32Array.of(5, 6, 7, 8) },
    { name: 'iterations', shape: [], values: Float32Array.of(12) },
  ],
  kept: [{ name: 'dense/kernel', shape: [2, 2], values: Float32Array.of(9, 9, 9, 9) }],
  points: new Map([
    ['batch/loss', Array.from({ length: 36 }, (_, i) => 1 / (i + 3))],
    ['epoch/val_loss', [0.3, 0.25, Number.NaN]],
  ]),
};
/** The same state after another epoch. */
const at = (epoch: number): FitState => ({
  ...state,
  epoch,
  steps: epoch * 12,
  best: null,
  points: new Map([['epoch/loss', Array.from({ length: epoch }, (_, i) => i / 7)]]),
});

let home: TemporaryHome;
let folder: string;
let nowMs: number;
const run = { id: createRunId(1), epochs: 8, fork: null };

beforeEach(() => {
  home = temporaryHome();
  folder = join(home.path, 'run');
  nowMs = 0;
});
afterEach(() => {
  home.remove();
});

const create = (limitBatches: number | null = null) =>
  createCheckpoints({ folder, limitBatches, dataHash: 'abc', now: () => nowMs });
const store = createCheckpointStore({ folder: () => folder });

it('a state comes back as it was, in one file', () => {
  create(5).keep(state);
  expect(readCheckpoint(folder, run)).toMatchObject({ state, facts: { limitBatches: 5, dataHash: 'abc' } });
  expect(readdirSync(folder)).toEqual(['checkpoint.safetensors']);
  expect(store.find(run)).toEqual({ epoch: 3, steps: 36, best: state.best, limitBatches: 5, dataHash: 'abc' });
});

it('the next state takes its place; nothing kept is nothing', () => {
  const checkpoints = create();
  checkpoints.keep(state);
  checkpoints.keep({ ...at(4), kept: null });
  checkpoints.flush();
  expect(readCheckpoint(folder, run).state).toMatchObject({ epoch: 4, kept: null, best: null });
  store.remove(run.id);
  store.remove(run.id);
  expect(readdirSync(folder)).toEqual([]);
  expect(store.find(run)).toBeNull();
});

it('carries all numbers of the run until its epoch, and none that came later', () => {
  const losses = [1 / 3, 1e-300, 2 / 7];
  const points = new Map([
    ['epoch/loss', [...losses, 99]],
    ['batch/loss', Array.from({ length: 40 }, (_, i) => i / 9)],
  ]);
  create().keep({ ...state, points });
  expect(store.points(run)).toEqual([
    ...losses.map((value, i) => ({ key: 'epoch/loss', step: i + 1, value })),
    ...Array.from({ length: 36 }, (_, i) => ({ key: 'batch/loss', step: i + 1, value: i / 9 })),
  ]);
});

describe('how often', () => {
  const epochOnDisk = () => store.find(run)?.epoch ?? null;
  const keep = (checkpoints: ReturnType<typeof create>, epoch: number) => {
    checkpoints.keep(at(epoch));
    return epochOnDisk();
  };

  it('at once, then once a second at most; the last one when it is asked for', () => {
    const checkpoints = create();
    expect(keep(checkpoints, 1)).toBe(1);
    nowMs = 999;
    expect(keep(checkpoints, 2)).toBe(1);
    checkpoints.flush();
    expect(epochOnDisk()).toBe(2);
    nowMs = 1998;
    expect(keep(checkpoints, 3)).toBe(2);
    nowMs = 1999;
    expect(keep(checkpoints, 4)).toBe(4);
    // Nothing is left to write: what is on disk stays as it is.
    rmSync(join(folder, 'checkpoint.safetensors'));
    checkpoints.flush();
    expect(epochOnDisk()).toBeNull();
  });

  it('takes a twentieth of the time at most', () => {
    // Each look at the clock is 200 ms later.
    const slow = createCheckpoints({ folder, limitBatches: null, dataHash: 'abc', now: () => (nowMs += 200) });
    expect(keep(slow, 1)).toBe(1);
    nowMs += 3_700;
    expect(keep(slow, 2)).toBe(1);
    expect(keep(slow, 3)).toBe(3);
  });

  it('what is forgotten does not come back, and a run that is over has no files of a checkpoint', () => {
    const checkpoints = create();
    keep(checkpoints, 1);
    keep(checkpoints, 2);
    checkpoints.forget();
    checkpoints.flush();
    expect(epochOnDisk()).toBe(1);
    for (const name of ['checkpoint.safetensors.unfinished-7', 'best-before.safetensors', 'best.safetensors'])
      writeFileSync(join(folder, name), 'the first half');
    store.remove(run.id);
    expect(readdirSync(folder)).toEqual(['best.safetensors']);
  });

  it('says when the one on disk has changed', () => {
    const changes: (number | null)[] = [];
    const onChange = () => void changes.push(epochOnDisk());
    const checkpoints = createCheckpoints({ folder, limitBatches: null, dataHash: 'abc', now: () => nowMs, onChange });
    keep(checkpoints, 1);
    keep(checkpoints, 2);
    checkpoints.flush();
    expect(changes).toEqual([1, 2]);
  });
});

describe('what cannot be read', () => {
  const path = (): string => join(folder, 'checkpoint.safetensors');
  const damaged = expect.objectContaining({ code: 'damaged' }) as Error;

  it('none', () => {
    expect(() => readCheckpoint(folder, run)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(store.find(run)).toBeNull();
  });

  it.each([
    ['a file that is cut off in its header', () => truncateSync(path(), 40)],
    ['a file that is no checkpoint', () => writeFileSync(path(), 'not at all')],
    ['an empty file', () => truncateSync(path(), 0)],
    ['weights without a state', () => writeWeights(path(), weights, { epoch: '3' })],
  ])('%s', (_name, damage) => {
    create().keep(state);
    damage();
    expect(() => readCheckpoint(folder, run)).toThrow(damaged);
    expect(() => store.find(run)).toThrow(damaged);
  });

  it.each([
    [1, 'damaged', 'was written by an older Strata, so the run cannot be resumed from it.'],
    [3, 'newer-version', 'was written by a newer Strata.'],
  ])('one of format %i, and says why and what to do', (format, code, why) => {
    create().keep(state);
    const facts: unknown = JSON.parse(readCheckpointMetadata(path())[checkpointKey] ?? '');
    writeWeights(path(), weights, { [checkpointKey]: JSON.stringify({ ...Object(facts), format }) }, true);
    for (const read of [() => readCheckpoint(folder, run), () => store.find(run)])
      expect(read).toThrow(
        expect.objectContaining({
          code,
          message: `The checkpoint ${path()} ${why}`,
          hint: expect.stringContaining('with the same settings'),
        }),
      );
  });

  it('a flipped bit, anywhere', () => {
    create().keep(state);
    const bytes = readFileSync(path());
    const accepted: number[] = [];
    // Every 59th: in each place of a byte, and in header and numbers.
    for (let bit = 0; bit < bytes.length * 8; bit += 59) {
      const at = bit >> 3;
      writeFileSync(path(), bytes.with(at, (bytes[at] ?? 0) ^ (1 << (bit & 7))));
      try {
        readCheckpoint(folder, run);
        accepted.push(bit);
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'damaged' });
      }
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    ['epoch 99 of 8', { ...at(99), best: null }, /it says epoch 99 of 8\.$/],
    ['the last epoch, after which a run is completed', at(8), /it says epoch 8 of 8\.$/],
    ['a best epoch to come', { ...state, best: { metric: 'loss', value: 1, epoch: 5 } }, /epoch 5 is the best of 3\.$/],
    ['steps that do not divide', { ...state, steps: 37 }, /37 steps in 3 epochs/],
    ['more passes than steps', { ...state, stream: { passes: 1e15, position: 0 } }, /1,000,000,000,000,000 passes/],
    ['a learning rate that is no number', { ...state, learningRate: Number.NaN }, /header is not what it should be/],
    [
      'a weight that is no number',
      { ...state, weights: [{ name: 'a', shape: [1], values: Float32Array.of(Number.NaN) }] },
      /"weights\/a" holds values that are not numbers\.$/,
    ],
    [
      'a slot that is infinite',
      { ...state, optimizer: [{ name: 'm', shape: [1], values: Float32Array.of(Infinity) }] },
      /"optimizer\/m" holds/,
    ],
    ['a series that is too short', { ...state, points: new Map([['epoch/loss', [1]]]) }, /"epoch\/loss" has 1 point/],
  ])('what cannot be true, with the right checksum: %s', (_name, wrong, message) => {
    create().keep(wrong);
    expect(() => readCheckpoint(folder, run)).toThrow(message);
    expect(() => readCheckpoint(folder, run)).toThrow(damaged);
  });

  it('a checkpoint without a checksum', () => {
    create().keep(state);
    const { arrays, doubles, facts } = readWeightsFile(path());
    writeWeights(path(), [...arrays, ...doubles], facts);
    const text = readFileSync(path(), 'latin1');
    // Of the same length, so that everything else stays where it is.
    writeFileSync(path(), text.replace('"sha256":', '"sha255":'), 'latin1');
    expect(() => readCheckpoint(folder, run)).toThrow(/it has no checksum/);
  });
});
