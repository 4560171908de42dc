// docs/filtering-runs.md: its filters are ones, and it names all columns and functions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseFilter } from '#shared/runs/query/filter.ts';
import { columnNames, functionNames } from '#shared/runs/query/names.ts';
import { vocabulary } from './sample.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/filtering-runs.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| '));

test('every filter of its tables is one', () => {
  const begins = rows.flatMap((line, i) => (/^\| filter +\|/.test(line) ? [i] : []));
  const filters = begins.flatMap((begin) =>
    rows
      .slice(begin + 2)
      .slice(0, 7)
      .flatMap((line) => /^\| `([^`]+)` +\| (?:runs|two|unfinished|small|starred)/.exec(line)?.[1] ?? []),
  );
  expect(filters.length).toBeGreaterThanOrEqual(12);
  const wrong = filters.filter((text) => 'error' in parseFilter(text, vocabulary));
  expect(wrong).toEqual([]);
});

test('every column and function is in it', () => {
  const missing = [...columnNames, ...functionNames].filter((name) => !new RegExp(`\`${name}[(\`]`).test(page));
  expect(missing).toEqual([]);
});
