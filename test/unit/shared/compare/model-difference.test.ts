// What is different between two models, and which layer of one is which of the other.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { createRandom } from '#shared/base/random.ts';
import { compareModels, type ComparedModel, type ModelDifference } from '#shared/compare/model-difference.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { setArgument } from '#shared/model/edits/arguments.ts';
import { connect, disconnect } from '#shared/model/edits/edges.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import { linkArgument, unlinkArgument } from '#shared/model/edits/links.ts';
import { addLayerAfter, deleteLayers, moveLayers, muteLayers, renameLayer } from '#shared/model/edits/layers.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { randomEdit } from '../../../support/random-edit.ts';
import { template, templateIds } from '../experiment/experiments.ts';

function modelOf(document: GraphDocument): ComparedModel {
  const { spec } = checkModel(document);
  return { document, layers: spec?.layers ?? [], parameters: spec?.parameters ?? null };
}

function edited(document: GraphDocument, ...edits: readonly ((graph: GraphDocument) => EditResult)[]): GraphDocument {
  return edits.reduce((graph, edit) => {
    const result = edit(graph);
    if ('refused' in result) throw new Error(`Refused: ${JSON.stringify(result.refused)}`);
    return result.document;
  }, document);
}

const difference = (first: GraphDocument, second: GraphDocument): ModelDifference =>
  compareModels(modelOf(first), modelOf(second));

const signs = { same: '=', changed: '~', added: '+', removed: '-' } as const;
const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
/** `~ conv1d filters 8 → 16` */
function told({ layers }: ModelDifference): string[] {
  return layers.map(({ kind, key, changes }) =>
    [signs[kind], key, ...changes.map(({ name, from, to }) => `${name} ${plain(from)} → ${plain(to)}`)].join(' '),
  );
}
const wires = ({ edges }: ModelDifference): string[] =>
  edges.flatMap(({ kind, from, to }) => (kind === 'same' ? [] : [`${signs[kind]} ${from} > ${to}`]));

const chain: GraphDocument = {
  nodes: [
    { id: 'input', type: 'Input', config: { shape: [20, 3] } },
    { id: 'conv1d', type: 'Conv1D', config: { filters: 8, kernel_size: 5, activation: 'relu' } },
    { id: 'gru', type: 'GRU', config: { units: 4 } },
    { id: 'dense', type: 'Dense', config: { units: 1 } },
  ],
  edges: [
    { from: 'input', to: 'conv1d' },
    { from: 'conv1d', to: 'gru' },
    { from: 'gru', to: 'dense' },
  ],
};
/** The same with other ids. */
const renamed = (document: GraphDocument): GraphDocument => ({
  nodes: document.nodes.map((node) => ({
    ...node,
    id: `other-${node.id}`,
    ...(node.layer === undefined ? {} : { layer: `other-${node.layer}` }),
  })),
  edges: document.edges.map((edge) => ({ ...edge, from: `other-${edge.from}`, to: `other-${edge.to}` })),
});

