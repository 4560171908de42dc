import { describe, expect, it } from 'vitest';
import { preparationSchema } from '#shared/data/preparation.ts';
import { singleEnds } from '#shared/data/model-ends.ts';
import { preparedHash, targetsHash } from '#main/datasets/prepared-hash.ts';

const series = (change: object = {}) =>
  preparationSchema.parse({ kind: 'series', target: 'temp', lookback: 120, delay: 24, ...change });
const text = (change: object = {}) => preparationSchema.parse({ kind: 'text', ...change });
const split = { train: 0.2, validation: 0.2 };

describe('the hash of the targets', () => {
  it.each([
    ['inputs that are not scaled', series({ normalize: false }), series()],
    ['other input columns', series({ features: ['pressure'] }), series()],
    ['one row in six', series({ step: 6 }), series()],
    ['shorter texts of fewer words', text({ words: 100, length: 20, padding: 'post' }), text()],
  ])('is the same for %s, which the hash of the prepared data is not', (_name, changed, before) => {
    expect(targetsHash('data', changed)).toBe(targetsHash('data', before));
    expect(preparedHash('data', changed, singleEnds())).not.toBe(preparedHash('data', before, singleEnds()));
  });

  it.each([
    ['another column', series({ target: 'dew' }), series()],
    ['another time ahead', series({ delay: 12 }), series()],
    ['another first sample', series({ lookback: 60 }), series()],
    ['another split', series({ split }), series()],
    ['rows that are left out', series({ missing: 'drop' }), series()],
    ['another share of the texts', text({ validation_split: 0.5 }), text()],
    ['another order of the texts', text({ shuffle_seed: 1 }), text()],
  ])('is another for %s', (_name, changed, before) => {
    expect(targetsHash('data', changed)).not.toBe(targetsHash('data', before));
  });

  it('is another for other data', () => {
    expect(targetsHash('replaced', series())).not.toBe(targetsHash('data', series()));
  });
});
