// What the attention layers compute alike: which values a query may see, and their weighted sum.
import * as tf from '@tensorflow/tfjs-core';
import { plainOutput, type CallContext, type LayerOutput, type Mask } from '#main/training/nn/call-context.ts';
import type { LayerWeights } from '#main/training/nn/layer-builder.ts';
import { dropoutMask } from '#main/training/nn/layers/dropout.ts';
import { asGiven, multiplyLastAxis, sequenceSizes } from '#main/training/nn/tensors.ts';

/** Arguments that all attention layers share. */
export interface AttentionArguments {
  readonly dropout: number;
  readonly seed: number | null;
  readonly use_causal_mask: boolean;
  readonly return_attention_scores: boolean;
}

/** Which of `[queries, values]` may be seen by their places alone, 1 or 0; null: all. */
function seenByPlace(queries: number, values: number, isCausal: boolean, window: number | null): Mask {
  if (!isCausal && window === null) return null;
  const seen = (query: number, value: number): boolean =>
    (!isCausal || value <= query) && (window === null || Math.abs(query - value) < window);
  const places = Float32Array.from({ length: queries * values }, (_, i) =>
    seen(Math.floor(i / values), i % values) ? 1 : 0,
  );
  return tf.tensor(places, [1, queries, values]);
}

/** Both must be 1. */
function both(a: Mask, b: Mask): Mask {
  if (a === null) return b;
  return b === null ? a : tf.mul(a, b);
}

/** Every query plus every key: `[batch, queries, 1, features]` and `[batch, 1, keys, features]`, repeated. */
export function sumsOf(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
  return tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1));
}

/** Scores are lowered by this where a value may not be seen, as in Keras. */
const masked = 1e9;

/**
 * Attention of one head, with Keras's rule for a query that sees nothing: it sees all alike.
 * @param scores `[batch, queries, values]`
 */
export function attend(
  scores: tf.Tensor,
  value: tf.Tensor,
  [queryMask = null, valueMask = null]: readonly Mask[],
  { training, random }: CallContext,
  config: AttentionArguments,
): LayerOutput[] {
  const [, queries = 0, values = 0] = scores.shape;
  const seen = both(
    valueMask === null ? null : tf.expandDims(valueMask, 1),
    seenByPlace(queries, values, config.use_causal_mask, null),
  );
  const lowered = seen === null ? scores : tf.add(scores, tf.mul(tf.sub(seen, 1), masked));
  const even = tf.softmax(lowered);
  const weights =
    training && config.dropout > 0 ? tf.mul(even, dropoutMask(even.shape, config.dropout, random, config.seed)) : even;
  const output = tf.matMul(weights, value);
  const counted = queryMask === null ? output : tf.mul(output, tf.expandDims(queryMask, -1));
  return [counted, ...(config.return_attention_scores ? [weights] : [])].map(plainOutput);
}

/** Sizes and arguments of attention with heads. */
export interface HeadedAttention extends AttentionArguments {
  readonly heads: number;
  /** Heads of key and value; each serves as many query heads. */
  readonly sources: number;
  readonly use_bias: boolean;
  readonly use_gate: boolean;
  readonly sliding_window: number | null;
}

/** Attention with heads, its weights by Keras's names. Inputs: query, value and key `[batch, steps, features]`. */
export function attendWithHeads(
  inputs: readonly tf.Tensor[],
  masks: readonly Mask[],
  weights: LayerWeights,
  { training, random }: CallContext,
  config: HeadedAttention,
): LayerOutput[] {
  const query = asGiven(inputs[0]);
  const value = asGiven(inputs[1]);
  const key = inputs[2] ?? value;
  const { batch, steps: queries, features } = sequenceSizes(query);
  const values = sequenceSizes(value).steps;
  const queryHeads = project(query, 'query', weights, config);
  const keyHeads = repeated(project(key, 'key', weights, config), config);
  const valueHeads = repeated(project(value, 'value', weights, config), config);
  const size = queryHeads.shape.at(-1) ?? 1;

  const scores = tf.matMul(tf.mul(queryHeads, 1 / Math.sqrt(size)), keyHeads, false, true);
  const seen = seenByHeads(masks, queries, values, config);
  // Constant where a value may not be seen: no gradient passes there.
  const lowered = seen === null ? scores : tf.add(tf.mul(scores, seen), tf.mul(tf.sub(seen, 1), masked));
  const even = tf.softmax(lowered);
  // Keras's two ways differ for a query that sees nothing: with scores or dropout it gets zeros, else it sees all alike.
  const givesZeros = config.return_attention_scores || config.dropout > 0;
  const shares = seen !== null && givesZeros ? tf.mul(even, seen) : even;
  const dropped =
    training && config.dropout > 0
      ? tf.mul(shares, dropoutMask(shares.shape, config.dropout, random, config.seed))
      : shares;
  const found = tf.matMul(dropped, valueHeads);
  const gated = config.use_gate ? tf.mul(found, tf.sigmoid(project(query, 'gate', weights, config))) : found;

  const joined = tf.reshape(tf.transpose(gated, [0, 2, 1, 3]), [batch, queries, -1]);
  const product = multiplyLastAxis(joined, tf.reshape(weights.get('attention_output/kernel'), [-1, features]));
  const output = config.use_bias ? tf.add(product, weights.get('attention_output/bias')) : product;
  const scoresOutput = { ...plainOutput(shares), mask: seen };
  return [plainOutput(output), ...(config.return_attention_scores ? [scoresOutput] : [])];
}

/** `[batch, steps, features]` to `[batch, heads, steps, size]`. */
function project(x: tf.Tensor, name: string, weights: LayerWeights, { use_bias: hasBias }: HeadedAttention): tf.Tensor {
  const { batch, steps } = sequenceSizes(x);
  const kernel = weights.get(`${name}/kernel`);
  const [features = 1, heads = 1, size = 1] = kernel.shape;
  const product = multiplyLastAxis(x, tf.reshape(kernel, [features, heads * size]));
  const sum = hasBias ? tf.add(product, tf.reshape(weights.get(`${name}/bias`), [heads * size])) : product;
  return tf.transpose(tf.reshape(sum, [batch, steps, heads, size]), [0, 2, 1, 3]);
}

/** Each head of key and value once for every query head that it serves. */
function repeated(x: tf.Tensor, { heads, sources }: HeadedAttention): tf.Tensor {
  const times = heads / sources;
  if (times === 1) return x;
  const [batch = 1, , steps = 1, size = 1] = x.shape;
  const copies = tf.stack(
    Array.from({ length: times }, () => x),
    2,
  );
  return tf.reshape(copies, [batch, heads, steps, size]);
}

/** `[batch or 1, 1, queries, values]`; null: all. */
function seenByHeads(
  [queryMask = null, valueMask = null, keyMask = null]: readonly Mask[],
  queries: number,
  values: number,
  { use_causal_mask: isCausal, sliding_window: window }: HeadedAttention,
): Mask {
  const seen = [
    queryMask === null ? null : tf.expandDims(queryMask, 2),
    valueMask === null ? null : tf.expandDims(valueMask, 1),
    keyMask === null ? null : tf.expandDims(keyMask, 1),
    seenByPlace(queries, values, isCausal, window),
  ].reduce(both);
  return seen === null ? null : tf.expandDims(seen, 1);
}
