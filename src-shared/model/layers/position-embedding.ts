// PositionEmbedding: a learned vector for each place in the sequence.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import {
  fixedEverywhere,
  knownSequence,
  sequenceOf,
  trainableWeight,
  unitsSchema,
} from '#shared/model/layer-rules/common.ts';
import { initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

/** Arguments of PositionEmbedding. */
export const positionEmbeddingConfigSchema = z.strictObject({
  /** How many places have a vector: the longest sequence. */
  sequence_length: unitsSchema,
  initializer: initializerSchema.prefault('glorot_uniform'),
});
export type PositionEmbeddingConfig = z.output<typeof positionEmbeddingConfigSchema>;

/** PositionEmbedding, of KerasHub. */
export const definition: LayerDefinition<PositionEmbeddingConfig> = {
  type: 'PositionEmbedding',
  writtenOut: `class PositionEmbedding(layers.Layer):
    """A learned vector for each place in the sequence, as in KerasHub."""

    def __init__(self, sequence_length, initializer="glorot_uniform", **kwargs):
        super().__init__(**kwargs)
        self.sequence_length = sequence_length
        self.initializer = keras.initializers.get(initializer)

    def build(self, input_shape):
        self.embeddings = self.add_weight(
            name="embeddings", shape=(self.sequence_length, input_shape[-1]), initializer=self.initializer
        )

    def call(self, inputs):
        shape = keras.ops.shape(inputs)
        return keras.ops.broadcast_to(self.embeddings[: shape[1]], shape)`,
  family: 'attention',
  help: msg`Gives a learned vector for each place in the sequence, to be added to it: attention alone knows no order.`,
  configSchema: positionEmbeddingConfigSchema,
  starter: { sequence_length: 100 },
  fixedArguments: fixedEverywhere,
  shape({ sequence_length: length }, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    if ('problem' in sequence) return sequence;
    const { steps, features } = sequence;
    if (steps !== null && steps > length) {
      const message = msg`has sequence_length ${length}, but gets ${steps} steps;`;
      const fit = msg`a sequence_length of ${steps} or more fits.`;
      const changes = [{ argument: 'sequence_length', value: steps }];
      return { problem: { code: 'too-long', message, fit, changes } };
    }
    return { shapes: [[steps, features]] };
  },
  weights: ({ sequence_length: length, initializer }, inputShapes) => [
    {
      ...trainableWeight({ embeddings_initializer: initializer }, 'embeddings', [
        length,
        knownSequence(inputShapes).features,
      ]),
    },
  ],
  reach: () => [{ kind: 'nothing' }],
  flops: () => 0,
  summary: ({ sequence_length: length }) => msg`${length} places`,
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 4, 3], [{ sequence_length: 4 }, { sequence_length: 7 }]),
  ...casesOn({ shape: [3, 5, 2], masked: true }, [{ sequence_length: 6 }]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Gives a learned vector for each place in the sequence, to be added to it: attention alone knows no order.':
    '시퀀스의 위치마다 학습한 벡터를 만들어 시퀀스에 더할 수 있게 합니다. 어텐션만으로는 순서를 알 수 없습니다.',
  'has sequence_length {0}, but gets {1} steps;': 'sequence_length가 {0}인데 {1}스텝이 들어옵니다.',
  'a sequence_length of {0} or more fits.': 'sequence_length를 {0} 이상으로 하세요.',
  '{0} places': '위치 {0}개',
};
