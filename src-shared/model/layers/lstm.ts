// LSTM: a recurrent layer with a memory cell beside its state.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { activationSchema } from '#shared/model/layer-rules/activations.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import {
  recurrentArguments,
  recurrentFixedArguments,
  recurrentFlops,
  recurrentShape,
  recurrentSummary,
  recurrentWeights,
} from '#shared/model/layer-rules/recurrent.ts';

/** Arguments of LSTM. */
export const lstmConfigSchema = z.strictObject({
  ...recurrentArguments,
  recurrent_activation: activationSchema.prefault('sigmoid'),
  /** Adds 1 to the forget gate's bias at the start. */
  unit_forget_bias: z.boolean().default(true),
});
export type LSTMConfig = z.output<typeof lstmConfigSchema>;

/** Gates in Keras's order: i (input), f (forget), c (candidate), o (output). */
export const definition: LayerDefinition<LSTMConfig> = {
  type: 'LSTM',
  family: 'recurrent',
  help: msg`Reads the sequence in order with a memory cell beside its state; for what must be kept for long.`,
  configSchema: lstmConfigSchema,
  fixedArguments: { ...recurrentFixedArguments, implementation: [2, 1] },
  shape: recurrentShape,
  weights: (config, inputShapes) => recurrentWeights(config, inputShapes, 4, [4 * config.units]),
  flops: (config, inputShapes) => recurrentFlops(config, inputShapes, 4),
  summary: recurrentSummary,
};

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Reads the sequence in order with a memory cell beside its state; for what must be kept for long.':
    '상태와 별도의 메모리 셀을 두고 시퀀스를 순서대로 읽습니다. 오래 기억해야 할 때 씁니다.',
};
