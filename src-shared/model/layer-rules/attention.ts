// What the attention layers share: a query that looks at a sequence of values, by comparing itself with their keys.
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import {
  fixedEverywhere,
  formatShape,
  layerSeedSchema,
  rateSchema,
  trainableWeight,
} from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import type { CaseInput, KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition, ShapeProblem } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import type { JsonObject } from '#shared/base/json.ts';
import type { Shape, WeightSpec } from '#shared/model/model-spec.ts';
import { allSteps, ownStep, type Reach, windowOf } from '#shared/model/layer-rules/reach.ts';

/** Arguments of every attention layer. */
export const attentionArguments = {
  /** Dropout of the weights with which values are added up. */
  dropout: rateSchema.default(0),
  seed: layerSeedSchema.default(null),
  /** A step sees no later one. */
  use_causal_mask: z.boolean().default(false),
  /** A second output: how much each step looks at each value. */
  return_attention_scores: z.boolean().default(false),
};

/** Which of them Keras takes when the layer is called. */
export const attentionCallArguments = ['use_causal_mask', 'return_attention_scores'] as const;

/** Inputs of every attention layer; without a key, the value is the key. */
export const attentionInputs = { least: 2, most: 3, names: ['query', 'value', 'key'] } as const;

interface SequenceShape {
  readonly steps: number | null;
  readonly features: number;
}

/** Query, value and key, or what is wrong with them. */
export function attentionShapes(
  inputShapes: readonly Shape[],
):
  | { readonly query: SequenceShape; readonly value: SequenceShape; readonly key: SequenceShape }
  | { readonly problem: ShapeProblem } {
  const [query = [], value = [], key = value] = inputShapes;
  const named = { query, value, key };
  for (const [name, shape] of Object.entries(named)) {
    if (shape.length === 2 && shape[1] !== null) continue;
    const message = msg`wants a ${name} [steps, features], but gets ${formatShape(shape)}.`;
    return { problem: { code: 'wrong-rank', message } };
  }
  if (typeof value[0] === 'number' && typeof key[0] === 'number' && value[0] !== key[0]) {
    const message = msg`gets a value of ${formatShape(value)} and a key of ${formatShape(key)}; both must have equally many steps.`;
    return { problem: { code: 'shapes-differ', message } };
  }
  const sizes = ([steps = null, features]: Shape): SequenceShape => ({ steps, features: features ?? 1 });
  return { query: sizes(query), value: sizes(value), key: sizes(key) };
}

/** As `attentionShapes`, after `shape` has accepted them; open lengths count as 1. */
export function knownAttention(inputShapes: readonly Shape[]) {
  const [query = [], value = [], key = value] = inputShapes;
  const sizes = ([steps, features]: Shape) => ({ steps: steps ?? 1, features: features ?? 1 });
  return { query: sizes(query), value: sizes(value), key: sizes(key) };
}

/** A problem where a query is compared with keys of another size. */
export function differingFeatures(inputShapes: readonly Shape[], other: 'key' | 'value'): ShapeProblem | null {
  const [query = [], value = [], key = value] = inputShapes;
  const shape = other === 'key' ? key : value;
  if (query[1] === shape[1]) return null;
  const name: string = other;
  const message = msg`gets a query of ${formatShape(query)} and a ${name} of ${formatShape(shape)}; both must have equally many features.`;
  return { code: 'shapes-differ', message };
}

/** A step has its own query, and looks at the values that the arguments let it see. */
export function attentionReach({
  use_causal_mask: isCausal,
  sliding_window: window = null,
}: {
  readonly use_causal_mask: boolean;
  readonly sliding_window?: number | null;
}): readonly Reach[] {
  if (window === null) return [ownStep, isCausal ? { kind: 'before' } : allSteps];
  return [ownStep, isCausal ? windowOf(window, 1 - window) : windowOf(2 * window - 1, 1 - window)];
}

/** The output has the query's mask; the scores have none. */
export function attentionMasks(
  { return_attention_scores: scores }: { readonly return_attention_scores: boolean },
  [query = false]: readonly boolean[],
): readonly boolean[] {
  return [query, ...(scores ? [false] : [])];
}

/** Arguments of the layers with heads, beside their sizes. */
export const headArguments = {
  ...attentionArguments,
  use_bias: z.boolean().default(true),
  /** Multiplies what each head finds by a sigmoid of the query. */
  use_gate: z.boolean().default(false),
  /** A step sees only values that are fewer steps away than this. */
  sliding_window: z.number().int().min(1).max(1_000_000).nullable().default(null),
  kernel_initializer: initializerSchema.prefault('glorot_uniform'),
  bias_initializer: initializerSchema.prefault('zeros'),
  kernel_regularizer: regularizerSchema.default(null),
  bias_regularizer: regularizerSchema.default(null),
  kernel_constraint: constraintSchema.default(null),
  bias_constraint: constraintSchema.default(null),
};
type HeadArguments = z.output<z.ZodObject<typeof headArguments>>;

