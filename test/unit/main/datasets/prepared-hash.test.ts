import { describe, expect, it } from 'vitest';
import { preparationSchema } from '#shared/data/preparation.ts';
import { singleEnds } from '#shared/data/model-ends.ts';
import { preparedHash, targetsHash } from '#main/datasets/prepared-hash.ts';

const series = (change: object = {}) =>
  preparationSchema.parse({ kind: 'series', target: 'temp', lookback: 120, delay: 24, ...change });
const text = (change: object = {}) => preparationSchema.parse({ kind: 'text', ...change });
const split = { train: 0.2, validation: 0.2 };

const endsOf = (inputs: readonly string[], outputs: readonly string[]) => ({
  inputs,
  outputs: outputs.map((id) => ({ id, oneHot: false })),
});

// Runs that are stored have these: a change would part them from their baselines.
it.each([
  ['a series', series(), singleEnds(), '927e5ba2400b47ca', '51d6108a41402597'],
  [
    'a series with everything',
    series({ horizon: 3, features: ['temp', 'dewp'], missing: 'drop', step: 6 }),
    singleEnds(),
    '39e6462c9f87a825',
    '608c15db95a29eda',
  ],
  ['texts', text(), singleEnds(true), '9ff86a1c43599479', 'ead355cc5af00bca'],
  ['two outputs of one target', series(), endsOf(['x'], ['a', 'b']), 'eb3d74158a7f59e3', '51d6108a41402597'],
])('hashes of %s stay what they were', (_name, preparation, ends, prepared, targets) => {
  expect(preparedHash('data', preparation, ends).slice(0, 16)).toBe(prepared);
  expect(targetsHash('data', preparation, ends).slice(0, 16)).toBe(targets);
});

it.each([
  ['the columns of an Input', { inputs: { x: { features: ['dewp'] } } }, true],
  ['the step of an Input', { inputs: { x: { step: 6 } } }, true],
  ['a shorter lookback of one Input', { inputs: { x: { lookback: 60 } } }, true],
  ['a longer lookback of one Input', { inputs: { x: { lookback: 240 } } }, false],
  ['the target of an output', { outputs: { b: { target: 'dewp' } } }, false],
  ['the delay of an output', { outputs: { b: { delay: 1 } } }, false],
  ['the horizon of an output', { outputs: { b: { horizon: 2 } } }, false],
  ['several columns', { target: ['temp', 'dewp'] }, false],
])('%s is in the hash of the prepared data', (_name, change, areSame) => {
  const ends = endsOf(['w', 'x'], ['a', 'b']);
  expect(preparedHash('data', series(change), ends)).not.toBe(preparedHash('data', series(), ends));
  expect(targetsHash('data', series(change), ends) === targetsHash('data', series(), ends)).toBe(areSame);
});

it('how a column is derived is in the hash of the prepared data', () => {
  const hashOf = (derived: object[]) => preparedHash('data', series({ derived }), singleEnds());
  const lag = { kind: 'lag', name: 'd', column: 'temp', rows: 2 };
  const all = [lag, { ...lag, rows: 3 }, { ...lag, column: 'dewp' }, { kind: 'sine', name: 'd', period: 'day' }];
  expect(new Set(all.map((one) => hashOf([one]))).size).toBe(all.length);
  const atTimes = (derived: object, times: string) =>
    preparedHash('data', series({ derived: [derived] }), singleEnds(), times);
  expect(atTimes(lag, 'times')).toBe(atTimes(lag, 'other times'));
  expect(atTimes(all[3] ?? {}, 'times')).not.toBe(atTimes(all[3] ?? {}, 'other times'));
  expect(hashOf([])).toBe(preparedHash('data', series(), singleEnds()));
});

describe('the hash of the targets', () => {
  it.each([
    ['inputs that are not scaled', series({ normalize: false }), series()],
    ['other input columns', series({ features: ['pressure'] }), series()],
    ['derived columns', series({ derived: [{ kind: 'lag', name: 'd', column: 'temp', rows: 2 }] }), series()],
    ['one row in six', series({ step: 6 }), series()],
    ['shorter texts of fewer words', text({ words: 100, length: 20, padding: 'post' }), text()],
  ])('is the same for %s, which the hash of the prepared data is not', (_name, changed, before) => {
    expect(targetsHash('data', changed, singleEnds())).toBe(targetsHash('data', before, singleEnds()));
    expect(preparedHash('data', changed, singleEnds())).not.toBe(preparedHash('data', before, singleEnds()));
  });

  it.each([
    ['another column', series({ target: 'dew' }), series()],
    ['another time ahead', series({ delay: 12 }), series()],
    ['another first sample', series({ lookback: 60 }), series()],
    ['another split', series({ split }), series()],
    ['rows that are left out', series({ missing: 'drop' }), series()],
    [
      'rows that are left out for the source of a derived column',
      series({ missing: 'drop', derived: [{ kind: 'lag', name: 'd', column: 'dewp', rows: 2 }] }),
      series({ missing: 'drop' }),
    ],
    ['another share of the texts', text({ validation_split: 0.5 }), text()],
    ['another order of the texts', text({ shuffle_seed: 1 }), text()],
  ])('is another for %s', (_name, changed, before) => {
    expect(targetsHash('data', changed, singleEnds())).not.toBe(targetsHash('data', before, singleEnds()));
  });

  it('is another for other data', () => {
    expect(targetsHash('replaced', series(), singleEnds())).not.toBe(targetsHash('data', series(), singleEnds()));
  });
});
