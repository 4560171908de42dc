import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { reducePoints, type Points } from '#shared/runs/point-reducer.ts';

/** Noise, spikes of one point, gaps, and steps that are not dense. */
function randomPoints(seed: number): Points {
  const random = createRandom(seed);
  const steps: number[] = [];
  const values: number[] = [];
  let step = Math.floor(random() * 5);
  const count = 1 + Math.floor(random() * 5000);
  for (let i = 0; i < count; i++) {
    step += random() < 0.9 ? 1 : 1 + Math.floor(random() * 40);
    steps.push(step);
    const kind = random();
    values.push(kind < 0.01 ? 100 * (random() - 0.5) : kind < 0.015 ? NaN : kind < 0.02 ? Infinity : random());
  }
  return { steps, values };
}

describe('reduced points', () => {
  it('are stored points, in order, with the extremes, ends and gaps of every column', () => {
    for (let seed = 0; seed < 60; seed++) {
      const points = randomPoints(seed);
      const stored = new Map(points.steps.map((step, i) => [step, points.values[i]]));
      const [min, max] = [points.steps[0] ?? 0, points.steps.at(-1) ?? 0];
      const count = 1 + (seed % 300);
      const reduced = reducePoints(points, { min, max, count });
      expect(reduced.steps).toEqual(reduced.steps.toSorted((a, b) => a - b));
      expect(new Set(reduced.steps).size).toBe(reduced.steps.length);
      for (const [i, step] of reduced.steps.entries()) expect(stored.get(step)).toBe(reduced.values[i]);
      if (points.steps.length > 4 * count) expect(reduced.steps.length).toBeLessThanOrEqual(5 * (count + 1));
      else expect(reduced).toEqual(points);
      const columns = (of: Points) =>
        Map.groupBy(of.steps.keys(), (i) => Math.floor((((of.steps[i] ?? 0) - min) / (max - min)) * count));
      const kept = columns(reduced);
      for (const [column, all] of columns(points)) {
        const before = all.map((i) => points.values[i] ?? NaN);
        const after = (kept.get(column) ?? []).map((i) => reduced.values[i] ?? NaN);
        const finite = (values: number[]): number[] => values.filter(Number.isFinite);
        expect(Math.min(...finite(after))).toBe(Math.min(...finite(before)));
        expect(Math.max(...finite(after))).toBe(Math.max(...finite(before)));
        expect([after[0], after.at(-1)]).toEqual([before[0], before.at(-1)]);
        expect(after.every(Number.isFinite)).toBe(before.every(Number.isFinite));
      }
    }
  });

  it('of one step are that step', () => {
    expect(reducePoints({ steps: [3], values: [1] }, { min: 3, max: 3, count: 10 })).toEqual({
      steps: [3],
      values: [1],
    });
    expect(reducePoints({ steps: [], values: [] }, { min: 0, max: 0, count: 10 })).toEqual({ steps: [], values: [] });
  });
});
