// Blocks of the palette: what is kept, what is read again, and how one is put into a model.
import { expect, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { jsonValueSchema } from '#shared/base/json.ts';
import { blockOf, endsOfBlock, readBlocks, withFreeName } from '#shared/model/blocks.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { addBlock, addBlockAfter, insertBlock } from '#shared/model/edits/blocks.ts';
import type { EditResult } from '#shared/model/edits/edit.ts';
import { foldGroup, groupLayers } from '#shared/model/edits/groups.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';
import { groupsOf } from '#shared/model/groups.ts';

const chain = graphDocumentSchema.parse({
  nodes: [
    { id: 'input', type: 'Input', config: { shape: [20, 3] } },
    { id: 'conv1d', type: 'Conv1D', config: { filters: 8, kernel_size: 5, padding: 'same' } },
    { id: 'dropout', type: 'Dropout', config: { rate: 0.2 } },
    { id: 'gru', type: 'GRU', config: { units: 4 } },
    { id: 'dense', type: 'Dense', config: { units: 1 } },
  ],
  edges: [
    { from: 'input', to: 'conv1d' },
    { from: 'conv1d', to: 'dropout' },
    { from: 'dropout', to: 'gru' },
    { from: 'gru', to: 'dense' },
  ],
  layout: { conv1d: [10, 10] },
});

function made(result: EditResult): GraphDocument {
  if ('refused' in result) throw new Error(textOf(result.refused));
  return result.document;
}

const grouped = made(groupLayers(chain, ['conv1d', 'dropout'], 'Encoder'));
const group = groupsOf(grouped)[0] ?? { id: '', name: '', layers: [] };
const block = withFreeName(blockOf(grouped, group), []);

test('a group is kept with its layers and edges, without places, under a free id and name', () => {
  expect(block).toMatchObject({ id: 'block_1', name: 'Encoder' });
  expect(block.model.nodes.map(({ id }) => id)).toEqual(['conv1d', 'dropout']);
  expect(block.model).not.toHaveProperty('layout');
  const second = withFreeName(blockOf(grouped, group), [block]);
  expect(second).toMatchObject({ id: 'block_2', name: 'Encoder 2' });
  expect(groupsOf(second.model)).toMatchObject([{ name: 'Encoder 2' }]);
  expect(withFreeName({ ...block, name: 'Other' }, [second])).toMatchObject({ id: 'block_1', name: 'Other' });
});

test('what is kept is read again; a damaged one is named and skipped', () => {
  const kept = [block, { name: 'Broken', model: 3 }, { id: 'x' }, block].map((each) => jsonValueSchema.parse(each));
  expect(readBlocks(kept)).toEqual({ blocks: [block], damaged: ['Broken', '#3'] });
});

test('a block with one input and one output goes between the ends of an edge, as a group of its own', () => {
  const document = made(insertBlock(grouped, { from: 'dropout', to: 'gru' }, block));
  expect(document.edges).toContainEqual({ from: 'dropout', to: 'conv1d_1' });
  expect(document.edges).toContainEqual({ from: 'dropout_1', to: 'gru' });
  expect(groupsOf(document).map(({ name, layers }) => [name, layers])).toEqual([
    ['Encoder', ['conv1d', 'dropout']],
    ['Encoder', ['conv1d_1', 'dropout_1']],
  ]);
  expect(checkModel(document).problems).toEqual([]);
  const gone = insertBlock(grouped, { from: 'input', to: 'dense' }, block);
  expect('refused' in gone && textOf(gone.refused)).toBe('The edge is no longer there.');
});

test('a block goes behind a layer, before what followed it or beside that', () => {
  const inserted = made(addBlockAfter(chain, { id: 'dropout' }, block, { isInserted: true }));
  expect(inserted.edges).toContainEqual({ from: 'dropout_1', to: 'gru' });
  expect(inserted.edges).not.toContainEqual({ from: 'dropout', to: 'gru' });
  const beside = made(addBlockAfter(chain, { id: 'dropout' }, block, { isInserted: false }));
  expect(beside.edges).toContainEqual({ from: 'dropout', to: 'gru' });
  expect(beside.edges).toContainEqual({ from: 'dropout', to: 'conv1d_1' });
});

test('a block with other ends stands by itself, and is refused on an edge', () => {
  const whole = made(groupLayers(chain, ['input', 'conv1d'], 'Start'));
  const start = withFreeName(blockOf(whole, groupsOf(whole)[0] ?? group), []);
  expect(endsOfBlock(start.model)).toEqual({ input: null, output: 'conv1d' });
  const refused = insertBlock(chain, { from: 'gru', to: 'dense' }, start);
  expect('refused' in refused && textOf(refused.refused)).toMatch(/one input and one output/);
  const document = made(addBlock(chain, start, [300, 40]));
  expect(document.layout).toEqual({ conv1d: [10, 10], input_1: [300, 40] });
  const folded = made(foldGroup(whole, 'group', true));
  const card = withFreeName(blockOf(folded, groupsOf(folded)[0] ?? group), []);
  expect(groupsOf(made(addBlock(chain, card, [5, 6])))[0]).toMatchObject({ folded: true, at: [5, 6] });
});
