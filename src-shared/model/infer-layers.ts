// Infers shapes, weights and costs of every layer in order, as far as possible.
import { checkInitializers } from '#shared/model/check-initializers.ts';
import { about, msg, sentences, type Message } from '#shared/base/message.ts';
import { nameOf, type WiredNode, type Wiring } from '#shared/model/check-edges.ts';
import type { LayerSpec, Shape } from '#shared/model/model-spec.ts';
import { errorProblem, warningProblem, type Problem } from '#shared/base/problem.ts';
import { readArguments } from '#shared/reading/arguments.ts';
import { findLayer, layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { countOf, formatShape } from '#shared/model/layer-rules/common.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { didYouMean } from '#shared/reading/names.ts';

/** A hint how to get a sequence, for the layer that removed it. */
function sequenceHint(before: LayerSpec | undefined, specs: ReadonlyMap<string, LayerSpec>): Message | null {
  let culprit = before;
  while (culprit !== undefined && culprit.inputShapes[0]?.length === 1) culprit = specs.get(culprit.inputs[0] ?? '');
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
  if (before.type === 'Input') return msg`Give ${nameOf(before)} one size, [length]; measurements need no Embedding.`;
  return msg`Put it right after the Input.`;
}

/** Warnings about a layer that can be computed. */
function warningsFor(definition: LayerDefinition, spec: LayerSpec): Problem[] {
  const [input] = spec.inputShapes;
  if (definition.type !== 'Dense' || input === undefined || input.length < 2) return [];
  const steps = typeof input[0] === 'number' ? msg`of its ${input[0]} steps` : msg`of its steps`;
  const message = msg`${nameOf(spec)} gets a sequence ${formatShape(input)} and answers for each ${steps}. For one answer, put GlobalMaxPooling1D, Flatten or a GRU before it.`;
  return [warningProblem('dense-on-sequence', message, { nodeId: spec.id })];
}

function checkInputCount({ node, inputs }: WiredNode, family: string, problems: Problem[]): boolean {
  const report = (code: string, message: Message): false => {
    problems.push(errorProblem(code, message, { nodeId: node.id }));
    return false;
  };
  if (family === 'input') {
    if (inputs.length === 0) return true;
    return report(
      'input-with-input',
      msg`${nameOf(node)} begins the model; take the edge from "${inputs[0] ?? ''}" away.`,
    );
  }
  if (inputs.length === 0) return report('not-connected', msg`Nothing goes into ${nameOf(node)}; join it to a layer.`);
  if (inputs.length === 1) return true;
  const names = inputs.map((id) => `"${id}"`).join(', ');
  return report('several-inputs', msg`${nameOf(node)} takes one input, but gets ${inputs.length}: ${names}.`);
}

/** One layer, when its inputs are known; null when it or a layer before it is wrong. */
function inferLayer(wired: WiredNode, specs: ReadonlyMap<string, LayerSpec>, problems: Problem[]): LayerSpec | null {
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
  const { value: config, problems: wrong } = readArguments(
    {
      schema: definition.configSchema,
      fixedArguments: definition.fixedArguments,
      conflicts: (parsed) => definition.conflicts?.(parsed) ?? [],
    },
    node.config,
  );
  for (const { code, message, path } of wrong) {
    problems.push(errorProblem(code, about(nameOf(node), message), { nodeId: node.id, path: `config.${path}` }));
  }
  if (!checkInputCount(wired, definition.family, problems) || config === null) return null;

  const before = inputs.map((id) => specs.get(id));
  const inputShapes: Shape[] = [];
  for (const spec of before) {
    if (spec === undefined) return null;
    inputShapes.push(spec.outputShape);
  }
  const result = definition.shape(config, inputShapes);
  if ('problem' in result) {
    const { code, message, fit } = result.problem;
    const hint = fit ?? (definition.family === 'embedding' ? embeddingHint(before[0]) : sequenceHint(before[0], specs));
    return report(code, sentences(about(nameOf(node), message), hint));
  }
  const weights = definition.weights(config, inputShapes);
  const spec: LayerSpec = {
    id: node.id,
    type: definition.type,
    config,
    inputs,
    inputShapes,
    outputShape: result.shape,
    weights,
    parameters: weights.reduce((sum, { shape }) => sum + countOf(shape), 0),
    flopsPerSample: definition.flops(config, inputShapes, result.shape),
  };
  problems.push(...checkInitializers(spec), ...warningsFor(definition, spec));
  return spec;
}

/** What can be inferred of the layers, in order of computation; a layer after a wrong one is left out. */
export function inferLayers(wiring: Wiring): {
  readonly specs: readonly LayerSpec[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const specs = new Map<string, LayerSpec>();
  const ordered = new Set(wiring.order);
  const unordered = [...wiring.byId.values()].filter((wired) => !ordered.has(wired));
  for (const wired of [...wiring.order, ...unordered]) {
    const spec = inferLayer(wired, specs, problems);
    if (spec !== null) specs.set(spec.id, spec);
  }
  return { specs: [...specs.values()], problems };
}
