// The gradient of max pooling. The kernel of tfjs-backend-wasm 4.22 starts its search for a window's maximum at the smallest
// positive number, so a window without a positive number (after a relu: all zeros) passes its gradient to the wrong position.
import * as tf from '@tensorflow/tfjs-core';
import { backendName, KernelScope, required } from '#main/training/worker/backends/wasm-kernels/kernel-scope.ts';

/**
 * Each window's gradient goes to its first maximum. Inputs: `dy`, `input` [batch, height, width, channels]; output: as `input`.
 */
export const maxPoolGrad: tf.KernelConfig = {
  kernelName: tf.MaxPoolGrad,
  backendName,
  kernelFunc: ({ inputs, attrs, backend }) => {
    const input = required(inputs, 'input');
    const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as tf.MaxPoolGradAttrs;
    const shape = input.shape as [number, number, number, number];
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const scope = new KernelScope(backend);
    const [x, gradient] = [scope.numbers(input), scope.numbers(required(inputs, 'dy'))];
    const sums = new Float32Array(x.length);
    const { batchSize, inHeight, inWidth, outHeight, outWidth, inChannels: channels } = info;
    for (let n = 0; n < batchSize; n++)
      for (let oh = 0; oh < outHeight; oh++) {
        const firstRow = oh * info.strideHeight - info.padInfo.top;
        const rows = [Math.max(0, firstRow), Math.min(inHeight, firstRow + info.filterHeight)] as const;
        for (let ow = 0; ow < outWidth; ow++) {
          const firstColumn = ow * info.strideWidth - info.padInfo.left;
          const columns = [Math.max(0, firstColumn), Math.min(inWidth, firstColumn + info.filterWidth)] as const;
          const out = ((n * outHeight + oh) * outWidth + ow) * channels;
          for (let c = 0; c < channels; c++) {
            let largest = -Infinity;
            let place = -1;
            for (let h = rows[0]; h < rows[1]; h++)
              for (let w = columns[0]; w < columns[1]; w++) {
                const at = ((n * inHeight + h) * inWidth + w) * channels + c;
                const value = x[at] ?? Number.NaN;
                // NaN is larger than everything, as in TensorFlow.
                if (place === -1 || value > largest || Number.isNaN(value)) {
                  largest = value;
                  place = at;
                }
              }
            sums[place] = (sums[place] ?? 0) + (gradient[out + c] ?? 0);
          }
        }
      }
    return scope.output(shape, 'float32', sums);
  },
};
