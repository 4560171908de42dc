// What an edit of a model is, and what the edits share.
import type { Message } from '#shared/base/message.ts';
import type { GraphDocument, GraphEdge, LayerNode } from '#shared/model/graph-document.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { LayerInputs } from '#shared/model/layer-rules/layer-definition.ts';

/** A model after an edit. What did not change is the same object as before. */
export interface GraphEdit {
  readonly document: GraphDocument;
  /** What was done, as a history names it. */
  readonly name: Message;
  /** The layers to be selected after it. */
  readonly ids: readonly string[];
  /** The notes to be selected after it; none when omitted. */
  readonly notes?: readonly string[];
  /** A layer that has a new id: other parts of the experiment that name it follow. */
  readonly renamed?: { readonly from: string; readonly to: string };
}

/** Why an edit cannot be made. The model is as it was. */
export interface RefusedEdit {
  readonly refused: Message;
}

/** A model after an edit, or why it is refused. */
export type EditResult = GraphEdit | RefusedEdit;

/** A layer that is not in a model yet. */
export interface NewLayer {
  /** Keras's class name. */
  readonly type: string;
  /** Arguments; those that Keras has no default for and that are left out get the definition's `starter`. */
  readonly config?: LayerNode['config'];
}

/** Keras's name for a layer of the class, the first that is free: `conv1d`, `conv1d_1`, `max_pooling1d`. */
export function freeId(type: string, isTaken: (id: string) => boolean): string {
  const name = snakeCase(type);
  for (let number = 0; ; number++) {
    const id = number === 0 ? name : `${name}_${number}`;
    if (!isTaken(id)) return id;
  }
}

/** Whether the id is one that `freeId` gives: no person chose it. */
export function isGivenId({ id, type }: Pick<LayerNode, 'id' | 'type'>): boolean {
  return id.replace(/_\d+$/, '') === snakeCase(type);
}

/** Keras's `to_snake_case`. */
function snakeCase(type: string): string {
  const name = type
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return name === '' ? 'layer' : name;
}

/** The node of a new layer, with an id that is free in the model. */
export function newNode({ type, config = {} }: NewLayer, document: GraphDocument): LayerNode {
  const ids = new Set(document.nodes.map(({ id }) => id));
  return { id: freeId(type, (id) => ids.has(id)), type, config: { ...findLayer(type)?.starter, ...config } };
}

/** The inputs of a layer of this type; of one that Strata does not know, any number. */
export function inputsOf(type: string): LayerInputs {
  const definition = findLayer(type);
  if (definition === undefined) return { least: 0, most: Infinity };
  return definition.inputs ?? { least: 1, most: 1 };
}

/** An edge as a file has it: output and input 0 are left out. */
export function edgeOf(from: string, to: string, output = 0, input = 0): GraphEdge {
  return { from, to, ...(output === 0 ? {} : { output }), ...(input === 0 ? {} : { input }) };
}

/** Whether two edges are one: equal ends at equal places. */
export function isSameEdge(a: GraphEdge, b: GraphEdge): boolean {
  return a.from === b.from && a.to === b.to && (a.output ?? 0) === (b.output ?? 0) && (a.input ?? 0) === (b.input ?? 0);
}

/** The layers that an edge or several lead to from this one. */
export function layersBehind({ edges }: GraphDocument, id: string): ReadonlySet<string> {
  const followers = new Map<string, string[]>();
  for (const { from, to } of edges) followers.set(from, [...(followers.get(from) ?? []), to]);
  const behind = new Set<string>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const follower of followers.get(next) ?? []) {
      if (behind.has(follower)) continue;
      behind.add(follower);
      waiting.push(follower);
    }
  }
  return behind;
}
