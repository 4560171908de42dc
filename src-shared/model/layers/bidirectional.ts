// Bidirectional: a recurrent layer over the sequence, and another over the reversed one.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { fixedEverywhere, summaryOf } from '#shared/model/layer-rules/common.ts';
import {
  definitionOf,
  innerLayerSchema,
  innerWeights,
  type InnerLayer,
} from '#shared/model/layer-rules/inner-layer.ts';
import { type CaseInput, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { FindLayer, LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { allSteps } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Bidirectional. */
export const bidirectionalConfigSchema = z.strictObject({
  layer: innerLayerSchema,
  /** How the two outputs become one; null: they stay two. */
  merge_mode: z.enum(['concat', 'sum', 'mul', 'ave']).nullable().default('concat'),
  /** Null: a copy of `layer` that reads backwards, with weights of its own. */
  backward_layer: innerLayerSchema.nullable().default(null),
});
export type BidirectionalConfig = z.output<typeof bidirectionalConfigSchema>;

/**
 * The two layers with the arguments that Keras sets: the second reads in the other direction, and with sequences both give 0 at
 * masked steps.
 */
export function directionsOf({ layer, backward_layer: given }: BidirectionalConfig): {
  readonly forward: InnerLayer;
  readonly backward: InnerLayer;
} {
  const zeros = (inner: InnerLayer): InnerLayer => ({
    ...inner,
    config: { ...inner.config, zero_output_for_mask: inner.config['return_sequences'] ?? false },
  });
  const backward = given ?? { ...layer, config: { ...layer.config, go_backwards: true } };
  return { forward: zeros(layer), backward: zeros(backward) };
}

/** How many states a recurrent layer has. */
function statesOf({ inputs }: LayerDefinition): number {
  return (inputs?.most ?? 1) - 1;
}

/** Both directions with the inputs that each gets: the sequence, and its half of the states before the first step. */
function parts(config: BidirectionalConfig, inputShapes: readonly Shape[], find: FindLayer) {
  const { forward, backward } = directionsOf(config);
  const [sequence = [], ...states] = inputShapes;
  const half = states.length / 2;
  return {
    forward: { ...forward, definition: definitionOf(forward, find), inputs: [sequence, ...states.slice(0, half)] },
    backward: { ...backward, definition: definitionOf(backward, find), inputs: [sequence, ...states.slice(half)] },
  };
}

function isRecurrent(definition: LayerDefinition | undefined, config: JsonObject): boolean {
  return definition?.family === 'recurrent' && 'go_backwards' in config;
}

/** Bidirectional. */
export const definition: LayerDefinition<BidirectionalConfig> = {
  type: 'Bidirectional',
  family: 'recurrent',
  help: msg`Reads the sequence in both directions with two recurrent layers and joins what they find.`,
  inputs: { least: 1, most: 5, names: ['sequence'], given: 'initial_state' },
  configSchema: bidirectionalConfigSchema,
  starter: { layer: { class_name: 'LSTM', config: { units: 32 } } },
  innerLayers: ['layer', 'backward_layer'],
  sequenceSwitches: ['layer.config.return_sequences', 'backward_layer.config.return_sequences'],
  fixedArguments: { ...fixedEverywhere, weights: [null] },
  conflicts(config, find) {
    for (const path of ['layer', 'backward_layer'] as const) {
      const inner = config[path];
      if (inner === null || isRecurrent(find(inner.class_name), inner.config)) continue;
      const message = msg`has ${path} "${inner.class_name}", which does not read a sequence in a direction; only recurrent layers fit, such as LSTM.`;
      return [{ path: `${path}.class_name`, message }];
    }
    const { forward, backward } = directionsOf(config);
    if (forward.config['go_backwards'] === backward.config['go_backwards']) {
      const way = JSON.stringify(forward.config['go_backwards']);
      const path = config.backward_layer === null ? 'layer.config.go_backwards' : 'backward_layer.config.go_backwards';
      return [{ path, message: msg`has two layers with go_backwards ${way}; they must read in different directions.` }];
    }
    for (const argument of ['return_sequences', 'return_state', 'units'] as const) {
      const [one, other] = [JSON.stringify(forward.config[argument]), JSON.stringify(backward.config[argument])];
      if (one === other) continue;
      // Keras makes such a layer, but every layer that it puts behind is built for twice the units of the first.
      const message =
        argument === 'units'
          ? msg`has layer with units ${one} and backward_layer with units ${other}; both must be equal, as Keras takes the second for as large as the first.`
          : msg`has layer with ${argument} ${one} and backward_layer with ${argument} ${other}; both must be equal.`;
      return [{ path: `backward_layer.config.${argument}`, message }];
    }
    const [states, others] = [forward, backward].map((inner) => statesOf(definitionOf(inner, find)));
    if (forward.config['return_state'] === true && states !== others) {
      const message = msg`has return_state with layer "${forward.class_name}" and backward_layer "${backward.class_name}", whose states differ in number; take the same layer twice.`;
      return [{ path: 'backward_layer.class_name', message }];
    }
    return [];
  },
  shape(config, inputShapes, find) {
    const { forward, backward } = parts(config, inputShapes, find);
    const given = inputShapes.length - 1;
    const wanted = statesOf(forward.definition) + statesOf(backward.definition);
    if (given > 0 && (given !== wanted || forward.inputs.length !== backward.inputs.length)) {
      const message = msg`gets ${given} of the states with which it can begin, but has ${wanted}: those of its layer, then those of its backward layer; join all or none.`;
      return { problem: { code: 'missing-state', message } };
    }
    const there = forward.definition.shape(forward.config, forward.inputs, find);
    if ('problem' in there) return there;
    const back = backward.definition.shape(backward.config, backward.inputs, find);
    if ('problem' in back) return back;
    const [output = [], ...states] = there.shapes;
    const [other = [], ...otherStates] = back.shapes;
    const merged =
      config.merge_mode === null
        ? [output, other]
        : [config.merge_mode === 'concat' ? [...output.slice(0, -1), 2 * (output.at(-1) ?? 1)] : output];
    return { shapes: [...merged, ...states, ...otherStates] };
  },
  masks(config, [first = false, ...states], find) {
    const { forward, backward } = directionsOf(config);
    const all = [first, ...states];
    const [there, back] = [forward, backward].map((inner) =>
      (definitionOf(inner, find).masks?.(inner.config, all, find) ?? []).slice(),
    );
    const [output = false, ...rest] = there ?? [];
    const [other = false, ...others] = back ?? [];
    return [...(config.merge_mode === null ? [output, other] : [output]), ...rest, ...others];
  },
  readsMask: (inputs) => inputs.length === 1,
  weights(config, inputShapes, find) {
    const { forward, backward } = parts(config, inputShapes, find);
    const own = forward.definition.weights(forward.config, forward.inputs, find);
    const others = backward.definition.weights(backward.config, backward.inputs, find);
    const holder = config.backward_layer === null ? 'layer' : 'backward_layer';
    return [...innerWeights(own, 'layer', 'forward/'), ...innerWeights(others, holder, 'backward/')];
  },
  reach: () => [allSteps],
  flops(config, inputShapes, outputShape, find) {
    const { forward, backward } = parts(config, inputShapes, find);
    return [forward, backward].reduce(
      (sum, { definition, config, inputs }) => sum + definition.flops(config, inputs, outputShape, find),
      0,
    );
  },
  summary({ layer, merge_mode: mode }, find) {
    const summary = definitionOf(layer, find).summary(layer.config, find);
    return summaryOf(layer.class_name, summary, mode === 'concat' ? null : (mode ?? msg`two outputs`));
  },
};

const masked: CaseInput = { shape: [3, 5, 3], masked: true };

function inner(type: string, config: JsonObject): JsonObject {
  return { class_name: type, config: { units: 2, ...config } };
}

function casesOf(type: string, states: number): readonly KerasCase[] {
  const sequences = { return_sequences: true };
  const initial = Array.from({ length: 2 * states }, () => [3, 2]);
  const plain = ['concat', 'sum', 'mul', 'ave', null].flatMap((mode): KerasCase[] => [
    { config: { layer: inner(type, {}), merge_mode: mode }, inputs: [[2, 5, 3]] },
    { config: { layer: inner(type, sequences), merge_mode: mode }, inputs: [masked] },
  ]);
  return [
    ...plain,
    { config: { layer: inner(type, sequences) }, inputs: [[2, 5, 3]] },
    { config: { layer: inner(type, {}) }, inputs: [masked] },
    { config: { layer: inner(type, { ...sequences, return_state: true }) }, inputs: [masked] },
    { config: { layer: inner(type, { return_state: true }), merge_mode: null }, inputs: [masked] },
    { config: { layer: inner(type, sequences) }, inputs: [[3, 4, 3], ...initial] },
    { config: { layer: inner(type, { ...sequences, return_state: true }) }, inputs: [masked, ...initial] },
  ];
}

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOf('LSTM', 2),
  ...casesOf('GRU', 1),
  { config: { layer: inner('SimpleRNN', { return_sequences: true }) }, inputs: [masked] },
  {
    config: {
      layer: inner('LSTM', { return_sequences: true }),
      backward_layer: inner('LSTM', { return_sequences: true, go_backwards: true, activation: 'relu' }),
    },
    inputs: [masked],
  },
  {
    config: {
      layer: inner('GRU', { go_backwards: true, return_sequences: true }),
      backward_layer: inner('LSTM', { return_sequences: true }),
      merge_mode: 'sum',
    },
    inputs: [masked],
  },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Reads the sequence in both directions with two recurrent layers and joins what they find.':
    '순환층 두 개로 시퀀스를 양방향으로 읽고 결과를 합칩니다.',
  'has {0} "{1}", which does not read a sequence in a direction; only recurrent layers fit, such as LSTM.':
    '{0}의 “{1:”은} 시퀀스를 방향대로 읽는 층이 아닙니다. LSTM 같은 순환층만 쓸 수 있습니다.',
  'has two layers with go_backwards {0}; they must read in different directions.':
    '두 층의 go_backwards가 모두 {0}입니다. 읽는 방향이 서로 달라야 합니다.',
  'has layer with {0} {1} and backward_layer with {2} {3}; both must be equal.':
    'layer의 {0:은} {1}인데 backward_layer의 {2:은} {3}입니다. 서로 같아야 합니다.',
  'has layer with units {0} and backward_layer with units {1}; both must be equal, as Keras takes the second for as large as the first.':
    'layer의 units는 {0}인데 backward_layer의 units는 {1}입니다. Keras는 두 번째 층의 크기가 첫 번째와 같다고 보므로 서로 같아야 합니다.',
  'has return_state with layer "{0}" and backward_layer "{1}", whose states differ in number; take the same layer twice.':
    'return_state를 쓰는데 layer “{0:”과} backward_layer “{1}”의 상태 개수가 다릅니다. 같은 층을 쓰세요.',
  'gets {0} of the states with which it can begin, but has {1}: those of its layer, then those of its backward layer; join all or none.':
    '초기 상태를 {0}개 받지만 모두 {1}개가 필요합니다(layer의 상태 다음에 backward_layer의 상태). 모두 연결하거나 하나도 연결하지 마세요.',
  'two outputs': '출력 두 개',
};
