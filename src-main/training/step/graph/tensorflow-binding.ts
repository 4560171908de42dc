// The part of tfjs-node's add-on and backend that recording and running a graph needs.
import * as tf from '@tensorflow/tfjs-core';
import { dataTypes } from '#main/training/step/graph/graph-builder.ts';
import type { DataType } from '#main/training/step/graph/graph-builder.ts';

/** A tensor in the add-on; it must be deleted. */
export interface HeldTensor {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: DataType;
}

/** An attribute as tfjs's kernels pass it. */
export interface KernelAttribute {
  readonly name: string;
  /** TensorFlow's `TF_AttrType`. */
  readonly type: number;
  readonly value: unknown;
}

export type HostValues = Float32Array | Int32Array | Uint8Array;

export interface TensorFlowBinding {
  executeOp(op: string, attributes: KernelAttribute[], inputIds: number[], outputs: number): HeldTensor[];
  createTensor(shape: readonly number[], type: DataType, values: HostValues): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): HostValues;
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(session: number): void;
  /** Names are separated by commas; without fetches nothing runs. */
  runSavedModel(session: number, inputIds: number[], inputNames: string, outputNames: string): HeldTensor[];
}

/** tfjs-node's backend. `binding` can be replaced: every operation goes through it. */
export interface TensorFlowBackend {
  binding: TensorFlowBinding;
  /** Uploads tensors that are not in the add-on yet. */
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[];
  createOutputTensor(held: HeldTensor): tf.Tensor;
}

function isTensorFlow(backend: object): backend is TensorFlowBackend {
  return 'binding' in backend && 'getInputTensorIds' in backend && 'createOutputTensor' in backend;
}

/** The current backend if it is TensorFlow's, else null. */
export function tensorFlowBackend(): TensorFlowBackend | null {
  const backend: object = tf.backend();
  return isTensorFlow(backend) ? backend : null;
}

/** The TensorFlow type of a batch's array. */
export function typeOfValues(values: Float32Array | Int32Array): DataType {
  return values instanceof Int32Array ? dataTypes.int32 : dataTypes.float32;
}
