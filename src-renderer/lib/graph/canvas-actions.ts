// What keys and menus do on the canvas.
import type { AddPlace } from '#renderer/lib/graph/add-place.ts';
import type { Point } from '#renderer/lib/graph/card-size.ts';
import type { GraphEditor } from '#renderer/lib/graph/graph-editor.svelte.ts';
import type { GraphPicture } from '#renderer/lib/graph/graph-picture.ts';
import type { GraphView } from '#renderer/lib/graph/graph-view.svelte.ts';
import { walk, type Direction } from '#renderer/lib/graph/walk.ts';

/** What is on the canvas now. */
export interface CanvasState {
  readonly view: GraphView;
  readonly editor: GraphEditor;
  readonly picture: () => GraphPicture;
  /** Null before the first layout. */
  readonly places: () => ReadonlyMap<string, Point> | null;
  /** Puts the focus in the first field of the selected layer. */
  readonly onedit: () => void;
}

export type CanvasActions = ReturnType<typeof canvasActions>;

const arrows: Readonly<Record<string, Direction>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

const steps: Readonly<Record<Direction, Point>> = {
  down: { x: 0, y: 8 },
  up: { x: 0, y: -8 },
  left: { x: -8, y: 0 },
  right: { x: 8, y: 0 },
};

export function canvasActions({ view, editor, picture, places, onedit }: CanvasState) {
  /** The selected layers, else the one that has the focus. */
  function chosen(id?: string): string[] {
    const selected = [...view.selection];
    return id === undefined || selected.includes(id) ? selected : [id];
  }

  function addBeside(id: string, isBefore: boolean): void {
    const edge = picture().edges.find(({ to }) => to === id);
    if (isBefore && edge === undefined) return;
    const place: AddPlace =
      isBefore && edge ? { kind: 'edge', edge } : { kind: 'behind', id, output: 0, isInserted: true };
    view.chooser = { kind: 'add', place, isFirstFieldNext: true };
  }

  function replace(id: string): void {
    view.chooser = { kind: 'add', place: { kind: 'replace', id }, isFirstFieldNext: false };
  }

  function openMenu(ids: readonly string[], x: number, y: number): void {
    if (ids.length > 0) view.menu = { x, y, ids, edges: [] };
  }

  function nudge(ids: readonly string[], direction: Direction): void {
    const by = steps[direction];
    const moved = ids.flatMap((id): [string, Point][] => {
      const place = places()?.get(id);
      return place === undefined ? [] : [[id, { x: place.x + by.x, y: place.y + by.y }]];
    });
    editor.move(new Map(moved), `nudge ${ids.join(' ')}`);
  }

  function pressArrow(id: string, direction: Direction, event: KeyboardEvent): void {
    const now = places();
    if (event.altKey) addBeside(id, direction === 'up' || direction === 'left');
    else if (event.shiftKey) nudge(chosen(id), direction);
    else if (now !== null) {
      const next = walk(id, direction, picture().edges, now);
      if (next !== null) view.goTo(next);
    }
  }

  /** Keys that need no layer: adding one, and taking selected edges away. */
  function pressAnywhere(event: KeyboardEvent): boolean {
    if (event.key === '/') view.chooser = { kind: 'add', place: editor.usualPlace(), isFirstFieldNext: false };
    else if (event.key === 'Escape' && view.selection.size > 0) view.select([]);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && view.selection.size + view.edges.length > 0) {
      if (view.selection.size > 0) editor.remove([...view.selection]);
      else editor.cut(view.edges);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) view.select(picture().layers.map(({ id }) => id));
    else return false;
    return true;
  }

  /** Keys at a layer. */
  function pressAt(id: string, event: KeyboardEvent): boolean {
    const direction = arrows[event.key];
    const isMain = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (direction !== undefined && !isMain) pressArrow(id, direction, event);
    else if (isMain && key === 'd') editor.duplicate(chosen(id));
    else if (isMain || event.altKey) return false;
    else if (key === 'home') view.goTo(picture().layers[0]?.id ?? id);
    else if (key === 'end') view.goTo(picture().layers.at(-1)?.id ?? id);
    else if (key === ' ') view.toggle(id);
    else if (key === 'enter') {
      view.select([id]);
      onedit();
    } else if (key === 'm') editor.toggleMute(chosen(id));
    else if (key === 'c') view.chooser = { kind: 'connect', from: id };
    else if (key === 'r') replace(id);
    else if (key === 'delete' || key === 'backspace') editor.remove(chosen(id));
    else return false;
    return true;
  }

  function onkeydown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.isComposing) return;
    if (event.target.closest('dialog, input') !== null) return;
    const card = event.target.closest<HTMLElement>('.svelte-flow__node');
    // Where the current layer's card is out of sight, the canvas has the focus in its place.
    const id = card?.dataset['id'] ?? (event.target === event.currentTarget ? (view.current ?? undefined) : undefined);
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const box = event.target.getBoundingClientRect();
      openMenu(chosen(id), box.left + 24, box.bottom);
    } else if ((id === undefined || !pressAt(id, event)) && !pressAnywhere(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function oncopy(event: ClipboardEvent, isCut = false): void {
    const text = editor.copy([...view.selection]);
    if (text === null || event.clipboardData === null) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    if (isCut) editor.remove([...view.selection]);
  }

  function onpaste(event: ClipboardEvent): void {
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea') !== null) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text !== '') editor.paste(text);
  }

  return { oncopy, onpaste, view, editor, places, chosen, addBeside, replace, openMenu, onkeydown };
}
