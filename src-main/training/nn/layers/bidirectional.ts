// Bidirectional (Schuster & Paliwal, 1997): one recurrent layer reads the sequence, another the reversed one.
import * as tf from '@tensorflow/tfjs-core';
import {
  bidirectionalConfigSchema,
  directionsOf,
  type BidirectionalConfig,
} from '#shared/model/layers/bidirectional.ts';
import type { InnerLayer } from '#shared/model/layer-rules/inner-layer.ts';
import { plainOutput, type ApplyLayer } from '#main/training/nn/call-context.ts';
import { innerWeights, type LayerBuilder } from '#main/training/nn/layer-builder.ts';
import { asGiven } from '#main/training/nn/tensors.ts';

const merges: Readonly<
  Record<NonNullable<BidirectionalConfig['merge_mode']>, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>
> = {
  concat: (a, b) => tf.concat([a, b], -1),
  sum: (a, b) => tf.add(a, b),
  mul: (a, b) => tf.mul(a, b),
  ave: (a, b) => tf.div(tf.add(a, b), 2),
};

/** Keras's Bidirectional: the merged outputs, or both with `merge_mode` null, then the final states of both layers. */
export const build: LayerBuilder = (spec, weights, findBuilder) => {
  const config = bidirectionalConfigSchema.parse(spec.config);
  const { forward, backward } = directionsOf(config);
  const builtOf = (inner: InnerLayer, prefix: string): ApplyLayer =>
    findBuilder(inner.class_name)(
      { ...spec, type: inner.class_name, config: inner.config },
      innerWeights(weights, prefix),
      findBuilder,
    );
  const [there, back] = [builtOf(forward, 'forward/'), builtOf(backward, 'backward/')];
  const returnsSequences = forward.config['return_sequences'] === true;

  return ([sequence, ...states], context, masks) => {
    const half = states.length / 2;
    const run = (apply: ApplyLayer, own: readonly tf.Tensor[]): tf.Tensor[] =>
      [apply([asGiven(sequence), ...own], context, masks)].flat().map(({ tensor }) => tensor);
    const [output, ...finals] = run(there, states.slice(0, half));
    const [reversed, ...otherFinals] = run(back, states.slice(half));
    // Its outputs come in the order in which it read.
    const other = returnsSequences ? tf.reverse(asGiven(reversed), 1) : asGiven(reversed);
    const outputs =
      config.merge_mode === null ? [asGiven(output), other] : [merges[config.merge_mode](asGiven(output), other)];
    return [...outputs, ...finals, ...otherFinals].map(plainOutput);
  };
};
