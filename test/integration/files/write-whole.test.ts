import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeWhole } from '#main/files/write-whole.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'strata-files-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

it('writes pieces one after the other and keeps the rights of the file', () => {
  const path = join(folder(), 'a.csv');
  writeWhole(path, ['a,', new Uint8Array([98, 10])]);
  expect(readFileSync(path, 'utf8')).toBe('a,b\n');
  chmodSync(path, 0o600);
  writeWhole(path, 'c');
  expect(readFileSync(path, 'utf8')).toBe('c');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('leaves the file as it was when it cannot be written to its end', () => {
  const home = folder();
  const path = join(home, 'a.csv');
  writeFileSync(path, 'before');
  const pieces = function* (): Generator<string, void> {
    yield 'after';
    throw new Error('cut off');
  };
  expect(() => writeWhole(path, pieces())).toThrow('cut off');
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(readdirSync(home)).toEqual(['a.csv']);
});

it('leaves nothing behind where a folder stands', () => {
  const home = folder();
  mkdirSync(join(home, 'a.csv'));
  expect(() => writeWhole(join(home, 'a.csv'), 'text')).toThrow();
  expect(readdirSync(home)).toEqual(['a.csv']);
  expect(() => writeWhole(join(home, 'none', 'a.csv'), 'text')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});

it.skipIf(process.platform === 'win32')('follows a link, and writes to a device instead of taking its place', () => {
  const home = folder();
  writeFileSync(join(home, 'real'), 'before');
  symlinkSync('real', join(home, 'link'));
  writeWhole(join(home, 'link'), 'after');
  expect(readFileSync(join(home, 'real'), 'utf8')).toBe('after');
  symlinkSync('/dev/null', join(home, 'null'));
  writeWhole(join(home, 'null'), 'text');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(readdirSync(home).toSorted()).toEqual(['link', 'null', 'real']);
});
