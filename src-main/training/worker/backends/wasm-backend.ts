// The engine that ships with Strata: TensorFlow.js in WebAssembly, one thread, with the gradient kernels that it lacks.
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths, version_wasm as packageVersion } from '@tensorflow/tfjs-backend-wasm';
import { backendName } from '#main/training/worker/backends/wasm-kernels/kernel-scope.ts';
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
  const factory = tf.findBackendFactory(backendName);
  tf.removeBackend(backendName);
  tf.registerBackend(backendName, async () => guarded(await factory()));
}

/** The part of the backend that allocates: in C, where a size has 32 bits and no memory is the address 0. */
interface Allocating {
  readonly wasm: { _malloc: (bytes: number) => number; readonly _free: (address: number) => void };
}

/** Tensors that find no memory are an error. The backend itself goes on with address 0 and writes over its own code's tables. */
function guarded(backend: tf.KernelBackend): tf.KernelBackend {
  const { wasm } = backend as unknown as Allocating;
  // The first call puts the function in place.
  wasm._free(wasm._malloc(1));
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    const address = bytes < 2 ** 32 ? allocate(bytes) : 0;
    if (address === 0 && bytes > 0) throw new Error(`out of memory: WebAssembly has no ${bytes} bytes left.`);
    return address;
  };
  return backend;
}

/** `TensorFlow.js WebAssembly 4.22.0, SIMD`. */
export async function wasmVersion(): Promise<string> {
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return `TensorFlow.js WebAssembly ${packageVersion}${simd === true ? ', SIMD' : ''}`;
}
