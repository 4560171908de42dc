// Arrays that grow by blocks, over the ends of the short and the long ones.
import { expect, it } from 'vitest';
import { GrowingFloat64, GrowingUint32 } from '#main/datasets/growing-array.ts';

it.each([0, 1, 255, 256, 257, 512, 513, 600_000])('holds %d numbers in order', (count) => {
  const floats = new GrowingFloat64();
  const whole = new GrowingUint32();
  for (let i = 0; i < count; i++) {
    floats.push(i / 2);
    whole.push(i);
  }
  expect([floats.length, whole.length]).toEqual([count, count]);
  expect(floats.whole()).toEqual(Float64Array.from({ length: count }, (_, i) => i / 2));
  expect(whole.pieces().reduce((sum, piece) => sum + piece.length, 0)).toBe(count);
  let place = 0;
  let isInOrder = true;
  for (const piece of whole.pieces()) for (const value of piece) isInOrder &&= value === place++;
  expect(isInOrder).toBe(true);
});
