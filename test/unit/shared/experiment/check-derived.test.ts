// What is said of derived columns before anything is trained.
import { expect, it } from 'vitest';
import { checkExperiment } from '#shared/experiment/check-experiment.ts';
import { node, problemsOf, series, smallExperiment, type SmallExperiment } from './small-series.ts';

const lag = { kind: 'lag', name: 'a_lag_3', column: 'a', rows: 3 };
const sine = { kind: 'sine', name: 'day_sin', period: 'day' };
const small = (preparation: object, features = 4): SmallExperiment => ({
  nodes: [node('i', 'Input', { shape: [12, features] }), node('f', 'Flatten'), node('o', 'Dense', { units: 1 })],
  preparation: { features: ['a', 'b', 'c', 'a_lag_3'], ...preparation },
});

it('a derived column is a feature like another', () => {
  expect(problemsOf(small({ derived: [lag] }))).toEqual([]);
  // All columns are the six of the data, and the derived one.
  expect(problemsOf(small({ derived: [lag], features: [] }, 7))).toEqual([]);
});

it.each([
  ['a column that is not there', { derived: [{ ...lag, column: 'd' }] }, /^unknown-column .*computed from "d"/],
  ['more rows than there are', { derived: [{ ...lag, rows: 400 }] }, /^derived-too-long .*400 rows back/],
  [
    'a name of the data',
    { derived: [{ ...lag, name: 'b' }], features: ['a', 'b', 'c', 'w'] },
    /^duplicate-column .*"b"/,
  ],
  ['a name twice', { derived: [lag, { ...lag, rows: 4 }] }, /^duplicate-column @data\.preparation\.derived\.1/],
  ['a time that the data has not', { derived: [lag, sine] }, /^no-times .*import it with its time column/],
  ['a feature that nothing derives', { derived: [{ ...lag, name: 'other' }] }, /^unknown-column .*"a_lag_3"/],
  ['a derived target', { derived: [lag], target: 'a_lag_3' }, /^unknown-column @data\.preparation\.target/],
])('%s is said', (_name, preparation, said) => {
  expect(problemsOf(small(preparation)).filter((problem) => said.test(problem))).toHaveLength(1);
});

it('the gaps of its source count', () => {
  const gaps = { ...series, columns: series.columns.map((one) => (one.name === 'w' ? { ...one, missing: 5 } : one)) };
  const preparation = { derived: [{ ...lag, column: 'w' }] };
  const { problems } = checkExperiment(smallExperiment(small(preparation)), gaps);
  expect(problems.map(({ code, path }) => [code, path])).toEqual([['missing-values', 'data.preparation.missing']]);
});
