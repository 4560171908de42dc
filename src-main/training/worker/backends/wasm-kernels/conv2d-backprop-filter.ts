// The gradient of a convolution with respect to its filter: one matrix product for each place in the filter.
import * as tf from '@tensorflow/tfjs-core';
import { backendName, KernelScope, required } from '#main/training/worker/backends/wasm-kernels/kernel-scope.ts';

/**
 * dFilter[h, w, c, f] = sum over batch and output places of x[place * stride + (h, w)][c] * dy[place][f].
 * x is turned to [channels, batch, height, width] once, so that every place is a strided cut and a plain matrix product.
 * Inputs: `x` [batch, height, width, channels], `dy` [batch, outHeight, outWidth, filters]; output: `filterShape`.
 */
export const conv2DBackpropFilter: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropFilter,
  backendName,
  kernelFunc: ({ inputs, attrs, backend }) => {
    const x = required(inputs, 'x');
    const dy = required(inputs, 'dy');
    const { strides, pad, dataFormat, dimRoundingMode, filterShape } = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
    const info = tf.backend_util.computeConv2DInfo(
      x.shape as [number, number, number, number],
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
      tf.backend_util.convertConv2DDataFormat(dataFormat),
    );
    if (info.dataFormat !== 'channelsLast') throw new Error('Only channels_last convolutions have a gradient here.');
    const { batchSize, outHeight, outWidth, inChannels, outChannels, filterHeight, filterWidth } = info;
    const { top, bottom, left, right } = info.padInfo;
    const scope = new KernelScope(backend);

    const channelsFirst = scope.run('Transpose', { x }, { perm: [3, 0, 1, 2] });
    const isPadded = top + bottom + left + right > 0;
    const paddings = [
      [0, 0],
      [0, 0],
      [top, bottom],
      [left, right],
    ];
    const padded = isPadded ? scope.run('PadV2', { x: channelsFirst }, { paddings, constantValue: 0 }) : channelsFirst;
    const places = batchSize * outHeight * outWidth;
    const b = scope.run('Reshape', { x: dy }, { shape: [1, places, outChannels] });

    const parts: tf.TensorInfo[] = [];
    for (let h = 0; h < filterHeight; h++) {
      for (let w = 0; w < filterWidth; w++) {
        const cut = scope.run(
          'StridedSlice',
          { x: padded },
          {
            begin: [0, 0, h, w],
            end: [
              inChannels,
              batchSize,
              h + (outHeight - 1) * info.strideHeight + 1,
              w + (outWidth - 1) * info.strideWidth + 1,
            ],
            strides: [1, 1, info.strideHeight, info.strideWidth],
            beginMask: 0,
            endMask: 0,
            ellipsisMask: 0,
            newAxisMask: 0,
            shrinkAxisMask: 0,
          },
        );
        const a = scope.run('Reshape', { x: cut }, { shape: [1, inChannels, places] });
        parts.push(scope.run('BatchMatMul', { a, b }, { transposeA: false, transposeB: false }));
      }
    }
    const joined = scope.run('Concat', parts, { axis: 0 });
    const result = scope.run('Reshape', { x: joined }, { shape: filterShape });
    return scope.end(result);
  },
};
