// Whether numbers are Keras's, within what float32 allows.
import { expect } from 'vitest';

/** Of each number. */
const relativeTolerance = 1e-4;
/** Of the array's largest number: what is left where larger numbers cancel out. */
const floorOfMagnitude = 1e-6;

interface Tolerance {
  readonly relative?: number;
  readonly floor?: number;
  /** The largest number that went into the array, where that is larger than any in it: all of it may cancel out. */
  readonly magnitude?: number;
}

/** The largest number, without its sign. */
export function magnitudeOf(numbers: readonly number[]): number {
  return numbers.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/** Fails with the worst place when a number is further from Keras's than 1e-4 of it (or 1e-6 of the array's largest). */
export function expectClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
  what: string,
  { relative = relativeTolerance, floor = floorOfMagnitude, magnitude: least = 0 }: Tolerance = {},
): void {
  expect(actual.length, `${what}: how many numbers`).toBe(expected.length);
  const magnitude = Math.max(least, magnitudeOf(expected));
  let worst = { excess: 0, index: -1 };
  expected.forEach((value, index) => {
    const allowed = relative * Math.abs(value) + floor * (magnitude === 0 ? 1 : magnitude);
    const excess = Math.abs((actual[index] ?? Number.NaN) - value) / allowed;
    if (!(excess <= Math.max(1, worst.excess))) worst = { excess, index };
  });
  if (worst.index < 0) return;
  const { index, excess } = worst;
  expect.fail(
    `${what}: number ${index} is ${actual[index]}, Keras has ${expected[index]} (${excess.toFixed(1)} times what is allowed).`,
  );
}