describe('the difference of two models', () => {
  it('says which argument changed from what to what, with parameters and shapes', () => {
    const after = edited(chain, (graph) => setArgument(graph, ['conv1d'], 'filters', 16));
    const found = difference(chain, after);
    expect(told(found)).toEqual(['= input', '~ conv1d filters 8 → 16', '= gru', '= dense']);
    expect(wires(found)).toEqual([]);
    expect(found.layers[1]).toMatchObject({
      from: { parameters: 128, shapes: [[16, 8]] },
      to: { parameters: 256, shapes: [[16, 16]] },
    });
    // The layer behind it is the same, with other weights.
    expect(found.layers[2]?.from?.parameters).not.toBe(found.layers[2]?.to?.parameters);
    expect(found.parameters.to).toBeGreaterThan(found.parameters.from ?? Infinity);
    expect(found.isSame).toBe(false);
  });

  it('takes defaults that are written out, and places on the canvas, for no change', () => {
    const spelled = edited(
      chain,
      (graph) => setArgument(graph, ['dense'], 'use_bias', true),
      (graph) => moveLayers(graph, { dense: [5, 5] }),
    );
    expect(difference(chain, spelled)).toMatchObject({ isSame: true });
    expect(told(difference(chain, spelled))).toEqual(['= input', '= conv1d', '= gru', '= dense']);
  });

  it('shows what was added and removed with its edges', () => {
    const after = edited(
      chain,
      (graph) => addLayerAfter(graph, { id: 'gru' }, { type: 'Dropout' }, { isInserted: true }),
      (graph) => deleteLayers(graph, ['conv1d']),
    );
    const found = difference(chain, after);
    expect(told(found)).toEqual(['= input', '- conv1d', '= gru', '+ dropout', '= dense']);
    expect(wires(found)).toEqual([
      '- input > conv1d',
      '- conv1d > gru',
      '- gru > dense',
      '+ input > gru',
      '+ dropout > dense',
      '+ gru > dropout',
    ]);
    expect(found.rewired).toEqual([
      { layer: 'gru', input: 0, from: 'conv1d', to: 'input' },
      { layer: 'dense', input: 0, from: 'gru', to: 'dropout' },
    ]);
  });

  it('shows an edge that begins elsewhere', () => {
    const after = edited(
      chain,
      (graph) => disconnect(graph, [{ from: 'conv1d', to: 'gru' }]),
      (graph) => connect(graph, { from: 'input', to: 'gru' }),
    );
    expect(difference(chain, after)).toMatchObject({
      isSame: false,
      rewired: [{ layer: 'gru', input: 0, from: 'conv1d', to: 'input' }],
    });
  });

  it('shows a layer that is muted, one that is renamed, and one that shares weights', () => {
    const after = edited(
      chain,
      (graph) => muteLayers(graph, ['conv1d'], true),
      (graph) => renameLayer(graph, 'dense', 'temperature'),
    );
    expect(told(difference(chain, after))).toEqual([
      '= input',
      '~ conv1d muted false → true',
      '= gru',
      '= temperature id dense → temperature',
    ]);
    const sharing = (id: string): GraphDocument => ({
      nodes: [...chain.nodes, { id, type: 'GRU', config: {}, layer: 'gru' }],
      edges: [...chain.edges, { from: 'conv1d', to: id }],
    });
    const found = difference(sharing('twice'), renamed(sharing('twice')));
    expect(found.isSame).toBe(true);
    expect(told(found)).toContain('= other-twice id twice → other-twice');
  });

  it('tells an argument inside another by its path', () => {
    const regularized = (l2: number): GraphDocument => ({
      ...chain,
      nodes: chain.nodes.map((node) =>
        node.id === 'dense'
          ? { ...node, config: { units: 1, kernel_regularizer: { class_name: 'L2', config: { l2 } } } }
          : node,
      ),
    });
    const [change] = difference(regularized(0.1), regularized(0.2)).layers.at(-1)?.changes ?? [];
    expect(change).toMatchObject({ from: 0.1, to: 0.2 });
    expect(change?.name).toMatch(/^kernel_regularizer\..*l2$/);
  });
});

