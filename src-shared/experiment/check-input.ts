// Checks the data against the model's Input and Embedding layers.
import { argumentFix, type Fix } from '#shared/base/fix.ts';
import { countOf, msg, type Message } from '#shared/base/message.ts';
import type { Preparation } from '#shared/data/preparation.ts';
import { inputPlan } from '#shared/data/series-plan.ts';
import { windowLength } from '#shared/data/windows.ts';
import type { DataFacts } from '#shared/experiment/data-facts.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import type { LayerNode } from '#shared/model/graph-document.ts';
import type { LayerSpec, Shape } from '#shared/model/model-spec.ts';
import type { Problem } from '#shared/base/problem.ts';
import { errorProblem, warningProblem } from '#shared/base/problem.ts';
import { formatShape } from '#shared/model/layer-rules/common.ts';
import { findLayer, isInput, vocabularyIn } from '#shared/model/layer-catalogue.ts';
import { inputConfigSchema } from '#shared/model/layers/input.ts';

/** An open size on either side matches any size. */
function fits(wanted: Shape, given: Shape): boolean {
  return (
    wanted.length === given.length && wanted.every((size, i) => size === null || given[i] === null || size === given[i])
  );
}

function whereSamplesComeFrom(preparation: Preparation, input: string): Message {
  if (preparation.kind === 'text')
    return msg`texts are prepared to ${countOf(preparation.length, '{0} word', '{0} words')}`;
  const plan = inputPlan(preparation, input);
  const { lookback, step } = plan;
  const steps = windowLength(plan);
  return msg`a window has ${countOf(steps, '{0} step', '{0} steps')} (lookback ${lookback}, step ${step})`;
}

function checkShape(layer: LayerSpec, preparation: Preparation, facts: DataFacts): Problem[] {
  const input = inputConfigSchema.parse(layer.config);
  const place = { nodeId: layer.id, path: 'config.shape' };
  const shape = facts.inputShape(layer.id);
  if (!fits(input.shape, shape)) {
    const columns = shape[1];
    const samples = whereSamplesComeFrom(preparation, layer.id);
    const given =
      typeof columns === 'number' ? msg`${samples} of ${countOf(columns, '{0} column', '{0} columns')}` : samples;
    const message = msg`${nameOf(layer)} takes ${formatShape(input.shape)}, but ${given}; shape ${formatShape(shape)} fits.`;
    const fixes = shape.includes(null) ? [] : [argumentFix(layer.id, 'shape', [...shape])];
    return [errorProblem('input-shape', message, { ...place, fixes })];
  }
  const ofKind = preparation.kind === 'series' ? 'float32' : 'int32';
  const dtype = { nodeId: layer.id, path: 'config.dtype', fixes: [argumentFix(layer.id, 'dtype', ofKind)] };
  if (preparation.kind === 'series' && input.dtype === 'int32') {
    const message = msg`${nameOf(layer)} takes whole numbers (int32), but measurements have fractions; dtype "float32" fits.`;
    return [errorProblem('input-dtype', message, dtype)];
  }
  if (preparation.kind === 'text' && input.dtype === 'float32') {
    const message = msg`${nameOf(layer)} takes float32, but words come as whole numbers; dtype "int32" fits.`;
    return [warningProblem('input-dtype', message, dtype)];
  }
  return [];
}

/** An Embedding behind an Input, for as many words as the preparation keeps. */
function embeddingFix(input: string, words: number): Fix {
  return { kind: 'insert', layer: input, side: 'after', type: 'Embedding', config: { input_dim: words } };
}

/** Whether a layer that is not right yet may be the Embedding: a misspelt one, one of wrong arguments, or a wrapper. */
function mayEmbed({ type }: LayerNode): boolean {
  const definition = findLayer(type);
  return definition === undefined || definition.vocabulary !== undefined || definition.innerLayers !== undefined;
}

function checkWords(layers: readonly LayerSpec[], nodes: readonly LayerNode[], words: number): Problem[] {
  const embeddings = layers.flatMap((layer) => {
    const found = vocabularyIn(layer.type, layer.config);
    return found === undefined ? [] : [{ layer, ...found }];
  });
  const [first] = layers.filter(({ type }) => isInput(type));
  const known = new Set(layers.map(({ id }) => id));
  if (embeddings.length === 0 && first !== undefined && !nodes.some((node) => !known.has(node.id) && mayEmbed(node))) {
    const message = msg`Word numbers go in without an Embedding, but their size means nothing; put one after ${nameOf(first)}.`;
    return [warningProblem('no-embedding', message, { nodeId: first.id, fixes: [embeddingFix(first.id, words)] })];
  }
  return embeddings.flatMap(({ layer, words: size, path }) => {
    if (size >= words) return [];
    const message = msg`${nameOf(layer)} has input_dim ${size}, but the preparation keeps ${countOf(words, '{0} word', '{0} words')}; input_dim ${words} fits.`;
    const fixes = path === 'config' ? [argumentFix(layer.id, 'input_dim', words)] : [];
    return [errorProblem('embedding-too-small', message, { nodeId: layer.id, path: `${path}.input_dim`, fixes })];
  });
}

/** Embeddings whose numbers are none of words: measurements, or what a layer computes. */
function checkEmbedded(layers: readonly LayerSpec[], preparation: Preparation): Problem[] {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  return layers.flatMap((layer) => {
    const found = vocabularyIn(layer.type, layer.config);
    if (found === undefined) return [];
    let source = byId.get(layer.inputs[0]?.id ?? '');
    while (source !== undefined && findLayer(source.type)?.keepsValues === true)
      source = byId.get(source.inputs[0]?.id ?? '');
    if (source === undefined) return [];
    const range = msg`${nameOf(layer)} takes word numbers, whole ones from 0 to ${found.words - 1}`;
    if (!isInput(source.type)) {
      const message = msg`${range}, but ${nameOf(source)} computes others; put it behind an Input.`;
      return [warningProblem('embeds-numbers', message, { nodeId: layer.id })];
    }
    if (preparation.kind === 'text') return [];
    const place = { nodeId: layer.id };
    return preparation.normalize
      ? [errorProblem('embeds-numbers', msg`${range}, but normalized columns are fractions around 0.`, place)]
      : [warningProblem('embeds-numbers', msg`${range}; training ends at the first other one in the columns.`, place)];
  });
}

/**
 * @param layers those whose arguments are good, also when the model as a whole is not
 * @param nodes all of the model's
 */
export function checkInput(
  layers: readonly LayerSpec[],
  nodes: readonly LayerNode[],
  preparation: Preparation,
  facts: DataFacts,
): Problem[] {
  const inputs = layers.filter(({ type }) => isInput(type));
  const [, extra] = inputs;
  if (extra !== undefined && preparation.kind === 'text') {
    const message = msg`The model has ${inputs.length} Inputs, but texts give one; join ${nameOf(extra)}’s followers to the first.`;
    return [errorProblem('several-data-inputs', message, { nodeId: extra.id })];
  }
  const problems = inputs.flatMap((layer) => checkShape(layer, preparation, facts));
  if (preparation.kind === 'text') problems.push(...checkWords(layers, nodes, preparation.words));
  return [...problems, ...checkEmbedded(layers, preparation)];
}
