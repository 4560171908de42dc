// What the menu of one layer, of several, of a group, of notes, or of the empty canvas offers.
import type { Messages } from '#renderer/locales/en.ts';
import { groupWith } from '#shared/model/groups.ts';
import type { LayerGroup } from '#shared/model/graph-document.ts';
import type { AddPlace } from '#renderer/lib/graph/add-place.ts';
import { arrange } from '#renderer/lib/graph/arrange.ts';
import type { CanvasActions } from '#renderer/lib/graph/canvas-actions.ts';
import { cardWidth } from '#renderer/lib/graph/card-size.ts';
import type { OpenMenu } from '#renderer/lib/graph/graph-view.svelte.ts';

/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly keys?: string;
  readonly isDanger?: boolean;
  readonly run: () => void;
}

const arrangements = ['column', 'row', 'spread-down', 'spread-across'] as const;

export function layerMenu(menu: OpenMenu, actions: CanvasActions, words: Messages['graph']): MenuItem[] {
  const { editor } = actions;
  const group = editor.groups.find(({ id }) => id === menu.group);
  if (group !== undefined) return menuOfGroup(group, actions, words);
  if (menu.ids.length > 0) return menuOfLayers(menu, actions, words);
  return menu.notes.length > 0 ? menuOfNotes(menu.notes, actions, words) : menuOfCanvas(menu, actions, words);
}

function menuOfNotes(ids: readonly string[], actions: CanvasActions, words: Messages['graph']): MenuItem[] {
  const { editor, notes } = actions;
  const [id] = ids;
  return [
    ...(id === undefined || ids.length !== 1
      ? []
      : [{ label: words.editNote, keys: 'Enter', run: () => notes.typing.begin(id) }]),
    { label: words.duplicate, keys: 'Ctrl D', run: () => editor.duplicate([], ids) },
    { label: words.delete, keys: 'Del', isDanger: true, run: () => editor.remove([], ids) },
  ];
}

function menuOfCanvas({ x, y }: OpenMenu, actions: CanvasActions, words: Messages['graph']): MenuItem[] {
  const { view, notes, toCanvas } = actions;
  const at = toCanvas({ x, y }) ?? actions.middle();
  const free: AddPlace = { kind: 'free', at: [Math.round(at.x - cardWidth / 2), Math.round(at.y)] };
  return [
    {
      label: words.addLayerHere,
      run: () => (view.chooser = { kind: 'add', place: free, isFirstFieldNext: false }),
    },
    { label: words.addNote, keys: 'N', run: () => notes.addAt(at) },
  ];
}

function menuOfGroup(group: LayerGroup, actions: CanvasActions, words: Messages['graph']): MenuItem[] {
  const { editor } = actions;
  return [
    { label: words.renameGroup, keys: 'Enter', run: () => actions.edit(group.layers) },
    { label: group.folded === true ? words.unfold : words.fold, keys: 'F', run: () => actions.fold(group) },
    { label: words.ungroup, keys: 'Ctrl Shift G', run: () => editor.ungroup([group.id]) },
    { label: words.saveBlock, run: () => actions.saveBlock(group) },
    { label: words.duplicate, keys: 'Ctrl D', run: () => editor.duplicate(group.layers) },
    { label: words.mute, keys: 'M', run: () => editor.toggleMute(group.layers) },
    { label: words.deleteGroup, keys: 'Del', isDanger: true, run: () => editor.removeGroup(group.id) },
  ];
}

function menuOfLayers({ ids, notes }: OpenMenu, actions: CanvasActions, words: Messages['graph']): MenuItem[] {
  const { editor, places } = actions;
  const [id] = ids;
  const one: MenuItem[] =
    id === undefined || ids.length !== 1
      ? []
      : [
          { label: words.addAfterThis, keys: 'Alt ↓', run: () => actions.addBeside(id, false) },
          { label: words.addBesideThis, keys: 'B', run: () => actions.addBranch(id) },
          { label: words.connectTo, keys: 'C', run: () => actions.connectFrom(id) },
          { label: words.replaceThis, keys: 'R', run: () => actions.replace(id) },
        ];
  const cards = actions.cardsOf(ids);
  const several = arrangements.map((how): MenuItem => ({
    label: words.arrangements[how],
    run: () => {
      const now = places();
      if (now !== null) actions.moveTo(arrange(cards, now, how));
    },
  }));
  return [
    ...one,
    { label: words.duplicate, keys: 'Ctrl D', run: () => editor.duplicate(ids, notes) },
    { label: words.mute, keys: 'M', run: () => editor.toggleMute(ids) },
    ...(cards.length > 1 ? several : []),
    { label: words.group, keys: 'Ctrl G', run: () => editor.group(ids, actions.groupName) },
    ...groupItems(ids, actions, words),
    { label: words.delete, keys: 'Del', isDanger: true, run: () => editor.remove(ids, notes) },
  ];
}

/** What can be done with layers and groups. */
function groupItems(ids: readonly string[], actions: CanvasActions, words: Messages['graph']): MenuItem[] {
  const { view, editor } = actions;
  const { groups } = editor;
  const inside = [...new Set(ids.flatMap((id) => groupWith(groups, id) ?? []))];
  const [own] = inside;
  const isElsewhere = groups.some((group) => !ids.every((id) => group.layers.includes(id)));
  const into = { label: words.moveIntoGroup, run: () => (view.chooser = { kind: 'group', ids }) };
  if (own === undefined) return isElsewhere ? [into] : [];
  const ofOne: MenuItem[] = [
    { label: words.renameGroup, run: () => actions.edit(own.layers) },
    { label: words.saveBlock, run: () => actions.saveBlock(own) },
    { label: own.folded === true ? words.unfold : words.fold, keys: 'F', run: () => actions.fold(own) },
  ];
  return [
    ...(isElsewhere ? [into] : []),
    { label: words.takeOutOfGroup, run: () => void editor.moveToGroup(ids, null) },
    ...(inside.length === 1 ? ofOne : []),
  ];
}
