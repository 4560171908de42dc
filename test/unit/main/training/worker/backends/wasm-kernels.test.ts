import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import '#main/training/nn/gradients.ts';
import { addedKernels, registerWasm } from '#main/training/worker/backends/wasm-backend.ts';
import { createRandom } from '#shared/base/random.ts';

beforeAll(() => {
  registerWasm();
});

function numbers(shape: readonly number[], seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => random() * 2 - 1);
}

/** The same calculation on both backends; every result's numbers. */
async function onBoth(work: () => tf.Tensor[]): Promise<[Float32Array[], Float32Array[]]> {
  const on = async (backend: string): Promise<Float32Array[]> => {
    await tf.setBackend(backend);
    const before = tf.memory().numTensors;
    const results = work();
    const values = results.map((result) => Float32Array.from(result.dataSync()));
    tf.dispose(results);
    expect(tf.memory().numTensors, `tensors left on ${backend}`).toBe(before);
    return values;
  };
  return [await on('cpu'), await on('wasm')];
}

async function expectSame(work: () => tf.Tensor[]): Promise<void> {
  const [wanted, got] = await onBoth(work);
  expect(got).toHaveLength(wanted.length);
  wanted.forEach((array, i) => {
    const scale = Math.max(...array.map(Math.abs), 1e-3);
    array.forEach((value, j) => {
      expect(Math.abs((got[i]?.[j] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-5 * scale);
    });
  });
}

it('adds just what the backend lacks', () => {
  const added = addedKernels.map(({ kernelName }) => kernelName).toSorted();
  expect(added).toEqual([
    'Conv2DBackpropFilter',
    'DepthwiseConv2dNativeBackpropFilter',
    'DepthwiseConv2dNativeBackpropInput',
    'UnsortedSegmentSum',
  ]);
});

const sumOfSquares = (value: tf.Tensor): tf.Scalar => tf.sum(tf.square(value));

/** Gradients of the sum of squares with respect to made-up tensors of these shapes. */
function gradientsOf(shapes: readonly number[][], work: (...inputs: tf.Tensor[]) => tf.Tensor): () => tf.Tensor[] {
  return () =>
    tf.tidy(() => {
      const inputs = shapes.map((shape, i) => tf.tensor(numbers(shape, i + 1), shape));
      return tf.grads((...given: tf.Tensor[]) => sumOfSquares(work(...given)))(inputs);
    });
}
const as3d = (value: tf.Tensor | undefined): tf.Tensor3D => value as tf.Tensor3D;
const as4d = (value: tf.Tensor | undefined): tf.Tensor4D => value as tf.Tensor4D;

describe('Conv2DBackpropFilter', () => {
  const cases = [1, 2, 3].flatMap((stride) =>
    (['valid', 'same'] as const).flatMap((pad) => [1, 3, 5].map((kernel) => ({ stride, pad, kernel }))),
  );
  it.each(cases)('in one dimension: stride $stride, $pad, kernel $kernel', async ({ stride, pad, kernel }) => {
    const shapes = [
      [3, 17, 4],
      [kernel, 4, 5],
    ];
    await expectSame(gradientsOf(shapes, (x, w) => tf.conv1d(as3d(x), as3d(w), stride, pad)));
  });

  it('in two dimensions, with unequal strides and explicit padding', async () => {
    const shapes = [
      [2, 9, 11, 3],
      [3, 2, 3, 4],
    ];
    const pad: [[number, number], [number, number], [number, number], [number, number]] = [
      [0, 0],
      [1, 2],
      [0, 1],
      [0, 0],
    ];
    await expectSame(gradientsOf(shapes, (x, w) => tf.conv2d(as4d(x), as4d(w), [2, 3], pad)));
  });

  it('dilated and causal, through spaceToBatchND', async () => {
    const shapes = [
      [2, 16, 3],
      [3, 3, 4],
    ];
    const causal = (x?: tf.Tensor, w?: tf.Tensor): tf.Tensor => {
      const blocks = tf.spaceToBatchND(as3d(x), [2], [[4, 0]]);
      return tf.batchToSpaceND(tf.conv1d(as3d(blocks), as3d(w), 1, 'valid'), [2], [[0, 0]]);
    };
    await expectSame(gradientsOf(shapes, causal));
  });
});

describe('UnsortedSegmentSum', () => {
  it('as the gradient of a lookup, with repeated rows', async () => {
    await expectSame(
      gradientsOf([[7, 5]], (table) => tf.gather(as3d(table), tf.tensor2d([1, 1, 3, 6, 0, 1], [2, 3], 'int32'))),
    );
  });

  it('leaves out rows of no segment, and sums whole numbers', async () => {
    await expectSame(() =>
      tf.tidy(() => {
        const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2], 'int32');
        return [tf.unsortedSegmentSum(x, tf.tensor1d([1, -1, 1], 'int32'), 3)];
      }),
    );
  });
});

