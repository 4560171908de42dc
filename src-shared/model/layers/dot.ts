// Dot: products of two inputs, summed along an axis of each.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { fixedEverywhere, formatShape, sizeOf, summaryOf } from '#shared/model/layer-rules/common.ts';
import type { KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition, ShapeProblem } from '#shared/model/layer-rules/layer-definition.ts';
import { axisSchema } from '#shared/model/layer-rules/normalizing.ts';
import type { Shape } from '#shared/model/model-spec.ts';
import { allSteps, ownStep } from '#shared/model/layer-rules/reach.ts';

/** Arguments of Dot. */
export const dotConfigSchema = z.strictObject({
  /** The axis that is summed, of both or of each, counted with the batch axis; -1 is the last. */
  axes: z.union([axisSchema, z.tuple([axisSchema, axisSchema])]),
  /** Whether both have the length 1 along their axis first: the cosine of their angle. */
  normalize: z.boolean().default(false),
});
export type DotConfig = z.output<typeof dotConfigSchema>;

/** The places of the axes in the samples' shapes. @throws never: a place beyond a shape is refused by the definition */
export function dotPlaces({ axes }: DotConfig, shapes: readonly Shape[]): readonly [number, number] {
  const [first, second] = typeof axes === 'number' ? [axes, axes] : axes;
  const placeIn = (axis: number, shape: Shape = []): number => (axis < 0 ? shape.length + axis : axis - 1);
  return [placeIn(first, shapes[0]), placeIn(second, shapes[1])];
}

function problemOf(config: DotConfig, inputShapes: readonly Shape[]): ShapeProblem | null {
  const [a = [], b = []] = inputShapes;
  const places = dotPlaces(config, inputShapes);
  const given = typeof config.axes === 'number' ? [config.axes, config.axes] : config.axes;
  const at = [a, b].findIndex((shape, i) => shape[places[i] ?? -1] === undefined);
  if (at !== -1) {
    const shape = at === 0 ? a : b;
    const message = msg`has axis ${given[at] ?? 0}, but gets ${formatShape(shape)}.`;
    return { code: 'no-such-axis', message, fit: msg`Axes 1 to ${shape.length} fit; 0 is the batch.` };
  }
  const [one, other] = [a[places[0]] ?? null, b[places[1]] ?? null];
  if (one === other && one !== null) return null;
  const message = msg`gets ${formatShape(a)} and ${formatShape(b)}, whose axes ${given[0] ?? 0} and ${given[1] ?? 0} cannot be multiplied;`;
  return { code: 'shapes-differ', message, fit: msg`both must have one known size.` };
}

/** Dot. */
export const definition: LayerDefinition<DotConfig> = {
  type: 'Dot',
  family: 'merging',
  help: msg`Multiplies two inputs and sums along an axis of each: how alike they are.`,
  inputs: { least: 2, most: 2 },
  configSchema: dotConfigSchema,
  starter: { axes: 1 },
  fixedArguments: fixedEverywhere,
  shape(config, inputShapes) {
    const problem = problemOf(config, inputShapes);
    if (problem !== null) return { problem };
    const places = dotPlaces(config, inputShapes);
    const left = inputShapes.flatMap((shape, i) => shape.filter((_, place) => place !== places[i]));
    return { shapes: [left.length === 0 ? [1] : left] };
  },
  weights: () => [],
  reach(config, inputShapes) {
    // The output begins with the axes of the first input but the summed one.
    const [place] = dotPlaces(config, inputShapes);
    return [place > 0 ? ownStep : allSteps, allSteps];
  },
  flops(config, inputShapes, outputShape) {
    return 2 * sizeOf(outputShape) * (inputShapes[0]?.[dotPlaces(config, inputShapes)[0]] ?? 1);
  },
  summary: ({ axes, normalize }) =>
    summaryOf(
      typeof axes === 'number' ? msg`axis ${axes}` : msg`axes ${axes[0]} and ${axes[1]}`,
      normalize ? msg`normalized` : null,
    ),
};

const caseOn = (config: KerasCase['config'], ...inputs: KerasCase['inputs']): KerasCase => ({ config, inputs });

/** What Keras is asked. */
export const kerasCases: readonly KerasCase[] = [
  caseOn({ axes: 1 }, [3, 4], [3, 4]),
  caseOn({ axes: -1, normalize: true }, [3, 4], [3, 4]),
  caseOn({ axes: -1 }, [2, 3, 4], [2, 5, 4]),
  caseOn({ axes: 1 }, [2, 3, 4], [2, 3, 2]),
  caseOn({ axes: [2, 1], normalize: true }, [2, 3, 4], [2, 4, 5]),
  caseOn({ axes: [1, 2] }, [2, 4], [2, 3, 4]),
  caseOn({ axes: [2, 1] }, [2, 3, 4], [2, 4]),
  caseOn({ axes: [2, 3] }, [2, 3, 4, 2], [2, 3, 2, 4]),
  caseOn({ axes: -1 }, { shape: [2, 3, 4], masked: true }, { shape: [2, 3, 4], masked: true }),
];

/** Korean for its own sentences. */
export const korean: Readonly<Record<string, string>> = {
  'Multiplies two inputs and sums along an axis of each: how alike they are.':
    '두 입력을 곱해 각자의 축을 따라 더합니다. 둘이 얼마나 비슷한지 나타냅니다.',
  'gets {0} and {1}, whose axes {2} and {3} cannot be multiplied;':
    '입력 {0:과} {1}의 축 {2:과} 축 {3:을} 곱할 수 없습니다.',
  'both must have one known size.': '두 축의 크기가 같은 수로 정해져 있어야 합니다.',
  'axes {0} and {1}': '축 {0:과} {1}',
  normalized: '정규화',
};
