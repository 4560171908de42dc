// Whether each initializer of a layer can fill its weight, by the weight's shape.
import { msg } from '#shared/base/message.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import { formatShape } from '#shared/model/layer-rules/common.ts';
import { canFill, initializerSchema } from '#shared/model/layer-rules/initializers.ts';
import type { LayerSpec, WeightSpec } from '#shared/model/model-spec.ts';

/** Keras's arguments for `recurrent_kernel` begin with `recurrent`, all others with the weight's name. */
export function argumentPrefix({ name }: Pick<WeightSpec, 'name'>): string {
  return name === 'recurrent_kernel' ? 'recurrent' : name;
}

/** A problem for each weight that its initializer cannot fill. */
export function checkInitializers(spec: LayerSpec): Problem[] {
  return spec.weights.flatMap((weight) => {
    const argument = `${argumentPrefix(weight)}_initializer`;
    const { data: initializer } = initializerSchema.safeParse(spec.config[argument]);
    if (initializer === undefined || canFill(initializer, weight.shape)) return [];
    const { name } = initializer;
    const shape = formatShape(weight.shape);
    const message =
      name === 'identity'
        ? msg`${nameOf(spec)} has ${argument} "${name}", which fills matrices only, but its ${weight.name} is ${shape}.`
        : msg`${nameOf(spec)} has ${argument} "${name}", which needs two dimensions or more, but its ${weight.name} is ${shape}.`;
    return [errorProblem('unfit-initializer', message, { nodeId: spec.id, path: `config.${argument}` })];
  });
}
