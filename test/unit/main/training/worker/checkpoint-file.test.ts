import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunId } from '#shared/base/ids.ts';
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
  create(5).keep(state);
  expect(readCheckpoint(folder)).toMatchObject({ state, facts: { limitBatches: 5, dataHash: 'abc' } });
  expect(readdirSync(folder)).toEqual(['checkpoint.safetensors']);
  expect(store.find(runId)).toEqual({ epoch: 3, steps: 36, best: state.best, limitBatches: 5 });
});

it('the next state takes its place; nothing kept is nothing', () => {
  const checkpoints = create();
  checkpoints.keep(state);
  checkpoints.keep({ ...state, epoch: 4, kept: null, best: null });
  checkpoints.flush();
  expect(readCheckpoint(folder).state).toMatchObject({ epoch: 4, kept: null, best: null });
  checkpoints.remove();
  checkpoints.remove();
  expect(readdirSync(folder)).toEqual([]);
  expect(store.find(runId)).toBeNull();
});

describe('how often', () => {
  const epochOnDisk = () => store.find(runId)?.epoch ?? null;
  const keep = (checkpoints: ReturnType<typeof create>, epoch: number) => {
    checkpoints.keep({ ...state, epoch });
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
    writeFileSync(join(folder, 'checkpoint.safetensors'), '');
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

  it('what is removed does not come back', () => {
    const checkpoints = create();
    keep(checkpoints, 1);
    keep(checkpoints, 2);
    writeFileSync(join(folder, 'checkpoint.safetensors.part'), 'the first half');
    checkpoints.remove();
    checkpoints.flush();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says when the one on disk has changed', () => {
    const changes: (number | null)[] = [];
    const onChange = () => void changes.push(epochOnDisk());
    const checkpoints = createCheckpoints({ folder, limitBatches: null, dataHash: 'abc', now: () => nowMs, onChange });
    keep(checkpoints, 1);
    keep(checkpoints, 2);
    checkpoints.flush();
    checkpoints.remove();
    expect(changes).toEqual([1, 2, null]);
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
    create().keep(state);
    damage();
    expect(() => readCheckpoint(folder)).toThrow(expect.objectContaining({ code: 'damaged' }));
    expect(store.find(runId)).toBeNull();
  });
});
