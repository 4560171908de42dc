import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { splitTexts, textPartCounts, type TextShares } from '#shared/data/text-split.ts';

const plain = { validation_split: 0.2 };
const order = (rows: number): Uint32Array => Uint32Array.from({ length: rows }, (_, i) => i);
const none = (rows: number): Uint32Array => new Uint32Array(rows);

describe('splitTexts', () => {
  it('holds out the last rows of the order, and those for the test behind them', () => {
    const parts = splitTexts({ order: order(10), labels: none(10), groups: null }, { ...plain, test_split: 0.3 });
    expect(parts).toEqual({
      train: Uint32Array.of(0, 1, 2, 3, 4),
      validation: Uint32Array.of(5, 6),
      test: Uint32Array.of(7, 8, 9),
    });
  });

  it('keeps the share of each label', () => {
    const labels = Uint32Array.from({ length: 100 }, (_, i) => (i < 90 ? 0 : 1));
    const { train, validation, test } = splitTexts(
      { order: order(100), labels, groups: null },
      { ...plain, test_split: 0.1, stratify: true },
    );
    const rare = (rows: Uint32Array): number => rows.filter((row) => labels[row] === 1).length;
    expect([train, validation, test].map((rows) => [rows.length, rare(rows)])).toEqual([
      [70, 7],
      [20, 2],
      [10, 1],
    ]);
  });

  it('trains on a label that one row has only', () => {
    const labels = Uint32Array.of(0, 0, 0, 0, 1);
    const { train } = splitTexts({ order: order(5), labels, groups: null }, { ...plain, stratify: true });
    expect(train).toContain(4);
  });

  interface Given {
    readonly labels: Uint32Array;
    readonly groups: Uint32Array;
    readonly shares: TextShares;
  }

  /** Rows and shares by chance. */
  function* chances(): Generator<Given> {
    const random = createRandom(4);
    const one = <Value>(values: readonly Value[]): Value | undefined => values[Math.floor(random() * values.length)];
    for (let i = 0; i < 300; i++) {
      const rows = 1 + Math.floor(random() * 60);
      const numbers = (count: number): Uint32Array =>
        Uint32Array.from({ length: rows }, () => Math.floor(random() * count));
      yield {
        labels: numbers(4),
        groups: numbers(7),
        shares: {
          validation_split: one([0, 0.1, 0.2, 0.4]) ?? 0,
          test_split: one([undefined, 0.1, 0.3]),
          stratify: one([undefined, true]),
          folds: one([undefined, 2, 5]),
        },
      };
    }
  }
  const sorted = (rows: readonly number[]): number[] => rows.toSorted((a, b) => a - b);

  it('puts every row into one part and counts as it splits', () => {
    for (const { labels, shares } of chances()) {
      const parts = splitTexts({ order: order(labels.length), labels, groups: null }, shares);
      expect(sorted([...parts.train, ...parts.validation, ...parts.test])).toEqual([...order(labels.length)]);
      const counts = [0, 1, 2, 3].map((label) => ({ rows: labels.filter((own) => own === label).length }));
      const [train, validation, test] = [parts.train, parts.validation, parts.test].map(({ length }) => length);
      expect(textPartCounts({ rows: labels.length, labels: counts }, shares)).toEqual({ train, validation, test });
    }
  });

  it('puts every group into one part', () => {
    for (const { labels, groups, shares } of chances()) {
      const parts = splitTexts({ order: order(labels.length), labels, groups }, { ...shares, stratify: undefined });
      const inPart = Object.values(parts).map((own) => [
        ...new Set(Array.from(own as Uint32Array, (row) => groups[row] ?? 0)),
      ]);
      expect(sorted(inPart.flat())).toEqual(sorted([...new Set(groups)]));
    }
  });

  it('validates on every row that is not for the test in exactly one fold', () => {
    for (const { labels, shares } of chances()) {
      const folds = 4;
      const parts = Array.from({ length: folds }, (_, i) =>
        splitTexts({ order: order(labels.length), labels, groups: null }, { ...shares, folds, fold: i + 1 }),
      );
      const held = parts.flatMap(({ validation }) => [...validation]);
      expect(sorted([...held, ...(parts[0]?.test ?? [])])).toEqual([...order(labels.length)]);
    }
  });
});
