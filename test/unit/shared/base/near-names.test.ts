import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { editDistance, nearNames, suggestNames } from '#shared/base/near-names.ts';

describe('near names', () => {
  it('counts edits, a swap of neighbours as one', () => {
    expect(editDistance('temp', 'temp')).toBe(0);
    expect(editDistance('tmep', 'temp')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('finds the mistyped, the wrongly capitalized and the shortened', () => {
    const names = ['temp', 'dewp', 'wind_speed', 'T (degC)'];
    expect(nearNames('Temp', names)).toEqual(['temp']);
    expect(nearNames('windspeed', names)).toEqual(['wind_speed']);
    expect(nearNames('degC', names)).toEqual(['T (degC)']);
    expect(nearNames('xyz', names)).toEqual([]);
  });

  it('lists what there is when nothing is near', () => {
    expect(textOf(suggestNames('xyz', ['temp', 'dewp']))).toBe('There are "temp", "dewp".');
    expect(textOf(suggestNames('tmp', ['temp', 'dewp']))).toBe('Did you mean "temp"?');
  });
});
