// The gradients of a depthwise convolution, as loops over numbers: each channel has filters of its own, so there is no matrix product to use.
import * as tf from '@tensorflow/tfjs-core';
import { backendName, KernelScope, required } from '#main/training/worker/backends/wasm-kernels/kernel-scope.ts';

type ConvInfo = tf.backend_util.Conv2DInfo;

/** Calls `visit` with flat positions of input, filter and output for every product that a depthwise convolution sums. */
function visitProducts(info: ConvInfo, visit: (input: number, filter: number, output: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  const multiplier = outChannels / inChannels;
  for (let n = 0; n < batchSize; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let ow = 0; ow < outWidth; ow++)
        for (let fh = 0; fh < filterHeight; fh++) {
          const ih = oh * strideHeight + fh * dilationHeight - info.padInfo.top;
          if (ih < 0 || ih >= inHeight) continue;
          for (let fw = 0; fw < filterWidth; fw++) {
            const iw = ow * strideWidth + fw * dilationWidth - info.padInfo.left;
            if (iw < 0 || iw >= inWidth) continue;
            const input = ((n * inHeight + ih) * inWidth + iw) * inChannels;
            const filter = (fh * filterWidth + fw) * outChannels;
            const output = ((n * outHeight + oh) * outWidth + ow) * outChannels;
            for (let c = 0; c < outChannels; c++) visit(input + Math.floor(c / multiplier), filter + c, output + c);
          }
        }
}

/** Inputs: `x` [batch, height, width, channels], `dy`; output: the filter's gradient, `filterShape`. */
export const depthwiseBackpropFilter: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
  backendName,
  kernelFunc: ({ inputs, attrs, backend }) => {
    const x = required(inputs, 'x');
    const dy = required(inputs, 'dy');
    const { strides, dilations, pad, dimRoundingMode, filterShape } =
      attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
    const shape = x.shape as [number, number, number, number];
    const info = tf.backend_util.computeConv2DInfo(shape, filterShape, strides, dilations, pad, dimRoundingMode, true);
    const scope = new KernelScope(backend);
    const [from, gradient] = [scope.numbers(x), scope.numbers(dy)];
    const sums = new Float32Array(filterShape.reduce((product, size) => product * size, 1));
    visitProducts(info, (input, filter, output) => {
      sums[filter] = (sums[filter] ?? 0) + (from[input] ?? 0) * (gradient[output] ?? 0);
    });
    return scope.output(filterShape, 'float32', sums);
  },
};

/** Inputs: `dy`, `filter` [height, width, channels, multiplier]; output: the input's gradient, `inputShape`. */
export const depthwiseBackpropInput: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropInput,
  backendName,
  kernelFunc: ({ inputs, attrs, backend }) => {
    const dy = required(inputs, 'dy');
    const filter = required(inputs, 'filter');
    const { strides, dilations, pad, dimRoundingMode, inputShape } =
      attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
    const filterShape = filter.shape as [number, number, number, number];
    const info = tf.backend_util.computeConv2DInfo(
      inputShape,
      filterShape,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      true,
    );
    const scope = new KernelScope(backend);
    const [weights, gradient] = [scope.numbers(filter), scope.numbers(dy)];
    const sums = new Float32Array(inputShape.reduce((product, size) => product * size, 1));
    visitProducts(info, (input, filterAt, output) => {
      sums[input] = (sums[input] ?? 0) + (weights[filterAt] ?? 0) * (gradient[output] ?? 0);
    });
    return scope.output(inputShape, 'float32', sums);
  },
};
