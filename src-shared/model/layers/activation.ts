// Activation: an activation function as a separate layer.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import { fixedEverywhere, onlyInput } from '#shared/model/layer-rules/common.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Activation. */
export const activationConfigSchema = z.strictObject({ activation: activationSchema });
export type ActivationConfig = z.output<typeof activationConfigSchema>;

/** Activation. */
export const definition: LayerDefinition<ActivationConfig> = {
  type: 'Activation',
  family: 'activation',
  help: msg`Applies a function to every value.`,
  configSchema: activationConfigSchema,
  starter: { activation: 'relu' },
  fixedArguments: fixedEverywhere,
  shape: (_config, inputShapes) => ({ shapes: [onlyInput(inputShapes)] }),
  masks: passesMask,
  weights: () => [],
  reach: () => [ownStep],
  flops: () => 0,
  summary: (config) => config.activation,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 3, 2], [{ activation: 'tanh' }]),
  ...casesOn({ shape: [2, 3, 2], masked: true }, [{ activation: 'relu' }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Applies a function to every value.': '모든 값에 함수를 적용합니다.',
};
