// The table of folders in ARCHITECTURE.md is the tree, and no file is longer than what lint allows.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedOrder } from '../../../lint/folder-orders.ts';

const root = join(import.meta.dirname, '../../..');
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
  .split('\0')
  .filter((name) => name !== '' && existsSync(join(root, name)));

/** What the first cells of the table name, from the root: `host.ts`, `protocol.ts` in one cell lie in one folder. */
function namedPlaces(): string[] {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const [, table = ''] = /## Folders\n[^]*?\n\| -+ [^\n]*\n((?:\|[^\n]*\n)+)/.exec(text) ?? [];
  return table.split('\n').flatMap((row) => {
    const names = [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    const [first = ''] = names;
    return names.map((name, i) => (i === 0 ? name : `${first.slice(0, first.lastIndexOf('/'))}/${name}`));
  });
}

/** Folders and files directly in a folder; of the root, the folders only. */
function entriesOf(folder: string): string[] {
  const inside = files.filter((name) => folder === '' || name.startsWith(`${folder}/`));
  const depth = folder === '' ? 0 : folder.split('/').length;
  return [...new Set(inside.map((name) => name.split('/').slice(0, depth + 1)).map((parts) => parts.join('/')))]
    .filter((name) => folder !== '' || !files.includes(name))
    .filter((name) => !name.endsWith('/tsconfig.json'));
}

const places = namedPlaces();
const isNamed = (path: string): boolean => places.some((place) => place === path || place.startsWith(`${path}/`));

test('every place that the table names is there', () => {
  expect(places.length).toBeGreaterThan(40);
  expect(places.filter((place) => !existsSync(join(root, place.replace(/\/<domain>$/, ''))))).toEqual([]);
});

test('every folder is in the table, and what lies loose in src-main', () => {
  const folders = ['', 'src-shared', 'src-main'].flatMap(entriesOf);
  const renderer = entriesOf('src-renderer').filter((name) => !files.includes(name));
  const training = entriesOf('src-main/training').filter((name) => !files.includes(name));
  expect([...folders, ...renderer, ...training].filter((path) => !isNamed(path))).toEqual([]);
});

test('the folders of src-shared stand in the order that lint checks', () => {
  const shared = places.filter((place) => place.startsWith('src-shared/'));
  expect(shared).toEqual(sharedOrder.map((folder) => `src-shared/${folder}`));
});

test('no file is longer than 300 lines, but tables of text', () => {
  const written = files.filter((name) => /\.(ts|svelte|mjs|py|css|html)$/.test(name));
  const lineCount = (name: string): number => readFileSync(join(root, name), 'utf8').split('\n').length - 1;
  const long = written.filter((name) => lineCount(name) > 300);
  expect(long.filter((name) => !/^src-(shared|renderer)\/locales\//.test(name))).toEqual([]);
});
