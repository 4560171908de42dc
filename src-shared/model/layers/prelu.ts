// PReLU: relu with a learned slope below 0 for each value.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { formatShape, onlyInput, summaryOf, trainableWeight } from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import { valueByValue } from '#shared/model/layer-rules/value-by-value.ts';
import type { Shape } from '#shared/model/model-spec.ts';

const axisSchema = z.number().int().min(1);

/** Arguments of PReLU. */
export const preluConfigSchema = z.strictObject({
  alpha_initializer: initializerSchema.prefault('zeros'),
  alpha_regularizer: regularizerSchema.default(null),
  alpha_constraint: constraintSchema.default(null),
  /** Axes along which one slope is for all values, counted with the batch axis: 1 is the steps. */
  shared_axes: z
    .union([axisSchema, z.array(axisSchema)])
    .nullable()
    .default(null),
});
export type PReLUConfig = z.output<typeof preluConfigSchema>;

function sharedAxes({ shared_axes: axes }: PReLUConfig): readonly number[] {
  return axes === null ? [] : [axes].flat();
}

function slopes(config: PReLUConfig, input: Shape): Shape {
  const shared = sharedAxes(config);
  return input.map((size, i) => (shared.includes(i + 1) ? 1 : size));
}

/** PReLU. */
export const definition: LayerDefinition<PReLUConfig> = {
  ...valueByValue,
  type: 'PReLU',
  family: 'activation',
  help: msg`Lets positive values pass and multiplies negative ones with slopes that it learns.`,
  configSchema: preluConfigSchema,
  shape(config, inputShapes) {
    const input = onlyInput(inputShapes);
    const beyond = sharedAxes(config).find((axis) => axis > input.length);
    if (beyond !== undefined) {
      const message = msg`shares axis ${beyond}, but gets ${formatShape(input)}.`;
      return { problem: { code: 'no-such-axis', message, fit: msg`Axes 1 to ${input.length} fit; 0 is the batch.` } };
    }
    if (!slopes(config, input).includes(null)) return { shapes: [input] };
    const message = msg`has a slope for each value, but gets ${formatShape(input)}, whose length is open.`;
    const fit = msg`Set shared_axes to [1], or give the Input a fixed length.`;
    return { problem: { code: 'unknown-length', message, fit } };
  },
  weights: (config, inputShapes) => [
    trainableWeight(
      config,
      'alpha',
      slopes(config, onlyInput(inputShapes)).map((size) => size ?? 1),
    ),
  ],
  summary(config) {
    const shared = sharedAxes(config);
    return summaryOf(shared.length === 0 ? null : msg`shared along ${formatShape(shared)}`);
  },
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([3, 5], [{}]),
  ...casesOn([2, 4, 3], [{}, { shared_axes: [1] }, { shared_axes: 1 }, { shared_axes: [1, 2] }]),
  ...casesOn({ shape: [2, 3, 2], masked: true }, [{ shared_axes: [1] }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Lets positive values pass and multiplies negative ones with slopes that it learns.':
    '양수는 그대로 통과시키고 음수에는 학습한 기울기를 곱합니다.',
  'shares axis {0}, but gets {1}.': '축 {0:을} 공유하는데, 입력은 {1}입니다.',
  'has a slope for each value, but gets {0}, whose length is open.':
    '값마다 기울기가 있어야 하는데 입력 {0}의 길이가 정해져 있지 않습니다.',
  'Set shared_axes to [1], or give the Input a fixed length.': 'shared_axes를 [1]로 하거나, Input의 길이를 고정하세요.',
  'shared along {0}': '축 {0} 공유',
};
