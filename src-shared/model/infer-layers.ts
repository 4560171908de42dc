// Infers shapes, weights and costs of every layer in order, as far as possible.
import {
  checkConstraints,
  checkInitializers,
  checkRegularizers,
  checkVariances,
} from '#shared/model/check-initializers.ts';
import { checkEpsilon } from '#shared/model/check-epsilon.ts';
import { adviceOn, argumentFixes } from '#shared/model/advice.ts';
import { checkInputs, oneInput } from '#shared/model/check-layer-inputs.ts';
import type { Fix } from '#shared/base/fix.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { about, countOf, msg, sentences, type Message } from '#shared/base/message.ts';
import { nameOf, type WiredNode, type Wiring } from '#shared/model/check-edges.ts';
import type { LayerNode } from '#shared/model/graph-document.ts';
import type { LayerSpec, Shape, WeightSpec } from '#shared/model/model-spec.ts';
import { errorProblem, warningProblem, type Problem } from '#shared/base/problem.ts';
import { findLayer, isInput, layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { readLayer } from '#shared/model/read-layer.ts';
import { formatShape, sizeOf } from '#shared/model/layer-rules/common.ts';
import type { LayerDefinition, ShapeResult } from '#shared/model/layer-rules/layer-definition.ts';
import { didYouMean, nearestName } from '#shared/reading/names.ts';

/** Warnings about a mask that a layer cannot take, as Keras gives one. */
function warningsAboutMask(definition: LayerDefinition, spec: LayerSpec, inputs: readonly boolean[]): Problem[] {
  const warning = (message: Message): Problem[] => [warningProblem('mask-dropped', message, { nodeId: spec.id })];
  if (definition.masks === undefined)
    return warning(
      msg`${nameOf(spec)} gets a sequence with a mask and passes none on: the layers after it take padding for data.`,
    );
  if (definition.readsMask?.(inputs) !== false) return [];
  return warning(msg`${nameOf(spec)} begins with a given state and then reads masked steps too, as in Keras.`);
}

/** The layer's node, or that of the layer whose weights it shares. Null when there is none that could be shared. */
function findOwner({ node }: WiredNode, byId: Wiring['byId'], problems: Problem[]): LayerNode | null {
  if (node.layer === undefined) return node;
  const report = (code: string, message: Message): null => {
    problems.push(errorProblem(code, message, { nodeId: node.id, path: 'layer' }));
    return null;
  };
  if (isInput(node.type)) {
    const message = msg`${nameOf(node)} applies the layer "${node.layer}", but an Input has no weights to share; give it a shape of its own.`;
    return report('shares-input', message);
  }
  const owner = byId.get(node.layer)?.node;
  if (owner === undefined) {
    const sentence = msg`${nameOf(node)} applies the layer "${node.layer}", but no layer has this id.`;
    return report('unknown-shared-layer', sentences(sentence, didYouMean(node.layer, byId.keys())));
  }
  if (owner === node) return report('shares-itself', msg`${nameOf(node)} applies itself; name another layer, or none.`);
  if (owner.layer !== undefined) {
    const message = msg`${nameOf(node)} applies "${owner.id}", which itself applies "${owner.layer}"; name that one.`;
    return report('shares-shared', message);
  }
  const type = findLayer(node.type)?.type ?? node.type;
  if (type !== (findLayer(owner.type)?.type ?? owner.type)) {
    return report('shares-other-type', msg`${nameOf(node)} applies ${nameOf(owner)}; both must be of one type.`);
  }
  if (Object.keys(node.config).length > 0 && !isEqual(node.config, owner.config)) {
    const message = msg`${nameOf(node)} applies ${nameOf(owner)} and has its arguments; leave its own config empty.`;
    return report('shares-with-config', message);
  }
  return owner;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A problem for each layer whose shared weights would have other shapes for its own input. */
function checkShared(specs: ReadonlyMap<string, InferredLayer>): Problem[] {
  return [...specs.values()].flatMap(({ spec, weights }) => {
    const owner = specs.get(spec.weightsOf);
    if (owner === undefined || owner.spec === spec) return [];
    const at = weights.findIndex((weight, i) => !isEqual(weight, owner.weights[i]));
    const [own, shared] = [weights[at], owner.weights[at]];
    if (own === undefined || shared === undefined) return [];
    const message = msg`${nameOf(spec)} applies ${nameOf(owner.spec)}, whose ${shared.name} is ${formatShape(shared.shape)}, but its own input would need ${formatShape(own.shape)}; both inputs must have equal shapes.`;
    return [errorProblem('unfit-shared-weights', message, { nodeId: spec.id })];
  });
}

interface InferredLayer {
  readonly spec: LayerSpec;
  /** Those that it computes with, its own or shared. */
  readonly weights: readonly WeightSpec[];
  /** How many axes each output's mask has; 0 without one. */
  readonly maskAxes: readonly number[];
}

interface LayerFigures {
  readonly result: ShapeResult;
  readonly weights: readonly WeightSpec[];
  readonly flops: number;
}

/** By the object that `readLayer` gives for equal arguments, then by the input's shapes. */
const knownFigures = new WeakMap<JsonObject, Map<string, LayerFigures>>();

/** What follows from arguments and input shapes. It is remembered and shared, as an editor asks again at every key. */
function figuresOf(definition: LayerDefinition, config: JsonObject, inputShapes: readonly Shape[]): LayerFigures {
  const known = knownFigures.get(config) ?? new Map<string, LayerFigures>();
  knownFigures.set(config, known);
  const key = JSON.stringify(inputShapes);
  const found = known.get(key);
  if (found !== undefined) return found;
  const result = definition.shape(config, inputShapes, findLayer);
  const figures =
    'problem' in result
      ? { result, weights: [], flops: 0 }
      : {
          result,
          weights: definition.weights(config, inputShapes, findLayer),
          flops: definition.flops(config, inputShapes, result.shapes[0] ?? [], findLayer),
        };
  known.set(key, figures);
  return figures;
}

/** Four terabytes: no machine holds them, and products of such numbers are no longer exact. */
const mostValues = 1e12;

/** Why no machine can hold an output for one sample, or a weight; null where some can. */
function tooManyValues(shapes: readonly Shape[], weights: readonly WeightSpec[]): Message | null {
  const output = shapes.find((shape) => sizeOf(shape) > mostValues);
  if (output !== undefined)
    return msg`would give ${formatShape(output)} for one sample, more numbers than any machine holds.`;
  const weight = weights.find(({ shape }) => sizeOf(shape) > mostValues);
  if (weight === undefined) return null;
  return msg`would have a ${weight.name} of ${formatShape(weight.shape)}, more numbers than any machine holds.`;
}

/** One layer, when its inputs are known; null when it or a layer before it is wrong. */
function inferLayer(
  wired: WiredNode,
  byId: Wiring['byId'],
  inferred: ReadonlyMap<string, InferredLayer>,
  problems: Problem[],
): InferredLayer | null {
  const { node, inputs } = wired;
  const report = (code: string, message: Message, fixes?: readonly Fix[]): null => {
    problems.push(errorProblem(code, message, { nodeId: node.id, fixes }));
    return null;
  };
  const definition = findLayer(node.type);
  if (definition === undefined) {
    const names = [...layerCatalogue.keys()];
    const hint =
      didYouMean(node.type, names) ??
      msg`It is kept as it is, but the model cannot be trained with it; put another layer in its place.`;
    const near = nearestName(node.type, names);
    const fixes: Fix[] = near === undefined ? [] : [{ kind: 'replace', layer: node.id, type: near }];
    return report(
      'unknown-layer',
      sentences(msg`No layer is called "${node.type}" (layer "${node.id}").`, hint),
      fixes,
    );
  }
  const owner = findOwner(wired, byId, problems);
  if (owner === null) return null;
  const { value: config, problems: wrong } = readLayer(definition, owner.config);
  // Wrong arguments are reported once, with the layer that has them.
  for (const { code, message, path } of owner === node ? wrong : []) {
    const fixes = argumentFixes(definition, node, path);
    problems.push(errorProblem(code, about(nameOf(node), message), { nodeId: node.id, path: `config.${path}`, fixes }));
  }
  if (!checkInputs(wired, definition.inputs ?? oneInput, byId, problems) || config === null) return null;

  const inputShapes: Shape[] = [];
  for (const { id, output } of inputs) {
    const before = inferred.get(id)?.spec;
    if (before === undefined) return null;
    const shape = before.outputShapes[output];
    if (shape === undefined) {
      const has = countOf(before.outputShapes.length, '{0} output', '{0} outputs');
      const message = msg`${nameOf(before)} has ${has}, counted from 0, but an edge to ${nameOf(node)} begins at output ${output}.`;
      return report('no-such-output', message);
    }
    inputShapes.push(shape);
  }
  const { result, weights, flops } = figuresOf(definition, config, inputShapes);
  if ('problem' in result) {
    // Arguments that contradict each other say nothing about the input.
    if (wrong.some(({ code }) => code === 'conflicting-arguments')) return null;
    const before = inferred.get(inputs[0]?.id ?? '')?.spec;
    const isSequence = inputShapes[0]?.length === 2;
    const { hint, fixes } = adviceOn(result.problem, node, definition, { before, isSequence, inferred });
    return report(result.problem.code, sentences(about(nameOf(node), result.problem.message), hint), fixes);
  }
  const tooMany = tooManyValues(result.shapes, weights);
  if (tooMany !== null) return report('too-large', about(nameOf(node), tooMany));
  const given = inputs.map(({ id, output }) => inferred.get(id)?.spec.outputMasks[output] ?? false);
  if (given[0] === true && definition.refusesMask !== undefined)
    return report('refused-mask', about(nameOf(node), definition.refusesMask));
  const maskAxes = inputs.map(({ id, output }) => inferred.get(id)?.maskAxes[output] ?? 0);
  const isDeeper = maskAxes.some((axes, i) => axes > Math.max(1, (inputShapes[i]?.length ?? 0) - 1));
  if (isDeeper && definition.masks !== undefined)
    return report(
      'mask-of-inner-steps',
      msg`${nameOf(node)} gets a mask of steps within steps, which are no longer there: TimeDistributed passes the mask of its inner sequences on, as in Keras. Put a layer without masks between, such as Flatten or GlobalMaxPooling1D.`,
    );
  const ownWeights = owner === node ? weights : [];
  const spec: LayerSpec = {
    id: node.id,
    type: definition.type,
    config,
    inputs: inputs.map(({ id, output }) => ({ id, output })),
    inputShapes,
    outputShapes: result.shapes,
    outputMasks: definition.masks?.(config, given, findLayer) ?? result.shapes.map(() => false),
    weightsOf: owner.id,
    weights: ownWeights,
    parameters: ownWeights.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    flopsPerSample: flops,
  };
  for (const check of [checkInitializers, checkVariances, checkRegularizers, checkConstraints, checkEpsilon])
    problems.push(...check(spec));
  if (given.includes(true)) problems.push(...warningsAboutMask(definition, spec, given));
  const outputAxes = axesOfMasks(definition, { config, given, maskAxes }, spec);
  return { spec, weights, maskAxes: outputAxes };
}

/** How many axes each output's mask has; 0 without one. A layer that makes masks has one value for each step; others pass them on. */
function axesOfMasks(
  definition: LayerDefinition,
  from: { readonly config: JsonObject; readonly given: readonly boolean[]; readonly maskAxes: readonly number[] },
  { outputShapes, outputMasks }: LayerSpec,
): number[] {
  const without = from.given.map(() => false);
  const made = definition.masks?.(from.config, without, findLayer) ?? [];
  const passed = from.maskAxes.find((axes) => axes > 0) ?? 1;
  return outputShapes.map((shape, i) => {
    if (outputMasks[i] !== true) return 0;
    // Further outputs are states and scores, whose masks are of their own steps.
    return made[i] === true ? shape.length - 1 : i === 0 ? passed : 1;
  });
}

/** What can be inferred of the layers, in order of computation; a layer after a wrong one is left out. */
export function inferLayers({ order, byId }: Wiring): {
  readonly specs: readonly LayerSpec[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const inferred = new Map<string, InferredLayer>();
  const ordered = new Set(order);
  const unordered = [...byId.values()].filter((wired) => !ordered.has(wired));
  for (const wired of [...order, ...unordered]) {
    const layer = inferLayer(wired, byId, inferred, problems);
    if (layer !== null) inferred.set(layer.spec.id, layer);
  }
  problems.push(...checkShared(inferred));
  return { specs: [...inferred.values()].map(({ spec }) => spec), problems };
}