describe('matching layers whose ids differ', () => {
  it('finds equal layers, and changed ones by their place', () => {
    const after = renamed(edited(chain, (graph) => setArgument(graph, ['conv1d', 'gru'], 'activation', 'sigmoid')));
    expect(told(difference(chain, after))).toEqual([
      '= other-input id input → other-input',
      '~ other-conv1d id conv1d → other-conv1d activation relu → sigmoid',
      '~ other-gru id gru → other-gru activation tanh → sigmoid',
      '= other-dense id dense → other-dense',
    ]);
  });

  it('does not take a layer of the same type elsewhere for the same one', () => {
    const dense = (units: number): JsonObject => ({ units });
    const model = (...layers: readonly [string, string, JsonObject][]): GraphDocument => ({
      nodes: layers.map(([id, type, config]) => ({ id, type, config })),
      edges: layers.slice(1).map(([id], i) => ({ from: layers[i]?.[0] ?? '', to: id })),
    });
    const first = model(
      ['in', 'Input', { shape: [4] }],
      ['a', 'Dense', dense(16)],
      ['r', 'ReLU', {}],
      ['out', 'Dense', dense(1)],
    );
    const second = model(
      ['in', 'Input', { shape: [4] }],
      ['r', 'ReLU', {}],
      ['b', 'Dense', dense(8)],
      ['out', 'Dense', dense(1)],
    );
    expect(told(difference(first, second))).toEqual(['= in', '- a', '= r', '+ b', '= out']);
  });

  it('keeps a removed layer and an added one of the same id apart', () => {
    const first: GraphDocument = {
      nodes: [
        { id: 'a', type: 'Dense', config: { units: 1 } },
        { id: 'b', type: 'ReLU', config: {} },
        { id: 'c', type: 'GRU', config: { units: 2 } },
      ],
      edges: [],
    };
    const second: GraphDocument = {
      nodes: [
        { id: 'c', type: 'Dense', config: { units: 1 } },
        { id: 'd', type: 'ReLU', config: {} },
      ],
      edges: [],
    };
    const found = difference(first, second);
    expect(new Set(found.layers.map(({ key }) => key)).size).toBe(found.layers.length);
    expect(told(found)).toEqual(['= c id a → c', '= d id b → d', '- −c']);
  });
});

/** What must hold for any two models. */
function expectWhole(first: GraphDocument, second: GraphDocument, name: string): void {
  const found = difference(first, second);
  const ids = ({ nodes }: GraphDocument): string[] => [...new Set(nodes.map(({ id }) => id))].sort();
  const side = (of: 'from' | 'to'): string[] => found.layers.flatMap((layer) => layer[of]?.id ?? []).sort();
  expect(side('from'), name).toEqual(ids(first));
  expect(side('to'), name).toEqual(ids(second));
  expect(new Set(found.layers.map(({ key }) => key)).size, name).toBe(found.layers.length);
  const keys = new Set(found.layers.map(({ key }) => key));
  for (const { from, to } of found.edges) expect(keys.has(from) && keys.has(to), name).toBe(true);
}

it('of 300 random sequences of edits: every layer of both is there once, and a model has no difference to itself', () => {
  for (let sequence = 0; sequence < 300; sequence++) {
    const random = createRandom(sequence);
    const start = template(templateIds[sequence % templateIds.length] ?? '').model;
    let document = start;
    for (let edits = 0; edits < 12; edits++) {
      const edit = randomEdit(document, random);
      if (!('refused' in edit)) document = edit.document;
    }
    const name = `sequence ${sequence}`;
    expectWhole(start, document, name);
    expectWhole(renamed(document), start, name);
    const self = difference(document, document);
    expect(self.isSame, name).toBe(true);
    expect(
      self.layers.every(({ changes }) => changes.length === 0),
      name,
    ).toBe(true);
    expect(self.rewired, name).toEqual([]);
    // Another model of the same layers computes the same.
    expect(difference(start, renamed(start)).isSame, name).toBe(true);
  }
}, 120_000);

it('any template can be compared with any other', () => {
  for (const first of templateIds)
    for (const second of templateIds) expectWhole(template(first).model, template(second).model, `${first}, ${second}`);
});

it('a link is one change, with its source as a value; it computes nothing, and follows a renamed source', () => {
  const linked = edited(chain, (graph) => linkArgument(graph, 'gru', 'units', { layer: 'dense', argument: 'units' }));
  const first = difference(
    linked,
    edited(linked, (graph) => unlinkArgument(graph, 'gru', 'units')),
  );
  expect(told(first)[2]).toBe('= gru links.units {"layer":"dense","argument":"units"} → undefined');
  expect(first.isSame).toBe(true);
  expect(told(difference(chain, linked))[2]).toBe(
    '~ gru links.units undefined → {"layer":"dense","argument":"units"} units 4 → 1',
  );
  expect(
    told(
      difference(
        linked,
        edited(linked, (graph) => renameLayer(graph, 'dense', 'head')),
      ),
    ),
  ).toEqual(['= input', '= conv1d', '= gru', '= head id dense → head']);
});
