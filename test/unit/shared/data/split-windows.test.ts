import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { splitRows } from '#shared/data/splits.ts';
import {
  batchesOf,
  sampleAt,
  sampleNear,
  sampleNumber,
  splitWindows,
  withTrainEnd,
  withValidationEnd,
} from '#shared/data/split-windows.ts';

const plan = { lookback: 6, step: 2, delay: 2, horizon: 1 };
const splits = splitWindows(100, { train: 0.5, validation: 0.3 }, plan);

describe('windows of splits', () => {
  it('are counted as the preparation cuts them', () => {
    expect(splits.map(({ name, range, windows }) => [name, range.from, range.to, windows])).toEqual([
      ['train', 0, 50, 42],
      ['validation', 50, 80, 22],
      ['test', 80, 100, 12],
    ]);
    expect(splitWindows(10, { train: 0.5, validation: 0.5 }, plan).map(({ windows }) => windows)).toEqual([0, 0, 0]);
  });

  it('have numbers through all splits, which lead back', () => {
    for (let number = 0; number < 76; number++) {
      const sample = sampleAt(splits, plan, number);
      if (sample === null) throw new Error(`no sample ${number}`);
      expect(sampleNumber(splits, sample)).toBe(number);
      expect(sampleNear(splits, plan, sample.row)).toEqual(sample);
    }
    expect(sampleAt(splits, plan, 41)).toMatchObject({ split: 'train', index: 41, first: 41, row: 47, target: 49 });
    expect(sampleAt(splits, plan, 42)).toMatchObject({ split: 'validation', index: 0, first: 50, row: 56 });
    expect(sampleAt(splits, plan, 76)).toBeNull();
  });

  it('are the nearest to a row that is in none', () => {
    expect(sampleNear(splits, plan, 0)).toMatchObject({ split: 'train', index: 0 });
    expect(sampleNear(splits, plan, 51)).toMatchObject({ split: 'train', index: 41 });
    expect(sampleNear(splits, plan, 54)).toMatchObject({ split: 'validation', index: 0 });
    expect(sampleNear(splits, plan, 1e9)).toMatchObject({ split: 'test', index: 11 });
    expect(sampleNear([], plan, 5)).toBeNull();
  });

  it('make batches, the last of which may be smaller', () => {
    expect(batchesOf(256, 128, null)).toBe(2);
    expect(batchesOf(257, 128, null)).toBe(3);
    expect(batchesOf(257, 128, 500)).toBe(500);
  });
});

describe('borders', () => {
  it('stand at the row that they were put to, whatever the number of rows', () => {
    const random = createRandom(7);
    const upTo = (most: number): number => Math.floor(random() * (most + 1));
    for (let round = 0; round < 500; round++) {
      const rows = 3 + upTo(round % 2 === 0 ? 50 : 2_000_000);
      const shares = { train: 0.6, validation: 0.2 };
      const before = splitRows(rows, shares);
      const trainEnd = 1 + upTo(before.validation.to - 1);
      const train = splitRows(rows, withTrainEnd(rows, shares, trainEnd));
      expect([train.train.to, train.validation.to]).toEqual([trainEnd, before.validation.to]);
      const validationEnd = before.train.to + upTo(rows - before.train.to);
      const moved = withValidationEnd(rows, shares, validationEnd);
      expect(splitRows(rows, moved)).toMatchObject({
        train: before.train,
        validation: { from: before.train.to, to: validationEnd },
      });
      expect(moved.train + moved.validation).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('take the share with the fewest decimals, of a few rows when they may', () => {
    expect(withTrainEnd(420_551, { train: 0.6, validation: 0.2 }, 294_385)).toEqual({ train: 0.7, validation: 0.1 });
    expect(withTrainEnd(420_551, { train: 0.6, validation: 0.2 }, 294_500, 210)).toEqual({
      train: 0.7,
      validation: 0.1,
    });
    expect(withValidationEnd(8706, { train: 0.6, validation: 0.2 }, 7835)).toEqual({ train: 0.6, validation: 0.3 });
  });

  it('of the test move with folds, whose own stay theirs', () => {
    const shares = { train: 0.6, validation: 0.2, folds: 3, fold: 1 };
    expect(splitWindows(1000, shares, plan).map(({ range }) => [range.from, range.to])).toEqual([
      [0, 200],
      [200, 400],
      [800, 1000],
    ]);
    expect(withValidationEnd(1000, shares, 900)).toEqual({ train: 0.6, validation: 0.3 });
  });

  it('do not pass each other', () => {
    const shares = { train: 0.6, validation: 0.2 };
    expect(splitRows(1000, withTrainEnd(1000, shares, 900)).train.to).toBe(800);
    expect(splitRows(1000, withTrainEnd(1000, shares, -5)).train.to).toBe(1);
    expect(withValidationEnd(1000, shares, 300)).toEqual({ train: 0.6, validation: 0 });
    expect(withValidationEnd(1000, shares, 2000)).toEqual({ train: 0.6, validation: 0.4 });
  });
});
