// Folders for runs.
import { expect, it } from 'vitest';
import { runFolders } from '#shared/runs/run-folder.ts';

it('keeps a name that every system takes, and the folders in it', () => {
  expect(runFolders(['Weather GRU', 'torch/lr_0.1', '외부/학습 1'])).toEqual([
    'Weather GRU',
    'torch/lr_0.1',
    '외부/학습 1',
  ]);
});

it('never leaves the folder it is in', () => {
  expect(runFolders(['../../etc/passwd', '/absolute', '..', 'a/../b', ''])).toEqual([
    '_/_/etc/passwd',
    'absolute',
    '_',
    'a/_/b',
    'run',
  ]);
});

it('replaces what a system forbids, and numbers equal names', () => {
  expect(runFolders(['a:b', 'a?b', 'A_B', 'C\\D'])).toEqual(['a_b', 'a_b 2', 'A_B 3', 'C_D']);
});
