import { expect, it, onTestFinished, vi } from 'vitest';
import { formatTable, plainJson, plainText, printPieces, toJson } from '#main/cli/output.ts';

const escape = '\u001b[31mred\u009b2J\u202e';

it('aligns columns, figures to the right, wide letters by their width', () => {
  const rows = [
    { name: '홈 é', value: '1.5' },
    { name: 'a', value: '10.25' },
  ];
  const table = formatTable(rows, [
    { title: 'name', value: ({ name }) => name },
    { title: 'value', value: ({ value }) => value, figures: true },
  ]);
  expect(table).toBe(['name  value', '홈 é    1.5', 'a     10.25'].join('\n'));
});

it('makes a table of 20,000 rows', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => i);
  const columns = Array.from({ length: 10 }, (_, i) => ({ title: `column ${i}`, value: String }));
  expect(formatTable(rows, columns).split('\n')).toHaveLength(20_001);
});

it('lets nothing through that steers a terminal', () => {
  expect(plainText(`a\n${escape}`)).toBe('a\n�[31mred�2J�');
  expect(formatTable([escape], [{ title: 'a\nb', value: (name) => `${name}\n` }])).toBe('a�b\n�[31mred�2J��');
});

it.each([
  ['a terminal', true, 'a�[31mred�2J�\n'],
  ['a file or a pipe', false, `a${escape}\n`],
])('gives data to %s', (_, isTTY, expected) => {
  const written: unknown[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(text) > 0);
  const before = process.stdout.isTTY;
  process.stdout.isTTY = isTTY;
  onTestFinished(() => {
    process.stdout.isTTY = before;
    vi.restoreAllMocks();
  });
  printPieces([`a${escape}`, '\n']);
  expect(written.join('')).toBe(expected);
});

it('keeps JSON what it is', () => {
  const value = { name: `${escape}\n\u007f` };
  const json = plainJson(JSON.stringify(value));
  expect(json).toMatch(/^[ -~]*$/);
  expect(JSON.parse(json)).toEqual(value);
});

it('names infinities in JSON, which would be null, and writes NaN as null', () => {
  expect(toJson({ best: -Infinity, values: [Infinity, NaN, 1] })).toBe(
    '{"best":"-Infinity","values":["Infinity",null,1]}',
  );
});
