// The engine that ships with Strata: TensorFlow.js in WebAssembly, one thread, with the gradient kernels that it lacks.
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths, version_wasm as packageVersion } from '@tensorflow/tfjs-backend-wasm';
import { conv2DBackpropFilter } from '#main/training/worker/backends/wasm-kernels/conv2d-backprop-filter.ts';
import {
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
} from '#main/training/worker/backends/wasm-kernels/depthwise-backprop.ts';
import { maxPoolGrad } from '#main/training/worker/backends/wasm-kernels/max-pool-grad.ts';
import { unsortedSegmentSum } from '#main/training/worker/backends/wasm-kernels/unsorted-segment-sum.ts';

/** The kernels that @tensorflow/tfjs-backend-wasm 4.22 does not have and that the layers' gradients need. */
export const addedKernels: readonly tf.KernelConfig[] = [
  conv2DBackpropFilter,
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  unsortedSegmentSum,
];

/** Replacements of its kernels that are wrong. */
export const fixedKernels: readonly tf.KernelConfig[] = [maxPoolGrad];

let registered = false;

/** Sets the path of the WebAssembly files and registers the kernels; `tf.setBackend('wasm')` then starts it. */
export function registerWasm(): void {
  if (registered) return;
  registered = true;
  const require = createRequire(import.meta.url);
  setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  for (const { kernelName, backendName } of fixedKernels) tf.unregisterKernel(kernelName, backendName);
  for (const kernel of [...addedKernels, ...fixedKernels]) tf.registerKernel(kernel);
}

/** `TensorFlow.js WebAssembly 4.22.0, SIMD`. */
export async function wasmVersion(): Promise<string> {
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return `TensorFlow.js WebAssembly ${packageVersion}${simd === true ? ', SIMD' : ''}`;
}
