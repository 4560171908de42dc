import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunId } from '#shared/contract/ids.ts';
import { createCheckpointStore } from '#main/training/checkpoint-header.ts';
import { createCheckpoints, readCheckpoint } from '#main/training/worker/checkpoint-file.ts';
import type { FitState } from '#main/training/worker/fit.ts';
import { writeWeights } from '#main/training/worker/weights-file.ts';
import { temporaryHome } from '../../../../support/home.ts';
import type { TemporaryHome } from '../../../../support/home.ts';

const weights = [
  { name: 'dense/kernel', shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) },
  { name: 'dense/bias', shape: [2], values: Float32Array.of(0.1, -0.1) },
];
const state: FitState = {
  epoch: 3,
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
};

let home: TemporaryHome;
let folder: string;
let nowMs: number;
const runId = createRunId(1);

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
  create(5).save(state);
  expect(readCheckpoint(folder)).toMatchObject({ state, facts: { limitBatches: 5, dataHash: 'abc' } });
  expect(readdirSync(folder)).toEqual(['checkpoint.safetensors']);
  expect(store.find(runId)).toEqual({ epoch: 3, limitBatches: 5 });
});

it('the next state takes its place; nothing kept is nothing', () => {
  const checkpoints = create();
  checkpoints.save(state);
  checkpoints.save({ ...state, epoch: 4, kept: null, best: null });
  expect(readCheckpoint(folder).state).toMatchObject({ epoch: 4, kept: null, best: null });
  checkpoints.remove();
  checkpoints.remove();
  expect(readdirSync(folder)).toEqual([]);
  expect(store.find(runId)).toBeNull();
});

describe('how often', () => {
  it('at once, then once a second at most', () => {
    const checkpoints = create();
    expect(checkpoints.isDue()).toBe(true);
    checkpoints.save(state);
    nowMs = 999;
    expect(checkpoints.isDue()).toBe(false);
    nowMs = 1000;
    expect(checkpoints.isDue()).toBe(true);
  });

  it('takes a twentieth of the time at most', () => {
    // Each look at the clock is 200 ms later.
    const slow = createCheckpoints({ folder, limitBatches: null, dataHash: 'abc', now: () => (nowMs += 200) });
    slow.save(state);
    nowMs += 3_500;
    expect(slow.isDue()).toBe(false);
    nowMs += 200;
    expect(slow.isDue()).toBe(true);
  });
});

describe('what cannot be read', () => {
  const path = (): string => join(folder, 'checkpoint.safetensors');

  it('none', () => {
    expect(() => readCheckpoint(folder)).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(store.find(runId)).toBeNull();
  });

  it.each([
    ['a file that is cut off in its header', () => truncateSync(path(), 40)],
    ['a file that is no checkpoint', () => writeFileSync(path(), 'not at all')],
    ['an empty file', () => truncateSync(path(), 0)],
    ['weights without a state', () => writeWeights(path(), weights, { epoch: '3' })],
    [
      'a later format',
      () => {
        const text = readFileSync(path(), 'latin1');
        writeFileSync(path(), text.replace('\\"format\\":1', '\\"format\\":2'), 'latin1');
      },
    ],
  ])('%s', (_name, damage) => {
    create().save(state);
    damage();
    expect(() => readCheckpoint(folder)).toThrow(expect.objectContaining({ code: 'damaged' }));
    expect(store.find(runId)).toBeNull();
  });
});
