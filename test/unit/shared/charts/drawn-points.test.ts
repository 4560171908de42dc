import { describe, expect, test } from 'vitest';
import { drawnPoints, hasStep, pointedStep, valueOf } from '#shared/charts/drawn-points.ts';

const steps = Array.from({ length: 10_000 }, (_, index) => index + 1);
const spikeAt = 8322;
const values = steps.map((step) => (step === spikeAt ? 9 : Math.sin(step / 300) + ((step * 7919) % 100) / 1000));
const line = { steps, values };
const range = { min: 1, max: 10_000 };

describe('the points that are drawn of a long line', () => {
  const drawn = drawnPoints(steps, values, range, 800);

  test('are stored ones, in order, and few', () => {
    expect(drawn.length).toBeLessThanOrEqual(4 * 801);
    for (const { x, y } of drawn) expect(y).toBe(values[x - 1]);
    const places = drawn.map(({ x }) => x);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
  });

  test('hold the first and last, and the lowest and highest of every column', () => {
    expect(drawn[0]?.x).toBe(1);
    expect(drawn.at(-1)?.x).toBe(10_000);
    expect(drawn).toContainEqual({ x: spikeAt, y: 9 });
    const width = (range.max - range.min) / 800;
    for (let column = 0; column < 800; column++) {
      const inColumn = (x: number): boolean => Math.floor((x - range.min) / width) === column;
      const stored = steps.filter(inColumn).map((step) => values[step - 1] ?? NaN);
      const shown = drawn.filter(({ x }) => inColumn(x)).map(({ y }) => y);
      expect([Math.min(...shown), Math.max(...shown)]).toEqual([Math.min(...stored), Math.max(...stored)]);
    }
  });

  test('are, on a logarithmic axis, those of columns of equal ratios, without zero', () => {
    const fromZero = [0, ...steps];
    const shown = drawnPoints(fromZero, [5, ...values], range, 800, true).map(({ x }) => x);
    expect(shown.slice(0, 100)).toEqual(steps.slice(0, 100));
    expect(shown).toContain(spikeAt);
    expect(shown.length).toBeLessThanOrEqual(4 * 801);
  });

  test('are all of a short line, gaps too', () => {
    expect(drawnPoints([1, 2, 3], [0.5, NaN, 0.3], { min: 1, max: 3 }, 300)).toEqual([
      { x: 1, y: 0.5 },
      { x: 2, y: NaN },
      { x: 3, y: 0.3 },
    ]);
  });

  test('leave a gap for an infinity, and keep the highest value beside it', () => {
    expect(drawnPoints([1, 2], [0.5, Infinity], { min: 1, max: 2 }, 300)).toEqual([
      { x: 1, y: 0.5 },
      { x: 2, y: NaN },
    ]);
    const broken = values.map((value, index) => (index === 5000 ? Infinity : index === 5001 ? 50 : value));
    const drawn = drawnPoints(steps, broken, range, 800);
    expect(drawn.filter(({ y }) => !Number.isFinite(y))).toEqual([{ x: 5001, y: NaN }]);
    expect(drawn).toContainEqual({ x: 5002, y: 50 });
  });

  test('keep a gap of one step', () => {
    const broken = values.map((value, index) => (index === 5000 ? NaN : value));
    expect(drawnPoints(steps, broken, range, 800).filter(({ y }) => Number.isNaN(y))).toEqual([{ x: 5001, y: NaN }]);
    const nothing = steps.map(() => NaN);
    expect(drawnPoints(steps, nothing, range, 800).every(({ y }) => Number.isNaN(y))).toBe(true);
  });
});

describe('what is pointed at', () => {
  const pixels = drawnPoints(steps, values, range, 800).map(({ x, y }) => ({
    step: x,
    x: (x * 800) / 10_000,
    y: 300 - y * 30,
  }));
  const spike = pixels.find(({ step }) => step === spikeAt)!;

  test('is the spike when the pointer is at its tip, though its neighbours are as near along x', () => {
    for (const off of [-2, 0, 2]) expect(pointedStep([pixels], { x: spike.x + off, y: spike.y + 3 })).toBe(spikeAt);
  });

  test('is a step with a stored value anywhere else', () => {
    for (const x of [0, 13.4, 400, 799]) {
      const step = pointedStep([pixels], { x, y: 150 })!;
      expect(valueOf(line, step)).toBe(values[step - 1]);
    }
  });

  test('is also a step whose value is no finite number: the legend says it', () => {
    const broken = [
      { step: 1, x: 100, y: 50 },
      { step: 2, x: 300, y: NaN },
    ];
    expect(pointedStep([broken], { x: 290, y: 50 })).toBe(2);
    expect(pointedStep([broken], { x: 110, y: 50 })).toBe(1);
  });

  test('is the nearest step where points are few, and nothing where there are none', () => {
    const few = [
      { step: 1, x: 100, y: 50 },
      { step: 2, x: 300, y: 50 },
    ];
    expect(pointedStep([few], { x: 180, y: 200 })).toBe(1);
    expect(pointedStep([few], { x: 220, y: 200 })).toBe(2);
    expect(pointedStep([[], []], { x: 10, y: 10 })).toBeNull();
  });
});

test('a step that was not stored has no value', () => {
  const some = { steps: [1, 5], values: [0.5, 0.25] };
  expect([1, 2, 5, 6].map((step) => hasStep(some, step))).toEqual([true, false, true, false]);
  expect(valueOf(some, 5)).toBe(0.25);
  expect(valueOf(some, 2)).toBeNaN();
});
