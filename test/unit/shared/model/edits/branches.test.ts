// A layer that is added beside another as a branch.
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { setArgument } from '#shared/model/edits/arguments.ts';
import { connect } from '#shared/model/edits/edges.ts';
import type { EditResult, GraphEdit } from '#shared/model/edits/edit.ts';
import { addLayerAfter, addLayerBeside } from '#shared/model/edits/layers.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';

const chain = graphDocumentSchema.parse({
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
  layout: { conv1d: [0, 100], gru: [0, 200] },
});

function made(result: EditResult): GraphEdit {
  if ('refused' in result) throw new Error(textOf(result.refused));
  return result;
}

function refusal(result: EditResult): string {
  if ('refused' in result) return textOf(result.refused);
  throw new Error('It was not refused.');
}

const edgesOf = ({ edges }: GraphDocument): string[] =>
  edges.map(({ from, to, output = 0, input = 0 }) => `${from}:${output}→${to}:${input}`);
const idsOf = ({ nodes }: GraphDocument): string[] => nodes.map(({ id }) => id);

describe('a layer beside another', () => {
  it('takes the same input, and nothing follows it', () => {
    const { document, ids, name } = made(addLayerBeside(chain, 'gru', { type: 'LSTM' }, [300, 200]));
    expect(edgesOf(document)).toEqual([...edgesOf(chain), 'conv1d:0→lstm:0']);
    expect(idsOf(document)).toEqual(['input', 'conv1d', 'gru', 'lstm', 'dense']);
    expect(document.layout).toMatchObject({ gru: [0, 200], lstm: [300, 200] });
    expect([ids, textOf(name)]).toEqual([['lstm'], 'Add lstm beside gru']);
  });

  it('takes as many inputs as it has, from the same outputs', () => {
    const states = made(setArgument(chain, ['gru'], 'return_state', true)).document;
    const joined = made(addLayerAfter(states, { id: 'gru' }, { type: 'Add' })).document;
    const both = made(connect(joined, { from: 'gru', output: 1, to: 'add' })).document;
    const merged = made(addLayerBeside(both, 'add', { type: 'Concatenate' })).document;
    expect(edgesOf(merged).filter((edge) => edge.includes('→concatenate'))).toEqual([
      'gru:0→concatenate:0',
      'gru:1→concatenate:1',
    ]);
    const one = made(addLayerBeside(both, 'add', { type: 'Dense' })).document;
    expect(edgesOf(one).filter((edge) => edge.includes('→dense_1'))).toEqual(['gru:0→dense_1:0']);
  });

  it('has no input beside a layer that begins the model, nor when it begins one itself', () => {
    for (const [id, type] of [
      ['input', 'Dense'],
      ['gru', 'Input'],
    ] as const)
      expect(edgesOf(made(addLayerBeside(chain, id, { type })).document)).toEqual(edgesOf(chain));
    expect(refusal(addLayerBeside(chain, 'gone', { type: 'Dense' }))).toBe('No layer has the id "gone".');
  });

  it('is in its group, unless that is folded', () => {
    const grouped = (folded: boolean): GraphDocument => ({
      ...chain,
      groups: [{ id: 'group', name: 'Encoder', layers: ['conv1d', 'gru'], folded }],
    });
    const layersIn = (document: GraphDocument): readonly string[] | undefined => document.groups?.[0]?.layers;
    const [open, folded] = [false, true].map(
      (is) => made(addLayerBeside(grouped(is), 'gru', { type: 'LSTM' })).document,
    );
    expect(layersIn(open ?? chain)).toEqual(['conv1d', 'gru', 'lstm']);
    expect(layersIn(folded ?? chain)).toEqual(['conv1d', 'gru']);
  });
});
