// One layer beside Keras: outputs, gradients of weights and of the input.
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { type CallContext } from '#main/training/nn/call-context.ts';
import { buildModel } from '#main/training/nn/model.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { noRandomSource } from '#main/training/nn/seeded-random-source.ts';
import { expectClose } from './close.ts';
import { type LayerCase } from './reference.ts';
import { chainSpec } from './specs.ts';
import { asTensor } from './reference-arrays.ts';

const context: CallContext = { training: false, random: noRandomSource, scan: unrolledScan };

export function checkLayer(reference: LayerCase): void {
  const { input } = reference;
  const spec = chainSpec([
    { id: 'input', type: 'Input', config: { shape: input.shape.slice(1), dtype: input.dtype } },
    { id: 'layer', type: reference.type, config: reference.config },
  ]);
  const model = buildModel(spec, 1);
  try {
    tf.tidy(() => {
      expect(model.weights.map(({ spec: weight }) => [weight.name, weight.shape])).toEqual(
        reference.weights.map(({ name, shape }) => [name, shape]),
      );
      model.weights.forEach(({ variable }, i) => {
        variable.assign(tf.tensor(reference.weights[i]?.values ?? [], variable.shape));
      });
      const x = asTensor(input);
      const [output] = model.apply([x], context);
      expect(output?.shape).toEqual(reference.output.shape);
      expect(spec.layers.at(-1)?.outputShapes[0]).toEqual(reference.output.shape.slice(1));
      expectClose(output?.dataSync() ?? [], reference.output.values, 'output');

      const project = (value: tf.Tensor): tf.Scalar => {
        const [result] = model.apply([value], context);
        return tf.sum(tf.mul(result ?? tf.zeros([1]), asTensor(reference.projection)));
      };
      const computed = new Map<string, tf.Tensor>();
      if (model.weights.length > 0) {
        const { grads } = tf.variableGrads(() => project(x));
        for (const { spec: weight, variable } of model.weights) {
          const gradient = grads[variable.name];
          if (gradient !== undefined) computed.set(weight.name, gradient);
        }
      }
      if (input.dtype === 'float32') computed.set('input', tf.grad(project)(x));
      for (const expected of reference.gradients) {
        const gradient = computed.get(expected.name);
        expect(gradient?.shape, `the gradient of ${expected.name}`).toEqual(expected.shape);
        expectClose(gradient?.dataSync() ?? [], expected.values, `the gradient of ${expected.name}`);
      }
    });
  } finally {
    model.dispose();
  }
}
