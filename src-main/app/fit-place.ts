// Restores the window's position, unless its display was removed or became smaller. Pure.
import type { Rectangle } from 'electron';
import type { WindowPlace } from '#main/app/shell-state.ts';

/** The minimum visible part of the window, so that the user can move it. */
const leastVisible = { width: 120, height: 80 };

function overlap(a: Rectangle, b: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  };
}

/** `position`, moved as little as needed so that `size` from it is between `from` and `from + room`. */
function within(position: number, size: number, from: number, room: number): number {
  return Math.max(from, Math.min(position, from + room - size));
}

/**
 * Where to open the window.
 * @param areas the displays' work areas, the primary one first
 * @returns without a position when the old one is on no display; the system then centres the window
 */
export function fitPlace(
  saved: WindowPlace,
  areas: readonly Rectangle[],
): { width: number; height: number; x?: number; y?: number } {
  const visible = areas
    .map((area) => ({ area, ...overlap(saved, area) }))
    .filter(({ width, height }) => width >= leastVisible.width && height >= leastVisible.height)
    .sort((a, b) => b.width * b.height - a.width * a.height);
  const area = visible[0]?.area ?? areas[0];
  if (area === undefined) return { width: saved.width, height: saved.height };
  const width = Math.min(saved.width, area.width);
  const height = Math.min(saved.height, area.height);
  if (visible.length === 0) return { width, height };
  return {
    width,
    height,
    x: within(saved.x, width, area.x, area.width),
    y: within(saved.y, height, area.y, area.height),
  };
}
