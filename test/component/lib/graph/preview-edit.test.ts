import { expect, it } from 'vitest';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { addLayerAfter } from '#shared/model/edits/layers.ts';
import { previewEdit } from '#renderer/lib/graph/preview-edit.ts';

const open: GraphDocument = {
  nodes: [
    { id: 'in', type: 'Input', config: { shape: [null, 3] } },
    { id: 'gru', type: 'GRU', config: { units: 4, return_sequences: true } },
  ],
  edges: [{ from: 'in', to: 'gru' }],
};

it('refuses a layer that is longer than the sequence that training gives', () => {
  const edit = addLayerAfter(open, { id: 'gru' }, { type: 'Conv1D', config: { filters: 4, kernel_size: 30 } });
  expect(previewEdit(open, edit).reason).toBeNull();
  expect(previewEdit(open, edit, () => 20).reason).not.toBeNull();
  expect(previewEdit(open, edit, () => 40).reason).toBeNull();
});
