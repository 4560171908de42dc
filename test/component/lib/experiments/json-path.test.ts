import { expect, test } from 'vitest';
import { valueAtPath, withValueAtPath } from '#renderer/lib/experiments/json-path.ts';

test('reads and replaces deep values, and changes nothing in place', () => {
  const object = { training: { epochs: 10, optimizer: 'rmsprop' }, unknown: { kept: true } };
  const next = withValueAtPath(object, ['training', 'epochs'], 5);
  expect(next).toEqual({ training: { epochs: 5, optimizer: 'rmsprop' }, unknown: { kept: true } });
  expect(object.training.epochs).toBe(10);
  expect(next['unknown']).toBe(object.unknown);
  expect(valueAtPath(next, ['training', 'epochs'])).toBe(5);
  expect(valueAtPath(next, ['training', 'optimizer', 'name'])).toBeUndefined();
});

test('makes what is missing on the way', () => {
  expect(withValueAtPath({ a: 1 }, ['a', 'b', 'c'], true)).toEqual({ a: { b: { c: true } } });
});
