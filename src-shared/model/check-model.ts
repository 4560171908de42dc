// Compiles a saved model to a `ModelSpec`, or reports all its problems at once.
import type { Fix } from '#shared/base/fix.ts';
import { msg } from '#shared/base/message.ts';
import { checkFitted } from '#shared/model/check-fitted.ts';
import { checkEdges, nameOf, type WiredNode, type Wiring } from '#shared/model/check-edges.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { inferLayers } from '#shared/model/infer-layers.ts';
import type { LayerSpec, ModelSpec } from '#shared/model/model-spec.ts';
import { errorProblem, warningProblem, type Problem } from '#shared/base/problem.ts';
import { isInput } from '#shared/model/layer-catalogue.ts';
import { namingMuted } from '#shared/model/muted-neighbours.ts';
import { withoutMuted } from '#shared/model/without-layers.ts';

/** From here on the weights and the optimizer's slots fill memory: 4 GB and more. */
const manyParameters = 250_000_000;

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
    problems.push(errorProblem('not-connected', message, { nodeId: node.id, fixes: followingFixes(node.id, nodes) }));
  }
  return [...problems, ...checkParts(nodes)];
}

/** Connects an Input to the first layer that nothing goes into; deletes it where there is another one. */
function followingFixes(from: string, nodes: readonly WiredNode[]): Fix[] {
  const free = nodes.find(({ node, inputs }) => inputs.length === 0 && !isInput(node.type))?.node;
  const isOnly = nodes.every(({ node }) => node.id === from || !isInput(node.type));
  return [
    ...(free === undefined ? [] : [{ kind: 'connect' as const, from, to: free.id }]),
    ...(isOnly ? [] : [{ kind: 'delete' as const, layers: [from] }]),
  ];
}

/** A problem for each Input whose layers no edge and no shared layer joins to those of the first Input. */
function checkParts(nodes: readonly WiredNode[]): Problem[] {
  const [first, ...others] = nodes.filter(({ node, followers }) => isInput(node.type) && followers.length > 0);
  if (first === undefined) return [];
  const neighbours = new Map<string, string[]>(nodes.map(({ node }) => [node.id, []]));
  const join = (a: string, b: string): void => {
    neighbours.get(a)?.push(b);
    neighbours.get(b)?.push(a);
  };
  for (const { node, followers } of nodes) {
    for (const follower of followers) join(node.id, follower);
    if (node.layer !== undefined) join(node.id, node.layer);
  }
  const partOf = (start: string): ReadonlySet<string> => {
    const part = new Set([start]);
    for (const id of part) for (const neighbour of neighbours.get(id) ?? []) part.add(neighbour);
    return part;
  };
  const joined = partOf(first.node.id);
  return others
    .filter(({ node }) => !joined.has(node.id))
    .map(({ node }) => {
      const message = msg`What comes from ${nameOf(node)} never meets what comes from ${nameOf(first.node)}; join them, or take one away.`;
      const fixes: Fix[] = [{ kind: 'delete', layers: [...partOf(node.id)] }];
      return errorProblem('never-meet', message, { nodeId: node.id, fixes });
    });
}

function sumOf(layers: readonly LayerSpec[], key: 'parameters' | 'flopsPerSample'): number {
  return layers.reduce((sum, layer) => sum + layer[key], 0);
}

function checkSize(layers: readonly LayerSpec[]): Problem[] {
  const parameters = sumOf(layers, 'parameters');
  if (parameters <= manyParameters) return [];
  const largest = layers.reduce((a, b) => (b.parameters > a.parameters ? b : a));
  const message = msg`The model has ${parameters.toLocaleString('en-US')} parameters, ${(parameters * 4e-9).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} GB for the weights alone; most are in ${nameOf(largest)}.`;
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
  /** As `spec`, with the lengths that open Inputs have in training. */
  readonly inTraining: ModelSpec | null;
  /** All problems, in the order of the layers; those without a layer come first. */
  readonly problems: readonly Problem[];
  /** The layers with known shapes, even when others are wrong. */
  readonly layers: readonly LayerSpec[];
}

/** The model whose open Inputs have the lengths that are known; the same object where none is open. */
function withLengths(document: GraphDocument, lengthOf: (input: string) => number | null): GraphDocument {
  const nodes = document.nodes.map((node) => {
    const { shape } = node.config;
    const length = isInput(node.type) && Array.isArray(shape) && shape[0] === null ? lengthOf(node.id) : null;
    if (length === null || !Array.isArray(shape)) return node;
    return { ...node, config: { ...node.config, shape: [length, ...shape.slice(1)] } };
  });
  return nodes.every((node, i) => node === document.nodes[i]) ? document : { ...document, nodes };
}

/**
 * Checks a model and infers every shape, as if muted layers were not there. Does not throw for invalid models. Where the length
 * of an open Input is known, the model must be right both with it and as it is written: a Flatten needs the number in the file.
 * @param lengthOf the length that an Input gets in training; null when it is not known
 */
export function checkModel(
  whole: GraphDocument,
  lengthOf: (input: string) => number | null = () => null,
): CheckedModel {
  const document = withoutMuted(whole);
  const written = checkDocument(document);
  const withKnown = withLengths(document, lengthOf);
  const known = withKnown === document ? written : checkDocument(withKnown);
  const keyOf = ({ code, nodeId, path }: Problem): string => JSON.stringify([code, nodeId, path]);
  const found = new Set(known.problems.map(keyOf));
  const problems = [...known.problems, ...written.problems.filter((problem) => !found.has(keyOf(problem)))];
  const isGood = written.spec !== null && known.spec !== null;
  return {
    spec: isGood ? written.spec : null,
    inTraining: isGood ? known.spec : null,
    problems: namingMuted(problems.toSorted(byPlace(document)), whole),
    layers: written.layers,
  };
}

function checkDocument(document: GraphDocument): Omit<CheckedModel, 'inTraining'> {
  const wiring = checkEdges(document);
  const { specs: layers, problems: layerProblems } = inferLayers(wiring);
  const problems = [
    ...wiring.problems,
    ...checkEnds(wiring),
    ...layerProblems,
    ...checkFitted(layers),
    ...checkSize(layers),
  ].toSorted(byPlace(document));
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
