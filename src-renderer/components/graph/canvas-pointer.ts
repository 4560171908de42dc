// What the pointer does on the empty canvas: a double click and an edge that ends nowhere ask for a layer to add, a right
// click opens the menu.
import type { AddPlace } from '#renderer/lib/graph/add-place.ts';
import { cardWidth, type Point } from '#renderer/lib/graph/card-size.ts';
import type { GraphView } from '#renderer/lib/graph/graph-view.svelte.ts';
import { endOf, type CanvasPicture } from '#renderer/lib/graph/group-picture.ts';

interface Surroundings {
  readonly view: GraphView;
  readonly picture: () => CanvasPicture;
  /** A point of the window on the canvas. */
  readonly toCanvas: (point: Point) => Point;
  /** Opens the canvas's menu at a point of the window. */
  readonly openMenu: (at: Point) => void;
}

/** A pointer that has moved less, in pixels, has not dragged. */
const still = 4;

/** The number in a handle's id: `out-1`. */
export const portIndex = (handle: string | null | undefined): number => Number(handle?.split('-').at(-1) ?? 0);

export function canvasPointer({ view, picture, toCanvas, openMenu }: Surroundings) {
  /** Where the right button went down; null when it is not on the empty canvas. */
  let pressed: Point | null = null;
  let isMenuAsked = false;

  /** Where a card comes whose middle is at a point of the window. */
  function placeAt(clientX: number, clientY: number): [number, number] {
    const { x, y } = toCanvas({ x: clientX, y: clientY });
    return [Math.round(x - cardWidth / 2), Math.round(y)];
  }

  function ondblclick({ target, clientX, clientY }: MouseEvent): void {
    if (!isEmptyCanvas(target)) return;
    view.chooser = { kind: 'add', place: { kind: 'free', at: placeAt(clientX, clientY) }, isFirstFieldNext: false };
  }

  function endConnection(event: MouseEvent | TouchEvent, id: string, handle: string | null | undefined): void {
    const point = 'changedTouches' in event ? event.changedTouches[0] : event;
    if (point === undefined || handle?.startsWith('out') !== true) return;
    const at = placeAt(point.clientX, point.clientY);
    const end = endOf(picture(), id, 'outputs', portIndex(handle));
    const place: AddPlace = { kind: 'behind', id: end.id, output: end.place, isInserted: false, at };
    view.chooser = { kind: 'add', place, isFirstFieldNext: false };
  }

  function onpointerdown({ button, target, clientX, clientY }: PointerEvent): void {
    pressed = button === 2 && isEmptyCanvas(target) ? { x: clientX, y: clientY } : null;
    isMenuAsked = false;
  }

  /** The right button also drags the canvas: where the system asks for a menu when it goes down, the menu waits until it is up. */
  function oncontextmenu(event: MouseEvent): void {
    if (!isEmptyCanvas(event.target)) return;
    event.preventDefault();
    if ((event.buttons & 2) !== 0) isMenuAsked = true;
    else openAt(event);
  }

  function onpointerup(event: PointerEvent): void {
    if (event.button === 2 && isMenuAsked) openAt(event);
    isMenuAsked = false;
  }

  function openAt({ clientX, clientY }: MouseEvent): void {
    const hasMoved = pressed !== null && Math.hypot(clientX - pressed.x, clientY - pressed.y) >= still;
    pressed = null;
    if (!hasMoved) openMenu({ x: clientX, y: clientY });
  }

  return { ondblclick, endConnection, onpointerdown, onpointerup, oncontextmenu };
}

function isEmptyCanvas(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('.svelte-flow__pane');
}
