// What keys and menus do on the canvas.
import type { AddPlace } from '#renderer/lib/graph/add-place.ts';
import { canvasKeyOf, type KeysAt } from '#renderer/lib/graph/canvas-keys.ts';
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
  /** Whose main key is Command. */
  readonly onMac: boolean;
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

export function canvasActions({ view, editor, picture, places, onedit, onMac }: CanvasState) {
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

  /** Those that need no layer. Each returns false where it does nothing. */
  const anywhere: Readonly<Record<KeysAt<'canvas'>, (id: string | undefined, event: KeyboardEvent) => boolean>> = {
    'select-all': () => {
      view.select(picture().layers.map(({ id }) => id));
      return true;
    },
    'select-none': () => {
      if (view.selection.size === 0) return false;
      view.select([]);
      return true;
    },
    delete: (id) => {
      const ids = chosen(id);
      if (ids.length > 0) editor.remove(ids);
      else if (view.edges.length > 0) editor.cut(view.edges);
      else return false;
      return true;
    },
    menu: (id, { target }) => {
      if (target instanceof HTMLElement) {
        const box = target.getBoundingClientRect();
        openMenu(chosen(id), box.left + 24, box.bottom);
      }
      return true;
    },
  };

  const directionOf = ({ key }: KeyboardEvent): Direction => arrows[key] ?? 'down';

  /** Those at a layer. */
  const atLayer: Readonly<Record<KeysAt<'layer'>, (id: string, event: KeyboardEvent) => void>> = {
    walk: (id, event) => {
      const now = places();
      const next = now === null ? null : walk(id, directionOf(event), picture().edges, now);
      if (next !== null) view.goTo(next);
    },
    'add-beside': (id, event) => addBeside(id, ['up', 'left'].includes(directionOf(event))),
    nudge: (id, event) => nudge(chosen(id), directionOf(event)),
    ends: (id, { key }) => view.goTo(picture().layers.at(key === 'Home' ? 0 : -1)?.id ?? id),
    toggle: (id) => view.toggle(id),
    edit: (id) => {
      view.select([id]);
      onedit();
    },
    connect: (id) => {
      view.chooser = { kind: 'connect', from: id };
    },
    replace,
    mute: (id) => editor.toggleMute(chosen(id)),
    duplicate: (id) => editor.duplicate(chosen(id)),
  };

  function onkeydown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.closest('dialog, input') !== null) return;
    const card = event.target.closest<HTMLElement>('.svelte-flow__node');
    const own = card?.dataset['id'];
    // Where the current layer's card is out of sight, the canvas has the focus in its place.
    const id = own ?? (event.target === event.currentTarget ? (view.current ?? undefined) : undefined);
    const layerKey = id === undefined ? undefined : canvasKeyOf(event, ['layer'], onMac);
    if (id !== undefined && layerKey !== undefined) {
      // What is neither selected nor focused is not edited.
      const isLedTo = layerKey === 'walk' || layerKey === 'ends';
      if (own === undefined && !isLedTo && !view.selection.has(id)) return;
      atLayer[layerKey](id, event);
    } else {
      const key = canvasKeyOf(event, ['canvas'], onMac);
      if (key === undefined || !anywhere[key](own, event)) return;
    }
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
    if (text !== '') void editor.paste(text);
  }

  return { oncopy, onpaste, view, editor, places, chosen, addBeside, replace, openMenu, onkeydown };
}
