// Checks the loss against the model's output and the data's target.
import { argumentFix, settingFix, type Fix } from '#shared/base/fix.ts';
import { msg, textOf } from '#shared/base/message.ts';
import type { DataFacts, TargetFacts as Target } from '#shared/experiment/data-facts.ts';
import { checkMetrics, type MeasuredOutput } from '#shared/experiment/check-metrics.ts';
import { checkOutputShape, unitsFixes } from '#shared/experiment/check-output-shape.ts';
import { traitsOf, type LossConfig } from '#shared/training/losses.ts';
import { isOfLabels } from '#shared/training/metrics.ts';
import { outputTrainings } from '#shared/training/output-training.ts';
import type { ResolvedTraining } from '#shared/training/resolve-training.ts';
import type { Training } from '#shared/training/training-settings.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import { formatShape } from '#shared/model/layer-rules/common.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { firstOutput, type LayerSpec, type ModelSpec } from '#shared/model/model-spec.ts';
import type { Problem, ProblemDetails, ProblemPlace } from '#shared/base/problem.ts';
import { errorProblem, problemMessage, warningProblem } from '#shared/base/problem.ts';

/** An output of the model, how it is trained, and where the file says so. */
interface CheckedOutput extends MeasuredOutput {
  readonly lossPlace: ProblemPlace;
  /** Where the file has the loss. */
  readonly lossPath: readonly string[];
}

/** Takes another loss. */
function lossFix({ lossPath: path }: CheckedOutput, name: LossConfig['name']): Fix {
  return { kind: 'setting', path, value: name };
}

/** Says whether the model ends with logits. */
function logitsFix({ lossPath }: CheckedOutput, value: boolean): Fix {
  return { kind: 'setting', path: [...lossPath, 'config', 'from_logits'], value };
}

/** Gives the last activation's layer another one, or adds one behind a layer that has none. */
function activationFix({ id, config }: LayerSpec, activation: string): Fix {
  if ('activation' in config) return argumentFix(id, 'activation', activation);
  return { kind: 'insert', layer: id, side: 'after', type: 'Activation', config: { activation } };
}

/** The layer that decides the output's range, and its activation. */
function lastActivation(
  spec: ModelSpec,
  { id }: Pick<LayerSpec, 'id'>,
): { readonly layer: LayerSpec; readonly activation: string } | null {
  const byId = new Map(spec.layers.map((layer) => [layer.id, layer]));
  let layer = byId.get(id);
  while (layer !== undefined && findLayer(layer.type)?.keepsValues === true) {
    layer = byId.get(layer.inputs[0]?.id ?? '');
  }
  if (layer === undefined) return null;
  const activation = layer.config['activation'];
  return { layer, activation: typeof activation === 'string' ? activation : 'linear' };
}

/** Checks the last activation for a loss on probabilities. */
function checkProbabilities(spec: ModelSpec, output: CheckedOutput): Problem[] {
  const { loss, layer } = output;
  const last = lastActivation(spec, layer);
  const { squash } = traitsOf(loss);
  if (last === null || squash === null) return [];
  const place = { nodeId: last.layer.id, path: 'config.activation' };
  const isSquashed = last.activation === squash || (squash === 'sigmoid' && last.activation === 'hard_sigmoid');
  const fromLogits = 'from_logits' in loss && loss.from_logits;
  if (fromLogits && isSquashed) {
    const message = msg`${last.activation} and from_logits together squash the answer twice; keep one of the two.`;
    const fixes = [logitsFix(output, false), activationFix(last.layer, 'linear')];
    return [warningProblem('probability-and-logits', message, { ...place, fixes })];
  }
  if (fromLogits || isSquashed) return [];
  const wants = squash === 'sigmoid' ? msg`a probability` : msg`probabilities`;
  const squashing = activationFix(last.layer, squash);
  if (!('from_logits' in loss)) {
    const message = msg`No ${squash}, but the loss wants ${wants}: give ${nameOf(last.layer)} the activation "${squash}".`;
    return [warningProblem('loss-wants-probability', message, { ...place, fixes: [squashing] })];
  }
  const message = msg`No ${squash}, but the loss wants ${wants}: give ${nameOf(last.layer)} the activation "${squash}", or set from_logits.`;
  return [warningProblem('loss-wants-probability', message, { ...place, fixes: [squashing, logitsFix(output, true)] })];
}

