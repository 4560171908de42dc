// Maps key presses to commands and formats keys. The keys themselves are in the shared table of commands.
import { commandIds, keysOf, type CommandId } from '#shared/contract/commands.ts';

/** The properties read from a `KeyboardEvent`. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'repeat' | 'target'
>;

interface Chord {
  readonly key: string;
  readonly main: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

interface KeyNames {
  readonly main: string;
  readonly alt: string;
  readonly shift: string;
}

const names = {
  mac: { main: '⌘', alt: '⌥', shift: '⇧' },
  other: { main: 'Ctrl', alt: 'Alt', shift: 'Shift' },
} as const satisfies Record<string, KeyNames>;

/** Keys that a browser reserves for itself. */
const keptByBrowsers = new Set(['CmdOrCtrl+N']);

export function isMac(page: Pick<Navigator, 'platform'>): boolean {
  return page.platform.startsWith('Mac');
}

function readChord(accelerator: string): Chord {
  const parts = accelerator.split('+');
  return {
    key: parts.at(-1) ?? '',
    main: parts.includes('CmdOrCtrl'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
  };
}

const table = commandIds.flatMap((id) => keysOf(id).map((key) => ({ id, chord: readChord(key) })));

/**
 * Whether the pressed key is the chord's. Letters are also matched by their position where the keyboard writes other letters
 * (Hangul, Cyrillic), digits also where they need Shift (AZERTY).
 */
function isSameKey(press: KeyPress, key: string): boolean {
  if (press.key.toLowerCase() === key.toLowerCase()) return true;
  if (/^\d$/.test(key)) return press.code === `Digit${key}`;
  const writesOtherLetters = press.key === 'Process' || (press.key.length === 1 && press.key > '\u007f');
  return /^[A-Z]$/.test(key) && writesOtherLetters && press.code === `Key${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** The command of a key press; none for key repeats, during text composition, or for plain keys in a field. */
export function commandOfPress(press: KeyPress, onMac: boolean): CommandId | undefined {
  if (press.repeat || press.isComposing) return undefined;
  const [main, other] = onMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (other) return undefined;
  const found = table.find(({ chord }) => {
    if (chord.main !== main || chord.alt !== press.altKey || !isSameKey(press, chord.key)) return false;
    // Whether a character needs Shift depends on the keyboard.
    return /^[^A-Za-z0-9]$/.test(chord.key) || chord.shift === press.shiftKey;
  });
  if (found === undefined) return undefined;
  const isPlain = !found.chord.main && !found.chord.alt && found.chord.key.length === 1;
  return isPlain && isTyping(press.target) ? undefined : found.id;
}

/** The keys of a command for display, each as its caps: `[['Ctrl', 'K']]`. */
export function keyCaps(id: CommandId, host: 'browser' | 'electron', onMac: boolean): string[][] {
  const words = onMac ? names.mac : names.other;
  return keysOf(id)
    .filter((key) => host === 'electron' || !keptByBrowsers.has(key))
    .map((key) => {
      const chord = readChord(key);
      return [
        ...(chord.main ? [words.main] : []),
        ...(chord.alt ? [words.alt] : []),
        ...(chord.shift ? [words.shift] : []),
        chord.key,
      ];
    });
}

/** The same for `aria-keyshortcuts`: `Control+K`. */
export function ariaKeys(id: CommandId, onMac: boolean): string {
  return keysOf(id)
    .map((key) => key.replace('CmdOrCtrl', onMac ? 'Meta' : 'Control'))
    .join(' ');
}
