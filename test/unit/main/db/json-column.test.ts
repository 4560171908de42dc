import { describe, expect, it } from 'vitest';
import { bestEpochSchema } from '#shared/runs/run.ts';
import { fromJsonColumn, toJsonColumn } from '#main/db/repositories/json-column.ts';

describe('a JSON column', () => {
  it('keeps a value, and null as null', () => {
    const best = { metric: 'val_mae', value: 0.25, epoch: 3 };
    expect(fromJsonColumn(toJsonColumn(bestEpochSchema, best))).toEqual(best);
    expect(fromJsonColumn(toJsonColumn(bestEpochSchema, null))).toBeNull();
  });

  it('refuses what would come back as something else', () => {
    expect(() => toJsonColumn(bestEpochSchema, { metric: 'val_mae', value: Infinity, epoch: 3 })).toThrow(/value/);
  });
});
