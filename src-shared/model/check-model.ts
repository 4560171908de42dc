// Compiles a saved model to a `ModelSpec`, or reports all its problems at once.
import { msg } from '#shared/base/message.ts';
import { checkEdges, nameOf, type Wiring } from '#shared/model/check-edges.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { inferLayers } from '#shared/model/infer-layers.ts';
import type { LayerSpec, ModelSpec } from '#shared/model/model-spec.ts';
import { errorProblem, warningProblem, type Problem } from '#shared/base/problem.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';

/** From here on the weights and the optimizer's slots fill memory: 4 GB and more. */
const manyParameters = 250_000_000;

function isInput(type: string): boolean {
  return findLayer(type)?.family === 'input';
}

/** Checks that the model has an input and an output. */
function checkEnds({ byId }: Wiring): Problem[] {
  const nodes = [...byId.values()];
  if (nodes.length === 0) {
    const message = msg`The model has no layers. Begin with an Input, then add layers behind it.`;
    return [errorProblem('empty-model', message)];
  }
  const problems: Problem[] = [];
  if (!nodes.some(({ node }) => isInput(node.type))) {
    const message = msg`The model has no Input. Put one first: shape [500] for 500 words, [120, 7] for 120 steps of 7 columns.`;
    problems.push(errorProblem('missing-input', message));
  }
  for (const { node, followers } of nodes) {
    if (!isInput(node.type) || followers.length > 0) continue;
    const message = msg`Nothing follows ${nameOf(node)}; join it to a layer.`;
    problems.push(errorProblem('not-connected', message, { nodeId: node.id }));
  }
  const outputs = nodes.filter(
    ({ node, inputs, followers }) => followers.length === 0 && inputs.length > 0 && !isInput(node.type),
  );
  const [, extra] = outputs;
  if (extra !== undefined) {
    const names = outputs.map(({ node }) => `"${node.id}"`).join(', ');
    const message = msg`The model ends ${outputs.length} times, in ${names}; it must end in one layer.`;
    problems.push(errorProblem('several-outputs', message, { nodeId: extra.node.id }));
  }
  return problems;
}

function sumOf(layers: readonly LayerSpec[], key: 'parameters' | 'flopsPerSample'): number {
  return layers.reduce((sum, layer) => sum + layer[key], 0);
}

function checkSize(layers: readonly LayerSpec[]): Problem[] {
  const parameters = sumOf(layers, 'parameters');
  if (parameters <= manyParameters) return [];
  const largest = layers.reduce((a, b) => (b.parameters > a.parameters ? b : a));
  const message = msg`The model has ${parameters.toLocaleString('en-US')} parameters, ${(parameters * 4e-9).toFixed(1)} GB for the weights alone; most are in ${nameOf(largest)}.`;
  return [warningProblem('many-parameters', message, { nodeId: largest.id })];
}

function inDocumentOrder(document: GraphDocument, ids: ReadonlySet<string>): string[] {
  return document.nodes.map(({ id }) => id).filter((id) => ids.has(id));
}

/** Sorts problems by their layer's position in the document. */
function byPlace(document: GraphDocument): (a: Problem, b: Problem) => number {
  const place = new Map<string | undefined, number>(document.nodes.map(({ id }, i) => [id, i]));
  return (a, b) => (place.get(a.nodeId) ?? -1) - (place.get(b.nodeId) ?? -1);
}

/** The result of checking a model. */
export interface CheckedModel {
  /** Null when there is an error. */
  readonly spec: ModelSpec | null;
  /** All problems, in the order of the layers; those without a layer come first. */
  readonly problems: readonly Problem[];
  /** The layers with known shapes, even when others are wrong. */
  readonly layers: readonly LayerSpec[];
}

/** Checks a model and infers every shape. Does not throw for invalid models. */
export function checkModel(document: GraphDocument): CheckedModel {
  const wiring = checkEdges(document);
  const { specs: layers, problems: layerProblems } = inferLayers(wiring);
  const problems = [...wiring.problems, ...checkEnds(wiring), ...layerProblems, ...checkSize(layers)].toSorted(
    byPlace(document),
  );
  if (problems.some(({ severity }) => severity === 'error')) return { spec: null, problems, layers };
  const inputs = new Set(layers.filter(({ type }) => isInput(type)).map(({ id }) => id));
  const outputs = new Set(layers.filter(({ id }) => wiring.byId.get(id)?.followers.length === 0).map(({ id }) => id));
  return {
    spec: {
      layers,
      inputs: inDocumentOrder(document, inputs),
      outputs: inDocumentOrder(document, outputs),
      parameters: sumOf(layers, 'parameters'),
      flopsPerSample: sumOf(layers, 'flopsPerSample'),
    },
    problems,
    layers,
  };
}
