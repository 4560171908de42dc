// The guides of a drag: the cards that stand still are sorted when it begins; then each move is aligned with them.
import type { Point } from '#renderer/lib/graph/card-size.ts';
import { makeGuides, snapTo, type GuideLine, type Guides } from '#renderer/lib/graph/guides.ts';
import { boxAround, type Box } from '#renderer/lib/graph/place-layers.ts';
import type { CanvasNode } from './flow-nodes.ts';

/** Cards are aligned within so many pixels of the screen. */
const reach = 6;

export class DragGuides {
  lines: readonly GuideLine[] = $state.raw([]);
  #guides: Guides | null = null;
  #shift: Point = { x: 0, y: 0 };

  /** @param boxes all cards and notes, by their ids */
  start(dragged: readonly CanvasNode[], boxes: ReadonlyMap<string, Box>): void {
    const ids = new Set(dragged.map(({ id }) => id));
    this.#guides = makeGuides([...boxes].flatMap(([id, box]) => (ids.has(id) ? [] : [box])));
    this.#shift = { x: 0, y: 0 };
  }

  /** Aligns the dragged nodes, as the library has placed them. @param isOff nothing is aligned */
  move(
    nodes: CanvasNode[],
    dragged: readonly CanvasNode[],
    { zoom, isOff }: { zoom: number; isOff: boolean },
  ): CanvasNode[] {
    // A frame is where its layers are.
    const box = boxAround(dragged.flatMap((node) => (node.type === 'frame' ? [] : [boxOf(node)])));
    const snap = this.#guides === null || box === null || isOff ? null : snapTo(box, this.#guides, reach / zoom);
    this.#shift = snap?.shift ?? { x: 0, y: 0 };
    this.lines = snap?.lines ?? [];
    return this.aligned(nodes, dragged);
  }

  /** These nodes with the dragged ones where they are aligned. */
  aligned(nodes: CanvasNode[], dragged: readonly CanvasNode[]): CanvasNode[] {
    const { x, y } = this.#shift;
    if (x === 0 && y === 0) return nodes;
    const places = new Map(dragged.map(({ id, position }) => [id, { x: position.x + x, y: position.y + y }]));
    return nodes.map((node) => {
      const position = places.get(node.id);
      return position === undefined ? node : { ...node, position };
    });
  }

  stop(): void {
    this.#guides = null;
    this.lines = [];
  }
}

function boxOf({ position, width = 0, height = 0 }: CanvasNode): Box {
  return { ...position, width, height };
}
