// SinePositionEncoding: a fixed vector of sines and cosines for each place in the sequence.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, sequenceOf } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

/** Arguments of SinePositionEncoding. */
export const sinePositionEncodingConfigSchema = z.strictObject({
  /** The longest wave, in steps; divided by 2π. */
  max_wavelength: z.number().gt(0).default(10_000),
});
export type SinePositionEncodingConfig = z.output<typeof sinePositionEncodingConfigSchema>;

/** SinePositionEncoding, of KerasHub. */
export const definition: LayerDefinition<SinePositionEncodingConfig> = {
  type: 'SinePositionEncoding',
  writtenOut: `class SinePositionEncoding(layers.Layer):
    """A fixed vector of sines and cosines for each place in the sequence, as in KerasHub."""

    def __init__(self, max_wavelength=10000, **kwargs):
        super().__init__(**kwargs)
        self.max_wavelength = max_wavelength

    def call(self, inputs):
        shape = keras.ops.shape(inputs)
        steps, features = shape[1], inputs.shape[-1]
        place = keras.ops.cast(keras.ops.arange(steps), "float32")[:, None]
        number = np.arange(features)
        rate = (1 / self.max_wavelength) ** (2 * (number // 2) / features)
        angle = place * keras.ops.convert_to_tensor(rate.astype("float32"))
        odd = (number % 2).astype("float32")
        return keras.ops.broadcast_to(keras.ops.sin(angle) * (1 - odd) + keras.ops.cos(angle) * odd, shape)`,
  family: 'attention',
  help: msg`Gives a fixed vector of waves for each place in the sequence, to be added to it: attention alone knows no order.`,
  configSchema: sinePositionEncodingConfigSchema,
  fixedArguments: fixedEverywhere,
  shape(_config, inputShapes) {
    const sequence = sequenceOf(inputShapes);
    return 'problem' in sequence ? sequence : { shapes: [[sequence.steps, sequence.features]] };
  },
  weights: () => [],
  reach: () => [{ kind: 'nothing' }],
  flops: () => 0,
  summary: ({ max_wavelength: longest }) => (longest === 10_000 ? '' : msg`waves up to ${longest}`),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([2, 6, 4], [{}, { max_wavelength: 50 }]),
  ...casesOn([2, 3, 5], [{}]),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Gives a fixed vector of waves for each place in the sequence, to be added to it: attention alone knows no order.':
    '시퀀스의 위치마다 사인·코사인으로 된 고정 벡터를 만들어 시퀀스에 더할 수 있게 합니다. 어텐션만으로는 순서를 알 수 없습니다.',
  'waves up to {0}': '최대 파장 {0}',
};
