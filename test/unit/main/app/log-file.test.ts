import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLog } from '#main/app/log-file.ts';
import { temporaryHome, type TemporaryHome } from '../../../support/home.ts';

let home: TemporaryHome;
beforeEach(() => {
  home = temporaryHome();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  home.remove();
});

test('a line stands in the file with its time, and on standard error', () => {
  const { folder, line } = openLog(home.path);
  line('It began. 시작');
  expect(readFileSync(join(folder, 'main.log'), 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+\S* It began\. 시작\r?\n$/);
  expect(console.error).toHaveBeenCalledWith('It began. 시작');
});

test('a file that has grown is turned over, once', () => {
  const { folder, line } = openLog(home.path);
  line('first');
  for (let count = 0; count < 50; count++) line('x'.repeat(60_000));
  expect(readdirSync(folder).sort()).toEqual(['main.log', 'main.old.log']);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(1_200_000);
});

test('a folder that cannot be made does not keep a program from starting', () => {
  writeFileSync(join(home.path, 'file'), '');
  expect(() => {
    openLog(join(home.path, 'file')).line('still here');
  }).not.toThrow();
  expect(console.error).toHaveBeenCalledWith('still here');
});
