import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { explainCell, parseNumber } from '#main/datasets/cells.ts';

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['-0.0', -0],
    ['+12', 12],
    ['.5', 0.5],
    ['5.', 5],
    ['-8.02', -8.02],
    ['1e3', 1000],
    ['2.5E-3', 0.0025],
    ['12.658579999999999', 12.658579999999999],
    ['9007199254740993', 9007199254740992],
  ])('reads %s', (cell, value) => {
    expect(parseNumber(cell)).toBe(value);
  });

  it.each([
    '',
    '-',
    '.',
    'e5',
    '1e',
    '0x10',
    '0b1',
    '0o7',
    'Infinity',
    '-inf',
    '1e999',
    '1_000',
    '12,5',
    '1 2',
    'NaN',
    '٣',
    '1.2.3',
    '--1',
    '1-2',
  ])('reads no number in "%s"', (cell) => {
    expect(parseNumber(cell)).toBeNaN();
  });
});

describe('explainCell', () => {
  it('tells decimal commas from thousands', () => {
    expect(textOf(explainCell('12,5'))).toContain('12.5, not 12,5');
    expect(textOf(explainCell('1.234,56'))).toContain('12.5, not 12,5');
    expect(textOf(explainCell('1,234,567.8'))).toContain('without separators');
    expect(textOf(explainCell('-inf'))).toContain('infinite');
    expect(textOf(explainCell('warm'))).toContain('Leave the column out');
  });
});