describe('depthwise gradients', () => {
  it.each([1, 2])('channel multiplier %i', async (multiplier) => {
    const shapes = [
      [2, 1, 9, 3],
      [1, 3, 3, multiplier],
    ];
    await expectSame(gradientsOf(shapes, (x, w) => tf.depthwiseConv2d(as4d(x), as4d(w), [1, 1], 'same')));
  });
});

describe('what our layers are made of', () => {
  const rows = (a: tf.Tensor): tf.Tensor4D => as4d(tf.expandDims(a, 1));
  const parts: Record<string, (input: tf.Tensor) => tf.Tensor> = {
    'max pooling': (a) => tf.pool(rows(a), [1, 3], 'max', 'same', [1, 1], [1, 2]),
    'average pooling': (a) => tf.pool(rows(a), [1, 3], 'avg', 'same', [1, 1], [1, 2]),
    'global maximum': (a) => tf.max(a, 1),
    'global average': (a) => tf.mean(a, 1),
    softmax: (a) => tf.softmax(a),
    'log softmax': (a) => tf.logSoftmax(a),
    'sigmoid and tanh': (a) => tf.mul(tf.sigmoid(a), tf.tanh(a)),
    'elu, selu, softplus, relu6': (a) => tf.addN([tf.elu(a), tf.selu(a), tf.softplus(a), tf.relu6(a)]),
    erf: (a) => tf.erf(a),
    'slices and joins': (a) => tf.mul(tf.concat(tf.split(a, 3, 1).toReversed(), 1), 2),
    'unstack and stack': (a) =>
      tf.stack(
        tf.unstack(a, 1).map((step) => tf.square(step)),
        1,
      ),
    reverse: (a) => tf.reverse(a, 1),
    'clip and root': (a) => tf.sqrt(tf.add(tf.square(tf.clipByValue(a, -0.5, 0.5)), 1e-7)),
    'matrix product': (a) => tf.matMul(tf.reshape(a, [24, 3]), tf.ones([3, 4])),
    'leaky relu': (a) => tf.leakyRelu(a, 0.3),
    'max pooling of zeros and negatives': (a) => tf.maxPool(rows(tf.neg(tf.relu(a))), [1, 3], [1, 2], 'same'),
    'relu, then max pooling': (a) => tf.maxPool(rows(tf.relu(a)), [1, 2], [1, 2], 'valid'),
  };
  it.each(Object.entries(parts))('%s, with its gradient', async (_name, part) => {
    await expectSame(() => tf.tidy(() => [part(tf.tensor(numbers([2, 12, 3], 1), [2, 12, 3]))]));
    await expectSame(gradientsOf([[2, 12, 3]], (a = tf.scalar(0)) => part(a)));
  });
});

describe('memory', () => {
  it('that is not there is an error, and the engine computes on', async () => {
    await tf.setBackend('wasm');
    const before = tf.memory().numTensors;
    // 10 GB, more than 32 bits can say; 4 GB less a little, more than is left.
    for (const rows of [1_000_000, 429_000])
      expect(() => tf.tidy(() => tf.matMul(tf.ones([rows, 2]), tf.ones([2, 2500])))).toThrow('out of memory');
    expect(tf.memory().numTensors).toBe(before);
    await expectSame(() => tf.tidy(() => [tf.matMul(tf.ones([20, 2]), tf.ones([2, 25]))]));
  });
});
