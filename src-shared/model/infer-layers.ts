// Infers shapes, weights and costs of every layer in order, as far as possible.
import { checkInitializers, checkRegularizers } from '#shared/model/check-initializers.ts';
import { about, countOf, msg, sentences, type Message, joined } from '#shared/base/message.ts';
import { nameOf, type WiredNode, type Wiring } from '#shared/model/check-edges.ts';
import type { LayerNode } from '#shared/model/graph-document.ts';
import type { LayerSpec, Shape, WeightSpec } from '#shared/model/model-spec.ts';
import { errorProblem, warningProblem, type Problem } from '#shared/base/problem.ts';
import { findLayer, isInput, layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { readLayer } from '#shared/model/read-layer.ts';
import { formatShape, sizeOf } from '#shared/model/layer-rules/common.ts';
import type { LayerDefinition, LayerInputs } from '#shared/model/layer-rules/layer-definition.ts';
import { didYouMean } from '#shared/reading/names.ts';

/** A hint how to get a sequence, for the layer that removed it. */
function sequenceHint(before: LayerSpec | undefined, inferred: ReadonlyMap<string, InferredLayer>): Message | null {
  let culprit = before;
  while (culprit !== undefined && culprit.inputShapes[0]?.length === 1) {
    culprit = inferred.get(culprit.inputs[0]?.id ?? '')?.spec;
  }
  if (culprit === undefined) return null;
  const name = nameOf(culprit);
  switch (findLayer(culprit.type)?.family) {
    case 'input':
      return msg`Give ${name} two sizes, [steps, features], or put an Embedding after it when it holds word numbers.`;
    case 'recurrent':
      return msg`Set return_sequences of ${name} to true, or put this layer before it.`;
    case 'pooling':
    case 'reshape':
      return msg`Put it before ${name}.`;
    default:
      return null;
  }
}

function embeddingHint(before: LayerSpec | undefined): Message | null {
  if (before === undefined) return null;
  if (isInput(before.type)) return msg`Give ${nameOf(before)} one size, [length]; measurements need no Embedding.`;
  return msg`Put it right after the Input.`;
}

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

const oneInput: LayerInputs = { least: 1, most: 1 };

/** `input 1 (value)` */
function placeName({ names }: LayerInputs, input: number): Message {
  const name = names?.[input];
  return name === undefined ? msg`input ${input}` : msg`input ${input} (${name})`;
}

/** Checks that each of a layer's inputs has one edge. */
function checkInputs({ node, inputs: edges }: WiredNode, inputs: LayerInputs, problems: Problem[]): boolean {
  const report = (code: string, message: Message): false => {
    problems.push(errorProblem(code, message, { nodeId: node.id }));
    return false;
  };
  const name = nameOf(node);
  const [first] = edges;
  if (inputs.most === 0) {
    if (first === undefined) return true;
    return report('input-with-input', msg`${name} begins the model; take the edge from "${first.id}" away.`);
  }
  if (first === undefined) return report('not-connected', msg`Nothing goes into ${name}; join it to a layer.`);
  if (inputs.most === 1 && edges.length > 1) {
    const ids = joined(
      ', ',
      edges.map(({ id }) => msg`"${id}"`),
    );
    return report('several-inputs', msg`${name} takes one input, but gets ${edges.length}: ${ids}.`);
  }
  const beyond = edges.find(({ input }) => input >= inputs.most);
  if (beyond !== undefined) {
    const has = countOf(inputs.most, '{0} input', '{0} inputs');
    const message = msg`${name} has ${has}, counted from 0, but the edge from "${beyond.id}" ends at input ${beyond.input}.`;
    return report('no-such-input', message);
  }
  const twice = edges.find(({ input }, i) => edges[i + 1]?.input === input);
  if (twice !== undefined) {
    const [one, other] = edges.filter(({ input }) => input === twice.input).map(({ id }) => id);
    const place = placeName(inputs, twice.input);
    const message = msg`The edges from "${one ?? ''}" and "${other ?? ''}" both end at ${place} of ${name}; give one of them another input.`;
    return report('same-input', message);
  }
  const missing = edges.findIndex(({ input }, i) => input !== i);
  const free = missing === -1 ? edges.length : missing;
  if (missing !== -1 || edges.length < inputs.least) {
    return report(
      'missing-input-edge',
      msg`No edge ends at ${placeName(inputs, free)} of ${name}; join it to a layer.`,
    );
  }
  return true;
}

/** The layer's node, or that of the layer whose weights it shares. Null when there is none that could be shared. */
function findOwner({ node }: WiredNode, byId: Wiring['byId'], problems: Problem[]): LayerNode | null {
  if (node.layer === undefined) return node;
  const report = (code: string, message: Message): null => {
    problems.push(errorProblem(code, message, { nodeId: node.id, path: 'layer' }));
    return null;
  };
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
}

/** One layer, when its inputs are known; null when it or a layer before it is wrong. */
function inferLayer(
  wired: WiredNode,
  byId: Wiring['byId'],
  inferred: ReadonlyMap<string, InferredLayer>,
  problems: Problem[],
): InferredLayer | null {
  const { node, inputs } = wired;
  const report = (code: string, message: Message): null => {
    problems.push(errorProblem(code, message, { nodeId: node.id }));
    return null;
  };
  const definition = findLayer(node.type);
  if (definition === undefined) {
    const names = [...layerCatalogue.keys()];
    const hint = didYouMean(node.type, names) ?? msg`Strata has ${names.join(', ')}.`;
    return report('unknown-layer', sentences(msg`No layer is called "${node.type}" (layer "${node.id}").`, hint));
  }
  const owner = findOwner(wired, byId, problems);
  if (owner === null) return null;
  const { value: config, problems: wrong } = readLayer(definition, owner.config);
  // Wrong arguments are reported once, with the layer that has them.
  for (const { code, message, path } of owner === node ? wrong : []) {
    problems.push(errorProblem(code, about(nameOf(node), message), { nodeId: node.id, path: `config.${path}` }));
  }
  if (!checkInputs(wired, definition.inputs ?? oneInput, problems) || config === null) return null;

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
  const result = definition.shape(config, inputShapes, findLayer);
  if ('problem' in result) {
    const { code, message, fit } = result.problem;
    const before = inferred.get(inputs[0]?.id ?? '')?.spec;
    const isSequence = inputShapes[0]?.length === 2;
    const rankHint =
      definition.family === 'embedding' ? embeddingHint(before) : isSequence ? null : sequenceHint(before, inferred);
    const hint = fit ?? (code === 'wrong-rank' ? rankHint : null);
    return report(code, sentences(about(nameOf(node), message), hint));
  }
  const given = inputs.map(({ id, output }) => inferred.get(id)?.spec.outputMasks[output] ?? false);
  const weights = definition.weights(config, inputShapes, findLayer);
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
    flopsPerSample: definition.flops(config, inputShapes, result.shapes[0] ?? [], findLayer),
  };
  problems.push(...checkInitializers(spec), ...checkRegularizers(spec));
  if (given.includes(true)) problems.push(...warningsAboutMask(definition, spec, given));
  return { spec, weights };
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
