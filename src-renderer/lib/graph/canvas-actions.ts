// What keys and menus do on the canvas.
import type { AddPlace } from '#renderer/lib/graph/add-place.ts';
import { canvasKeyOf, type KeysAt } from '#renderer/lib/graph/canvas-keys.ts';
import { groupWith } from '#shared/model/groups.ts';
import type { LayerGroup } from '#shared/model/graph-document.ts';
import type { Point } from '#renderer/lib/graph/card-size.ts';
import type { GraphEditor } from '#renderer/lib/graph/graph-editor.svelte.ts';
import type { GraphView } from '#renderer/lib/graph/graph-view.svelte.ts';
import { cardOf, endOf, layersOfCard, type CanvasPicture } from '#renderer/lib/graph/group-picture.ts';
import { cardPlaces } from '#renderer/lib/graph/move-cards.ts';
import { noteActions, type Parts } from '#renderer/lib/graph/note-actions.ts';
import type { NotePicture } from '#renderer/lib/graph/note-picture.ts';
import { directionOf, nudgeBy, walk, type Direction } from '#renderer/lib/graph/walk.ts';

/** What is on the canvas now. */
export interface CanvasState {
  readonly view: GraphView;
  readonly editor: GraphEditor;
  readonly picture: () => CanvasPicture;
  /** Null before the first layout. */
  readonly places: () => ReadonlyMap<string, Point> | null;
  /** The middle of what is in sight. */
  readonly middle: () => Point;
  /** A point of the window on the canvas; null where the canvas is not. */
  readonly toCanvas: (point: Point) => Point | null;
  /** Puts the focus in the first field of the selected layer. */
  readonly onedit: () => void;
  /** Whose main key is Command. */
  readonly onMac: boolean;
  /** A new group's name, with its number. */
  readonly groupName: (number: number) => string;
  /** Keeps a group in the palette. */
  readonly saveBlock: (group: LayerGroup) => void;
}

/** What has keys of its own. */
const fields = 'dialog, input, textarea';

function isInField({ target }: Event): boolean {
  return target instanceof HTMLElement && target.closest(fields) !== null;
}

export type CanvasActions = ReturnType<typeof canvasActions>;

