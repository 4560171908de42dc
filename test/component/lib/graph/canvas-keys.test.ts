import { expect, test } from 'vitest';
import { canvasKeyIds, canvasKeyOf, canvasKeys } from '#renderer/lib/graph/canvas-keys.ts';
import { readChord, type KeyPress } from '#renderer/lib/keys/chord.ts';

const places = ['layer', 'canvas', 'page', 'clipboard'] as const;

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, repeat: false };
  return { key, code: '', target: null, ...none, ...more };
}

test('every key of the table does its own thing, on a Mac too', () => {
  for (const id of canvasKeyIds) {
    for (const accelerator of canvasKeys[id].keys) {
      const { key, main, alt, shift } = readChord(accelerator);
      const held = { altKey: alt, shiftKey: shift };
      expect(canvasKeyOf(press(key, { ...held, ctrlKey: main }), places, false), accelerator).toBe(id);
      expect(canvasKeyOf(press(key, { ...held, metaKey: main }), places, true), accelerator).toBe(id);
    }
  }
});

test.each<[string, KeyPress, string | undefined]>([
  ['M where the keyboard writes Hangul', press('ㅡ', { code: 'KeyM' }), 'mute'],
  ['Ctrl Z where the keyboard writes Hangul', press('ㅋ', { code: 'KeyZ', ctrlKey: true }), 'undo'],
  ['M with Caps Lock', press('M'), 'mute'],
  ['/ with Shift, as in German', press('/', { shiftKey: true }), 'add'],
  ['Ctrl /, which lists the shortcuts', press('/', { ctrlKey: true }), undefined],
  ['Ctrl M', press('m', { ctrlKey: true }), undefined],
  ['a layer that is moved while the key is held down', press('ArrowUp', { shiftKey: true, repeat: true }), 'nudge'],
  ['a word being composed', press('m', { isComposing: true }), undefined],
])('%s', (_, pressed, id) => {
  expect(canvasKeyOf(pressed, places, false)).toBe(id);
});

test('a layer’s key does nothing where no layer has the focus', () => {
  expect(canvasKeyOf(press('m'), ['canvas'], false)).toBeUndefined();
});