function checkSoftmax(spec: ModelSpec, output: LayerSpec, target: Target): Problem[] {
  const last = lastActivation(spec, output);
  if (last?.activation !== 'softmax' || firstOutput(last.layer).at(-1) !== 1) return [];
  const message = msg`softmax over the 1 unit of ${nameOf(last.layer)} is always 1; use sigmoid, or one unit for each label.`;
  const labels = target.kind === 'label' && target.labels !== null && target.labels > 1 ? target.labels : null;
  const fixes = [
    activationFix(last.layer, 'sigmoid'),
    ...(labels === null ? [] : unitsFixes(spec, last.layer, labels)),
  ];
  return [errorProblem('softmax-of-one', message, { nodeId: last.layer.id, path: 'config.activation', fixes })];
}

/** Activations whose range excludes values of a normalized target, which ranges from about −3 to 3. */
const boundedActivations = new Set([
  'sigmoid',
  'hard_sigmoid',
  'softmax',
  'tanh',
  'relu',
  'relu6',
  'softplus',
  'exponential',
]);

const positiveActivations = new Set(['softplus', 'exponential', 'sigmoid', 'softmax']);

/** Losses whose meaning depends on where a target's zero lies, which normalization moves. */
function checkZero(output: CheckedOutput, target: Target & { kind: 'number' }): Problem[] {
  const { loss, lossPlace } = output;
  const taking = (name: LossConfig['name']): ProblemDetails => ({ ...lossPlace, fixes: [lossFix(output, name)] });
  const { column, least } = target;
  if (least === null) return [];
  if (loss.name === 'mean_absolute_percentage_error' && least <= 0) {
    const message = msg`mean_absolute_percentage_error divides by the target, but "${column}" may be 0 or near it here; use mae, or set normalize to false where all values are above 0.`;
    return [warningProblem('loss-wants-positive', message, taking('mean_absolute_error'))];
  }
  const isOfCounts = loss.name === 'poisson' || loss.name === 'mean_squared_logarithmic_error';
  if (!isOfCounts || least >= 0) return [];
  const message = msg`${loss.name} is for counts and amounts from 0, but "${column}" has values below 0 here; use mse, or set normalize to false where no value is below 0.`;
  return [warningProblem('loss-wants-positive', message, taking('mean_squared_error'))];
}

