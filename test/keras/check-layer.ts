// One layer beside Keras: outputs, masks, gradients of weights and inputs, and the weights that it changes itself.
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import type { CallContext, LayerOutput, Mask } from '#main/training/nn/call-context.ts';
import { CollectedState } from '#main/training/nn/layer-state.ts';
import { buildModel, findBuilder, weightsOf } from '#main/training/nn/model.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { noRandomSource } from '#main/training/nn/seeded-random-source.ts';
import { expectClose, magnitudeOf } from './close.ts';
import type { LayerCase, ReferenceArray } from './reference.ts';
import { asTensor } from './reference-arrays.ts';
import { graphSpec } from './specs.ts';

/** The layer behind as many Inputs as it takes. */
function specOf({ type, config, inputs }: LayerCase): ModelSpec {
  const ids = inputs.map((_, i) => `input_${i}`);
  return graphSpec(
    [
      ...inputs.map(({ shape, dtype }, i) => ({
        id: ids[i] ?? '',
        type: 'Input',
        config: { shape: shape.slice(1), dtype },
      })),
      { id: 'layer', type, config },
    ],
    ids.map((from, input) => ({ from, to: 'layer', input })),
  );
}

export function checkLayer(reference: LayerCase): void {
  const spec = specOf(reference);
  const layer = spec.layers.find(({ id }) => id === 'layer');
  if (layer === undefined) throw new Error(`There is no layer ${reference.type}.`);
  const model = buildModel(spec, 1);
  const state = new CollectedState();
  try {
    tf.tidy(() => {
      expect(model.weights.map(({ spec: { name, shape } }) => [name.split('/').at(-1), shape])).toEqual(
        reference.weights.map(({ path, shape }) => [path.split('/').at(-1), shape]),
      );
      model.weights.forEach(({ variable }, i) => {
        variable.assign(tf.tensor(reference.weights[i]?.values ?? [], variable.shape));
      });
      const apply = findBuilder(layer.type)(layer, weightsOf(layer, model.weights), findBuilder);
      const masks = reference.masks.map((mask): Mask => mask && asTensor(mask));
      const context: CallContext = {
        training: reference.training,
        random: noRandomSource,
        scan: unrolledScan,
        state: reference.training ? state : undefined,
      };
      const call = (inputs: readonly tf.Tensor[]): LayerOutput[] => [apply(inputs, context, masks)].flat();
      const inputs = reference.inputs.map(asTensor);
      const outputs = call(inputs);
      expect(outputs).toHaveLength(reference.outputs.length);
      expect(layer.outputShapes).toEqual(reference.outputs.map(({ shape }) => shape.slice(1)));
      reference.outputs.forEach((expected, i) => {
        expectArray(outputs[i]?.tensor, expected, `output ${i}`);
      });
      const hasMask = findLayer(reference.type)?.masks?.(
        layer.config,
        masks.map((mask) => mask !== null),
        findLayer,
      );
      reference.output_masks.forEach((expected, i) => {
        const mask = hasMask?.[i] === true ? (outputs[i]?.mask ?? masks[0]) : null;
        expect(mask === null || mask === undefined, `output ${i} has no mask`).toBe(expected === null);
        if (expected !== null) expectArray(mask, expected, `the mask of output ${i}`);
      });
      const others = model.weights.filter(({ spec: { trainable } }) => !trainable);
      others.forEach(({ name, variable }, i) => {
        expectArray(state.current(variable), reference.state[i], name);
      });

      // Of the whole pass: attention's gradient of a key's bias is 0 but for rounding, since it changes all scores alike.
      const gradientsOfAll = [...reference.weight_gradients, ...reference.input_gradients];
      // Attention's gradients are differences of larger numbers, those of softmax; that of a key's bias is 0 but for rounding.
      const isAttention = findLayer(reference.type)?.family === 'attention';
      const magnitude = isAttention ? magnitudeOf(gradientsOfAll.flatMap(({ values }) => values)) : 0;
      const total = (given: readonly tf.Tensor[]): tf.Scalar =>
        call(given)
          .map(({ tensor }, i) => tf.sum<tf.Scalar>(tf.mul(tensor, asTensor(projectionAt(reference, i)))))
          .reduce((sum, term) => tf.add(sum, term));
      const trained = model.weights.filter(({ spec: { trainable } }) => trainable);
      if (trained.length > 0) {
        const { grads } = tf.variableGrads(
          () => total(inputs),
          trained.map(({ variable }) => variable),
        );
        trained.forEach(({ name, variable }, i) => {
          expectArray(grads[variable.name], reference.weight_gradients[i], `the gradient of ${name}`, magnitude);
        });
      }
      const floats = inputs.flatMap(({ dtype }, i) => (dtype === 'float32' ? [i] : []));
      if (floats.length === 0) return;
      const gradients = tf.grads((...values: tf.Tensor[]) =>
        total(inputs.map((input, i) => values[floats.indexOf(i)] ?? input)),
      )(floats.flatMap((i) => inputs[i] ?? []));
      gradients.forEach((gradient, i) => {
        expectArray(gradient, reference.input_gradients[i], `the gradient of input ${i}`, magnitude);
      });
    });
  } finally {
    state.dispose();
    model.dispose();
  }
}

function projectionAt({ projections }: LayerCase, place: number): ReferenceArray {
  const projection = projections[place];
  if (projection === undefined) throw new Error(`Keras gave no output ${place}.`);
  return projection;
}

function expectArray(
  tensor: tf.Tensor | null | undefined,
  expected: ReferenceArray | undefined,
  what: string,
  magnitude = 0,
): void {
  expect(tensor?.shape, what).toEqual(expected?.shape);
  expectClose(tensor?.dataSync() ?? [], expected?.values ?? [], what, { magnitude });
}
