// Memory for batches: which of it is used again, and that TensorFlow takes it as it lies.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '#shared/data/samples.ts';
import { batchRoom } from '#main/datasets/batch-room.ts';
import { dataTypes } from '#main/training/step/graph/graph-builder.ts';
import { tensorFlowBackend } from '#main/training/step/graph/tensorflow-binding.ts';
import { loadNative } from './native-step.ts';

const batchIn = (values: Float32Array): Batch => ({
  inputs: [{ values, shape: [values.length] }],
  targets: [],
  size: 1,
});

it('is that of the batch before, also for a smaller one; where it is too small it is new', () => {
  const first = batchRoom(Float32Array, 1000, null);
  const smaller = batchRoom(Float32Array, 10, batchIn(first));
  expect(smaller).toHaveLength(10);
  expect(smaller.buffer).toBe(first.buffer);
  const whole = batchRoom(Float32Array, 1000, batchIn(smaller));
  expect(whole).toHaveLength(1000);
  expect(whole.buffer).toBe(first.buffer);
  const larger = batchRoom(Float32Array, 1001, batchIn(whole));
  expect(larger).toEqual(new Float32Array(1001));
  expect(larger.buffer).not.toBe(first.buffer);
});

it('is new for a batch that is kept', () => {
  const kept = batchRoom(Int32Array, 5, undefined).fill(3);
  expect(batchRoom(Int32Array, 5, undefined)).toEqual(new Int32Array(5));
  expect(kept).toEqual(Int32Array.of(3, 3, 3, 3, 3));
});

describe('in TensorFlow', () => {
  beforeAll(loadNative);

  it('is taken as it lies, where other memory is copied', () => {
    const binding = tensorFlowBackend()?.binding;
    if (binding === undefined) throw new Error('The native engine is not loaded.');
    const seenAfterwards = (values: Float32Array): number | undefined => {
      const id = binding.createTensor([values.length], dataTypes.float32, values);
      values[0] = 5;
      const [seen] = binding.tensorDataSync(id);
      binding.deleteTensor(id);
      return seen;
    };
    expect(seenAfterwards(batchRoom(Float32Array, 100_000, null))).toBe(5);
    // 4 bytes behind such a place.
    expect(seenAfterwards(new Float32Array(batchRoom(Float32Array, 100_000, null).buffer, 4, 10))).toBe(0);
  });
});
