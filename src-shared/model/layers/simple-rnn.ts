// SimpleRNN: a recurrent layer without gates.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
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
import { type KerasCase } from '#shared/model/layer-rules/keras-case.ts';

/** Arguments of SimpleRNN. */
export const simpleRnnConfigSchema = z.strictObject(recurrentArguments);
export type SimpleRNNConfig = z.output<typeof simpleRnnConfigSchema>;

/** SimpleRNN. */
export const definition: LayerDefinition<SimpleRNNConfig> = {
  type: 'SimpleRNN',
  family: 'recurrent',
  help: msg`Reads the sequence in order with the plainest memory; it forgets what lies far back.`,
  configSchema: simpleRnnConfigSchema,
  starter: { units: 32 },
  fixedArguments: recurrentFixedArguments,
  ...recurrentEnds('state'),
  weights: (config, inputShapes) => recurrentWeights(config, inputShapes, 1, [config.units]),
  flops: (config, inputShapes) => recurrentFlops(config, inputShapes, 1),
  summary: recurrentSummary,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = recurrentCases(1);

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Reads the sequence in order with the plainest memory; it forgets what lies far back.':
    '가장 단순한 상태로 시퀀스를 순서대로 읽습니다. 멀리 있는 과거는 잊습니다.',
};
