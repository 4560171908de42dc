// A model's weights: made from the seed, named `<layer id>/<weight>`, each with its regularizer.
import * as tf from '@tensorflow/tfjs-core';
import type { LayerSpec, ModelSpec, WeightSpec } from '#shared/model/model-spec.ts';
import { argumentPrefix } from '#shared/model/check-initializers.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { regularizerSchema, type Regularizer } from '#shared/model/layer-rules/regularizers.ts';
import { initialValues } from '#main/training/nn/initializers.ts';

/** A weight of a model with its name. */
export interface ModelWeight {
  /** `conv1d/kernel`. Not the variable's own name, which must be unique in the whole process. */
  readonly name: string;
  readonly layerId: string;
  readonly spec: WeightSpec;
  readonly variable: tf.Variable;
  readonly regularizer: Regularizer | null;
}

/** Streams of one seed below this are other uses (order of samples, splits). */
const firstWeightStream = 0x2000_0000;

/** Distance between the streams of two parts of one weight; larger than any model's number of weights. */
const secondPart = 0x1000_0000;

/** In model order. The same seed gives the same numbers on every engine. */
export function createWeights(spec: ModelSpec, seed: number): ModelWeight[] {
  return spec.layers
    .flatMap((layer) => layer.weights.map((weight) => ({ layer, weight })))
    .map(({ layer, weight }, index) => {
      const values = valuesOf(layer, weight, seed, firstWeightStream + index);
      const initial = tf.tensor(values, [...weight.shape], 'float32');
      const variable = tf.variable(initial, weight.trainable);
      initial.dispose();
      return {
        name: `${layer.id}/${weight.name}`,
        layerId: layer.id,
        spec: weight,
        variable,
        regularizer: regularizerSchema.parse(layer.config[`${argumentPrefix(weight)}_regularizer`] ?? null),
      };
    });
}

function valuesOf(layer: LayerSpec, weight: WeightSpec, seed: number, stream: number): Float32Array {
  const initializer = initializerSchema.parse(layer.config[`${argumentPrefix(weight)}_initializer`]);
  if (layer.type !== 'LSTM' || weight.name !== 'bias' || layer.config['unit_forget_bias'] !== true)
    return initialValues(initializer, weight.shape, seed, stream);
  // `unit_forget_bias` (Jozefowicz et al., 2015): the forget gate's quarter is ones. The parts before and after it are drawn
  // as separate weights, as in Keras: the fans are those of the part.
  const units = (weight.shape[0] ?? 0) / 4;
  const values = new Float32Array(4 * units).fill(1);
  values.set(initialValues(initializer, [units], seed, stream));
  values.set(initialValues(initializer, [2 * units], seed, stream + secondPart), 2 * units);
  return values;
}
