// A scan as a function in which each step is nodes of its own. TensorFlow's graph optimizer gains nothing on them and takes
// seconds for thousands of nodes. It skips a function that may not be inlined or specialized and that is marked as tf.data's.
import type * as tf from '@tensorflow/tfjs-core';
import { unrolledScan, type Scan, type ScanPlan, type ScanResult } from '#main/training/nn/recurrent/scan.ts';
import { addCall } from '#main/training/step/graph/function-call.ts';
import type { GraphFunction } from '#main/training/step/graph/graph-builder.ts';
import { typeOf, type Recorder } from '#main/training/step/graph/recorder.ts';
import { encodeConfigWithoutOptimizer } from '#main/training/step/graph/saved-model.ts';

const attributes = { _noinline: { bool: true }, _nospecialize: { bool: true }, _tf_data_function: { bool: true } };

/** Used within a recording. */
export function createUnrolledScan(recorder: Recorder): Scan {
  let count = 0;
  return (plan) => {
    const { carried, sequences, constants, samples = [] } = plan;
    const given = [...carried, ...sequences, ...constants, ...samples];
    const { called, result } = recordSteps(recorder, `steps_${count++}`, plan, given);
    const { graph } = recorder;
    const config = encodeConfigWithoutOptimizer();
    const inputs = given.map((tensor) => recorder.outputOf(tensor));
    const outputs = addCall(graph, called, inputs, { config });
    const symbolic = (tensor: tf.Tensor, i: number): tf.Tensor =>
      recorder.symbolicTensor(tensor.shape, outputs[i] ?? '');
    return {
      carried: result.carried.map(symbolic),
      outputs: result.outputs.map((tensor, i) => symbolic(tensor, carried.length + i)),
    };
  };
}

function recordSteps(
  recorder: Recorder,
  name: string,
  plan: ScanPlan,
  given: readonly tf.Tensor[],
): { readonly called: GraphFunction; readonly result: ScanResult } {
  const { carried, sequences, constants } = plan;
  const inputs = given.map((tensor, i) => ({ name: `input_${i}`, type: typeOf(tensor), shape: tensor.shape }));
  let result: ScanResult = { carried: [], outputs: [] };
  const called = recorder.recordFunction(name, () => {
    const inside = given.map(({ shape }, i) => recorder.symbolicTensor(shape, inputs[i]?.name ?? ''));
    result = unrolledScan({
      ...plan,
      carried: inside.splice(0, carried.length),
      sequences: inside.splice(0, sequences.length),
      constants: inside.splice(0, constants.length),
      samples: inside,
    });
    const outputs = [...result.carried, ...result.outputs].map((tensor, i) => {
      return { name: `result_${i}`, type: typeOf(tensor), from: recorder.outputOf(tensor) };
    });
    return { attributes, inputs, outputs };
  });
  return { called, result };
}
