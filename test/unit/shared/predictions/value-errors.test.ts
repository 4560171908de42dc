import { describe, expect, it } from 'vitest';
import type { PredictedValues } from '#shared/predictions/prediction-set.ts';
import {
  errorAt,
  errorFigures,
  errorHistogram,
  errorsByHour,
  errorsByLead,
  worstSamples,
} from '#shared/predictions/value-errors.ts';

const hourMs = 3_600_000;
const firstMs = Date.UTC(2020, 4, 1, 22);

/** Two rows ahead of two columns; what is predicted for row r of column c is `r + c` plus an error. */
function set(errorOf: (sample: number, ahead: number, column: number) => number, samples = 30): PredictedValues {
  const rows = samples + 3;
  const columns = [0, 1];
  const predicted: number[] = [];
  for (let sample = 0; sample < samples; sample++)
    for (const ahead of [0, 1])
      for (const column of columns) predicted.push(2 + sample + ahead + column + errorOf(sample, ahead, column));
  return {
    output: {
      kind: 'values',
      id: 'dense',
      columns: [
        { name: 'a', unit: 'K' },
        { name: 'b', unit: '' },
      ],
      horizon: 2,
      delay: 3,
      from: 2,
    },
    samples,
    predicted: Float32Array.from(predicted),
    measured: Float32Array.from({ length: rows * 2 }, (_, i) => Math.floor(i / 2) + (i % 2)),
    times: Float64Array.from({ length: rows }, (_, i) => firstMs + i * hourMs),
    rows: Uint32Array.from({ length: rows }, (_, i) => i),
  };
}

describe('errors of predicted numbers', () => {
  it('are predicted minus measured, at each row ahead and in each column', () => {
    const made = set((sample, ahead, column) => (column === 0 ? (ahead === 0 ? 1 : -3) : sample));
    expect(errorAt(made, 7, 1)).toBe(-3);
    expect(errorAt(made, 7, 0, 1)).toBe(7);
    expect(errorsByLead(made)).toEqual([
      { samples: 30, meanAbsolute: 1, rootMeanSquare: 1, bias: 1 },
      { samples: 30, meanAbsolute: 3, rootMeanSquare: 3, bias: -3 },
    ]);
    const { bias, meanAbsolute, rootMeanSquare } = errorFigures(made);
    expect([bias, meanAbsolute]).toEqual([-1, 2]);
    expect(rootMeanSquare).toBeCloseTo(Math.sqrt(5), 12);
  });

  it('stand at the hour of the day of what is predicted', () => {
    const made = set((sample, ahead) => ((2 + sample + ahead + 22) % 24 === 5 ? 4 : 0));
    const hours = errorsByHour(made);
    expect(hours?.map(({ meanAbsolute }) => meanAbsolute)).toEqual(
      Array.from({ length: 24 }, (_, hour) => (hour === 5 ? 4 : 0)),
    );
    expect(errorsByHour({ ...made, times: new Float64Array() })).toBeNull();
  });

  it('are counted in stretches around 0', () => {
    const histogram = errorHistogram(
      set((sample) => (sample === 3 ? -8 : 1)),
      0,
      16,
    );
    expect(histogram).toMatchObject({ from: -8, width: 1 });
    expect(histogram?.counts.reduce((a, b) => a + b, 0)).toBe(60);
    expect([histogram?.counts[0], histogram?.counts[9]]).toEqual([2, 58]);
    expect(
      errorHistogram(
        set(() => NaN),
        0,
      ),
    ).toBeNull();
  });

  it('name the worst samples, of neighbours one', () => {
    const made = set((sample) => ({ 4: 5, 5: 9, 20: 3 })[sample] ?? 0.5);
    expect(worstSamples(made, 3, { apart: 6 })).toEqual([
      { sample: 5, error: 9 },
      { sample: 20, error: 3 },
      { sample: 11, error: 0.5 },
    ]);
    expect(
      worstSamples(
        set(() => NaN),
        3,
      ),
    ).toEqual([]);
  });
});
