// Infers shapes, weights and costs of every layer in order, as far as possible.
import { checkInitializers, checkRegularizers } from '#shared/model/check-initializers.ts';
import { argumentFix, type Fix } from '#shared/base/fix.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { about, countOf, msg, sentences, type Message, joined } from '#shared/base/message.ts';
import { nameOf, type WiredInput, type WiredNode, type Wiring } from '#shared/model/check-edges.ts';
import type { LayerNode } from '#shared/model/graph-document.ts';
import type { LayerSpec, Shape, WeightSpec } from '#shared/model/model-spec.ts';
import { errorProblem, warningProblem, type Problem } from '#shared/base/problem.ts';
import { findLayer, isInput, layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { readLayer } from '#shared/model/read-layer.ts';
import { formatShape, sizeOf } from '#shared/model/layer-rules/common.ts';
import type {
  LayerDefinition,
  LayerInputs,
  ShapeProblem,
  ShapeResult,
} from '#shared/model/layer-rules/layer-definition.ts';
import { didYouMean, nearestName } from '#shared/reading/names.ts';

/** What would help, in words and as edits. */
interface Advice {
  readonly hint: Message | null;
  readonly fixes?: readonly Fix[];
}

/** How to get a sequence, from the layer that removed it. */
function adviceOnSequence(before: LayerSpec | undefined, inferred: ReadonlyMap<string, InferredLayer>): Advice {
  let culprit = before;
  while (culprit !== undefined && culprit.inputShapes[0]?.length === 1) {
    culprit = inferred.get(culprit.inputs[0]?.id ?? '')?.spec;
  }
  if (culprit === undefined) return { hint: null };
  const name = nameOf(culprit);
  const definition = findLayer(culprit.type);
  switch (definition?.family) {
    case 'input':
      return {
        hint: msg`Give ${name} two sizes, [steps, features], or put an Embedding after it when it holds word numbers.`,
      };
    case 'recurrent':
      return {
        hint: msg`Set return_sequences of ${name} to true, or put this layer before it.`,
        fixes: switchFixes(culprit, definition.sequenceSwitches ?? []),
      };
    case 'pooling':
    case 'reshape':
      return { hint: msg`Put it before ${name}.`, fixes: [{ kind: 'mute', layer: culprit.id }] };
    default:
      return { hint: null };
  }
}

/** Sets the switches that the layer's arguments have. */
function switchFixes({ id, config }: LayerSpec, switches: readonly string[]): readonly Fix[] {
  const own = switches.filter((path) => !path.includes('.') || config[path.split('.')[0] ?? ''] !== null);
  return own.length === 0 ? [] : [{ kind: 'argument', layer: id, arguments: own, value: true }];
}

/** What helps a layer that cannot take its input. */
function adviceOn(
  { code, fit, changes = [] }: ShapeProblem,
  { id }: LayerNode,
  definition: LayerDefinition,
  {
    before,
    isSequence,
    inferred,
  }: {
    readonly before: LayerSpec | undefined;
    readonly isSequence: boolean;
    readonly inferred: ReadonlyMap<string, InferredLayer>;
  },
): Advice {
  const fixes = changes.map(({ argument, value }) => argumentFix(id, argument, value));
  if (fit !== undefined || code !== 'wrong-rank') return { hint: fit ?? null, fixes };
  if (definition.family === 'embedding') return { hint: embeddingHint(before) };
  return isSequence ? { hint: null } : adviceOnSequence(before, inferred);
}

function embeddingHint(before: LayerSpec | undefined): Message | null {
  if (before === undefined) return null;
  if (isInput(before.type)) return msg`Give ${nameOf(before)} one size, [length]; measurements need no Embedding.`;
  return msg`Put it right after the Input.`;
}

/** Leaves a wrong argument to its default, or takes one away that there is none of, where that helps. */
function argumentFixes(definition: LayerDefinition, node: LayerNode, path: string): readonly Fix[] {
  const [argument = ''] = path.split('.');
  const { [argument]: _wrong, ...others } = node.config;
  const starter = definition.starter?.[argument];
  const config = starter === undefined ? others : { ...others, [argument]: starter };
  const isWrong = readLayer(definition, config).problems.some((problem) => problem.path.split('.')[0] === argument);
  if (isWrong) return [];
  if (starter !== undefined) return [argumentFix(node.id, argument, starter)];
  return [{ kind: 'reset-argument', layer: node.id, argument }];
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

/** Connects a layer that nothing goes into to the last end of the model before it, or deletes it. */
function connectingFixes(node: LayerNode, byId: Wiring['byId']): Fix[] {
  const behind = new Set([node.id]);
  for (const id of behind) for (const follower of byId.get(id)?.followers ?? []) behind.add(follower);
  const ends = [...byId.values()].filter((each) => each.followers.length === 0 && !behind.has(each.node.id));
  const end = ends.at(-1)?.node;
  return [
    ...(end === undefined ? [] : [{ kind: 'connect' as const, from: end.id, to: node.id }]),
    { kind: 'delete', layers: [node.id] },
  ];
}

/** Checks that each of a layer's inputs has one edge. */
function checkInputs(
  { node, inputs: edges }: WiredNode,
  inputs: LayerInputs,
  byId: Wiring['byId'],
  problems: Problem[],
): boolean {
  const report = (code: string, message: Message, fixes?: readonly Fix[]): false => {
    problems.push(errorProblem(code, message, { nodeId: node.id, fixes }));
    return false;
  };
  const cut = (some: readonly WiredInput[]): Fix[] => [
    { kind: 'cut', edges: some.map(({ id, output, input }) => ({ from: id, to: node.id, output, input })) },
  ];
  const name = nameOf(node);
  const [first] = edges;
  if (inputs.most === 0) {
    if (first === undefined) return true;
    return report(
      'input-with-input',
      msg`${name} begins the model; take the edge from "${first.id}" away.`,
      cut(edges),
    );
  }
  if (first === undefined)
    return report('not-connected', msg`Nothing goes into ${name}; join it to a layer.`, connectingFixes(node, byId));
  if (inputs.most === 1 && edges.length > 1) {
    const ids = joined(
      ', ',
      edges.map(({ id }) => msg`"${id}"`),
    );
    return report(
      'several-inputs',
      msg`${name} takes one input, but gets ${edges.length}: ${ids}.`,
      cut(edges.slice(1)),
    );
  }
  const beyond = edges.find(({ input }) => input >= inputs.most);
  if (beyond !== undefined) {
    const has = countOf(inputs.most, '{0} input', '{0} inputs');
    const message = msg`${name} has ${has}, counted from 0, but the edge from "${beyond.id}" ends at input ${beyond.input}.`;
    return report('no-such-input', message, cut([beyond]));
  }
  const twice = edges.find(({ input }, i) => edges[i + 1]?.input === input);
  if (twice !== undefined) {
    const [one, other] = edges.filter(({ input }) => input === twice.input).map(({ id }) => id);
    const place = placeName(inputs, twice.input);
    const message = msg`The edges from "${one ?? ''}" and "${other ?? ''}" both end at ${place} of ${name}; give one of them another input.`;
    return report('same-input', message, cut([twice]));
  }
  const missing = edges.findIndex(({ input }, i) => input !== i);
  const free = missing === -1 ? edges.length : missing;
  if (missing !== -1 || edges.length < inputs.least) {
    return report(
      'missing-input-edge',
      msg`No edge ends at ${placeName(inputs, free)} of ${name}; join it to a layer.`,
      edges.length === 1 ? [{ kind: 'mute', layer: node.id }] : [],
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
    const hint = didYouMean(node.type, names) ?? msg`Strata has ${names.join(', ')}.`;
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
    const before = inferred.get(inputs[0]?.id ?? '')?.spec;
    const isSequence = inputShapes[0]?.length === 2;
    const { hint, fixes } = adviceOn(result.problem, node, definition, { before, isSequence, inferred });
    return report(result.problem.code, sentences(about(nameOf(node), result.problem.message), hint), fixes);
  }
  const given = inputs.map(({ id, output }) => inferred.get(id)?.spec.outputMasks[output] ?? false);
  if (given[0] === true && definition.refusesMask !== undefined)
    return report('refused-mask', about(nameOf(node), definition.refusesMask));
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
