// Normalization: fixed mean and deviation, given or fitted on the training samples before training.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, formatShape, onlyInput, stateWeight, summaryOf } from '#shared/model/layer-rules/common.ts';
import { casesOn, type KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import { passesMask, type LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { axisPart, axisSchema, checkedAxes } from '#shared/model/layer-rules/normalizing.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { ownStep } from '#shared/model/layer-rules/reach.ts';

/** One number for all values, or nested lists that follow the axes. */
const momentsSchema = z.union([
  z.number(),
  z.array(z.number()).min(1),
  z.array(z.array(z.number()).min(1)).min(1),
  z.array(z.array(z.array(z.number()).min(1)).min(1)).min(1),
]);
type Moments = z.output<typeof momentsSchema>;

/** Arguments of Normalization. */
export const normalizationConfigSchema = z.strictObject({
  /** Each place along these axes has its own mean and variance; null: all values have one. */
  axis: z
    .union([axisSchema, z.array(axisSchema)])
    .nullable()
    // Keras saves none as an empty list.
    .transform((given) => (Array.isArray(given) && given.length === 0 ? null : given))
    .default(-1),
  /** Null: fitted on the training samples. */
  mean: momentsSchema.nullable().default(null),
  variance: momentsSchema.nullable().default(null),
  /** Whether it turns normalized values into measured ones. */
  invert: z.boolean().default(false),
});
export type NormalizationConfig = z.output<typeof normalizationConfigSchema>;

/** The shape of given numbers; null when their lists differ in length. */
function shapeOf(given: Moments): readonly number[] | null {
  if (typeof given === 'number') return [];
  const inner = given.map(shapeOf);
  const [first = []] = inner;
  const areEqual = first !== null && inner.every((shape) => shape !== null && shape.join() === first.join());
  return areEqual ? [given.length, ...first] : null;
}

/** Places in a sample's shape along which mean and variance differ, and the sizes there. */
function keptAxes({ axis }: NormalizationConfig, inputShapes: readonly Shape[]): ReturnType<typeof checkedAxes> {
  if (axis === null) return { places: [], sizes: [] };
  const found = checkedAxes(axis, inputShapes);
  if ('problem' in found) return found;
  const places = found.places.toSorted((a, b) => a - b);
  return { places, sizes: places.map((place) => onlyInput(inputShapes)[place] ?? 1) };
}

/** Whether given numbers fit the sizes, from the last on; 1 stands for every size. */
function fits(shape: readonly number[], sizes: readonly number[]): boolean {
  const last = sizes.slice(sizes.length - shape.length);
  return shape.every((size, i) => size === 1 || size === last[i]);
}

/** Normalization. */
export const definition: LayerDefinition<NormalizationConfig> = {
  type: 'Normalization',
  family: 'normalization',
  help: msg`Subtracts the mean of each feature and divides by its deviation; without given numbers, those of the training samples.`,
  configSchema: normalizationConfigSchema,
  fixedArguments: fixedEverywhere,
  fittedAxes: ({ axis, mean }) =>
    mean === null ? (axis === null ? [] : typeof axis === 'number' ? [axis] : axis) : null,
  conflicts({ axis, mean, variance }) {
    if (mean === null && variance === null) return [];
    if (mean === null || variance === null) {
      const [given, missing] = mean === null ? (['variance', 'mean'] as const) : (['mean', 'variance'] as const);
      return [{ path: missing, message: msg`has ${given}, but no ${missing}; give both or none.` }];
    }
    const negative = [variance].flat(3).find((one) => one < 0);
    if (negative !== undefined)
      return [{ path: 'variance', message: msg`has variance ${negative}; a variance is at least 0.` }];
    const [shape, other] = [shapeOf(mean), shapeOf(variance)];
    if (shape === null || other?.join() !== shape.join())
      return [{ path: 'variance', message: msg`has mean and variance of different shapes; both must be equal.` }];
    const axes = axis === null ? 0 : typeof axis === 'number' ? 1 : axis.length;
    if (shape.length <= axes) return [];
    const message = msg`has a mean with ${shape.length} axes, more than the ${axes} in axis.`;
    return [{ path: 'mean', message }];
  },
  shape(config, inputShapes) {
    const axes = keptAxes(config, inputShapes);
    if ('problem' in axes) return axes;
    const input = onlyInput(inputShapes);
    const given = config.mean === null ? [] : (shapeOf(config.mean) ?? []);
    if (fits(given, axes.sizes)) return { shapes: [input] };
    const message = msg`has a mean of ${formatShape(given)}, but gets ${formatShape(input)}.`;
    const fit = msg`Give one number, or ${formatShape(axes.sizes)} of them.`;
    return { problem: { code: 'unfit-list', message, fit } };
  },
  masks: passesMask,
  weights(config, inputShapes) {
    const axes = keptAxes(config, inputShapes);
    if (config.mean !== null || 'problem' in axes) return [];
    const initial = { mean_initializer: 'zeros', variance_initializer: 'ones', count_initializer: 'zeros' };
    return [
      stateWeight(initial, 'mean', axes.sizes),
      stateWeight(initial, 'variance', axes.sizes),
      // Keras keeps it for older files: it is always 0.
      stateWeight(initial, 'count', []),
    ];
  },
  reach: () => [ownStep],
  flops: () => 0,
  summary: ({ axis, invert }) =>
    summaryOf(axis === null ? msg`all axes` : axisPart(axis), invert ? msg`inverted` : null),
};

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  ...casesOn([4, 3], [{}, { invert: true }, { axis: null }, { mean: 2, variance: 0.25 }]),
  ...casesOn(
    [2, 4, 3],
    [
      {},
      { axis: 1 },
      { axis: [1, 2] },
      { axis: [2, 1] },
      { axis: [-1, 1], invert: true },
      { axis: [-1], mean: [1, 2, 3], variance: [0.5, 0, 2] },
      { axis: [1, 2], mean: [1, 2, 3], variance: [0.5, 1, 2], invert: true },
      { axis: [1, 2], mean: [[1], [2], [3], [4]], variance: [[1], [0.5], [0.25], [2]] },
      { axis: null, mean: -1, variance: 4 },
    ],
  ),
  ...casesOn({ shape: [2, 4], below: 9 }, [{}, { axis: null }]),
  ...casesOn({ shape: [2, 3, 2], masked: true }, [{}]),
  { config: {}, inputs: [[3, 4]], training: true },
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Subtracts the mean of each feature and divides by its deviation; without given numbers, those of the training samples.':
    '특성마다 평균을 빼고 표준편차로 나눕니다. 값을 주지 않으면 학습 샘플에서 구합니다.',
  'has {0}, but no {1}; give both or none.': '{0:은} 있는데 {1:이} 없습니다. 둘 다 쓰거나 둘 다 쓰지 마세요.',
  'has mean and variance of different shapes; both must be equal.':
    'mean과 variance의 모양이 다릅니다. 서로 같아야 합니다.',
  'has variance {0}; a variance is at least 0.': 'variance가 {0}입니다. 분산은 0 이상이어야 합니다.',
  'has a mean with {0} axes, more than the {1} in axis.': 'mean의 축이 {0}개로, axis의 {1}개보다 많습니다.',
  'has a mean of {0}, but gets {1}.': 'mean의 모양이 {0}인데, 입력은 {1}입니다.',
  'Give one number, or {0} of them.': '수 하나, 또는 {0} 모양의 수를 쓰세요.',
  'all axes': '모든 축',
  inverted: '역변환',
};
