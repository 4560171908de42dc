// The table of the canvas's keys: the canvas handles them by it, and the list of shortcuts shows it.
import { isChord, readChord, type KeyPress } from '#renderer/lib/keys/chord.ts';

/**
 * Where a key works. `layer`: a layer has the focus; `canvas`: anywhere on the canvas; `page`: anywhere on the model's page
 * but in a field; `clipboard`: on the canvas, and the browser turns it into a copy, a cut or a paste.
 */
type Place = 'layer' | 'canvas' | 'page' | 'clipboard';

interface CanvasKey {
  /** Its section in the list of shortcuts. */
  readonly group: 'select' | 'edit' | 'undo';
  readonly place: Place;
  readonly keys: readonly string[];
}

const arrows = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

/** In the order of the list of shortcuts. */
export const canvasKeys = {
  walk: { group: 'select', place: 'layer', keys: arrows },
  ends: { group: 'select', place: 'layer', keys: ['Home', 'End'] },
  toggle: { group: 'select', place: 'layer', keys: [' '] },
  'select-all': { group: 'select', place: 'canvas', keys: ['CmdOrCtrl+A'] },
  'select-none': { group: 'select', place: 'canvas', keys: ['Escape'] },
  edit: { group: 'edit', place: 'layer', keys: ['Enter'] },
  add: { group: 'edit', place: 'page', keys: ['/'] },
  note: { group: 'edit', place: 'canvas', keys: ['N'] },
  'add-beside': { group: 'edit', place: 'layer', keys: arrows.map((arrow) => `Alt+${arrow}`) },
  branch: { group: 'edit', place: 'layer', keys: ['B'] },
  nudge: { group: 'edit', place: 'layer', keys: arrows.map((arrow) => `Shift+${arrow}`) },
  connect: { group: 'edit', place: 'layer', keys: ['C'] },
  replace: { group: 'edit', place: 'layer', keys: ['R'] },
  mute: { group: 'edit', place: 'layer', keys: ['M'] },
  duplicate: { group: 'edit', place: 'layer', keys: ['CmdOrCtrl+D'] },
  group: { group: 'edit', place: 'canvas', keys: ['CmdOrCtrl+G'] },
  ungroup: { group: 'edit', place: 'canvas', keys: ['CmdOrCtrl+Shift+G'] },
  fold: { group: 'edit', place: 'layer', keys: ['F'] },
  delete: { group: 'edit', place: 'canvas', keys: ['Delete', 'Backspace'] },
  menu: { group: 'edit', place: 'canvas', keys: ['Shift+F10', 'ContextMenu'] },
  copy: { group: 'undo', place: 'clipboard', keys: ['CmdOrCtrl+C'] },
  cut: { group: 'undo', place: 'clipboard', keys: ['CmdOrCtrl+X'] },
  paste: { group: 'undo', place: 'clipboard', keys: ['CmdOrCtrl+V'] },
  undo: { group: 'undo', place: 'page', keys: ['CmdOrCtrl+Z'] },
  redo: { group: 'undo', place: 'page', keys: ['CmdOrCtrl+Shift+Z', 'CmdOrCtrl+Y'] },
} as const satisfies Record<string, CanvasKey>;

type CanvasKeyId = keyof typeof canvasKeys;

/** Those that work in a place. */
export type KeysAt<P extends Place> = {
  [Id in CanvasKeyId]: (typeof canvasKeys)[Id]['place'] extends P ? Id : never;
}[CanvasKeyId];

export const canvasKeyIds: readonly CanvasKeyId[] = Object.keys(canvasKeys) as CanvasKeyId[];

/** What a key press does in one of these places; undefined: nothing. A key that is held down repeats it. */
export function canvasKeyOf<P extends Place>(
  press: KeyPress,
  places: readonly P[],
  onMac: boolean,
): KeysAt<P> | undefined {
  if (press.isComposing) return undefined;
  const isIn = (id: CanvasKeyId): id is KeysAt<P> => places.some((place) => place === canvasKeys[id].place);
  return canvasKeyIds
    .filter(isIn)
    .find((id) => canvasKeys[id].keys.some((key) => isChord(press, readChord(key), onMac)));
}
