import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unpackWheel } from '#main/engines/unpack-wheel.ts';

const noise = new Uint8Array(2_000_000).map((_, i) => (i * 2_654_435_761) >>> 13);
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'strata-wheel-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function wheelWith(files: Zippable): string {
  const path = join(dir, 'a.whl');
  writeFileSync(path, zipSync(files));
  return path;
}

test('takes what is wanted, byte for byte, and nothing else', async () => {
  const wheel = wheelWith({ 'a/lib.so': noise, 'a/b/c.h': strToU8('header'), 'a/large.py': noise });
  const folder = join(dir, 'to');
  const paths = await unpackWheel({ wheel, folder, wanted: (path) => !path.endsWith('.py') });
  expect(paths.toSorted()).toEqual(['a/b/c.h', 'a/lib.so']);
  expect(readFileSync(join(folder, 'a/lib.so')).equals(noise)).toBe(true);
  expect(readFileSync(join(folder, 'a/b/c.h'), 'utf8')).toBe('header');
  expect(readdirSync(join(folder, 'a')).toSorted()).toEqual(['b', 'lib.so']);
});

test('counts bytes up to all of them', async () => {
  const wheel = wheelWith({ 'a.so': noise, 'b.so': noise });
  const seen: [number, number][] = [];
  const onBytes = (done: number, total: number): void => void seen.push([done, total]);
  await unpackWheel({ wheel, folder: join(dir, 'to'), wanted: () => true, onBytes });
  expect(seen.at(-1)).toEqual([4_000_000, 4_000_000]);
  expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
});

test.skipIf(process.platform === 'win32')('a program stays one', async () => {
  const wheel = wheelWith({
    'bin/ptxas': [strToU8('#!/bin/sh\n'), { os: 3, attrs: (0o100755 << 16) >>> 0 }],
    'bin/data': [strToU8('data'), { os: 3, attrs: (0o100644 << 16) >>> 0 }],
  });
  await unpackWheel({ wheel, folder: dir, wanted: () => true });
  expect(statSync(join(dir, 'bin/ptxas')).mode & 0o111).not.toBe(0);
  expect(statSync(join(dir, 'bin/data')).mode & 0o111).toBe(0);
});

test('a file that leads outside is refused, and nothing is written there', async () => {
  const wheel = wheelWith({ '../outside.so': strToU8('evil') });
  const unpacking = unpackWheel({ wheel, folder: join(dir, 'to'), wanted: () => true });
  await expect(unpacking).rejects.toMatchObject({ code: 'damaged' });
  expect(readdirSync(dir)).toEqual(['a.whl']);
});

test.each([
  ['cut off', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
  ['no zip at all', () => Buffer.from('<html>Please log in</html>')],
  ['of nothing', () => Buffer.alloc(0)],
])('a file that is %s is damaged', async (_how, change) => {
  const wheel = wheelWith({ 'a.so': noise });
  writeFileSync(wheel, change(readFileSync(wheel)));
  await expect(unpackWheel({ wheel, folder: dir, wanted: () => true })).rejects.toMatchObject({ code: 'damaged' });
});

test('ends when it is stopped', async () => {
  const wheel = wheelWith({ 'a.so': noise });
  const signal = AbortSignal.abort(new Error('stopped by the person'));
  await expect(unpackWheel({ wheel, folder: dir, wanted: () => true, signal })).rejects.toThrow();
});
