// Undo and redo: whatever is edited, the document before comes back to the letter.
import { describe, expect, it } from 'vitest';
import { msg } from '#shared/base/message.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { createRandom } from '#shared/base/random.ts';
import {
  editHistorySchema,
  emptyHistory,
  goToStep,
  recordEdit,
  redoEdit,
  undoEdit,
  type EditHistory,
} from '#shared/experiment/edit-history.ts';
import { graphOf, withGraph } from '#shared/experiment/edit-experiment.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { deleteLayers, renameLayer } from '#shared/model/edits/layers.ts';
import { notesOf } from '#shared/model/edits/notes.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { argumentValue } from '#shared/model/links.ts';
import { groupsOf } from '#shared/model/groups.ts';
import { templateStore } from '#main/home/templates.ts';
import { randomEdit } from '../../../support/random-edit.ts';

const note = { name: msg`Edit`, atMs: 0 };
const text = (value: unknown): string => JSON.stringify(value);

/** Records documents one after the other. */
function recorded(documents: readonly JsonObject[]): EditHistory {
  return documents
    .slice(1)
    .reduce((history, after, i) => recordEdit(history, documents[i] ?? {}, after, note), emptyHistory);
}

describe('a history', () => {
  const documents: JsonObject[] = [
    { a: 1, list: [1, 2, 3], deep: { x: null, y: [{ id: 'p' }, { id: 'q' }] } },
    { list: [1, 3], b: 'new', deep: { x: null, y: [{ id: 'p', k: 1 }, { id: 'q' }] } },
    { first: true, list: [], b: 'new', deep: { y: [{ id: 'q' }], x: {} } },
    { b: ['new'], list: { now: 'an object' } },
  ];

  it('goes to any step and back, keys in their order', () => {
    const history = recorded(documents);
    const [last = {}] = documents.slice(-1);
    for (const from of documents.keys()) {
      const there = goToStep(history, last, from);
      expect(text(there.document)).toBe(text(documents[from]));
      for (const to of documents.keys())
        expect(text(goToStep(there.history, there.document, to).document)).toBe(text(documents[to]));
    }
    expect(undoEdit({ ...history, done: 0 }, documents[0] ?? {}).document).toBe(documents[0]);
    expect(redoEdit(history, last).document).toBe(last);
    expect(editHistorySchema.parse(JSON.parse(text(history)))).toEqual(history);
  });

  it('forgets what was undone when something else is done', () => {
    const [one = {}, two = {}, three = {}] = documents;
    const undone = undoEdit(recorded([one, two]), two);
    const other = recordEdit(undone.history, undone.document, three, note);
    expect(other.steps).toHaveLength(1);
    expect(text(undoEdit(other, three).document)).toBe(text(one));
  });

  it('makes edits of one group one step, and none of edits that end where they began', () => {
    const drag = { ...note, group: 'drag 1' };
    const at = (x: number): JsonObject => ({ layout: { a: [x, 0] } });
    const history = [1, 2, 3].reduce((all, x) => recordEdit(all, at(x - 1), at(x), drag), emptyHistory);
    expect(history.steps).toHaveLength(1);
    expect(undoEdit(history, at(3)).document).toEqual(at(0));
    expect(recordEdit(history, at(3), at(0), drag).steps).toEqual([]);
    expect(recordEdit(history, at(3), at(4), { ...drag, group: 'drag 2' }).steps).toHaveLength(2);
    expect(recordEdit(history, at(3), at(3), note)).toBe(history);
  });
});

it('a renamed layer keeps what the experiment says about it, and a deleted one takes it along', () => {
  const graph: GraphDocument = {
    nodes: [
      { id: 'a', type: 'Input', config: {} },
      { id: 'b', type: 'Dense', config: {} },
    ],
    edges: [],
  };
  const document: JsonObject = {
    training: { outputs: { b: { loss: 'mse' } }, other: 1 },
    data: { preparation: { inputs: { a: { step: 6 } } } },
    model: {},
  };
  const renamed = renameLayer(graph, 'b', 'temperature');
  if ('refused' in renamed) throw new Error('It was refused.');
  expect(withGraph(document, renamed)['training']).toEqual({ outputs: { temperature: { loss: 'mse' } }, other: 1 });
  expect(withGraph(document, renamed)['data']).toBe(document['data']);
  expect(withGraph(document, deleteLayers(graph, ['a']))['data']).toEqual({ preparation: { inputs: {} } });
});

/** A linked argument has its source's value, whatever was edited; returns how many there are. */
function expectLinksKept(graph: GraphDocument | null): number {
  const linked = (graph?.nodes ?? []).flatMap((node) =>
    Object.entries(node.links ?? {}).map(([argument, link]) => ({ node, argument, link })),
  );
  for (const { node, argument, link } of linked) {
    const source = graph?.nodes.find(({ id }) => id === link.layer);
    if (source === undefined) throw new Error(`${node.id} is linked to ${link.layer}, which is not there.`);
    if (text(argumentValue(node, argument)) !== text(argumentValue(source, link.argument)))
      throw new Error(`${argument} of ${node.id} is not ${link.argument} of ${source.id}.`);
  }
  return linked.length;
}

it('2,000 random sequences of edits: undone, the document is identical; saved and loaded too; the check never throws', () => {
  const starts = [
    { name: 'empty', model: { nodes: [], edges: [] } },
    ...templateStore.list().map(({ id }) => templateStore.find(id)?.experiment ?? {}),
  ].map((each): JsonObject => JSON.parse(text(each)) as JsonObject);
  let links = 0;
  for (let sequence = 0; sequence < 2000; sequence++) {
    const random = createRandom(sequence);
    const start = starts[sequence % starts.length] ?? {};
    let document = start;
    let history = emptyHistory;
    const seen = [start];
    for (let edits = 0; edits < 12; edits++) {
      const edit = randomEdit(graphOf(document) ?? { nodes: [], edges: [] }, random);
      if ('refused' in edit) continue;
      const after = withGraph(document, edit);
      const next = recordEdit(history, document, after, note);
      if (next !== history) seen.push(after);
      history = next;
      document = after;
      links += expectLinksKept(graphOf(after));
    }
    const graph = graphOf(document);
    if (graph === null) throw new Error(`Sequence ${sequence} made a model that cannot be read.`);
    const checked = checkModel(graph);
    const { groups: _groups, notes: _notes, ...plain } = graph;
    // Groups and notes are only for the reader.
    expect(text(checkModel(plain))).toBe(text(checked));
    const shownGroups = groupsOf(graph);
    expect(graph.groups ?? []).toHaveLength(shownGroups.length);
    for (const [i, { layers }] of shownGroups.entries())
      expect(layers.toSorted()).toEqual(graph.groups?.[i]?.layers.toSorted());
    expect(notesOf(graph)).toEqual(graph.notes ?? []);
    const loaded = editHistorySchema.parse(JSON.parse(text(history)));
    expect(loaded.steps).toHaveLength(seen.length - 1);
    const undone = goToStep(loaded, JSON.parse(text(document)) as JsonObject, 0);
    expect(text(undone.document)).toBe(text(start));
    expect(text(goToStep(undone.history, undone.document, seen.length - 1).document)).toBe(text(document));
  }
  expect(links).toBeGreaterThan(500);
}, 120_000);
