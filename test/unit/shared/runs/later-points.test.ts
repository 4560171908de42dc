// What is known of a series and followed by later points is what all its points tell.
import { describe, expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { overfitsSince, overfittingOf, overfittingSince } from '#shared/runs/best-epoch.ts';
import { continuedFigures, figuresOf } from '#shared/runs/series-figures.ts';

const random = createRandom(11);
/** Few different values, so that there are equal ones, and some that are no numbers. */
function someValues(length: number): number[] {
  return Array.from({ length }, () => {
    const share = random();
    if (share < 0.05) return NaN;
    return share < 0.1 ? Infinity : Math.round(random() * 8) / 8;
  });
}
const series = (key: string, values: readonly number[], first = 1) => ({
  key,
  steps: values.map((_, i) => i + first),
  values: [...values],
});
const parted = (key: string, values: readonly number[], at: number) =>
  [series(key, values.slice(0, at)), series(key, values.slice(at), at + 1)] as const;

describe('with later points', () => {
  test('the figures are those of all points', () => {
    for (let round = 0; round < 300; round++) {
      const values = someValues(12);
      const at = 1 + Math.floor(random() * 11);
      const [before, later] = parted('k', values, at);
      const known = figuresOf([before]).get('k')!;
      expect(continuedFigures(known, later)).toEqual(figuresOf([series('k', values)]).get('k'));
    }
  });

  test('overfitting is that of all points', () => {
    let found = 0;
    for (let round = 0; round < 500; round++) {
      const [loss, validation] = [someValues(10), someValues(10)];
      const at = Math.floor(random() * 11);
      const [trained, trainedLater] = parted('epoch/loss', loss, at);
      const [validated, validatedLater] = parted('epoch/val_loss', validation, at);
      const whole = overfittingSince(series('epoch/loss', loss), series('epoch/val_loss', validation));
      const known = overfittingOf(trained, validated);
      expect(overfitsSince(overfittingOf(trainedLater, validatedLater, known))).toBe(whole);
      if (whole !== null) found += 1;
    }
    expect(found).toBeGreaterThan(20);
  });
});
