// Edits of groups, and what edits of layers do to groups.
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { copyLayers, duplicateLayers, pasteLayers } from '#shared/model/edits/clipboard.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import {
  deleteGroups,
  foldGroup,
  groupLayers,
  moveCards,
  moveToGroup,
  namePort,
  portName,
  renameGroup,
  ungroup,
} from '#shared/model/edits/groups.ts';
import {
  addLayerAfter,
  arrangeLayers,
  deleteLayers,
  insertOnEdge,
  renameLayer,
  replaceLayer,
} from '#shared/model/edits/layers.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';
import { groupsOf } from '#shared/model/groups.ts';

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
  layout: { conv1d: [40, 100], gru: [0, 200] },
});

function made(result: EditResult): GraphDocument {
  if ('refused' in result) throw new Error(textOf(result.refused));
  return result.document;
}

function refusal(result: EditResult): string {
  if ('refused' in result) return textOf(result.refused);
  throw new Error('It was not refused.');
}

const grouped = made(groupLayers(chain, ['gru', 'conv1d'], 'Encoder'));
const layersOf = (document: GraphDocument): Record<string, readonly string[]> =>
  Object.fromEntries(groupsOf(document).map(({ id, layers }) => [id, layers]));

describe('a group', () => {
  it('is made of layers in the order of the model, and computes nothing', () => {
    expect(grouped.groups).toEqual([{ id: 'group', name: 'Encoder', layers: ['conv1d', 'gru'] }]);
    expect(checkModel(grouped)).toEqual(checkModel(chain));
    expect(checkModel(grouped).spec).not.toBeNull();
    expect(refusal(groupLayers(chain, ['none'], 'A'))).toMatch(/Select/);
  });

  it('has no groups inside it: layers leave the group that they were in', () => {
    const other = made(groupLayers(grouped, ['gru', 'dense'], 'Head'));
    expect(layersOf(other)).toEqual({ group: ['conv1d'], group_1: ['gru', 'dense'] });
    expect(layersOf(made(groupLayers(other, ['conv1d', 'gru', 'dense'], 'All')))).toEqual({
      group: ['conv1d', 'gru', 'dense'],
    });
  });

  it('is renamed, and needs a name', () => {
    expect(made(renameGroup(grouped, 'group', ' Body ')).groups?.[0]?.name).toBe('Body');
    expect(refusal(renameGroup(grouped, 'group', ' '))).toBe('A name has 1 to 200 characters.');
    expect(refusal(renameGroup(grouped, 'none', 'A'))).toBe('There is no such group.');
  });

  it('is folded where its layers stand, and unfolds to the same', () => {
    const folded = made(foldGroup(grouped, 'group', true));
    expect(folded.groups?.[0]).toEqual({
      id: 'group',
      name: 'Encoder',
      layers: ['conv1d', 'gru'],
      folded: true,
      at: [0, 100],
    });
    expect(made(foldGroup(folded, 'group', false))).toEqual(grouped);
    const { document } = arrangeLayers(folded);
    expect(document.groups?.[0]?.at).toBeUndefined();
  });

  it('whose layers nobody placed unfolds where its card was put', () => {
    const folded = made(foldGroup(arrangeLayers(grouped).document, 'group', true));
    const put = { ...folded, groups: folded.groups?.map((group) => ({ ...group, at: [7, 9] as [number, number] })) };
    expect(made(foldGroup(put, 'group', false)).layout).toEqual({ conv1d: [7, 9] });
  });

  it('is moved with the layers that a person placed', () => {
    const folded = made(foldGroup(grouped, 'group', true));
    const edit = moveCards(folded, { layers: {}, groups: { group: { at: [10, 120], by: [10, 20] } } });
    expect(edit.document.layout).toEqual({ conv1d: [50, 120], gru: [10, 220] });
    expect(edit.document.groups?.[0]?.at).toEqual([10, 120]);
    expect(textOf(edit.name)).toBe('Move Encoder');
    const both = moveCards(folded, { layers: { dense: [1, 2] }, groups: { group: { at: [0, 100], by: [0, 0] } } });
    expect(textOf(both.name)).toBe('Move 3 layers');
    expect(both.document.layout?.['dense']).toEqual([1, 2]);
  });

  it('is taken away, and its layers stay', () => {
    expect(made(ungroup(grouped, ['group']))).toEqual(chain);
    expect(refusal(ungroup(chain, ['group']))).toBe('There is no such group.');
  });

  it('takes layers in and gives them back', () => {
    const larger = made(moveToGroup(grouped, ['dense'], 'group'));
    expect(layersOf(larger)).toEqual({ group: ['conv1d', 'gru', 'dense'] });
    const smaller = moveToGroup(larger, ['conv1d'], null);
    expect(layersOf(made(smaller))).toEqual({ group: ['gru', 'dense'] });
    expect('name' in smaller && textOf(smaller.name)).toBe('Take conv1d out of Encoder');
    expect(made(moveToGroup(grouped, ['conv1d', 'gru'], null)).groups).toBeUndefined();
    expect(refusal(moveToGroup(grouped, ['gru'], 'group'))).toBe('Nothing changes by this.');
    expect(refusal(moveToGroup(grouped, ['gru'], 'none'))).toBe('There is no such group.');
  });

  it('is deleted with its layers, and the chain is healed', () => {
    const document = made(deleteGroups(grouped, ['group']));
    expect(document).toEqual(deleteLayers(chain, ['conv1d', 'gru']).document);
    expect(document.edges).toEqual([{ from: 'input', to: 'dense' }]);
  });

  it('names its inputs and outputs', () => {
    const named = made(namePort(grouped, 'group', { layer: 'conv1d', input: 0 }, ' series '));
    const [group] = groupsOf(named);
    if (group === undefined) throw new Error('The group is gone.');
    expect(portName(group, { layer: 'conv1d', input: 0 })).toBe('series');
    expect(portName(group, { layer: 'conv1d', output: 0 })).toBeNull();
    expect(made(namePort(named, 'group', { layer: 'conv1d', input: 0 }, ''))).toEqual(grouped);
    expect(refusal(namePort(grouped, 'group', { layer: 'dense', output: 0 }, 'y'))).toMatch(/dense/);
    const renamed = made(renameLayer(named, 'conv1d', 'first'));
    expect(renamed.groups?.[0]).toMatchObject({ layers: ['first', 'gru'], ports: [{ layer: 'first', input: 0 }] });
    expect(deleteLayers(named, ['conv1d']).document.groups).toEqual([
      { id: 'group', name: 'Encoder', layers: ['gru'] },
    ]);
  });
});

