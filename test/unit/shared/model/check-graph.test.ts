// Models that are graphs: layers with several inputs or outputs, and shared layers.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';

interface Node {
  readonly type: string;
  readonly config?: JsonObject;
  readonly layer?: string;
}

/** @param edges `a→b`, `a→b:1`: into its second input; `a:2→b`: from its third output */
function graph(nodes: Readonly<Record<string, Node>>, ...edges: readonly string[]): GraphDocument {
  return graphDocumentSchema.parse({
    nodes: Object.entries(nodes).map(([id, node]) => ({ id, ...node })),
    edges: edges.map((edge) => {
      const [from = '', output, to = '', input] = /^(\w+):?(\d*)→(\w+):?(\d*)$/.exec(edge)?.slice(1) ?? [];
      return {
        from,
        to,
        ...(output === '' ? {} : { output: Number(output) }),
        ...(input === '' ? {} : { input: Number(input) }),
      };
    }),
  });
}

const input = (...shape: number[]): Node => ({ type: 'Input', config: { shape } });
const dense: Node = { type: 'Dense', config: { units: 4 } };
const add: Node = { type: 'Add' };

function messagesOf(document: GraphDocument): string[] {
  return checkModel(document).problems.map(({ message }) => message);
}

describe('a graph', () => {
  it('has a skip connection, and a layer that is joined to another twice', () => {
    const skip = checkModel(graph({ in: input(4), dense, add }, 'in→dense', 'in→add', 'dense→add:1'));
    expect(skip.problems).toEqual([]);
    expect(skip.spec?.layers.at(-1)?.inputs).toEqual([
      { id: 'in', output: 0 },
      { id: 'dense', output: 0 },
    ]);
    const twice = checkModel(graph({ in: input(4), add }, 'in→add', 'in→add:1'));
    expect(twice.problems).toEqual([]);
    expect(twice.spec?.layers.at(-1)?.inputShapes).toEqual([[4], [4]]);
  });

  it('has several inputs and outputs, in document order', () => {
    const { spec } = checkModel(
      graph({ b: input(4), a: input(4), add, y: dense, x: dense }, 'a→add', 'b→add:1', 'add→x', 'add→y'),
    );
    expect(spec?.inputs).toEqual(['b', 'a']);
    expect(spec?.outputs).toEqual(['y', 'x']);
  });

  it('counts a shared layer’s weights once', () => {
    const { spec, problems } = checkModel(
      graph(
        { a: input(3), b: input(3), one: dense, two: { type: 'Dense', layer: 'one' }, add },
        ...['a→one', 'b→two', 'one→add', 'two→add:1'],
      ),
    );
    expect(problems).toEqual([]);
    expect(spec?.parameters).toBe(3 * 4 + 4);
    const two = spec?.layers.find(({ id }) => id === 'two');
    expect(two).toMatchObject({ weightsOf: 'one', weights: [], parameters: 0, outputShapes: [[4]] });
    expect(two?.config).toMatchObject({ units: 4 });
  });

  it('may apply a layer before the one that has the weights', () => {
    const { spec } = checkModel(
      graph({ a: input(4), two: { type: 'Dense', layer: 'one' }, one: dense }, 'a→two', 'two→one'),
    );
    expect(spec?.layers.map(({ id, parameters }) => [id, parameters])).toEqual([
      ['a', 0],
      ['two', 0],
      ['one', 20],
    ]);
  });
});

describe('a wrong graph is refused with one sentence', () => {
  const shared = (layer: string, more: Partial<Node> = {}): Node => ({ type: 'Dense', layer, ...more });
  it.each<[string, GraphDocument, string]>([
    [
      'an input that a layer does not have',
      graph({ in: input(4), dense }, 'in→dense:2'),
      'Dense "dense" has 1 input, counted from 0, but the edge from "in" ends at input 2.',
    ],
    [
      'an output that a layer does not have',
      graph({ in: input(4), dense }, 'in:1→dense'),
      'Input "in" has 1 output, counted from 0, but an edge to Dense "dense" begins at output 1.',
    ],
    [
      'two edges into one input',
      graph({ in: input(4), dense, add }, 'in→dense', 'in→add', 'dense→add'),
      'The edges from "in" and "dense" both end at input 0 of Add "add"; give one of them another input.',
    ],
    [
      'an input without an edge',
      graph({ in: input(4), dense, add }, 'in→dense', 'in→add', 'dense→add:2'),
      'No edge ends at input 1 of Add "add"; join it to a layer.',
    ],
    [
      'too few inputs',
      graph({ in: input(4), add }, 'in→add'),
      'No edge ends at input 1 of Add "add"; join it to a layer.',
    ],
    [
      'the same edge twice',
      graph({ in: input(4), dense }, 'in→dense', 'in→dense'),
      'Input "in" is joined to Dense "dense" twice; one edge is enough.',
    ],
    [
      'inputs that never meet',
      graph({ a: input(4), b: input(4), x: dense, y: dense }, 'a→x', 'b→y'),
      'What comes from Input "b" never meets what comes from Input "a"; join them, or take one away.',
    ],
    [
      'a shared layer that is not there',
      graph({ in: input(4), dense, y: shared('dens') }, 'in→dense', 'dense→y'),
      'Dense "y" applies the layer "dens", but no layer has this id. Did you mean "dense"?',
    ],
    [
      'a layer that shares itself',
      graph({ in: input(4), y: shared('y') }, 'in→y'),
      'Dense "y" applies itself; name another layer, or none.',
    ],
    [
      'a layer that shares a shared one',
      graph({ in: input(4), dense, y: shared('dense'), z: shared('y') }, 'in→dense', 'dense→y', 'y→z'),
      'Dense "z" applies "y", which itself applies "dense"; name that one.',
    ],
    [
      'a shared layer of another type',
      graph({ in: input(4), dense, y: { type: 'Flatten', layer: 'dense' } }, 'in→dense', 'dense→y'),
      'Flatten "y" applies Dense "dense"; both must be of one type.',
    ],
    [
      'an Input that shares another one',
      graph({ in: input(4), b: { type: 'Input', layer: 'in' }, add }, 'in→add', 'b→add:1'),
      'Input "b" applies the layer "in", but an Input has no weights to share; give it a shape of its own.',
    ],
    [
      'arguments beside a shared layer',
      graph({ in: input(4), dense, y: shared('dense', { config: { units: 5 } }) }, 'in→dense', 'dense→y'),
      'Dense "y" applies Dense "dense" and has its arguments; leave its own config empty.',
    ],
    [
      'weights that do not fit both inputs',
      graph({ in: input(3), dense, y: shared('dense') }, 'in→dense', 'dense→y'),
      'Dense "y" applies Dense "dense", whose kernel is [3, 4], but its own input would need [4, 4]; both inputs must have equal shapes.',
    ],
    [
      'shapes that cannot be added',
      graph({ in: input(3), dense, add }, 'in→dense', 'in→add', 'dense→add:1'),
      'Add "add" gets [3] and [4], which cannot be combined; give both the same sizes, or 1 where one should be repeated.',
    ],
  ])('%s', (_, document, message) => {
    expect(messagesOf(document)).toEqual([message]);
    expect(checkModel(document).spec).toBeNull();
  });
});
