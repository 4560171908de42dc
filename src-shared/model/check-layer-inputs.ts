// Checks the edges that end at a layer against the inputs that it has.
import type { Fix } from '#shared/base/fix.ts';
import { countOf, joined, msg, type Message } from '#shared/base/message.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';
import { nameOf, type WiredInput, type WiredNode, type Wiring } from '#shared/model/check-edges.ts';
import type { LayerNode } from '#shared/model/graph-document.ts';
import type { LayerInputs } from '#shared/model/layer-rules/layer-definition.ts';

/** One input, as most layers have it. */
export const oneInput: LayerInputs = { least: 1, most: 1 };

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
export function checkInputs(
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
