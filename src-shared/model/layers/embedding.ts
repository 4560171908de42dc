// Embedding: maps token ids to learned vectors.
import { z } from 'zod';
import { countOf, msg } from '#shared/base/message.ts';
import {
  fixedEverywhere,
  formatShape,
  onlyInput,
  trainableWeight,
  unitsSchema,
} from '#shared/model/layer-rules/common.ts';
import { constraintSchema } from '#shared/model/layer-rules/constraints.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { regularizerSchema } from '#shared/model/layer-rules/regularizers.ts';
import { type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Embedding. */
export const embeddingConfigSchema = z.strictObject({
  /** The vocabulary size: every token id must be below this. */
  input_dim: z.number().int().min(1).max(10_000_000),
  output_dim: unitsSchema,
  /** Whether 0 is padding, which the layers after it leave out. */
  mask_zero: z.boolean().default(false),
  embeddings_initializer: initializerSchema.prefault('uniform'),
  embeddings_regularizer: regularizerSchema.default(null),
  embeddings_constraint: constraintSchema.default(null),
});
export type EmbeddingConfig = z.output<typeof embeddingConfigSchema>;

/** Embedding. */
export const definition: LayerDefinition<EmbeddingConfig> = {
  type: 'Embedding',
  family: 'embedding',
  help: msg`Gives each word number a vector of output_dim numbers, learned with the rest.`,
  configSchema: embeddingConfigSchema,
  starter: { input_dim: 10_000, output_dim: 128 },
  fixedArguments: {
    ...fixedEverywhere,
    weights: [null],
    lora_rank: [null],
    lora_alpha: [null],
    input_length: [null],
    quantization_config: [null],
  },
  shape(config, inputShapes) {
    const input = onlyInput(inputShapes);
    if (input.length !== 1) {
      return {
        problem: { code: 'wrong-rank', message: msg`wants word numbers [length], but gets ${formatShape(input)}.` },
      };
    }
    return { shapes: [[...input, config.output_dim]] };
  },
  vocabulary: ({ input_dim: words }) => words,
  masks: ({ mask_zero: hasMask }) => [hasMask],
  weights: (config) => [trainableWeight(config, 'embeddings', [config.input_dim, config.output_dim])],
  reach: () => [ownStep],
  flops: () => 0,
  summary: (config) => msg`${countOf(config.input_dim, '{0} word', '{0} words')} → ${config.output_dim}`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  { config: { input_dim: 6, output_dim: 3 }, inputs: [{ shape: [2, 7], below: 6 }] },
  { config: { input_dim: 3, output_dim: 2, mask_zero: true }, inputs: [{ shape: [3, 6], below: 3 }] },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Gives each word number a vector of output_dim numbers, learned with the rest.':
    '단어 번호마다 크기가 output_dim인 벡터를 배정하고, 모델의 나머지와 함께 학습합니다.',
  'wants word numbers [length], but gets {0}.': '단어 번호 [length]를 받는데 {0:이} 들어옵니다.',
};
