// A model's weights: made from the seed, named `<layer id>/<weight>`.
import * as tf from '@tensorflow/tfjs-core';
import type { ModelSpec, WeightSpec } from '#shared/model/model-spec.ts';
import { initialValues } from '#main/training/nn/initializers.ts';

/** A weight of a model with its name. */
export interface ModelWeight {
  /** `conv1d/kernel`. Not the variable's own name, which must be unique in the whole process. */
  readonly name: string;
  readonly layerId: string;
  readonly spec: WeightSpec;
  readonly variable: tf.Variable;
}

/** Streams of one seed below this are other uses (order of samples, splits). */
const firstWeightStream = 0x2000_0000;

/** Distance between the streams of two parts of one weight; larger than any model's number of weights. */
const nextPart = 0x0800_0000;

/** In model order. The same seed gives the same numbers on every engine. */
export function createWeights(spec: ModelSpec, seed: number): ModelWeight[] {
  return spec.layers
    .flatMap((layer) => layer.weights.map((weight) => ({ layer, weight })))
    .map(({ layer, weight }, index) => {
      const values = valuesOf(weight, seed, firstWeightStream + index);
      const initial = tf.tensor(values, [...weight.shape], 'float32');
      const variable = tf.variable(initial, weight.trainable);
      initial.dispose();
      return {
        name: `${layer.id}/${weight.name}`,
        layerId: layer.id,
        spec: weight,
        variable,
      };
    });
}

/** The parts of a weight that are drawn as weights of their own have their own fans. */
function valuesOf({ initializer, shape }: WeightSpec, seed: number, stream: number): Float32Array {
  if ('name' in initializer) return initialValues(initializer, shape, seed, stream);
  const [, ...rest] = shape;
  const parts = initializer.map((part, i) =>
    initialValues(part.initializer, [part.size, ...rest], seed, stream + i * nextPart),
  );
  return Float32Array.from(parts.flatMap((part) => [...part]));
}
