import { expect, test } from 'vitest';
import { RowPicking } from '#renderer/lib/runs/row-picking.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

test('a range goes from the row that was picked last, in either direction', () => {
  const picked = new Set<string>();
  const picking = new RowPicking(() => rows, picked);
  picking.one('d');
  picking.range(1);
  expect([...picked].sort()).toEqual(['b', 'c', 'd']);
  picking.range(2, false);
  expect([...picked]).toEqual(['b']);
  picking.all(true);
  expect(picked.size).toBe(5);
  picking.one('a');
  expect(picked.has('a')).toBe(false);
});

test('without one before, or when that is gone, a range is its row; it goes on from there', () => {
  const picked = new Set<string>();
  const picking = new RowPicking(() => rows, picked);
  picking.one('gone');
  picking.range(2);
  expect([...picked]).toEqual(['gone', 'c']);
  picking.range(3);
  expect([...picked]).toEqual(['gone', 'c', 'd']);
  picking.extend(0, 1);
  expect([...picked].sort()).toEqual(['a', 'b', 'c', 'd', 'gone']);
});

test('a row that holds others picks these, and nothing of its own', () => {
  const picked = new Set<string>();
  const picking = new RowPicking(
    () => [{ id: 'open', holds: [] }, { id: 'a' }, { id: 'folded', holds: ['b', 'c'] }],
    picked,
  );
  picking.all(true);
  expect([...picked]).toEqual(['a', 'b', 'c']);
  picking.one('folded', false);
  expect([...picked]).toEqual(['a']);
});
