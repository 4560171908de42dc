// A model's weights: made from the seed, named `<layer id>/<weight>`, each with its regularizer.
import * as tf from '@tensorflow/tfjs-core';
import type { LayerSpec, ModelSpec, WeightSpec } from '#shared/model/model-spec.ts';
import { initializerSchema } from '#shared/model/layers/initializers.ts';
import { regularizerSchema, type Regularizer } from '#shared/model/layers/regularizers.ts';
import { initialValues } from '#main/training/nn/initializers.ts';

export interface ModelWeight {
  /** `conv1d/kernel`. Not the variable's own name, which tfjs wants to be unique in the whole process. */
  readonly name: string;
  readonly layerId: string;
  readonly spec: WeightSpec;
  readonly variable: tf.Variable;
  readonly regularizer: Regularizer | null;
}

/** Streams of one seed below this are other uses (order of samples, splits). */
const firstWeightStream = 0x2000_0000;

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

/** Keras's arguments for `recurrent_kernel` begin with `recurrent`, all others with the weight's name. */
function argumentPrefix(weight: WeightSpec): string {
  return weight.name === 'recurrent_kernel' ? 'recurrent' : weight.name;
}

function valuesOf(layer: LayerSpec, weight: WeightSpec, seed: number, stream: number): Float32Array {
  const initializer = initializerSchema.parse(layer.config[`${argumentPrefix(weight)}_initializer`]);
  const values = initialValues(initializer, weight.shape, seed, stream);
  if (layer.type === 'LSTM' && weight.name === 'bias' && layer.config['unit_forget_bias'] === true) {
    // Jozefowicz et al., 2015: an LSTM that begins by remembering learns better. The second quarter is the forget gate's.
    values.fill(1, values.length / 4, values.length / 2);
  }
  return values;
}
