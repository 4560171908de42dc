// What is held at the moment: tfjs's tensors, the native add-on's own, and the graphs it has loaded. A leak shows in one of them.
import * as tf from '@tensorflow/tfjs-core';
import { tensorFlowBackend } from '#main/training/step/graph/tensorflow-binding.ts';

export interface EngineCounts {
  readonly tensors: number;
  /** In the add-on, whoever put them there. */
  readonly heldTensors: number;
  readonly sessions: number;
}

/** The add-on's own counters, which nothing but tests asks for. */
interface CountingBinding {
  getNumOfTensors(): number;
  getNumOfSavedModels(): number;
}

function counts(binding: object): binding is CountingBinding {
  return 'getNumOfTensors' in binding && 'getNumOfSavedModels' in binding;
}

/** @throws Error when the native engine is not tfjs's backend */
export function engineCounts(): EngineCounts {
  const binding = tensorFlowBackend()?.binding;
  if (binding === undefined || !counts(binding)) throw new Error('The native engine is not the current one.');
  return {
    tensors: tf.memory().numTensors,
    heldTensors: binding.getNumOfTensors(),
    sessions: binding.getNumOfSavedModels(),
  };
}
