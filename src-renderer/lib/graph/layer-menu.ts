// What the menu of one layer or several offers.
import type { Messages } from '#renderer/locales/en.ts';
import { arrange } from '#renderer/lib/graph/arrange.ts';
import type { CanvasActions } from '#renderer/lib/graph/canvas-actions.ts';

/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly keys?: string;
  readonly isDanger?: boolean;
  readonly run: () => void;
}

const arrangements = ['column', 'row', 'spread-down', 'spread-across'] as const;

/** @param ids the layers that the menu is about */
export function layerMenu(ids: readonly string[], actions: CanvasActions, words: Messages['graph']): MenuItem[] {
  const { view, editor, places } = actions;
  const [id] = ids;
  const one: MenuItem[] =
    id === undefined || ids.length !== 1
      ? []
      : [
          { label: words.addAfterThis, keys: 'Alt ↓', run: () => actions.addBeside(id, false) },
          { label: words.connectTo, keys: 'C', run: () => (view.chooser = { kind: 'connect', from: id }) },
          { label: words.replaceThis, keys: 'R', run: () => actions.replace(id) },
        ];
  const several = arrangements.map((how): MenuItem => ({
    label: words.arrangements[how],
    run: () => {
      const now = places();
      if (now !== null) editor.place(arrange(ids, now, how));
    },
  }));
  return [
    ...one,
    { label: words.duplicate, keys: 'Ctrl D', run: () => editor.duplicate(ids) },
    { label: words.mute, keys: 'M', run: () => editor.toggleMute(ids) },
    ...(ids.length > 1 ? several : []),
    { label: words.delete, keys: 'Del', isDanger: true, run: () => editor.remove(ids) },
  ];
}
