// The page must also be drawn by Chromium 108, which the tests drive where Electron's own download is blocked.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What came to Chromium later, with the version that brought it. */
const newer: readonly (readonly [string, RegExp])[] = [
  ['nesting (112)', /\n\s*&[\s.:[>+~]/],
  ['color-mix (111)', /color-mix\(/],
  ['light-dark (123)', /light-dark\(/],
  ['@starting-style (117)', /@starting-style/],
  ['@scope (118)', /@scope/],
  ['relative colours (119)', /(rgb|hsl|oklch|color)\(from /],
  ['oklch (111)', /okl(ch|ab)\(/],
  ['tokens in a backdrop (122)', /::backdrop\s*\{[^}]*var\(/],
  ['popover (114)', /\spopover[=\s>]|popovertarget/],
  ['text-wrap (114)', /text-wrap:/],
  ['field-sizing (123)', /field-sizing/],
  ['anchors (125)', /anchor-name|position-anchor/],
  ['toSorted and its like (110)', /\.(toSorted|toReversed|toSpliced)\(/],
  ['groupBy (117)', /(Object|Map)\.groupBy\(/],
  ['withResolvers (119)', /Promise\.withResolvers/],
  ['URL.canParse (120)', /URL\.canParse/],
  ['operations on sets (122)', /\.(union|intersection|isSubsetOf|isSupersetOf|symmetricDifference)\(/],
  ['helpers of iterators (122)', /\.(values|keys|entries)\(\)\s*\.(map|filter|take|toArray)\(/],
];

const files = readdirSync('src-renderer', { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(svelte|css|ts|html)$/.test(file),
);

test.each(newer)('nothing needs %s', (_, pattern) => {
  const found = files.filter((file) => pattern.test(stylesAndCode(file)));
  expect(found).toEqual([]);
});

function stylesAndCode(file: string): string {
  return readFileSync(join('src-renderer', file), 'utf8').replace(/\/\*[^]*?\*\//g, '');
}
