// Maps key presses to commands and formats keys. The keys themselves are in the shared table of commands.
import { commandIds, keysOf, type CommandId } from '#shared/contract/commands.ts';
import { capsOf, isChord, readChord, type KeyPress } from '#renderer/lib/keys/chord.ts';

/** Keys that a browser reserves for itself. */
const keptByBrowsers = new Set(['CmdOrCtrl+N']);

const table = commandIds.flatMap((id) => keysOf(id).map((key) => ({ id, chord: readChord(key) })));

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** The command of a key press; none for key repeats, during text composition, or for plain keys in a field. */
export function commandOfPress(press: KeyPress, onMac: boolean): CommandId | undefined {
  if (press.repeat || press.isComposing) return undefined;
  const found = table.find(({ chord }) => isChord(press, chord, onMac));
  if (found === undefined) return undefined;
  const isPlain = !found.chord.main && !found.chord.alt && found.chord.key.length === 1;
  return isPlain && isTyping(press.target) ? undefined : found.id;
}

/** The keys of a command for display, each as its caps: `[['Ctrl', 'K']]`. */
export function keyCaps(id: CommandId, host: 'browser' | 'electron', onMac: boolean): string[][] {
  return keysOf(id)
    .filter((key) => host === 'electron' || !keptByBrowsers.has(key))
    .map((key) => capsOf(key, onMac));
}

/** The same for `aria-keyshortcuts`: `Control+K`. */
export function ariaKeys(id: CommandId, onMac: boolean): string {
  return keysOf(id)
    .map((key) => key.replace('CmdOrCtrl', onMac ? 'Meta' : 'Control'))
    .join(' ');
}
