import { expect, test } from 'vitest';
import {
  formatRoute,
  isSamePage,
  keptChoices,
  parseRoute,
  placeOf,
  withChoices,
  type Route,
} from '#renderer/lib/routing/route.ts';

const routes: readonly Route[] = [
  { page: 'models' },
  { page: 'model', from: 'template', id: 'imdb-conv1d' },
  { page: 'model', from: 'experiment', id: 'a/b ?#' },
  { page: 'report', from: 'experiment', id: 'a/b ?#' },
  { page: 'data', id: null },
  { page: 'data', id: 'weather' },
  { page: 'import' },
  { page: 'runs' },
  { page: 'runs', view: 'settings' },
  { page: 'run', id: 'abc123' },
  { page: 'compare', ids: [] },
  { page: 'compare', ids: ['a', 'b'] },
  { page: 'guides' },
  { page: 'guide', id: 'conv-gru' },
  { page: 'settings' },
  { page: 'design' },
];

test.each(routes)('an address leads back to its page: %j', (route) => {
  expect(parseRoute(formatRoute(route))).toEqual(route);
});

test.each(['', '#', '#/', '#/nowhere', '#/models/other/x', '#/models/template', '#page'])(
  '%j leads to the models',
  (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'models' });
  },
);

test('an id that cannot be decoded is no id', () => {
  expect(parseRoute('#/runs/%E0%A4%A')).toEqual({ page: 'runs' });
});

test('a run is compared with others, not with itself', () => {
  expect(parseRoute('#/compare?runs=a,b,a,')).toEqual({ page: 'compare', ids: ['a', 'b'] });
});

test('a page belongs to a place of the rail', () => {
  expect(routes.map(placeOf)).toEqual([
    'models',
    'models',
    'models',
    'models',
    'data',
    'data',
    'data',
    'runs',
    'runs',
    'runs',
    'compare',
    'compare',
    'guides',
    'guides',
    'settings',
    'settings',
  ]);
});

test('the same page has other runs to compare, or another data set in sight', () => {
  expect(isSamePage({ page: 'compare', ids: ['a'] }, { page: 'compare', ids: ['a', 'b'] })).toBe(true);
  expect(isSamePage({ page: 'data', id: null }, { page: 'data', id: 'weather' })).toBe(true);
  expect(isSamePage({ page: 'run', id: 'a' }, { page: 'run', id: 'b' })).toBe(false);
  expect(isSamePage({ page: 'runs' }, { page: 'runs', view: 'settings' })).toBe(true);
  expect(isSamePage({ page: 'runs' }, { page: 'run', id: 'a' })).toBe(false);
});

test.each(routes)('what a page keeps beside its route changes nothing else: %j', (route) => {
  const choices = new URLSearchParams({ filter: 'val_mae < 0.3 & "a?b#c"', metric: 'val_mae' });
  const hash = withChoices(route, choices);
  expect(parseRoute(hash)).toEqual(route);
  expect(keptChoices(hash).toString()).toBe(choices.toString());
  expect(withChoices(route, new URLSearchParams())).toBe(formatRoute(route));
});
