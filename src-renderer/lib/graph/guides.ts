// Guides: while cards are dragged, their edges and middles are drawn to those of the others. Pure.
import type { Point } from '#renderer/lib/graph/card-size.ts';
import type { Box } from '#renderer/lib/graph/place-layers.ts';

/** A hairline through the cards that are aligned. */
export interface GuideLine {
  /** `x`: upright, at this x; `y`: level, at this y. */
  readonly axis: 'x' | 'y';
  readonly at: number;
  /** Its ends along the other axis. */
  readonly from: number;
  readonly to: number;
}

/** An edge or a middle of a card, and where the card is along the other axis. */
interface Mark {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The marks of an axis in three sorted lists: where cards begin, where their middles are, where they end. */
type AxisMarks = readonly (readonly Mark[])[];

/** The cards that stand still, sorted once for a whole drag. */
export interface Guides {
  readonly x: AxisMarks;
  readonly y: AxisMarks;
}

/** Where a card begins, its middle and its end. */
function marksOf({ x, y, width, height }: Box, axis: 'x' | 'y'): readonly Mark[] {
  const [start, size] = axis === 'x' ? [x, width] : [y, height];
  const [from, to] = axis === 'x' ? [y, y + height] : [x, x + width];
  return [start, start + size / 2, start + size].map((at) => ({ at, from, to }));
}

/** @param boxes the cards that are not dragged */
export function makeGuides(boxes: readonly Box[]): Guides {
  const sorted = (axis: 'x' | 'y'): AxisMarks => {
    const marks = boxes.map((box) => marksOf(box, axis));
    return [0, 1, 2].map((which) => marks.flatMap((three) => three[which] ?? []).sort((a, b) => a.at - b.at));
  };
  return { x: sorted('x'), y: sorted('y') };
}

/** The first of sorted marks that is not before a place. */
function firstFrom(marks: readonly Mark[], at: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far the box is from the nearest mark of its kind; null when none is within reach. */
function shiftAlong(own: readonly Mark[], guides: AxisMarks, reach: number): number | null {
  let nearest: number | null = null;
  for (const [which, { at }] of own.entries()) {
    const marks = guides[which] ?? [];
    const next = firstFrom(marks, at);
    for (const mark of [marks[next - 1], marks[next]]) {
      const shift = (mark?.at ?? Infinity) - at;
      if (Math.abs(shift) <= Math.min(reach, Math.abs(nearest ?? Infinity))) nearest = shift;
    }
  }
  return nearest;
}

/** Places that are equal but for the rounding of a sum. */
const equal = 0.01;

/** The lines through a box and all cards that are aligned with it. */
function linesAlong(axis: 'x' | 'y', own: readonly Mark[], guides: AxisMarks): GuideLine[] {
  return own.flatMap(({ at, from, to }, which): GuideLine[] => {
    const marks = guides[which] ?? [];
    let line: GuideLine | null = null;
    for (let i = firstFrom(marks, at - equal); i < marks.length; i++) {
      const mark = marks[i];
      if (mark === undefined || mark.at > at + equal) break;
      const known: Mark = line ?? { at, from, to };
      line = { axis, at, from: Math.min(known.from, mark.from), to: Math.max(known.to, mark.to) };
    }
    return line === null ? [] : [line];
  });
}

/** How far dragged cards are moved on so that they are aligned, and the lines that say with what. */
export interface Snap {
  readonly shift: Point;
  readonly lines: readonly GuideLine[];
}

/**
 * Aligns a box with the cards around it.
 * @param box around all cards that are dragged
 * @param reach how near a mark must be, in the canvas's pixels
 */
export function snapTo(box: Box, guides: Guides, reach: number): Snap {
  const [x, y] = [shiftAlong(marksOf(box, 'x'), guides.x, reach), shiftAlong(marksOf(box, 'y'), guides.y, reach)];
  const shift = { x: x ?? 0, y: y ?? 0 };
  const moved = { ...box, x: box.x + shift.x, y: box.y + shift.y };
  return {
    shift,
    lines: [
      ...(x === null ? [] : linesAlong('x', marksOf(moved, 'x'), guides.x)),
      ...(y === null ? [] : linesAlong('y', marksOf(moved, 'y'), guides.y)),
    ],
  };
}
