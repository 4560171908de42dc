// Zoom and pan by mouse and keyboard. It knows no chart: it is given the plot's scale, and gives the range that is wanted.
import { pannedRange, rangeBetween, zoomedRange, type PlotScale, type XRange } from '#shared/charts/x-range.ts';

/** A stretch of the canvas along x, in pixels. */
export interface Selection {
  readonly from: number;
  readonly to: number;
}

export interface ZoomedChart {
  /** Of what is shown now; it does not change later. Null before it is drawn. */
  readonly scale: () => PlotScale | null;
  readonly whole: () => XRange;
  /** A narrower stretch is not shown. */
  readonly least: () => number;
  readonly show: (range: XRange | null) => void;
  /** Follows a stretch that is being dragged; null when it is over. */
  readonly select: (selection: Selection | null) => void;
}

/** A shorter drag is a click. */
const leastDrag = 5;
const zoomStep = 1.5;
/** The part of the plot that an arrow key pans by. */
const panShare = 0.2;

/** How much a wheel zooms: pixels of a trackpad, or lines of a mouse. */
function wheelFactor({ deltaY, deltaMode }: WheelEvent): number {
  const pixels = Math.max(-120, Math.min(120, deltaMode === WheelEvent.DOM_DELTA_LINE ? deltaY * 33 : deltaY));
  return Math.exp(pixels / 300);
}

/** Drag a stretch to zoom to it, Ctrl with the wheel to zoom, Shift to pan, a double click for the whole. */
export function followMouse(canvas: HTMLCanvasElement, chart: ZoomedChart): () => void {
  let drag: { readonly isPan: boolean; readonly from: number; readonly scale: PlotScale } | null = null;

  const down = (event: PointerEvent): void => {
    const scale = chart.scale();
    if (scale === null || event.button !== 0 || event.pointerType === 'touch') return;
    if (event.offsetX < scale.left - 8 || event.offsetX > scale.right + 8) return;
    canvas.setPointerCapture(event.pointerId);
    // As it is now: what is dragged stays under the pointer.
    drag = { isPan: event.shiftKey, from: event.offsetX, scale };
  };
  const move = ({ offsetX }: PointerEvent): void => {
    if (drag === null) return;
    const { isPan, from, scale } = drag;
    if (isPan) chart.show(pannedRange(scale, chart.whole(), from - offsetX));
    else chart.select(Math.abs(offsetX - from) < leastDrag ? null : inside(scale, from, offsetX));
  };
  const up = ({ offsetX }: PointerEvent): void => {
    const begun = drag;
    end();
    if (begun === null || begun.isPan || Math.abs(offsetX - begun.from) < leastDrag) return;
    const { from, to } = inside(begun.scale, begun.from, offsetX);
    const range = rangeBetween(begun.scale, chart.whole(), from, to, chart.least());
    if (range !== null) chart.show(range);
  };
  const end = (): void => {
    drag = null;
    chart.select(null);
  };
  const wheel = (event: WheelEvent): void => {
    const scale = chart.scale();
    // A pinch on a trackpad is a wheel with Ctrl as well. Without it the page scrolls.
    if (scale === null || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    chart.show(zoomedRange(scale, chart.whole(), event.offsetX, wheelFactor(event), chart.least()));
  };
  const reset = (): void => chart.show(null);

  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', end);
  canvas.addEventListener('wheel', wheel, { passive: false });
  canvas.addEventListener('dblclick', reset);
  return () => {
    canvas.removeEventListener('pointerdown', down);
    canvas.removeEventListener('pointermove', move);
    canvas.removeEventListener('pointerup', up);
    canvas.removeEventListener('pointercancel', end);
    canvas.removeEventListener('wheel', wheel);
    canvas.removeEventListener('dblclick', reset);
  };
}

function inside({ left, right }: PlotScale, from: number, to: number): Selection {
  const kept = (pixel: number): number => Math.max(left, Math.min(right, pixel));
  return { from: kept(Math.min(from, to)), to: kept(Math.max(from, to)) };
}

/**
 * Plus and minus zoom, the arrow keys pan, Escape and 0 show the whole.
 * @param isZoomed without it there is nothing to pan, and Escape is somebody else's
 * @returns whether the key was one of these
 */
export function zoomByKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  chart: Pick<ZoomedChart, 'scale' | 'whole' | 'least' | 'show'>,
  isZoomed: boolean,
): boolean {
  const scale = chart.scale();
  if (scale === null || event.ctrlKey || event.metaKey || event.altKey) return false;
  const middle = (scale.left + scale.right) / 2;
  const width = scale.right - scale.left;
  const zoom = (factor: number): void => chart.show(zoomedRange(scale, chart.whole(), middle, factor, chart.least()));
  const pan = (by: number): void => chart.show(pannedRange(scale, chart.whole(), by));
  if (event.key === '+' || event.key === '=') zoom(1 / zoomStep);
  else if (event.key === '-' || event.key === '_') zoom(zoomStep);
  else if (!isZoomed) return false;
  else if (event.key === 'ArrowRight') pan(width * panShare);
  else if (event.key === 'ArrowLeft') pan(-width * panShare);
  else if (event.key === 'Escape' || event.key === '0') chart.show(null);
  else return false;
  return true;
}