export function canvasActions(state: CanvasState) {
  const { view, editor, picture, places, middle, toCanvas, onedit, onMac, groupName, saveBlock } = state;
  const notes = noteActions(state);

  /** What a card stands for: one layer, or those of a folded group. */
  function layersAt(id: string): readonly string[] {
    const card = picture().cards.find((one) => one.id === id);
    return card === undefined ? [id] : layersOfCard(card);
  }

  /** The selected layers and notes, else what the card that has the focus stands for. */
  function chosen(id?: string): Parts {
    const note = notes.at(id);
    if (note !== undefined) return notes.chosenWith(note.note.id);
    const layers = id === undefined ? [] : layersAt(id);
    return view.hasAll(layers) ? { layers: [...view.selection], notes: [...view.notes] } : { layers, notes: [] };
  }

  /** What a key is about: all that is selected, wherever the focus is, else the card that has the focus. */
  function meant(id?: string): Parts {
    const selected: Parts = { layers: [...view.selection], notes: [...view.notes] };
    return selected.layers.length + selected.notes.length > 0 ? selected : chosen(id);
  }

  /** The cards of layers: of a folded group's layers its card. */
  function cardsOf(layers: readonly string[]): string[] {
    const chosenLayers = new Set(layers);
    return picture().cards.flatMap((card) => (layersOfCard(card).some((id) => chosenLayers.has(id)) ? [card.id] : []));
  }

  /** The groups all of whose layers are among these. */
  function groupsIn(layers: readonly string[]): LayerGroup[] {
    const chosenLayers = new Set(layers);
    return editor.groups.filter((group) => group.layers.every((id) => chosenLayers.has(id)));
  }

  function addBeside(id: string, isBefore: boolean): void {
    const edge = picture().edges.find(({ to }) => to === id);
    if (isBefore && edge === undefined) return;
    const end = endOf(picture(), id, 'outputs', 0);
    const place: AddPlace =
      isBefore && edge ? { kind: 'edge', edge } : { kind: 'behind', id: end.id, output: end.place, isInserted: true };
    // A group without an output is followed by nothing.
    if (place.kind !== 'behind' || cardOf(picture(), place.id)?.outputs.length !== 0)
      view.chooser = { kind: 'add', place, isFirstFieldNext: true };
  }

  /** Asks for a layer that takes the same inputs. */
  function addBranch(id: string): void {
    const [layer = id] = layersAt(endOf(picture(), id, 'inputs', 0).id);
    view.chooser = { kind: 'add', place: { kind: 'beside', id: layer }, isFirstFieldNext: true };
  }

  function connectFrom(id: string): void {
    const { id: from, place } = endOf(picture(), id, 'outputs', 0);
    if (cardOf(picture(), from)?.outputs.length !== 0) view.chooser = { kind: 'connect', from, output: place };
  }

  /** Goes to a card of the canvas. */
  function goTo(id: string): void {
    view.goTo(id, layersAt(id));
  }

  /** Folds or unfolds the group of a card, and goes to what is shown of it then. */
  function fold(group: LayerGroup): void {
    const isFolded = group.folded === true;
    editor.fold(group.id, !isFolded);
    const [first] = group.layers;
    if (first !== undefined) view.goTo(first, isFolded ? [first] : group.layers);
  }

  function replace(id: string): void {
    if (picture().cards.find((card) => card.id === id)?.kind === 'group') return;
    view.chooser = { kind: 'add', place: { kind: 'replace', id }, isFirstFieldNext: false };
  }

  /** The menu of layers and notes; of none, that of the canvas. @param card the card that it is opened on; null for others */
  function openMenu(parts: Parts, x: number, y: number, card: string | null = null): void {
    const own = picture().cards.find(({ id }) => id === card);
    const isWhole = own?.kind === 'group' && own.group.layers.length === parts.layers.length;
    const group = isWhole && parts.notes.length === 0 ? own.group.id : null;
    view.menu = { x, y, ids: parts.layers, notes: parts.notes, group };
  }

  /** Puts cards elsewhere. */
  function moveTo(to: ReadonlyMap<string, Point>, group?: string): void {
    const now = places();
    if (now !== null) editor.move(cardPlaces(to, picture(), now), [], group);
  }

  function nudge(parts: Parts, direction: Direction): void {
    const by = nudgeBy[direction];
    const cards = cardsOf(parts.layers).flatMap((id): [string, Point][] => {
      const place = places()?.get(id);
      return place === undefined ? [] : [[id, place]];
    });
    const moved = [...cards, ...notes.placesOf(parts.notes)];
    const to = moved.map(([id, { x, y }]): [string, Point] => [id, { x: x + by.x, y: y + by.y }]);
    moveTo(new Map(to), `nudge ${[...parts.layers, ...parts.notes].join(' ')}`);
  }

  /** Those that need no layer. Each returns false where it does nothing. */
  const anywhere: Readonly<Record<KeysAt<'canvas'>, (id: string | undefined, event: KeyboardEvent) => boolean>> = {
    'select-all': () => {
      const all = picture().notes.map(({ note }) => note.id);
      view.select(picture().cards.flatMap(layersOfCard), all);
      return true;
    },
    'select-none': () => {
      if (view.selection.size + view.notes.size === 0) return false;
      view.select([]);
      return true;
    },
    delete: (id) => {
      const parts = meant(id);
      const [group] = groupsIn(parts.layers);
      if (group?.layers.length === parts.layers.length && parts.notes.length === 0) editor.removeGroup(group.id);
      else if (parts.layers.length + parts.notes.length > 0) editor.remove(parts.layers, parts.notes);
      else if (view.edges.length > 0) editor.cut(view.edges);
      else return false;
      return true;
    },
    menu: (id, { target }) => {
      if (target instanceof HTMLElement) {
        const box = target.getBoundingClientRect();
        if (id === undefined) openMenu(chosen(), box.left + box.width / 2, box.top + box.height / 2);
        else openMenu(chosen(id), box.left + 24, box.bottom, id);
      }
      return true;
    },
    note: (id) => {
      notes.addBeside(id);
      return true;
    },
    group: (id) => {
      editor.group(meant(id).layers, groupName);
      return true;
    },
    ungroup: (id) => {
      const inside = groupsIn(meant(id).layers);
      editor.ungroup(inside.map((group) => group.id));
      return true;
    },
  };

  /** Shows the fields of layers or a group. */
  function edit(layers: readonly string[]): void {
    view.select(layers);
    onedit();
  }

  /** Those at a layer. */
  const atLayer: Readonly<Record<KeysAt<'layer'>, (id: string, event: KeyboardEvent) => void>> = {
    walk: (id, event) => {
      const now = places();
      const next = now === null ? null : walk(id, directionOf(event), picture().edges, now);
      if (next !== null) goTo(next);
    },
    'add-beside': (id, event) => addBeside(id, ['up', 'left'].includes(directionOf(event))),
    branch: addBranch,
    nudge: (id, event) => nudge(meant(id), directionOf(event)),
    ends: (id, { key }) => goTo(picture().cards.at(key === 'Home' ? 0 : -1)?.id ?? id),
    toggle: (id) => view.toggle(id, layersAt(id)),
    edit: (id) => edit(layersAt(id)),
    connect: connectFrom,
    fold: (id) => {
      const group = groupWith(editor.groups, layersAt(id)[0] ?? '');
      if (group !== undefined) fold(group);
    },
    replace,
    mute: (id) => editor.toggleMute(meant(id).layers),
    duplicate,
  };

  function duplicate(id: string): void {
    const parts = meant(id);
    editor.duplicate(parts.layers, parts.notes);
  }

  /** What a layer's key does at a note; false where it does nothing. */
  function keyAtNote(key: KeysAt<'layer'>, { id, note }: NotePicture, event: KeyboardEvent): boolean {
    if (key === 'edit') notes.typing.begin(note.id);
    else if (key === 'toggle') view.toggleNote(note.id);
    else if (key === 'nudge') nudge(meant(id), directionOf(event));
    else if (key === 'duplicate') duplicate(id);
    else return false;
    return true;
  }

  function onkeydown(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.closest(fields) !== null) return;
    const card = event.target.closest<HTMLElement>('.svelte-flow__node');
    const own = card?.dataset['id'];
    // Where the current layer's card is out of sight, the canvas has the focus in its place.
    const id = own ?? (event.target === event.currentTarget ? (view.current ?? undefined) : undefined);
    const layerKey = id === undefined ? undefined : canvasKeyOf(event, ['layer'], onMac);
    const note = notes.at(own);
    if (note !== undefined && layerKey !== undefined) {
      if (!keyAtNote(layerKey, note, event)) return;
    } else if (id !== undefined && layerKey !== undefined) {
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
    if (isInField(event)) return;
    const text = editor.copy([...view.selection], [...view.notes]);
    if (text === null || event.clipboardData === null) return;
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    if (isCut) editor.remove([...view.selection], [...view.notes]);
  }

  function onpaste(event: ClipboardEvent): void {
    if (isInField(event)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text !== '') void editor.paste(text);
  }

  return {
    oncopy,
    onpaste,
    onkeydown,
    view,
    editor,
    picture,
    places,
    middle,
    toCanvas,
    notes,
    groupName,
    saveBlock,
    chosen,
    cardsOf,
    groupsIn,
    addBeside,
    addBranch,
    connectFrom,
    replace,
    edit,
    fold,
    moveTo,
    openMenu,
  };
}
