// Checks a model's structure: ids, edges and cycles; and orders the layers for computation.
import { msg, sentences, type Message } from '#shared/base/message.ts';
import type { Fix } from '#shared/base/fix.ts';
import type { GraphDocument, LayerNode } from '#shared/model/graph-document.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';
import type { OutputRef } from '#shared/model/model-spec.ts';
import { didYouMean } from '#shared/reading/names.ts';

/** The end of an edge at a layer's input. */
export interface WiredInput extends OutputRef {
  /** Which input, counted from 0. */
  readonly input: number;
}

/** A layer with its inputs and its followers. */
export interface WiredNode {
  readonly node: LayerNode;
  /** In the order of the inputs; two may end at the same one, which is a problem for `inferLayers` to name. */
  readonly inputs: readonly WiredInput[];
  /** The ids of the layers that it feeds, one for each edge. */
  readonly followers: readonly string[];
}

/** The layers of a model with their connections. */
export interface Wiring {
  /** Every layer that is neither on a cycle nor after one, in topological order; document order among equals. */
  readonly order: readonly WiredNode[];
  /** All layers by id; the first of two with the same id. */
  readonly byId: ReadonlyMap<string, WiredNode>;
  readonly problems: readonly Problem[];
}

/** A layer as a sentence names it: `Conv1D "conv1d_1"`. */
export function nameOf(node: { readonly id: string; readonly type: string }): Message {
  return msg`${node.type} "${node.id}"`;
}

function error(code: string, message: Message, nodeId: string | undefined, fixes?: readonly Fix[]): Problem {
  return errorProblem(code, message, { nodeId, fixes });
}

/** Connects the layers by the valid edges; the others are problems. */
function wire(document: GraphDocument, problems: Problem[]): Map<string, WiredNode> {
  const wired = new Map<string, { node: LayerNode; inputs: WiredInput[]; followers: string[] }>();
  for (const node of document.nodes) {
    if (wired.has(node.id)) {
      problems.push(
        error('duplicate-id', msg`Two layers have the id "${node.id}"; every layer needs its own.`, node.id),
      );
    } else wired.set(node.id, { node, inputs: [], followers: [] });
  }
  for (const { from, to, output = 0, input = 0 } of document.edges) {
    const fixes: Fix[] = [{ kind: 'cut', edges: [{ from, to, output, input }] }];
    const source = wired.get(from);
    const target = wired.get(to);
    for (const [id, end] of [
      [from, source],
      [to, target],
    ] as const) {
      if (end !== undefined) continue;
      const sentence = msg`An edge goes from "${from}" to "${to}", but no layer has the id "${id}".`;
      const message = sentences(sentence, didYouMean(id, wired.keys()));
      problems.push(error('edge-to-nowhere', message, source?.node.id ?? target?.node.id, fixes));
    }
    if (source === undefined || target === undefined) continue;
    if (target.inputs.some((each) => each.id === from && each.output === output && each.input === input)) {
      const message = msg`${nameOf(source.node)} is joined to ${nameOf(target.node)} twice; one edge is enough.`;
      problems.push(error('duplicate-edge', message, to, fixes));
      continue;
    }
    source.followers.push(to);
    target.inputs.push({ id: from, output, input });
  }
  for (const { inputs } of wired.values()) inputs.sort((a, b) => a.input - b.input);
  return wired;
}

/** The ids of one cycle in `stuck`, beginning with its first; each of them has an input in `stuck`. */
function circleIn(stuck: ReadonlyMap<string, WiredNode>): readonly string[] {
  const path: string[] = [];
  let [id] = stuck.keys();
  while (id !== undefined && !path.includes(id)) {
    path.unshift(id);
    id = stuck.get(id)?.inputs.find((input) => stuck.has(input.id))?.id;
  }
  const circle = id === undefined ? path : path.slice(0, path.indexOf(id) + 1);
  const first = [...stuck.keys()].find((one) => circle.includes(one));
  const start = first === undefined ? 0 : circle.indexOf(first);
  return [...circle.slice(start), ...circle.slice(0, start)];
}

/** The fix of a circle: the edges from its last layer to its first are cut. */
function cutsOf(circle: readonly string[], stuck: ReadonlyMap<string, WiredNode>): Fix[] {
  const [to, from] = [circle[0] ?? '', circle.at(-1) ?? ''];
  const inputs = stuck.get(to)?.inputs.filter(({ id }) => id === from) ?? [];
  return [{ kind: 'cut', edges: inputs.map(({ output, input }) => ({ from, to, output, input })) }];
}

/** Removes `roots` and all layers after them. */
function dropWithFollowers(from: Map<string, WiredNode>, roots: readonly string[]): void {
  const waiting = [...roots];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = from.get(id);
    if (!from.delete(id)) continue;
    waiting.push(...(node?.followers ?? []));
  }
}

/** Checks ids and edges and orders the layers (Kahn's algorithm, document order among equals). */
export function checkEdges(document: GraphDocument): Wiring {
  const problems: Problem[] = [];
  const byId = wire(document, problems);
  const open = new Map([...byId].map(([id, { inputs }]) => [id, inputs.length]));
  const place = new Map([...byId.keys()].map((id, i) => [id, i]));
  const ready = [...byId.values()].filter(({ inputs }) => inputs.length === 0);
  const order: WiredNode[] = [];
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    order.push(next);
    for (const id of next.followers) {
      const left = (open.get(id) ?? 0) - 1;
      open.set(id, left);
      const follower = byId.get(id);
      if (left > 0 || follower === undefined) continue;
      const at = ready.findIndex(({ node }) => (place.get(node.id) ?? 0) > (place.get(id) ?? 0));
      ready.splice(at === -1 ? ready.length : at, 0, follower);
    }
  }
  const stuck = new Map(byId);
  for (const { node } of order) stuck.delete(node.id);
  while (stuck.size > 0) {
    const circle = circleIn(stuck);
    const walk = [...circle, circle[0]].join(' → ');
    const message =
      circle.length === 1
        ? msg`The layer "${circle[0] ?? ''}" feeds itself; take that edge away.`
        : msg`The layers ${walk} feed each other in a circle; take one of these edges away.`;
    problems.push(error('cycle', message, circle[0], cutsOf(circle, stuck)));
    dropWithFollowers(stuck, circle);
  }
  return { order, byId, problems };
}