/** Arguments of Keras that the layers with heads fix. */
export const headFixedArguments = { ...fixedEverywhere, flash_attention: [null, false] };

/** How many heads, and how long a head's vectors are. */
export interface HeadSizes {
  readonly heads: number;
  /** Heads of key and value. */
  readonly sources: number;
  /** Of query and key. */
  readonly keySize: number;
  readonly valueSize: number;
}

/** What the layers with heads share, by their sizes. */
export function headRules<Config extends HeadArguments>(
  sizesOf: (config: Config) => HeadSizes,
): Pick<Required<LayerDefinition<Config>>, 'inputs' | 'masks' | 'weights' | 'heldValues' | 'reach' | 'flops'> {
  return {
    inputs: { ...attentionInputs, given: 'arguments' },
    // As in Keras, the scores carry the mask with which they were computed.
    masks: (config, inputs) => [
      inputs[0] ?? false,
      ...(config.return_attention_scores
        ? [inputs.includes(true) || config.use_causal_mask || config.sliding_window !== null]
        : []),
    ],
    weights(config, inputShapes): readonly WeightSpec[] {
      const { query, value, key } = knownAttention(inputShapes);
      const { heads, sources, keySize, valueSize } = sizesOf(config);
      const projection = (name: string, from: number, to: readonly number[], bias = to): WeightSpec[] => [
        trainableWeight(config, `${name}/kernel`, [from, ...to], 'kernel'),
        ...(config.use_bias ? [trainableWeight(config, `${name}/bias`, bias, 'bias')] : []),
      ];
      const output = [
        trainableWeight(config, 'attention_output/kernel', [heads, valueSize, query.features], 'kernel'),
        ...(config.use_bias ? [trainableWeight(config, 'attention_output/bias', [query.features], 'bias')] : []),
      ];
      return [
        ...projection('query', query.features, [heads, keySize]),
        ...projection('key', key.features, [sources, keySize]),
        ...(config.use_gate ? projection('gate', query.features, [heads, valueSize]) : []),
        ...projection('value', value.features, [sources, valueSize]),
        ...output,
      ];
    },
    heldValues(config, inputShapes) {
      const { query, value } = knownAttention(inputShapes);
      return sizesOf(config).heads * query.steps * value.steps;
    },
    reach: attentionReach,
    flops(config, inputShapes) {
      const { query, value, key } = knownAttention(inputShapes);
      const { heads, sources, keySize, valueSize } = sizesOf(config);
      const projections =
        query.steps * query.features * heads * (keySize + valueSize * (config.use_gate ? 2 : 1)) +
        value.steps * sources * (key.features * keySize + value.features * valueSize);
      return 2 * (projections + query.steps * value.steps * heads * (keySize + valueSize));
    },
  };
}

/** `dropout 0.1`, `causal`: what an attention layer's summary ends with. */
export function attentionParts(config: z.output<z.ZodObject<typeof attentionArguments>>): (Message | null)[] {
  return [
    config.dropout > 0 ? msg`dropout ${config.dropout}` : null,
    config.use_causal_mask ? msg`causal` : null,
    config.return_attention_scores ? msg`scores` : null,
  ];
}

const masked = (steps: number, features: number): CaseInput => ({ shape: [3, steps, features], masked: true });

/** Cases of every attention layer: masks, causal masks, scores and a key. @param features of query and key */
export function attentionCases(config: JsonObject, features: number): readonly KerasCase[] {
  const [query, value] = [
    [3, 4, features],
    [3, 5, features],
  ];
  const both = [masked(4, features), masked(5, features)];
  const scores = { return_attention_scores: true };
  const causal = { use_causal_mask: true };
  return [
    { config, inputs: [query, value] },
    { config, inputs: [query, value, [3, 5, features]] },
    { config: { ...config, ...scores }, inputs: [query, value] },
    { config: { ...config, ...causal }, inputs: [query, value] },
    { config: { ...config, ...causal, ...scores }, inputs: [value, query] },
    { config, inputs: both },
    { config, inputs: [masked(4, features), value] },
    { config, inputs: [query, masked(5, features)] },
    { config, inputs: [query, value, masked(5, features)] },
    { config: { ...config, ...scores }, inputs: both },
    { config: { ...config, ...causal }, inputs: both },
    { config: { ...config, ...causal, ...scores }, inputs: [...both, masked(5, features)] },
  ];
}
