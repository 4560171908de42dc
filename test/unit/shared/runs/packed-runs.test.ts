import { describe, expect, it } from 'vitest';
import { packRuns, packedRunsSchema, unpackRuns, type PackedRuns } from '#shared/runs/packed-runs.ts';
import { runSummarySchema, type RunSummary } from '#shared/runs/run.ts';
import { sampleRuns } from '../../../support/sample-runs.ts';

const runs: RunSummary[] = sampleRuns.map(({ run }) => runSummarySchema.parse(run));
const sent = (packed: PackedRuns): PackedRuns => packedRunsSchema.parse(JSON.parse(JSON.stringify(packed)));

describe('packed runs', () => {
  it('are the same runs after the way to a page', () => {
    expect(runs.length).toBeGreaterThan(5);
    expect(unpackRuns(sent(packRuns(runs)))).toEqual(runs);
    expect(unpackRuns(sent(packRuns([])))).toEqual([]);
  });

  it('send a value that many share once', () => {
    const [first] = runs;
    const many = Array.from({ length: 1000 }, (_, i) => ({ ...first!, number: i + 1 }));
    const text = JSON.stringify(packRuns(many));
    expect(text.split(first!.dataset).length - 1).toBe(1);
    const read = unpackRuns(sent(packRuns(many)));
    expect(read).toEqual(many);
    expect(new Set(read.map(({ engine }) => engine)).size).toBe(1);
  });

  it.each<[string, (packed: PackedRuns) => unknown]>([
    ['a field is missing', ({ count, columns: { name: _, ...columns } }) => ({ count, columns })],
    ['a column is too short', ({ count, columns }) => ({ count: count + 1, columns })],
    ['a place is not there', (packed) => withColumn(packed, 'status', { distinct: ['queued'], places: [7] })],
    ['a place is a word', (packed) => withColumn(packed, 'status', { distinct: ['queued'], places: ['length'] })],
    ['a status is none', (packed) => withColumn(packed, 'status', { distinct: ['asleep'], places: [0] })],
    ['a number is a text', (packed) => withColumn(packed, 'number', { values: ['1'] })],
    ['a number is too small', (packed) => withColumn(packed, 'number', { values: [0] })],
    ['a whole number has a fraction', (packed) => withColumn(packed, 'number', { values: [1.5] })],
    ['a number is missing', (packed) => withColumn(packed, 'number', { values: [null] })],
    ['an id is none', (packed) => withColumn(packed, 'id', { values: ['../..'] })],
  ])('are refused where %s', (_, spoil) => {
    const packed = packRuns(runs.slice(0, 1));
    expect(() => unpackRuns(packedRunsSchema.parse(spoil(packed)))).toThrow(/was not understood/);
  });
});

function withColumn({ count, columns }: PackedRuns, field: string, column: unknown): unknown {
  return { count, columns: { ...columns, [field]: column } };
}
