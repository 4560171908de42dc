// What helps a layer whose arguments or input are wrong, in words and as edits.
import { argumentFix, type Fix } from '#shared/base/fix.ts';
import { msg, type Message } from '#shared/base/message.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import type { LayerNode } from '#shared/model/graph-document.ts';
import { findLayer, isInput } from '#shared/model/layer-catalogue.ts';
import type { LayerDefinition, ShapeProblem } from '#shared/model/layer-rules/layer-definition.ts';
import type { LayerSpec } from '#shared/model/model-spec.ts';
import { readLayer } from '#shared/model/read-layer.ts';

type Inferred = ReadonlyMap<string, { readonly spec: LayerSpec }>;

/** What would help, in words and as edits. */
export interface Advice {
  readonly hint: Message | null;
  readonly fixes?: readonly Fix[];
}

/** How to get a sequence, from the layer that removed it. */
function adviceOnSequence(before: LayerSpec | undefined, inferred: Inferred): Advice {
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
export function adviceOn(
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
    readonly inferred: Inferred;
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
export function argumentFixes(definition: LayerDefinition, node: LayerNode, path: string): readonly Fix[] {
  const [argument = ''] = path.split('.');
  const { [argument]: _wrong, ...others } = node.config;
  const starter = definition.starter?.[argument];
  const config = starter === undefined ? others : { ...others, [argument]: starter };
  const isWrong = readLayer(definition, config).problems.some((problem) => problem.path.split('.')[0] === argument);
  if (isWrong) return [];
  if (starter !== undefined) return [argumentFix(node.id, argument, starter)];
  return [{ kind: 'reset-argument', layer: node.id, argument }];
}
