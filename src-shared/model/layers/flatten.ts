// Flatten: all values of a sample in one vector.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { channelsLast, sizeOf, fixedEverywhere, onlyInput } from '#shared/model/layer-rules/common.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { allSteps } from '#shared/model/layer-rules/reach.ts';

/** Flatten has no arguments. */
export const flattenConfigSchema = z.strictObject({});
export type FlattenConfig = z.output<typeof flattenConfigSchema>;

/** Flatten. */
export const definition: LayerDefinition<FlattenConfig> = {
  type: 'Flatten',
  family: 'reshape',
  help: msg`Lays a sequence out as one long row: [steps, features] becomes [steps × features].`,
  configSchema: flattenConfigSchema,
  fixedArguments: { ...fixedEverywhere, data_format: channelsLast },
  shape(_config, inputShapes) {
    const input = onlyInput(inputShapes);
    return { shapes: [[input.includes(null) ? null : sizeOf(input)]] };
  },
  weights: () => [],
  keepsValues: true,
  reach: () => [allSteps],
  flops: () => 0,
  summary: () => '',
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = casesOn([2, 3, 2], [{}]);

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Lays a sequence out as one long row: [steps, features] becomes [steps × features].':
    '시퀀스를 한 줄로 펼칩니다. [steps, features]가 [steps × features]가 됩니다.',
};
