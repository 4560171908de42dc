// The longest lookback that a check names has a sample in every split; one more has not.
import { expect, it } from 'vitest';
import { node, problemsOf } from './small-series.ts';

const nodes = [
  node('i', 'Input', { shape: [null, 3] }),
  node('g', 'GRU', { units: 3 }),
  node('d', 'Dense', { units: 1 }),
];
const found = (preparation: object): string[] =>
  problemsOf({ nodes, preparation, training: { batch_size: 1 } }).filter((text) => !text.startsWith('output-shape'));

it.each<[string, object, number, boolean]>([
  ['the default split', {}, 77, true],
  ['a horizon', { horizon: 4 }, 74, true],
  ['a small validation', { split: { train: 0.8, validation: 0.1 } }, 37, true],
  ['a small test', { split: { train: 0.5, validation: 0.45 } }, 17, false],
  ['a test that can have no sample', { split: { train: 0.8, validation: 0.195 } }, 75, true],
  ['no validation and no test', { split: { train: 1, validation: 0 } }, 397, true],
])('with %s', (_, preparation, longest, isExact) => {
  expect(found({ ...preparation, lookback: 500 })[0]).toContain(
    `but the data has 400 rows; a lookback of ${longest} is the longest that fits in every split.`,
  );
  expect(found({ ...preparation, lookback: longest })).toEqual([]);
  if (isExact) expect(found({ ...preparation, lookback: longest + 1 })).toHaveLength(1);
});

it('says what helps a split that is too short', () => {
  expect(found({ lookback: 100 })).toEqual([
    'empty-split @data.preparation.split.validation: The validation split has 80 rows, but one sample takes 103 (lookback 100 + delay 2 + 1); give it a larger share, or shorten the lookback to 77 or less.',
  ]);
  expect(found({ delay: 90 })).toEqual([
    'empty-split @data.preparation.split.validation: The validation split has 80 rows, but one sample takes 103 (lookback 12 + delay 90 + 1); give it a larger share, or shorten the delay or the horizon.',
  ]);
});
