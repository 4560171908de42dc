// `strata predict` over a real home folder: texts, what comes next, all samples of a part, and what is refused.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryHome } from '../../support/home.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();
let run = '';

beforeAll(async () => {
  const trained = await strata(
    home.path,
    'train',
    'weather-conv1d',
    '--engine',
    'wasm',
    '--epochs',
    '1',
    '--limit-batches',
    '2',
    '--json',
  );
  run = /"(?:run)?[iI]d":\s*"([a-z0-9]{15})"/.exec(trained.stdout)?.[1] ?? '';
  expect(run, trained.stderr).not.toBe('');
}, 120_000);
afterAll(() => {
  home.remove();
});

it('says what follows the series, and writes all samples of a part as a table', async () => {
  const next = await strata(home.path, 'predict', run);
  expect(next).toMatchObject({ code: 0, stdout: expect.stringMatching(/temp +\S+ °F\n$/) });
  const out = join(home.path, 'samples.csv');
  expect(await strata(home.path, 'predict', run, '--part', 'validation', '--out', out)).toMatchObject({ code: 0 });
  const [head, first, ...more] = readFileSync(out, 'utf8').trim().split(/\r?\n/);
  expect(head).toBe('output,sample,ahead,row,time,column,unit,measured,predicted');
  expect(first).toMatch(/^\w+,0,25,\d+,2013-\d\d-\d\dT\d\d:00:00\.000Z,temp,°F,[\d.]+,[\d.]+$/);
  expect(more).toHaveLength(1596);
});

it('refuses texts for a series, both at once, and a file that is not there, and writes nothing', async () => {
  const out = join(home.path, 'none.csv');
  expect(await strata(home.path, 'predict', run, '--text', 'rain', '--out', out)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/takes a series, not texts/),
  });
  expect(await strata(home.path, 'predict', run, '--text', 'rain', '--part', 'test')).toMatchObject({
    code: 2,
    stderr: 'strata: Give texts or --part, not both.\n',
  });
  expect(await strata(home.path, 'predict', run, join(home.path, 'gone.txt'))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot be read'),
  });
  const empty = join(home.path, 'empty.txt');
  writeFileSync(empty, '\n\n');
  expect(await strata(home.path, 'predict', run, empty)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('has no text'),
  });
  expect(existsSync(out)).toBe(false);
});
