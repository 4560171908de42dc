// Problems that a model has because layers are muted: they say so, instead of that something is missing.
import { msg, textOf, type Message } from '#shared/base/message.ts';
import type { Problem } from '#shared/base/problem.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { isInput } from '#shared/model/layer-catalogue.ts';

/**
 * The problems of a model without its muted layers, where those are the reason, in other words. Adding or connecting something is no
 * fix of them.
 * @param whole the model with its muted layers
 */
export function namingMuted(problems: readonly Problem[], whole: GraphDocument): readonly Problem[] {
  const muted = new Set(whole.nodes.filter((node) => node.muted === true).map(({ id }) => id));
  if (muted.size === 0) return problems;
  return problems.map((problem) => {
    const message = sentenceAbout(problem, whole, muted);
    return message === null ? problem : { ...problem, message: textOf(message), translatable: message, fixes: [] };
  });
}

function sentenceAbout({ code, nodeId }: Problem, whole: GraphDocument, muted: ReadonlySet<string>): Message | null {
  if (code === 'empty-model') return msg`All layers of the model are muted; unmute some.`;
  if (code === 'missing-input') {
    const input = whole.nodes.find(({ id, type }) => muted.has(id) && isInput(type));
    return input === undefined ? null : msg`${nameOf(input)} is muted, and the model has no other Input; unmute it.`;
  }
  const node = code === 'not-connected' ? whole.nodes.find(({ id }) => id === nodeId) : undefined;
  if (node === undefined) return null;
  if (isInput(node.type)) {
    const isBefore = whole.edges.some(({ from, to }) => from === node.id && muted.has(to));
    return isBefore ? msg`All that follows ${nameOf(node)} is muted; unmute a layer, or join it to another one.` : null;
  }
  const isBehind = whole.edges.some(({ from, to }) => to === node.id && muted.has(from));
  return isBehind ? msg`All that goes into ${nameOf(node)} is muted; unmute a layer, or join it to another one.` : null;
}
