// Problems that a model has because layers are muted: they say so, instead of that something is missing.
import { msg, textOf, type Message } from '#shared/base/message.ts';
import type { Problem } from '#shared/base/problem.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { isInput } from '#shared/model/layer-catalogue.ts';

/**
 * The problems of a model without its muted layers, where those are the reason, in other words, with unmuting as the fix. Adding or
 * connecting something is no fix of them.
 * @param whole the model with its muted layers
 */
export function namingMuted(problems: readonly Problem[], whole: GraphDocument): readonly Problem[] {
  const muted = new Set(whole.nodes.filter((node) => node.muted === true).map(({ id }) => id));
  if (muted.size === 0) return problems;
  return problems.map((problem) => {
    const because = becauseMuted(problem, whole, muted);
    if (because === null) return problem;
    const { message, layers } = because;
    return {
      ...problem,
      message: textOf(message),
      translatable: message,
      fixes: [{ kind: 'unmute' as const, layers }],
    };
  });
}

/** A problem's sentence where muted layers are its reason, and which. */
interface Muting {
  readonly message: Message;
  readonly layers: readonly string[];
}

function becauseMuted({ code, nodeId }: Problem, whole: GraphDocument, muted: ReadonlySet<string>): Muting | null {
  if (code === 'empty-model')
    return { message: msg`All layers of the model are muted; unmute some.`, layers: [...muted] };
  if (code === 'missing-input') {
    const input = whole.nodes.find(({ id, type }) => muted.has(id) && isInput(type));
    if (input === undefined) return null;
    const message = msg`${nameOf(input)} is muted, and the model has no other Input; unmute it.`;
    return { message, layers: [input.id] };
  }
  const node = code === 'not-connected' ? whole.nodes.find(({ id }) => id === nodeId) : undefined;
  if (node === undefined) return null;
  if (isInput(node.type)) {
    const layers = whole.edges.filter(({ from, to }) => from === node.id && muted.has(to)).map(({ to }) => to);
    const message = msg`All that follows ${nameOf(node)} is muted; unmute a layer, or join it to another one.`;
    return layers.length === 0 ? null : { message, layers: layers.slice(0, 1) };
  }
  const layers = whole.edges.filter(({ from, to }) => to === node.id && muted.has(from)).map(({ from }) => from);
  const message = msg`All that goes into ${nameOf(node)} is muted; unmute a layer, or join it to another one.`;
  return layers.length === 0 ? null : { message, layers: layers.slice(0, 1) };
}
