import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { applyFix } from '#shared/experiment/apply-fix.ts';
import { graphOf, withGraph } from '#shared/experiment/edit-experiment.ts';
import { resetArgument, setArgument } from '#shared/model/edits/arguments.ts';
import { copyLayers, duplicateLayers, pasteLayers } from '#shared/model/edits/clipboard.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import { deleteLayers, renameLayer, replaceLayer } from '#shared/model/edits/layers.ts';
import { linkArgument, unlinkArgument } from '#shared/model/edits/links.ts';
import { linkTargets } from '#shared/model/links.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';

const units = (layer: string) => ({ layer, argument: 'units' });

const start: GraphDocument = {
  nodes: [
    { id: 'input', type: 'Input', config: { shape: [8, 2] } },
    { id: 'gru', type: 'GRU', config: { units: 32 } },
    { id: 'middle', type: 'Dense', config: { units: 8 } },
    { id: 'dense', type: 'Dense', config: { units: 4 } },
    { id: 'dropout', type: 'Dropout', config: { rate: 0.5 } },
    { id: 'again', type: 'Dense', config: {}, layer: 'dense' },
  ],
  edges: [],
};

/** The model after edits, each made as a step of an experiment. */
function after(...edits: ((graph: GraphDocument) => EditResult)[]): GraphDocument {
  let document: JsonObject = { model: JSON.parse(JSON.stringify(start)) as JsonObject };
  for (const edit of edits) {
    const result = edit(graphOf(document) ?? start);
    if ('refused' in result) throw new Error(textOf(result.refused));
    document = withGraph(document, result);
  }
  return graphOf(document) ?? start;
}

const link = (id: string, to: string) => (graph: GraphDocument) => linkArgument(graph, id, 'units', units(to));
const set = (id: string, value: JsonValue) => (graph: GraphDocument) => setArgument(graph, [id], 'units', value);
const nodeOf = ({ nodes }: GraphDocument, id: string) => nodes.find((node) => node.id === id);
/** `32 ← gru`, `32` */
function unitsOf(graph: GraphDocument, id: string): string {
  const node = nodeOf(graph, id);
  const source = node?.links?.['units'];
  return `${JSON.stringify(node?.config['units'])}${source === undefined ? '' : ` ← ${source.layer}`}`;
}

