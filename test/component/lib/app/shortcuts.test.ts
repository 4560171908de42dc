import { expect, test } from 'vitest';
import { commandIds, keysOf } from '#shared/contract/commands.ts';
import { ariaKeys, commandOfPress, keyCaps } from '#renderer/lib/app/shortcuts.ts';
import type { KeyPress } from '#renderer/lib/keys/chord.ts';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, repeat: false };
  return { key, code: '', target: null, ...none, ...more };
}

test('no two commands have the same key, and every key can be read', () => {
  const keys = commandIds.flatMap(keysOf);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^(CmdOrCtrl\+|Alt\+|Shift\+)*([A-Z]|\d|F\d+|Enter|[,./?])$/);
});

test('every key of the table leads to its command', () => {
  for (const id of commandIds) {
    for (const accelerator of keysOf(id)) {
      const parts = accelerator.split('+');
      const key = parts.at(-1) ?? '';
      const held = { altKey: parts.includes('Alt'), shiftKey: parts.includes('Shift') };
      const main = parts.includes('CmdOrCtrl');
      expect(commandOfPress(press(key.toLowerCase(), { ...held, ctrlKey: main }), false)).toBe(
        key.startsWith('F') || key === 'Enter' || key.length === 1 ? id : undefined,
      );
      expect(commandOfPress(press(key, { ...held, metaKey: main }), true)).toBe(id);
    }
  }
});

test.each<[string, KeyPress, string | undefined]>([
  ['Ctrl K', press('k', { ctrlKey: true }), 'palette'],
  ['K alone', press('k'), undefined],
  ['Ctrl Alt K, as AltGr is on Windows', press('k', { ctrlKey: true, altKey: true }), undefined],
  ['Ctrl Shift K', press('K', { ctrlKey: true, shiftKey: true }), undefined],
  ['the Windows key', press('k', { metaKey: true }), undefined],
  ['Ctrl K where the keyboard writes Hangul', press('ㅏ', { ctrlKey: true, code: 'KeyK' }), 'palette'],
  ['Ctrl K on Dvorak, where that key writes T', press('t', { ctrlKey: true, code: 'KeyK' }), undefined],
  ['Ctrl 1 on AZERTY', press('&', { ctrlKey: true, code: 'Digit1' }), 'go-models'],
  ['? with Shift', press('?', { shiftKey: true }), 'shortcuts'],
  ['/ with Shift, as in German', press('/', { shiftKey: true }), 'filter'],
  ['a key held down', press('k', { ctrlKey: true, repeat: true }), undefined],
  ['a word being composed', press('k', { ctrlKey: true, isComposing: true }), undefined],
])('%s', (_, pressed, command) => {
  expect(commandOfPress(pressed, false)).toBe(command);
});

test('who types keeps the plain keys, and can still give commands', () => {
  const box = document.createElement('input');
  expect(commandOfPress(press('?', { shiftKey: true, target: box }), false)).toBeUndefined();
  expect(commandOfPress(press('/', { target: box }), false)).toBeUndefined();
  expect(commandOfPress(press('s', { ctrlKey: true, target: box }), false)).toBe('save');
  expect(commandOfPress(press('Enter', { ctrlKey: true, target: box }), false)).toBe('train');
  expect(commandOfPress(press('Enter', { target: box }), false)).toBeUndefined();
});

test('keys are written as the keyboard has them; what a browser keeps is left out there', () => {
  expect(keyCaps('palette', 'electron', false)).toEqual([['Ctrl', 'K']]);
  expect(keyCaps('save-file', 'electron', true)).toEqual([['⌘', '⇧', 'S']]);
  expect(keyCaps('new-model', 'electron', false)).toEqual([
    ['Ctrl', 'N'],
    ['Alt', 'N'],
  ]);
  expect(keyCaps('new-model', 'browser', false)).toEqual([['Alt', 'N']]);
  expect(keyCaps('go-design', 'electron', false)).toEqual([]);
  expect(ariaKeys('go-settings', false)).toBe('Control+, Control+7');
  expect(ariaKeys('palette', true)).toBe('Meta+K');
});
