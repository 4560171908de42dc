// Sums of rows by segment: the gradient of a lookup (Embedding). A loop over numbers; WebAssembly has no such kernel.
import * as tf from '@tensorflow/tfjs-core';
import { backendName, KernelScope, required } from '#main/training/worker/backends/wasm-kernels/kernel-scope.ts';

/**
 * out[segmentIds[i]] += x[i] for every row i; rows of segments outside 0..numSegments-1 are left out.
 * Inputs: `x` [rows, ...], `segmentIds` [rows] int32; output: [numSegments, ...].
 */
export const unsortedSegmentSum: tf.KernelConfig = {
  kernelName: tf.UnsortedSegmentSum,
  backendName,
  kernelFunc: ({ inputs, attrs, backend }) => {
    const x = required(inputs, 'x');
    const segmentIds = required(inputs, 'segmentIds');
    const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
    const scope = new KernelScope(backend);
    const rows = segmentIds.shape.reduce((product, size) => product * size, 1);
    const rest = x.shape.slice(segmentIds.shape.length);
    const width = rest.reduce((product, size) => product * size, 1);
    const from = x.dtype === 'int32' ? scope.integers(x) : scope.numbers(x);
    const ids = scope.integers(segmentIds);
    const sums = x.dtype === 'int32' ? new Int32Array(numSegments * width) : new Float32Array(numSegments * width);
    for (let row = 0; row < rows; row++) {
      const id = ids[row] ?? -1;
      if (id < 0 || id >= numSegments) continue;
      const source = row * width;
      const target = id * width;
      for (let i = 0; i < width; i++) sums[target + i] = (sums[target + i] ?? 0) + (from[source + i] ?? 0);
    }
    return scope.output([numSegments, ...rest], x.dtype === 'int32' ? 'int32' : 'float32', sums);
  },
};
