// TimeDistributed: one layer applied to each step of a sequence.
import { z } from 'zod';
import { about, msg } from '#shared/base/message.ts';
import { fixedEverywhere, formatShape, onlyInput, summaryOf } from '#shared/model/layer-rules/common.ts';
import { definitionOf, innerLayerSchema, innerWeights } from '#shared/model/layer-rules/inner-layer.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of TimeDistributed. */
export const timeDistributedConfigSchema = z.strictObject({ layer: innerLayerSchema });
export type TimeDistributedConfig = z.output<typeof timeDistributedConfigSchema>;

/** The shape of one step. */
function stepOf(inputShapes: readonly Shape[]): Shape[] {
  return [onlyInput(inputShapes).slice(1)];
}

/** TimeDistributed. */
export const definition: LayerDefinition<TimeDistributedConfig> = {
  type: 'TimeDistributed',
  family: 'reshape',
  help: msg`Applies one layer to each step of the sequence by itself, with the same weights.`,
  configSchema: timeDistributedConfigSchema,
  starter: { layer: { class_name: 'Dense', config: { units: 32 } } },
  innerLayers: ['layer'],
  fixedArguments: fixedEverywhere,
  conflicts({ layer }, find) {
    const inner = definitionOf(layer, find);
    const { least, most } = inner.inputs ?? { least: 1, most: 1 };
    if (least === 1 && most >= 1) return [];
    const message = msg`has layer "${layer.class_name}", which does not take one input; only layers with one input fit.`;
    return [{ path: 'layer.class_name', message }];
  },
  shape({ layer }, inputShapes, find) {
    const input = onlyInput(inputShapes);
    const [steps = null] = input;
    if (input.length < 2) {
      const message = msg`wants steps of at least one size, such as [steps, features], but gets ${formatShape(input)}.`;
      return { problem: { code: 'wrong-rank', message } };
    }
    const result = definitionOf(layer, find).shape(layer.config, stepOf(inputShapes), find);
    if ('problem' in result) {
      const { code, message: ofInner, fit } = result.problem;
      const message = msg`applies ${layer.class_name} to each step by itself: ${about(layer.class_name, ofInner)}`;
      // What helps a layer outside, such as another order of layers, does not help this one.
      return { problem: { code: code === 'wrong-rank' ? 'wrong-rank-of-step' : code, message, fit } };
    }
    const [output, ...others] = result.shapes;
    if (others.length > 0) {
      const message = msg`has layer "${layer.class_name}" with several outputs; a layer with one output fits.`;
      return { problem: { code: 'several-outputs', message } };
    }
    return { shapes: [[steps, ...(output ?? [])]] };
  },
  masks: passesMask,
  weights: ({ layer }, inputShapes, find) =>
    innerWeights(definitionOf(layer, find).weights(layer.config, stepOf(inputShapes), find), 'layer'),
  reach: () => [ownStep],
  flops({ layer }, inputShapes, outputShape, find) {
    const steps = onlyInput(inputShapes)[0] ?? 1;
    return steps * definitionOf(layer, find).flops(layer.config, stepOf(inputShapes), outputShape.slice(1), find);
  },
  summary: ({ layer }, find) => summaryOf(layer.class_name, definitionOf(layer, find).summary(layer.config, find)),
};

const held = (type: string, config: Record<string, string | number | boolean>) => ({
  layer: { class_name: type, config },
});

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 4, 3], [held('Dense', { units: 2, activation: 'tanh' }), held('BatchNormalization', {})]),
  ...casesOn({ shape: [3, 5, 3], masked: true }, [held('Dense', { units: 2 }), held('Dropout', { rate: 0.5 })]),
  ...casesOn(
    [2, 3, 6, 2],
    [
      held('Conv1D', { filters: 3, kernel_size: 2 }),
      held('LSTM', { units: 2 }),
      held('GRU', { units: 2, return_sequences: true }),
      held('GlobalMaxPooling1D', {}),
      held('Flatten', {}),
    ],
  ),
  ...casesOn({ shape: [2, 3, 4, 2], masked: 3 }, [
    held('Dense', { units: 3 }),
    held('LSTM', { units: 2, return_sequences: true }),
    held('GRU', { units: 2 }),
    held('GlobalAveragePooling1D', {}),
  ]),
  { config: held('BatchNormalization', { momentum: 0.7 }), inputs: [[4, 3, 2]], training: true },
  {
    config: held('BatchNormalization', { momentum: 0.7 }),
    inputs: [{ shape: [4, 3, 2], masked: true }],
    training: true,
  },
  {
    config: held('BatchNormalization', { momentum: 0.7 }),
    inputs: [{ shape: [2, 3, 4, 2], masked: 3 }],
    training: true,
  },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Applies one layer to each step of the sequence by itself, with the same weights.':
    '층 하나를 같은 가중치로 시퀀스의 스텝마다 따로 적용합니다.',
  'has layer "{0}", which does not take one input; only layers with one input fit.':
    'layer “{0:”은} 입력 하나를 받는 층이 아닙니다. 입력이 하나인 층만 쓸 수 있습니다.',
  'wants steps of at least one size, such as [steps, features], but gets {0}.':
    '입력은 [steps, features]처럼 스텝마다 크기가 하나 이상이어야 하는데 {0:이} 들어옵니다.',
  'applies {0} to each step by itself: {1}': '{0:을} 스텝마다 따로 적용합니다. {1}',
  'has layer "{0}" with several outputs; a layer with one output fits.':
    'layer “{0:”은} 출력이 여러 개입니다. 출력이 하나인 층을 쓰세요.',
};
