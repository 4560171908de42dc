// The guides of a drag: several cards are aligned by the box around them, and Alt turns it off.
import { expect, test } from 'vitest';
import { DragGuides } from '#renderer/components/graph/drag-guides.svelte.ts';
import type { CanvasNode } from '#renderer/components/graph/flow-nodes.ts';
import { NoteMaker } from '#renderer/components/graph/note-nodes.ts';
import { noteBox } from '#renderer/lib/graph/note-picture.ts';

const words = { noteRole: 'note', noteCard: (text: string) => `Note: ${text}` };
const maker = new NoteMaker();
/** Notes of one line: 232 by 42 pixels. */
function nodesAt(...places: [number, number][]): { nodes: CanvasNode[]; boxes: ReturnType<typeof boxesOf> } {
  const notes = places.map((at, i) => ({ id: `note:${i}`, note: { id: `${i}`, text: '', at } }));
  const nodes = maker.make(notes, { notes: new Set(), typedNote: null }, words);
  return { nodes, boxes: boxesOf(notes) };
}
const boxesOf = (notes: Parameters<typeof noteBox>[0][]) => new Map(notes.map((one) => [one.id, noteBox(one)]));
const placesOf = (nodes: readonly CanvasNode[]) => nodes.map(({ position: { x, y } }) => [x, y]);

test('several cards are moved together, as the box around them is aligned', () => {
  const { nodes, boxes } = nodesAt([0, 0], [500, 300], [900, 340]);
  const guides = new DragGuides();
  const dragged = nodes.slice(1);
  guides.start(dragged, boxes);
  const moved = dragged.map((node): CanvasNode => ({
    ...node,
    position: { x: node.position.x - 504, y: node.position.y },
  }));
  const placed = nodes.map((node) => moved.find(({ id }) => id === node.id) ?? node);
  const aligned = guides.move(placed, moved, { zoom: 1, isOff: false });
  expect(placesOf(aligned)).toEqual([
    [0, 0],
    [0, 300],
    [400, 340],
  ]);
  expect(guides.lines).toEqual([{ axis: 'x', at: 0, from: 0, to: 382 }]);
  // Where they are dropped is where they were shown.
  expect(placesOf(guides.aligned(moved, moved))).toEqual([
    [0, 300],
    [400, 340],
  ]);
  guides.stop();
  expect(guides.lines).toEqual([]);
});

test('six pixels of the screen are fewer of a canvas that is enlarged; Alt aligns nothing', () => {
  const { nodes, boxes } = nodesAt([0, 0], [5, 300]);
  const guides = new DragGuides();
  const dragged = nodes.slice(1);
  guides.start(dragged, boxes);
  expect(placesOf(guides.move(nodes, dragged, { zoom: 1.5, isOff: false }))).toEqual([
    [0, 0],
    [5, 300],
  ]);
  expect(placesOf(guides.move(nodes, dragged, { zoom: 0.5, isOff: false }))[1]).toEqual([0, 300]);
  expect(placesOf(guides.move(nodes, dragged, { zoom: 0.5, isOff: true }))[1]).toEqual([5, 300]);
  expect(guides.lines).toEqual([]);
});
