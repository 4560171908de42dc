// One key with what is held down beside it: read from a table, compared with a key press, and written as caps.

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

const names = {
  mac: { main: '⌘', alt: '⌥', shift: '⇧' },
  other: { main: 'Ctrl', alt: 'Alt', shift: 'Shift' },
} as const;

/** Keys that are written otherwise than a `KeyboardEvent` names them. */
const keyNames: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Escape: 'Esc',
};

export function isMac(page: Pick<Navigator, 'platform'>): boolean {
  return page.platform.startsWith('Mac');
}

/** Reads Electron's notation: `CmdOrCtrl+Shift+S`. */
export function readChord(accelerator: string): Chord {
  const parts = accelerator.split('+');
  return {
    key: parts.at(-1) ?? '',
    main: parts.includes('CmdOrCtrl'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
  };
}

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

/** Whether the press is the chord. @param onMac there, Command is the main key, elsewhere Control */
export function isChord(press: KeyPress, chord: Chord, onMac: boolean): boolean {
  const [main, other] = onMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (other || chord.main !== main || chord.alt !== press.altKey || !isSameKey(press, chord.key)) return false;
  // Whether a character needs Shift depends on the keyboard.
  return /^[^A-Za-z0-9 ]$/.test(chord.key) || chord.shift === press.shiftKey;
}

/** A chord for display, a cap for each key. @param called what the space bar and the menu key are called */
export function capsOf(
  accelerator: string,
  onMac: boolean,
  called: { readonly space: string; readonly menu: string } = { space: 'Space', menu: 'Menu' },
): string[] {
  const words = onMac ? names.mac : names.other;
  const chord = readChord(accelerator);
  const own: Readonly<Record<string, string>> = { ...keyNames, ' ': called.space, ContextMenu: called.menu };
  return [
    ...(chord.main ? [words.main] : []),
    ...(chord.alt ? [words.alt] : []),
    ...(chord.shift ? [words.shift] : []),
    own[chord.key] ?? chord.key,
  ];
}