function checkNumberTarget(spec: ModelSpec, output: CheckedOutput, target: Target & { kind: 'number' }): Problem[] {
  const { loss, metrics } = output;
  const lossPlace = { ...output.lossPlace, fixes: [lossFix(output, 'mean_absolute_error')] };
  if (loss.name === 'cosine_similarity' && target.columns < 2) {
    const message = msg`cosine_similarity compares directions, but "${target.column}" is one number, which has none; use mae, mse or huber.`;
    return [errorProblem('loss-wants-directions', message, lossPlace)];
  }
  if (traitsOf(loss).target !== 'number') {
    const isOfBits = traitsOf(loss).target === 'bit';
    if (target.isProbability && isOfBits) return [];
    if (target.isProbabilityAsMeasured && isOfBits) {
      const message = msg`${loss.name} wants labels 0 and 1, but the preparation normalizes "${target.column}"; set normalize to false.`;
      const fixes = [settingFix('data.preparation.normalize', false), ...lossPlace.fixes];
      return [errorProblem('loss-wants-labels', message, { ...lossPlace, fixes })];
    }
    const message = msg`${loss.name} wants labels, but the target "${target.column}" is a measurement; use mae, mse or huber.`;
    return [errorProblem('loss-wants-labels', message, lossPlace)];
  }
  const problems: Problem[] = [...checkZero(output, target)];
  const last = lastActivation(spec, output.layer);
  const isPoisson = loss.name === 'poisson';
  if (isPoisson && last !== null && !positiveActivations.has(last.activation)) {
    const message = msg`poisson takes the logarithm of the answer, which ${nameOf(last.layer)} may make negative: give it the activation "softplus" or "exponential".`;
    const place = { nodeId: last.layer.id, path: 'config.activation' };
    const fixes = [activationFix(last.layer, 'softplus'), activationFix(last.layer, 'exponential')];
    problems.push(warningProblem('poisson-of-negative', message, { ...place, fixes }));
  }
  if (!isPoisson && last !== null && boundedActivations.has(last.activation) && !target.isProbability) {
    const message = msg`${last.activation} keeps the answer of ${nameOf(last.layer)} in a range that "${target.column}" leaves; use none.`;
    const place = { nodeId: last.layer.id, path: 'config.activation' };
    problems.push(
      warningProblem('bounded-output', message, { ...place, fixes: [activationFix(last.layer, 'linear')] }),
    );
  }
  const lists = [
    { list: metrics, placeOf: output.metricPlace },
    { list: output.weightedMetrics ?? [], placeOf: output.weightedPlace },
  ];
  for (const { list, placeOf } of lists) {
    const accuracy = list.findIndex(isOfLabels);
    if (accuracy < 0 || target.isProbability) continue;
    const message = msg`${list[accuracy]?.name ?? 'accuracy'} says nothing about a measurement; use mae.`;
    problems.push(warningProblem('accuracy-of-numbers', message, placeOf(accuracy)));
  }
  return problems;
}

function checkLabelTarget(output: CheckedOutput, labels: number | null): Problem[] {
  const { loss, lossPlace } = output;
  if (traitsOf(loss).target === 'bit' && labels !== null && labels > 2) {
    const message = msg`${loss.name} wants labels 0 and 1, but there are ${labels} labels; use sparse_categorical_crossentropy with ${labels} units.`;
    const fixes = [lossFix(output, 'sparse_categorical_crossentropy')];
    return [errorProblem('loss-wants-two-labels', message, { ...lossPlace, fixes })];
  }
  if (traitsOf(loss).target === 'number') {
    const message = msg`${loss.name} is for measurements; for labels, a cross-entropy learns faster.`;
    const fixes = [lossFix(output, labels === 2 ? 'binary_crossentropy' : 'sparse_categorical_crossentropy')];
    return [warningProblem('loss-for-numbers', message, { ...lossPlace, fixes })];
  }
  return [];
}

/** Checks that loss, output and target match. */
function checkOutput(spec: ModelSpec, output: CheckedOutput, target: Target): Problem[] {
  const { layer, loss } = output;
  const aboutTarget =
    target.kind === 'label' ? checkLabelTarget(output, target.labels) : checkNumberTarget(spec, output, target);
  const softmax = checkSoftmax(spec, layer, target);
  // With a wrong loss, advice on the output would be misleading.
  if (aboutTarget.some(({ severity }) => severity === 'error')) return [...aboutTarget, ...softmax];
  const probabilities = softmax.length > 0 ? softmax : checkProbabilities(spec, output);
  const aboutShape = checkOutputShape(spec, layer, loss, target);
  const isFit = aboutShape.every(({ severity }) => severity !== 'error');
  if (isFit) return [...aboutTarget, ...aboutShape, ...probabilities, ...checkMetrics(output)];
  // Where another layer has to follow, that one decides the values.
  const isOpen = aboutShape.some(({ fixes = [] }) =>
    fixes.some((fix) => fix.kind === 'insert' && fix.side === 'after'),
  );
  const isOfValues = ({ code }: Problem): boolean => code === 'bounded-output' || code === 'loss-wants-probability';
  const found = [...aboutTarget, ...aboutShape, ...probabilities];
  return isOpen ? found.filter((problem) => !isOfValues(problem)) : found;
}

