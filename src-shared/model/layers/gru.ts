// GRU: a recurrent layer with an update and a reset gate.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import {
  recurrentArguments,
  recurrentCases,
  recurrentFixedArguments,
  recurrentEnds,
  recurrentFlops,
  recurrentSummary,
  recurrentWeights,
} from '#shared/model/layer-rules/recurrent.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';

/** Arguments of GRU. */
export const gruConfigSchema = z.strictObject({
  ...recurrentArguments,
  recurrent_activation: activationSchema.prefault('sigmoid'),
  /** The reset gate after the product with recurrent_kernel (two biases), as on cuDNN; false: before it. */
  reset_after: z.boolean().default(true),
});
export type GRUConfig = z.output<typeof gruConfigSchema>;

/** Gates in Keras's order: z (update), r (reset), h (candidate). */
export const definition: LayerDefinition<GRUConfig> = {
  type: 'GRU',
  family: 'recurrent',
  help: msg`Reads the sequence in order and keeps a memory; two gates decide what to keep and what to forget.`,
  configSchema: gruConfigSchema,
  starter: { units: 32 },
  fixedArguments: { ...recurrentFixedArguments, implementation: [2, 1] },
  ...recurrentEnds('state'),
  weights(config, inputShapes) {
    const size = 3 * config.units;
    return recurrentWeights(config, inputShapes, 3, config.reset_after ? [2, size] : [size]);
  },
  flops: (config, inputShapes) => recurrentFlops(config, inputShapes, 3),
  summary: recurrentSummary,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...recurrentCases(1),
  ...casesOn([2, 5, 3], [{ units: 2, recurrent_activation: 'hard_sigmoid', return_sequences: true }]),
  ...casesOn(
    [2, 6, 3],
    [
      { units: 2, reset_after: false },
      { units: 2, reset_after: false, return_sequences: true },
      { units: 2, reset_after: false, go_backwards: true },
      { units: 2, reset_after: false, use_bias: false },
      { units: 2, reset_after: false, recurrent_activation: 'hard_sigmoid' },
    ],
  ),
  ...casesOn([4, 40, 2], [{ units: 3 }]),
  ...casesOn({ shape: [3, 5, 3], masked: true }, [{ units: 2, reset_after: false, return_sequences: true }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Reads the sequence in order and keeps a memory; two gates decide what to keep and what to forget.':
    '시퀀스를 순서대로 읽으며 상태를 유지합니다. 게이트 두 개가 무엇을 기억하고 잊을지 정합니다.',
};
