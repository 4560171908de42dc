// What is in sight: where points of the window are on the canvas, and what brings the model, a card or a note into sight.
import type { useSvelteFlow } from '@xyflow/svelte';
import { tick } from 'svelte';
import type { Point, Size } from '#renderer/lib/graph/card-size.ts';
import { fitInto } from '#renderer/lib/graph/place-layers.ts';
import { isInside, revealed } from '#renderer/lib/graph/reveal.ts';
import type { CanvasScene } from './canvas-scene.svelte.ts';

export const leastZoom = 0.1;
/** Down to this, all of a model is in sight as it opens; a larger one begins at the top, in a size that can be read. */
const leastZoomToRead = 0.75;

interface Surroundings {
  readonly flow: ReturnType<typeof useSvelteFlow>;
  readonly scene: CanvasScene;
  readonly frame: () => HTMLElement | undefined;
  readonly size: () => Size;
}

export function canvasSight({ flow, scene, frame, size }: Surroundings) {
  /** A person wants all of it in sight, however small. */
  let isAllWanted = false;

  /** Fits the model into the canvas. */
  async function fit(): Promise<void> {
    if (scene.places === null || size().width === 0) return;
    const least = isAllWanted ? leastZoom : leastZoomToRead;
    await flow.setViewport(fitInto(scene.bounds, size(), least), { duration: 0 });
  }

  async function showAll(): Promise<void> {
    isAllWanted = true;
    await fit();
  }

  /** A point of the window on the canvas; null where the canvas is not. */
  function toCanvas(point: Point): Point | null {
    if (!isInside(point, frame()?.getBoundingClientRect() ?? null)) return null;
    return flow.screenToFlowPosition({ x: point.x, y: point.y });
  }

  /** The middle of what is in sight. */
  function middle(): Point {
    const { left = 0, top = 0 } = frame()?.getBoundingClientRect() ?? {};
    const { width, height } = size();
    return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
  }

  /** Moves the canvas just so far that a card or a note is in sight. */
  function reveal(id: string): void {
    const box = scene.boxes.get(id);
    if (box === undefined) return;
    const next = revealed(flow.getViewport(), box, size());
    if (next !== null) void flow.setViewport(next, { duration: 0 });
  }

  /** Brings a card into sight and focuses it. */
  async function show(id: string): Promise<void> {
    reveal(id);
    // Of a large model only the cards in sight are in the page.
    await tick();
    document
      .querySelector<HTMLElement>(`.svelte-flow__node[data-id="${CSS.escape(id)}"]`)
      ?.focus({ preventScroll: true });
  }

  return { fit, showAll, toCanvas, middle, reveal, show };
}
