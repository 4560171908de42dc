// LSTM: a recurrent layer with a memory cell beside its state.
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
import type { WeightSpec } from '#shared/model/model-spec.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';

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
  starter: { units: 32 },
  fixedArguments: { ...recurrentFixedArguments, implementation: [2, 1] },
  ...recurrentEnds('state', 'cell'),
  weights(config, inputShapes) {
    const weights = recurrentWeights(config, inputShapes, 4, [4 * config.units]);
    return config.unit_forget_bias ? weights.map((weight) => withOnesToForget(weight, config)) : weights;
  },
  flops: (config, inputShapes) => recurrentFlops(config, inputShapes, 4),
  summary: recurrentSummary,
};

/**
 * `unit_forget_bias` (Jozefowicz et al., 2015): the forget gate's quarter of the bias is ones. As in Keras, the parts before and
 * after it are drawn as weights of their own.
 */
function withOnesToForget(weight: WeightSpec, { units, bias_initializer: initializer }: LSTMConfig): WeightSpec {
  if (weight.name !== 'bias') return weight;
  const parts = [
    { size: units, initializer },
    { size: units, initializer: { name: 'ones' } as const },
    { size: 2 * units, initializer },
  ];
  return { ...weight, initializer: parts };
}

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...recurrentCases(2),
  ...casesOn([2, 5, 3], [{ units: 2, recurrent_activation: 'hard_sigmoid', return_sequences: true }]),
  ...casesOn([2, 6, 3], [{ units: 2, unit_forget_bias: false }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Reads the sequence in order with a memory cell beside its state; for what must be kept for long.':
    '상태와 별도의 메모리 셀을 두고 시퀀스를 순서대로 읽습니다. 오래 기억해야 할 때 씁니다.',
};
