// Checks the shape that a model ends with against what is predicted.
import { argumentFix, type Fix } from '#shared/base/fix.ts';
import { msg } from '#shared/base/message.ts';
import type { TargetFacts as Target } from '#shared/experiment/data-facts.ts';
import { traitsOf, type LossConfig } from '#shared/training/losses.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import { firstOutput, type LayerSpec, type ModelSpec } from '#shared/model/model-spec.ts';
import type { Problem } from '#shared/base/problem.ts';
import { errorProblem, warningProblem } from '#shared/base/problem.ts';
import { formatShape } from '#shared/model/layer-rules/common.ts';

/** The layer that decides how many numbers the model ends with; undefined where none has units. */
function layerWithUnits(spec: ModelSpec, output: LayerSpec): LayerSpec | undefined {
  const byId = new Map(spec.layers.map((layer) => [layer.id, layer]));
  const isSameShape = ({ inputShapes, outputShapes }: LayerSpec): boolean =>
    JSON.stringify(inputShapes[0]) === JSON.stringify(outputShapes[0]);
  let layer: LayerSpec | undefined = output;
  while (layer !== undefined && !('units' in layer.config) && isSameShape(layer))
    layer = byId.get(layer.inputs[0]?.id ?? '');
  return layer !== undefined && 'units' in layer.config ? layer : undefined;
}

/** Gives the layer that decides how many numbers the model ends with so many. */
export function unitsFixes(spec: ModelSpec, output: LayerSpec, units: number): readonly Fix[] {
  const layer = layerWithUnits(spec, output);
  return layer === undefined ? [] : [argumentFix(layer.id, 'units', units)];
}

/** Has a Dense with so many units end the model. */
function denseFix({ id }: LayerSpec, units: number): Fix {
  return { kind: 'insert', layer: id, side: 'after', type: 'Dense', config: { units } };
}

/** Reduces the sequence before the last layer to one vector. */
function poolingFixes({ id, inputShapes }: LayerSpec): readonly Fix[] {
  if (inputShapes.length !== 1 || inputShapes[0]?.length !== 2) return [];
  return [{ kind: 'insert', layer: id, side: 'before', type: 'GlobalMaxPooling1D', config: {} }];
}

/** The units a model must end with; null when the number of labels is not known. */
function unitsFor(loss: LossConfig, target: Target): number | null {
  const compared = traitsOf(loss).target;
  const isPerClass = compared === 'class' || compared === 'one-hot';
  if (isPerClass && target.kind === 'label') return target.labels;
  return isPerClass ? null : 1;
}

/** Several numbers in a row: one unit for each, or a step for each with one unit. */
function checkHorizon(spec: ModelSpec, output: LayerSpec, horizon: number): Problem[] {
  const [steps, units = 1, ...more] = firstOutput(output);
  if (steps === horizon && units === 1 && more.length === 0) return [];
  const message = msg`${nameOf(output)} ends the model with ${formatShape(firstOutput(output))}, but ${horizon} numbers in a row are predicted; [${horizon}] or [${horizon}, 1] fits.`;
  const isVector = firstOutput(output).length === 1;
  const fixes = isVector ? unitsFixes(spec, output, horizon) : steps === horizon ? unitsFixes(spec, output, 1) : [];
  return [errorProblem('output-shape', message, { nodeId: output.id, fixes })];
}

/** Several columns: one unit for each, at each of several steps. */
function checkColumns(
  spec: ModelSpec,
  output: LayerSpec,
  { columns, column, horizon }: Target & { kind: 'number' },
): Problem[] {
  const wanted = horizon === 1 ? [columns] : [horizon, columns];
  const shape = firstOutput(output);
  if (shape.length === wanted.length && shape.every((size, i) => size === wanted[i])) return [];
  const what =
    horizon === 1 ? msg`${columns} numbers, ${column}` : msg`${columns} numbers, ${column}, at ${horizon} steps`;
  const message = msg`${nameOf(output)} ends the model with ${formatShape(shape)}, but the answer is ${what}; ${formatShape(wanted)} fits.`;
  const isLastWrong = shape.length === wanted.length && (horizon === 1 || shape[0] === horizon);
  const fixes = isLastWrong ? unitsFixes(spec, output, columns) : [];
  return [errorProblem('output-shape', message, { nodeId: output.id, fixes })];
}

/** Checks the shape of an output against its target. */
export function checkOutputShape(spec: ModelSpec, output: LayerSpec, loss: LossConfig, target: Target): Problem[] {
  if (target.kind === 'number' && target.columns > 1) return checkColumns(spec, output, target);
  if (target.kind === 'number' && target.horizon > 1) return checkHorizon(spec, output, target.horizon);
  const wanted = unitsFor(loss, target);
  const shape = firstOutput(output);
  const [units, ...more] = shape;
  const what = target.kind === 'label' ? msg`a label` : msg`one number, ${target.column}`;
  if (units === undefined || more.length > 0) {
    const message = msg`${nameOf(output)} ends the model with ${formatShape(shape)}, but the answer is ${what}; put GlobalMaxPooling1D, Flatten or a GRU before the last layer.`;
    return [errorProblem('output-shape', message, { nodeId: output.id, fixes: poolingFixes(output) })];
  }
  if (wanted === null || units === wanted) return [];
  const isDense = layerWithUnits(spec, output)?.type === 'Dense';
  const fixes = unitsFixes(spec, output, wanted);
  const place = { nodeId: output.id, fixes: isDense ? fixes : [denseFix(output, wanted), ...fixes] };
  // The units of a recurrent layer are its memory, not the answer.
  if (wanted === 1 && !isDense) {
    const message = msg`${nameOf(output)} ends the model with ${formatShape(shape)}, but ${loss.name} wants one number; put a Dense with 1 unit behind it.`;
    return [errorProblem('output-shape', message, place)];
  }
  if (wanted === 1) {
    const message = msg`${nameOf(output)} ends the model with ${formatShape(shape)}, but ${loss.name} wants one number; 1 unit fits.`;
    return [errorProblem('output-shape', message, place)];
  }
  const message = isDense
    ? msg`${nameOf(output)} ends the model with ${formatShape(shape)}, but there are ${wanted} labels; ${wanted} units fit.`
    : msg`${nameOf(output)} ends the model with ${formatShape(shape)}, but there are ${wanted} labels; put a Dense with ${wanted} units behind it.`;
  const isEnough = loss.name === 'sparse_categorical_crossentropy' && units !== null && units > wanted;
  return [(isEnough ? warningProblem : errorProblem)('units-and-labels', message, place)];
}
