import { describe, expect, it, test } from 'vitest';
import { readMarkdown } from '#shared/reports/markdown.ts';
import { inlinesOf, type Inline } from '#shared/reports/markdown-inline.ts';

/** The parts in one line: `*` for emphasis, `**` for strong, quotes for code. */
function said(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'code':
          return `'${part.text}'`;
        case 'strong':
          return `[b ${said(part.content)}]`;
        case 'emphasis':
          return `[i ${said(part.content)}]`;
        case 'link':
          return `[a ${part.address} ${said(part.content)}]`;
        case 'break':
          return '|';
      }
    })
    .join('');
}

describe('within a line', () => {
  it.each([
    ['plain', 'plain'],
    ['**strong** and *soft*, __too__ and _so_', '[b strong] and [i soft], [b too] and [i so]'],
    ['**a *b* c**', '[b a [i b] c]'],
    ['val_mae and train_val_loss stay', 'val_mae and train_val_loss stay'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['`val_mae < 0.3` and ``a ` b``', "'val_mae < 0.3' and 'a ` b'"],
    ['a ` alone, ** open, *too', 'a ` alone, ** open, *too'],
    ['\\*not\\*', '*not*'],
    ['[the paper](https://example.org/a?b=1)', '[a https://example.org/a?b=1 the paper]'],
    ['see https://example.org/x.', 'see [a https://example.org/x https://example.org/x].'],
    ['[bad](javascript:alert(1))', '[bad](javascript:alert(1))'],
    ['[bad](data:text/html,x) [x](/etc/passwd)', '[bad](data:text/html,x) [x](/etc/passwd)'],
    ['one  \ntwo\\\nthree\nfour', 'one|two|three\nfour'],
    ['<b onclick="x()">html</b> &amp;', '<b onclick="x()">html</b> &amp;'],
    ['***both***', '[b [i both]]'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(said(inlinesOf(text))).toBe(expected);
  });
});

test('blocks follow each other', () => {
  const blocks = readMarkdown(
    [
      '# Title #',
      'One line',
      'and its next',
      '',
      '- a',
      '  - inner',
      '- b',
      '',
      '1. one',
      '2. two',
      '> quoted',
      '> **too**',
      '```py',
      'x = "<b>"',
      '```',
      '---',
      '| run | best |',
      '| --- | ---: |',
      '| a \\| b | 0.3 |',
      '| short |',
      '###### deep',
    ].join('\r\n'),
  );
  expect(blocks.map(({ kind }) => kind)).toEqual([
    'heading',
    'paragraph',
    'list',
    'list',
    'quote',
    'code',
    'rule',
    'table',
    'heading',
  ]);
  expect(blocks[0]).toMatchObject({ level: 1, content: [{ text: 'Title' }] });
  expect(blocks[1]).toMatchObject({ content: [{ text: 'One line\nand its next' }] });
  expect(blocks[2]).toMatchObject({
    isOrdered: false,
    items: [[{ kind: 'paragraph' }, { kind: 'list', items: [[{ kind: 'paragraph' }]] }], [{ kind: 'paragraph' }]],
  });
  expect(blocks[3]).toMatchObject({ isOrdered: true, items: [[{}], [{}]] });
  expect(blocks[4]).toMatchObject({ blocks: [{ content: [{ text: 'quoted\n' }, { kind: 'strong' }] }] });
  expect(blocks[5]).toEqual({ kind: 'code', text: 'x = "<b>"' });
  expect(blocks[7]).toMatchObject({
    isRight: [false, true],
    rows: [
      [[{ text: 'a | b' }], [{ text: '0.3' }]],
      [[{ text: 'short' }], []],
    ],
  });
  expect(blocks[8]).toMatchObject({ level: 3, rank: 2 });
});

test('what looks like a list item or a fence without an end is read to the end', () => {
  expect(readMarkdown('```\nopen')).toEqual([{ kind: 'code', text: 'open' }]);
  expect(readMarkdown('-')).toEqual([{ kind: 'list', isOrdered: false, items: [[]] }]);
  expect(readMarkdown('  \n\n')).toEqual([]);
  expect(readMarkdown('#no heading')).toMatchObject([{ kind: 'paragraph' }]);
});

/** Every text of 100,000 characters is read within the test's time, however it is made. */
test.each([
  '*',
  '**a',
  '_',
  '`',
  '``',
  '` a',
  '[',
  '[a](',
  '![',
  '> ',
  '- ',
  '1. ',
  '#',
  '# ',
  '|',
  '|-',
  '* ',
  '\\',
  '<',
  'http://',
  'a_b*c',
  '**a** ',
  '\n',
  '-\n',
  '> -\n',
  '  - a\n',
  '~~~\n',
  '| a |\n|-|\n',
  ' ',
  'a  \n',
  'https://a_',
])('a long text of %j', (piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length));
  expect(readMarkdown(text).length).toBeGreaterThanOrEqual(0);
  expect(readMarkdown(text + 'x').length).toBeGreaterThan(0);
});
