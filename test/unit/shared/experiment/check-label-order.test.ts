// Texts that stand in the file by label and are not shuffled, with a test part behind that for validation.
import { expect, it } from 'vitest';
import type { TextDataset } from '#shared/data/dataset.ts';
import { changed, problems } from './changed-experiment.ts';
import { reviews } from './experiments.ts';

/** Of 25,000 texts, those of each label one after the other. */
function sorted(counts: readonly number[]): TextDataset {
  return {
    ...reviews,
    labels: counts.map((rows, i) => {
      const before = counts.slice(0, i).reduce((sum, one) => sum + one, 0);
      return { name: 'abcd'.charAt(i), rows, firstRow: before + 1, lastRow: before + rows };
    }),
  };
}

const shuffle = 'shuffle the texts before the split.';

// 15,000 train, 5,000 validate, 5,000 test.
it.each<[string, TextDataset, string[]]>([
  ['half of each', sorted([12_500, 12_500]), ['validation part have the label "b"', 'test part have the label "b"']],
  ['the last part by itself', sorted([20_000, 5000]), ['No training text has the label "b"']],
  [
    'validation within one label, the test in two',
    {
      ...reviews,
      labels: [
        { name: 'a', rows: 12_500, firstRow: 1, lastRow: 25_000 },
        { name: 'b', rows: 12_500, firstRow: 2, lastRow: 14_000 },
      ],
    },
    ['validation part have the label "a"', 'test part have the label "a"'],
  ],
  [
    'two labels all over the file',
    {
      ...reviews,
      labels: [
        { name: 'a', rows: 12_500, firstRow: 1, lastRow: 25_000 },
        { name: 'b', rows: 12_500, firstRow: 2, lastRow: 24_999 },
      ],
    },
    [],
  ],
])('%s', (_name, dataset, expected) => {
  const preparation = { shuffle_seed: null, validation_split: 0.2, test_split: 0.2 };
  const found = problems(changed('imdb-conv1d', { preparation }), dataset).filter((one) =>
    one.includes('labels-in-order'),
  );
  expect(found).toHaveLength(expected.length);
  for (const [i, said] of expected.entries()) expect(found[i]).toContain(`${said}; ${shuffle}`);
});