/** What says that an output's shape is not the target's. */
const misfits: ReadonlySet<string> = new Set(['output-shape', 'units-and-labels']);

/** A layer whose output does not fit, of a model that has another end: somebody forgot to join it. */
function looseEnd({ layers }: ModelSpec, layer: LayerSpec, end: LayerSpec): Problem {
  const message = msg`Nothing follows ${nameOf(layer)}, so the model ends there too, with ${formatShape(firstOutput(layer))}, which does not fit the answer; join it to a layer, or delete it.`;
  // It takes the place of what goes into the end; that goes into something else as well, or would be loose itself.
  const [before, ...others] = end.inputs;
  const isFree =
    others.length === 0 && layers.filter(({ inputs }) => inputs.some(({ id }) => id === before?.id)).length > 1;
  const fixes: Fix[] = [
    ...(isFree ? [{ kind: 'connect' as const, from: layer.id, to: end.id }] : []),
    { kind: 'delete', layers: [layer.id] },
  ];
  return errorProblem('loose-end', message, { nodeId: layer.id, fixes });
}

/** Names the output of several that a problem is about, where its sentence does not. */
function namingOutput(problem: Problem, id: string): Problem {
  if (problem.message.includes(`"${id}"`)) return problem;
  const message = msg`Output "${id}": ${problemMessage(problem)}`;
  return { ...problem, message: textOf(message), translatable: message };
}

/**
 * Checks that the loss, the output and the target of each output match.
 * @param training the settings and, resolved, what they mean
 */
export function checkObjective(
  spec: ModelSpec,
  training: { readonly settings: Pick<Training, 'outputs'>; readonly resolved: ResolvedTraining },
  { target: targetOf, namedOutputs }: Pick<DataFacts, 'target' | 'namedOutputs'>,
): Problem[] {
  const isOnly = spec.outputs.length === 1;
  // A file that names outputs means to have several.
  const isOneMeant = namedOutputs.size === 0 && Object.keys(training.settings.outputs ?? {}).length === 0;
  const found = outputTrainings(training.resolved, spec.outputs).flatMap((output) => {
    const layer = spec.layers.find(({ id }) => id === output.id);
    if (layer === undefined) return [];
    const own = training.settings.outputs?.[output.id];
    const ofOutput = ['training', 'outputs', output.id];
    // Of several outputs the problem says which one it is about.
    const placed = (path: string): ProblemPlace => (isOnly ? { path } : { nodeId: output.id, path });
    const placesOf = (key: 'metrics' | 'weighted_metrics') => (i: number) => {
      const path = [...(own?.[key] === undefined ? ['training'] : ofOutput), key, String(i)];
      return { ...placed(path.join('.')), fixes: [{ kind: 'remove-setting' as const, path }] };
    };
    const lossPath = [...(own?.loss === undefined ? ['training'] : ofOutput), 'loss'];
    const checked: CheckedOutput = {
      ...output,
      layer,
      lossPath,
      lossPlace: placed(lossPath.join('.')),
      metricPlace: placesOf('metrics'),
      weightedPlace: placesOf('weighted_metrics'),
    };
    const problems = checkOutput(spec, checked, targetOf(output.id));
    const named = isOnly ? problems : problems.map((problem) => namingOutput(problem, output.id));
    return [{ layer, problems: named, isMisfit: problems.some(({ code }) => misfits.has(code)) }];
  });
  const end = found.findLast(({ isMisfit }) => !isMisfit) ?? found.at(-1);
  return found.flatMap(({ layer, problems, isMisfit }) =>
    isMisfit && isOneMeant && end !== undefined && layer !== end.layer ? [looseEnd(spec, layer, end.layer)] : problems,
  );
}
