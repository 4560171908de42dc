// The difference of two layers in words: no path of the file is shown.
import { expect, test } from 'vitest';
import { changeLines } from '#renderer/lib/graph/change-words.ts';
import { en } from '#renderer/locales/en.ts';
import { ko } from '#renderer/locales/ko.ts';

test('a link says which argument of which layer, in both languages', () => {
  const link = { name: 'links.units', from: undefined, to: { layer: 'gru', argument: 'units' } };
  expect(changeLines([link], en)).toEqual([
    { name: 'link of units', isArgument: false, from: '–', to: 'units of gru' },
  ]);
  expect(changeLines([link], ko)).toMatchObject([{ name: 'units 연동', from: '–', to: 'gru의 units' }]);
});

test('what is of the layer itself is told in words, an argument by its name in Keras', () => {
  const lines = changeLines(
    [
      { name: 'id', from: 'a', to: 'b' },
      { name: 'muted', from: false, to: true },
      { name: 'layer', from: undefined, to: 'gru' },
      { name: 'kernel_regularizer.l2', from: 0.1, to: 0.2 },
      { name: 'layer.config.units', from: 4, to: 8 },
      { name: 'shape', from: [500, 3], to: [null, 3] },
    ],
    en,
  );
  expect(lines.map(({ name, from, to }) => `${name} ${from} → ${to}`)).toEqual([
    'name a → b',
    'muted no → yes',
    'weights of – → gru',
    'kernel_regularizer · l2 0.1 → 0.2',
    'layer · units 4 → 8',
    'shape [500, 3] → [null, 3]',
  ]);
  expect(lines.map(({ isArgument }) => isArgument)).toEqual([false, false, false, true, true, true]);
});
