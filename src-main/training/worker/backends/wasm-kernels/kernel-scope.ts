// Calls other kernels inside a kernel: intermediate results are freed when the kernel ends.
import * as tf from '@tensorflow/tfjs-core';

/** The name under which tfjs-core knows the backend of the kernels here. */
export const backendName = 'wasm';

/** The storage of tensors' values; every backend has it. */
interface NumberStore {
  readSync(dataId: object): tf.backend_util.BackendValues;
  disposeData(dataId: object): boolean;
  makeOutput(
    shape: number[],
    dtype: tf.DataType,
    memoryOffset?: number,
    values?: tf.backend_util.BackendValues,
  ): tf.TensorInfo;
}

/** A kernel's input by name. @throws Error when the caller left it out */
export function required(inputs: tf.NamedTensorInfoMap, name: string): tf.TensorInfo {
  const info = inputs[name];
  if (info === undefined) throw new Error(`The kernel's input "${name}" is missing.`);
  return info;
}

export class KernelScope {
  readonly #backend: NumberStore;
  readonly #intermediate: tf.TensorInfo[] = [];

  /** @param backend as passed to a kernel function */
  constructor(backend: unknown) {
    this.#backend = backend as NumberStore;
  }

  /** Runs another kernel of the wasm backend; its result lives until `end`. */
  run(
    kernelName: string,
    inputs: Record<string, tf.TensorInfo> | tf.TensorInfo[],
    attrs: Record<string, unknown> = {},
  ): tf.TensorInfo {
    const kernel = tf.getKernel(kernelName, backendName);
    const attributes = attrs as unknown as tf.NamedAttrMap;
    const result = kernel.kernelFunc({
      inputs: inputs as tf.NamedTensorInfoMap,
      attrs: attributes,
      backend: this.#backend,
    });
    const info = Array.isArray(result) ? result[0] : result;
    if (info === undefined) throw new Error(`${kernelName} gave no result.`);
    this.#intermediate.push(info);
    return info;
  }

  /** Float32 numbers of a tensor; a copy or a view, not to be written. */
  numbers(info: tf.TensorInfo): Float32Array {
    return this.#backend.readSync(info.dataId) as Float32Array;
  }

  integers(info: tf.TensorInfo): Int32Array {
    return this.#backend.readSync(info.dataId) as Int32Array;
  }

  /** A tensor of these numbers, as a kernel's result. */
  output(shape: readonly number[], dtype: 'float32' | 'int32', values: Float32Array | Int32Array): tf.TensorInfo {
    return this.#backend.makeOutput([...shape], dtype, undefined, values);
  }

  /** Frees everything but `result`. A reshaped tensor shares its values, so each is freed once per reference. */
  end(result: tf.TensorInfo): tf.TensorInfo {
    for (const info of this.#intermediate) if (info !== result) this.#backend.disposeData(info.dataId);
    this.#intermediate.length = 0;
    return result;
  }
}