describe('a linked argument', () => {
  it('has the value of its source in its arguments, and follows it over two links in the same step', () => {
    const linked = after(link('dense', 'gru'));
    expect(nodeOf(linked, 'dense')).toEqual({
      id: 'dense',
      type: 'Dense',
      config: { units: 32 },
      links: { units: units('gru') },
    });
    const chain = after(link('dense', 'middle'), link('middle', 'gru'), set('gru', 64));
    expect(['middle', 'dense'].map((id) => unitsOf(chain, id))).toEqual(['64 ← gru', '64 ← middle']);
  });

  it('is not linked any more when it is set by hand, and what follows it changes', () => {
    const chain = after(link('middle', 'gru'), link('dense', 'middle'), set('middle', 5));
    expect(['gru', 'middle', 'dense'].map((id) => unitsOf(chain, id))).toEqual(['32', '5', '5 ← middle']);
    const both = after(link('dense', 'gru'), (graph) => setArgument(graph, ['dense', 'gru'], 'units', 7));
    expect(unitsOf(both, 'dense')).toBe('7 ← gru');
    expect(
      unitsOf(
        after(link('dense', 'gru'), (graph) => resetArgument(graph, ['dense'], 'units')),
        'dense',
      ),
    ).toBe('1');
    expect(unitsOf(after(link('dense', 'gru'), set('again', 3)), 'dense')).toBe('3');
  });

  it('keeps its value when it is unlinked, or its source is deleted or becomes a layer without such an argument', () => {
    const gone = [
      after(link('dense', 'gru'), (graph) => unlinkArgument(graph, 'dense', 'units')),
      after(link('dense', 'gru'), (graph) => deleteLayers(graph, ['gru'])),
      after(link('dense', 'gru'), (graph) => replaceLayer(graph, 'gru', { type: 'Dropout' })),
    ];
    for (const graph of gone)
      expect(nodeOf(graph, 'dense')).toEqual({ id: 'dense', type: 'Dense', config: { units: 32 } });
    expect(
      nodeOf(
        after(link('dense', 'gru'), (graph) => replaceLayer(graph, 'dense', { type: 'Dropout' })),
        'dropout_1',
      ),
    ).not.toHaveProperty('links');
  });

  it('follows a source that is renamed or becomes another layer with the argument', () => {
    const renamed = after(link('dense', 'gru'), (graph) => renameLayer(graph, 'gru', 'memory'), set('memory', 6));
    expect(unitsOf(renamed, 'dense')).toBe('6 ← memory');
    const self = after(link('dense', 'gru'), (graph) => renameLayer(graph, 'dense', 'last'), set('gru', 9));
    expect(unitsOf(self, 'last')).toBe('9 ← gru');
    const replaced = after(link('dense', 'gru'), (graph) => replaceLayer(graph, 'gru', { type: 'LSTM' }));
    expect(unitsOf(replaced, 'dense')).toBe('32 ← lstm');
  });

  it('follows a source that a fix changes', () => {
    const document = { model: JSON.parse(JSON.stringify(after(link('dense', 'gru')))) as JsonObject };
    const fixed = applyFix(document, { kind: 'argument', layer: 'gru', arguments: ['units'], value: 12 });
    if ('refused' in fixed) throw new Error(textOf(fixed.refused));
    expect(unitsOf(graphOf(fixed.document) ?? start, 'dense')).toBe('12 ← gru');
  });

  it('is linked among the copies when both are copied, else a value', () => {
    const both = after(link('dense', 'gru'), (graph) => duplicateLayers(graph, ['gru', 'dense'], [0, 0]));
    expect(unitsOf(both, 'dense_1')).toBe('32 ← gru_1');
    const one = after(link('dense', 'gru'), (graph) => duplicateLayers(graph, ['dense'], [0, 0]));
    expect(unitsOf(one, 'dense_1')).toBe('32');
    const pasted = after(link('dense', 'gru'), (graph) => pasteLayers(graph, copyLayers(graph, ['gru', 'dense'])));
    expect(unitsOf(pasted, 'dense_1')).toBe('32 ← gru_1');
    const foreign = after((graph) =>
      pasteLayers(
        graph,
        JSON.stringify({
          nodes: [{ id: 'new', type: 'Dense', config: { units: 1 }, links: { units: units('gru') } }],
          edges: [],
        }),
      ),
    );
    expect(unitsOf(foreign, 'new')).toBe('1');
  });

  it('counts as it stands in a file where it is not its source’s value: the next edit takes the link away', () => {
    const graph: GraphDocument = {
      nodes: [
        { id: 'a', type: 'Dense', config: { units: 1 } },
        { id: 'b', type: 'Dense', config: { units: 2 }, links: { units: units('a') } },
        { id: 'c', type: 'Dense', config: { units: 3 }, links: { units: units('d') } },
        { id: 'd', type: 'Dense', config: { units: 4 }, links: { units: units('c') } },
      ],
      edges: [],
    };
    const document: JsonObject = { model: JSON.parse(JSON.stringify(graph)) as JsonObject };
    const edited = graphOf(
      withGraph(document, renameLayer(graph, 'a', 'first') as Exclude<EditResult, { refused: unknown }>),
    );
    expect(['b', 'c', 'd'].map((id) => unitsOf(edited ?? graph, id))).toEqual(['2', '3', '4']);
  });
});

describe('linking is refused', () => {
  it.each([
    ['an unknown layer', 'nobody', 'units', units('gru'), 'No layer has the id "nobody".'],
    ['an unknown source', 'dense', 'units', units('nobody'), 'No layer has the id "nobody".'],
    ['no such argument', 'dense', 'filters', units('gru'), 'dense has no argument filters that takes a number.'],
    [
      'an argument of words',
      'dense',
      'activation',
      units('gru'),
      'dense has no argument activation that takes a number.',
    ],
    [
      'no such argument there',
      'dense',
      'units',
      { layer: 'gru', argument: 'filters' },
      'gru has no argument filters that takes a number.',
    ],
    [
      'other numbers',
      'dense',
      'units',
      { layer: 'dropout', argument: 'rate' },
      'units of dense and rate of dropout take numbers of different kinds.',
    ],
    ['itself', 'dense', 'units', units('again'), 'units of dense follows units of dense itself.'],
    ['a circle', 'gru', 'units', units('dense'), 'units of dense follows units of gru itself.'],
  ])('for %s', (_what, id, argument, to, sentence) => {
    const result = linkArgument(after(link('middle', 'gru'), link('dense', 'middle')), id, argument, to);
    expect('refused' in result && textOf(result.refused)).toBe(sentence);
  });

  it('and unlinking what is not linked', () => {
    const result = unlinkArgument(start, 'dense', 'units');
    expect('refused' in result && textOf(result.refused)).toBe('units of dense is not linked.');
  });
});

it('offers arguments of the same kind in other layers, none of them a circle', () => {
  const graph = after(link('middle', 'dense'));
  expect(linkTargets(graph, 'dense', 'units')).toEqual([units('gru')]);
  expect(linkTargets(graph, 'dropout', 'rate').map(({ layer, argument }) => `${layer}.${argument}`)).toEqual([
    'gru.dropout',
    'gru.recurrent_dropout',
  ]);
  expect(linkTargets(graph, 'dense', 'activation')).toEqual([]);
});
