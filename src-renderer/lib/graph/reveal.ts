// What is in sight, and what brings a part of the canvas into sight.
import type { Point } from '#renderer/lib/graph/card-size.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Viewport extends Point {
  readonly zoom: number;
}

/** Whether a point is in a box of the screen; null for no box. */
export function isInside({ x, y }: Point, box: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'> | null): boolean {
  return box !== null && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

const margin = 16;

/** The viewport moved just so far that a box of the canvas is in a window of this size; null when it is. */
export function revealed({ x, y, zoom }: Viewport, box: Point & Size, window: Size): Viewport | null {
  const over = (from: number, size: number, all: number): number =>
    from < margin ? margin - from : Math.min(0, all - margin - (from + size));
  const right = over(box.x * zoom + x, box.width * zoom, window.width);
  const down = over(box.y * zoom + y, box.height * zoom, window.height);
  return right === 0 && down === 0 ? null : { x: x + right, y: y + down, zoom };
}
