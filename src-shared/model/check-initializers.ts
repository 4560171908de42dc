// Whether each initializer of a layer can fill its weight, and each regularizer and constraint be one of it, by the weight's shape.
import type { Fix } from '#shared/base/fix.ts';
import { msg } from '#shared/base/message.ts';
import { errorProblem, warningProblem, type Problem } from '#shared/base/problem.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import { formatShape } from '#shared/model/layer-rules/common.ts';
import { canFill, leastDrawn } from '#shared/model/layer-rules/initializers.ts';
import { canRegularize } from '#shared/model/layer-rules/regularizers.ts';
import type { LayerSpec } from '#shared/model/model-spec.ts';

/** A problem for each weight that its initializer cannot fill. */
export function checkInitializers(spec: LayerSpec): Problem[] {
  return spec.weights.flatMap((weight) => {
    const argument = `${weight.argument}_initializer`;
    const all =
      'name' in weight.initializer ? [weight.initializer] : weight.initializer.map(({ initializer }) => initializer);
    const unfit = all.find((initializer) => !canFill(initializer, weight.shape));
    if (unfit === undefined) return [];
    const { name } = unfit;
    const shape = formatShape(weight.shape);
    const message =
      name === 'identity'
        ? msg`${nameOf(spec)} has ${argument} "${name}", which fills matrices only, but its ${weight.name} is ${shape}.`
        : msg`${nameOf(spec)} has ${argument} "${name}", which needs two dimensions or more, but its ${weight.name} is ${shape}.`;
    return [
      errorProblem('unfit-initializer', message, {
        nodeId: spec.id,
        path: `config.${argument}`,
        fixes: resetFixes(spec, argument),
      }),
    ];
  });
}

/** A problem for each variance that begins, or may begin, below 0: a model has no square root of it. */
export function checkVariances(spec: LayerSpec): Problem[] {
  return spec.weights.flatMap(({ argument: of, name, initializer }) => {
    if (name.split('/').at(-1) !== 'moving_variance' || !('name' in initializer)) return [];
    const least = leastDrawn(initializer);
    if (least >= 0) return [];
    const argument = `${of}_initializer`;
    const place = { nodeId: spec.id, path: `config.${argument}`, fixes: resetFixes(spec, argument) };
    const isSure = initializer.name === 'constant';
    const message = isSure
      ? msg`${nameOf(spec)} has ${argument} "${initializer.name}" with value ${least}, but a variance is at least 0.`
      : msg`${nameOf(spec)} has ${argument} "${initializer.name}", which draws numbers below 0 too, but a variance is at least 0; use "ones".`;
    return [(isSure ? errorProblem : warningProblem)('negative-variance', message, place)];
  });
}

/** Leaves the argument to its default; in an inner layer a person has to. */
function resetFixes({ id }: LayerSpec, argument: string): readonly Fix[] {
  return argument.includes('.') ? [] : [{ kind: 'reset-argument', layer: id, argument }];
}

/** A problem for each weight that its regularizer is not for. */
export function checkRegularizers(spec: LayerSpec): Problem[] {
  return spec.weights.flatMap(({ argument: of, name, regularizer, shape }) => {
    if (regularizer === null) return [];
    const argument = `${of}_regularizer`;
    const vectors =
      regularizer.name === 'orthogonal_regularizer' ? shape[regularizer.mode === 'rows' ? 0 : 1] : undefined;
    const isFit = canRegularize(regularizer, shape);
    if (isFit && vectors !== 1) return [];
    const message = isFit
      ? msg`${nameOf(spec)} has ${argument} "${regularizer.name}", which compares several rows or columns, but its ${name} is ${formatShape(shape)}, with one.`
      : msg`${nameOf(spec)} has ${argument} "${regularizer.name}", which is for matrices only, but its ${name} is ${formatShape(shape)}.`;
    return [
      errorProblem('unfit-regularizer', message, {
        nodeId: spec.id,
        path: `config.${argument}`,
        fixes: resetFixes(spec, argument),
      }),
    ];
  });
}

/** A problem for each weight that its constraint cannot be measured on. */
export function checkConstraints(spec: LayerSpec): Problem[] {
  return spec.weights.flatMap(({ argument: of, name, constraint, shape }) => {
    if (constraint === null || constraint.name === 'non_neg') return [];
    const argument = `${of}_constraint`;
    const place = { nodeId: spec.id, path: `config.${argument}`, fixes: resetFixes(spec, argument) };
    const axis = constraint.axis.find((one) => one < -shape.length || one >= shape.length);
    if (axis !== undefined) {
      const message = msg`${nameOf(spec)} has ${argument} "${constraint.name}" with axis ${axis}, but its ${name} is ${formatShape(shape)}.`;
      return [errorProblem('unfit-constraint', message, place)];
    }
    if (constraint.name !== 'min_max_norm' || constraint.min_value <= constraint.max_value) return [];
    const { min_value: least, max_value: most } = constraint;
    const message = msg`${nameOf(spec)} has ${argument} "${constraint.name}" with min_value ${least}, which is above its max_value ${most}.`;
    return [errorProblem('unfit-constraint', message, place)];
  });
}
