// Random numbers that a graph draws anew at every step: TensorFlow's stateless generator, keyed by the run's seed, the draw's
// position in the model, and the number of updates made. A resumed run draws the same numbers as an uninterrupted one.
import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '#shared/base/random.ts';
import type { RandomSource } from '#main/training/nn/call-context.ts';
import { dataTypes } from '#main/training/step/graph/graph-builder.ts';
import type { TensorFlowBackend } from '#main/training/step/graph/tensorflow-binding.ts';

/** `TF_ATTR_TYPE` */
const typeAttribute = 4;

/** Streams of one seed below this are other uses. */
const firstGraphStream = 0x6000_0000;

/**
 * To be used within a recording.
 * @param seed the run's
 * @param iterations int32 scalar, the number of updates before this step
 */
export function createGraphRandomSource(backend: TensorFlowBackend, seed: number, iterations: tf.Tensor): RandomSource {
  const draws = new Map<number | null, number>();
  return {
    uniform(shape, layerSeed) {
      const draw = draws.get(layerSeed) ?? 0;
      draws.set(layerSeed, draw + 1);
      const key = Math.floor(createRandom(layerSeed ?? seed, firstGraphStream + draw)() * 2 ** 31);
      const seeds = tf.stack([tf.scalar(key, 'int32'), iterations]);
      const attributes = [
        { name: 'T', type: typeAttribute, value: dataTypes.int32 },
        { name: 'dtype', type: typeAttribute, value: dataTypes.float32 },
        { name: 'Tseed', type: typeAttribute, value: dataTypes.int32 },
      ];
      const inputs = backend.getInputTensorIds([tf.tensor1d([...shape], 'int32'), seeds]);
      const [held] = backend.binding.executeOp('StatelessRandomUniform', attributes, inputs, 1);
      if (held === undefined) throw new Error('TensorFlow drew no random numbers.');
      return backend.createOutputTensor(held);
    },
  };
}