describe('edits of layers keep groups right', () => {
  it('a deleted layer leaves its group, and a group without layers is gone', () => {
    expect(layersOf(deleteLayers(grouped, ['gru', 'dense']).document)).toEqual({ group: ['conv1d'] });
    expect(deleteLayers(grouped, ['gru', 'conv1d']).document.groups).toBeUndefined();
  });

  it('a renamed or replaced layer stays in its group', () => {
    expect(layersOf(made(renameLayer(grouped, 'gru', 'memory')))).toEqual({ group: ['conv1d', 'memory'] });
    expect(layersOf(made(replaceLayer(grouped, 'gru', { type: 'LSTM' })))).toEqual({ group: ['conv1d', 'lstm'] });
  });

  it('a layer between two of one group belongs to it; one between a group and others does not', () => {
    const between = made(insertOnEdge(grouped, { from: 'conv1d', to: 'gru' }, { type: 'Dropout' }));
    expect(layersOf(between)).toEqual({ group: ['conv1d', 'dropout', 'gru'] });
    const outside = made(insertOnEdge(grouped, { from: 'gru', to: 'dense' }, { type: 'Dropout' }));
    expect(layersOf(outside)).toEqual({ group: ['conv1d', 'gru'] });
    const moved = made(insertOnEdge(made(insertOnEdge(outside, { from: 'conv1d', to: 'gru' }, { id: 'dropout' })), { from: 'gru', to: 'dense' }, { id: 'dropout' })); // prettier-ignore
    expect(layersOf(moved)).toEqual({ group: ['conv1d', 'gru'] });
    const behind = made(addLayerAfter(grouped, { id: 'conv1d' }, { type: 'Dropout' }, { isInserted: true }));
    expect(layersOf(behind)).toEqual({ group: ['conv1d', 'dropout', 'gru'] });
    const branch = made(addLayerAfter(grouped, { id: 'gru' }, { type: 'Dropout' }));
    expect(layersOf(branch)).toEqual({ group: ['conv1d', 'gru', 'dropout'] });
    const folded = made(foldGroup(grouped, 'group', true));
    expect(layersOf(made(addLayerAfter(folded, { id: 'gru' }, { type: 'Dropout' })))).toEqual({
      group: ['conv1d', 'gru'],
    });
  });

  it('copies of a whole group are a group; copies of a part are in the same one', () => {
    const whole = duplicateLayers(grouped, ['conv1d', 'gru', 'dense'], [40, 40]).document;
    expect(layersOf(whole)).toEqual({ group: ['conv1d', 'gru'], group_1: ['conv1d_1', 'gru_1'] });
    const part = duplicateLayers(grouped, ['gru', 'dense'], [40, 40]).document;
    expect(layersOf(part)).toEqual({ group: ['conv1d', 'gru', 'gru_1'] });
  });

  it('copy and paste carry groups whose layers are all copied, names of ports with them', () => {
    const named = made(namePort(grouped, 'group', { layer: 'gru', output: 0 }, 'features'));
    const text = copyLayers(named, ['conv1d', 'gru']);
    const pasted = made(pasteLayers(named, text, [500, 500]));
    expect(pasted.groups?.[1]).toEqual({
      id: 'group_1',
      name: 'Encoder',
      layers: ['conv1d_1', 'gru_1'],
      ports: [{ layer: 'gru_1', output: 0, name: 'features' }],
    });
    expect(made(pasteLayers(chain, copyLayers(named, ['gru'])))).not.toHaveProperty('groups');
  });
});

it('whatever a file says, a layer is in one group, and groups without layers are not shown', () => {
  const group = (id: string, ...layers: string[]) => ({ id, name: id.toUpperCase(), layers });
  const odd = { ...chain, groups: [group('a', 'gru', 'none', 'gru'), group('b', 'gru', 'dense'), group('a', 'input'), group('c', 'gru')] }; // prettier-ignore
  expect(layersOf(odd)).toEqual({ a: ['gru'], b: ['dense'] });
  const kept = groupsOf({ ...chain, groups: [{ ...group('a', 'gru'), keep: 1 }] });
  expect(kept[0]?.['keep']).toBe(1);
});
