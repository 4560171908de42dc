import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import { explainCell, numberText, parseNumber } from '#main/datasets/table/cells.ts';

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
    expect(textOf(explainCell('12,5'))).toBe('Choose the comma as decimal sign.');
    expect(textOf(explainCell('1.234,56'))).toBe('Choose the comma as decimal sign and the point for thousands.');
    expect(textOf(explainCell('1,234,567.8'))).toContain('Choose the comma as sign of thousands');
    expect(textOf(explainCell('-inf'))).toContain('infinite');
    expect(textOf(explainCell('warm'))).toContain('Leave the column out');
  });
});

describe('numberText', () => {
  it.each([
    ['.', ',', '1,234.5', 1234.5],
    ['.', ',', '1,23', NaN],
    ['.', "'", "1'234'567", 1234567],
    [',', '.', '1.234,5', 1234.5],
    [',', '', '12,5', 12.5],
    [',', '', '1.5', NaN],
    [',', ' ', '1\u00A0234,5', 1234.5],
    ['.', '', '-8.02', -8.02],
  ] as const)('reads numbers with %j and %j: %s', (decimal, thousands, cell, value) => {
    expect(parseNumber(numberText({ decimal, thousands })(cell))).toBe(value);
  });
});
