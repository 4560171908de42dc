import { describe, expect, it } from 'vitest';
import { runColorCount } from '#shared/runs/run.ts';
import { leastUsedColor } from '#main/db/repositories/colors.ts';

describe('leastUsedColor', () => {
  it('gives every colour once before any twice', () => {
    const given: number[] = [];
    for (let i = 0; i < runColorCount; i++) given.push(leastUsedColor(given));
    expect(given).toEqual(Array.from({ length: runColorCount }, (_, i) => i));
    expect(leastUsedColor(given)).toBe(0);
  });

  it('fills the gap that a deleted run left', () => {
    expect(leastUsedColor([0, 1, 3, 4, 5, 6, 7])).toBe(2);
  });

  it('does not mind a colour that the palette lacks', () => {
    expect(leastUsedColor([99, 0])).toBe(1);
  });
});
