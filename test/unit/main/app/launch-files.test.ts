import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesInArguments } from '#main/app/launch-files.ts';

const cwd = resolve('/work');

test.each([
  ['a packed program', ['/opt/strata', 'a.strata.json'], false, [resolve('/work/a.strata.json')]],
  ['several files', ['/opt/strata', '/x/a', '../b'], false, [resolve('/x/a'), resolve('/b')]],
  ['what Chromium is told', ['/opt/strata', '--no-sandbox', '--user-data-dir=/x', 'a'], false, [resolve('/work/a')]],
  ['the app of a development start', ['/bin/electron', '.', 'a'], true, [resolve('/work/a')]],
  [
    'a module that is loaded first',
    ['/bin/electron', '-r', '/load.js', '--inspect=0', '.', 'a'],
    true,
    [resolve('/work/a')],
  ],
  ['nothing', ['/opt/strata'], false, []],
  ['an empty argument', ['/opt/strata', ''], false, []],
  [
    'a name with spaces and other letters',
    ['/opt/strata', '내 모델.strata.json'],
    false,
    [resolve('/work/내 모델.strata.json')],
  ],
])('%s', (_name, argv, isDefaultApp, files) => {
  expect(filesInArguments(argv, cwd, isDefaultApp)).toEqual(files);
});
