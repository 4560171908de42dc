import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { readWeights, readWeightsFile, writeWeights } from '#main/training/weights-file.ts';
import { temporaryHome, type TemporaryHome } from '../../../support/home.ts';

const arrays = [
  { name: 'conv1d/kernel', shape: [2, 3, 1], values: new Float32Array([1, -2, 3.5, 0, 1e-30, -1e30]) },
  { name: 'conv1d/bias', shape: [1], values: new Float32Array([0.1]) },
  { name: 'empty/bias', shape: [0], values: new Float32Array() },
];
let home: TemporaryHome;
let path: string;

beforeEach(() => {
  home = temporaryHome();
  path = join(home.path, 'run', 'best.safetensors');
});
afterEach(() => {
  home.remove();
});

function readingFails(): unknown {
  try {
    return readWeights(path);
  } catch (thrown) {
    return thrown;
  }
}

test('weights come back as they were, and nothing half written stays', () => {
  writeWeights(path, arrays, { epoch: '3' });
  expect(readWeights(path)).toEqual(arrays);
  expect(readdirSync(join(home.path, 'run'))).toEqual(['best.safetensors']);
});

test('64-bit numbers come back beside the weights, to the bit', () => {
  const doubles = [{ name: 'points/loss', shape: [3], values: Float64Array.of(1 / 3, Number.NaN, -Infinity) }];
  writeWeights(path, [...doubles, ...arrays], {});
  expect(readWeightsFile(path)).toEqual({ arrays, doubles, integers: [], facts: {}, isChecked: true });
});

test('a file of another program has no checksum, and is read', () => {
  const header = Buffer.from('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  mkdirSync(join(home.path, 'run'));
  writeFileSync(path, Buffer.concat([length, header, Buffer.from(Float32Array.of(2).buffer)]));
  expect(readWeightsFile(path)).toMatchObject({ arrays: [{ values: Float32Array.of(2) }], isChecked: false });
});

test('the numbers start at a multiple of eight bytes, as the format asks', () => {
  writeWeights(path, arrays, { epoch: '3' });
  const file = readFileSync(path);
  expect(Number(file.readBigUInt64LE(0)) % 8).toBe(0);
  expect(file.length).toBe(8 + Number(file.readBigUInt64LE(0)) + 4 * 7);
});

test.each([
  ['too short', (file: Buffer) => file.subarray(0, 4)],
  ['its header is cut off', (file: Buffer) => file.subarray(0, 40)],
  ['is cut off', (file: Buffer) => file.subarray(0, file.length - 8)],
  ['its checksum differs', (file: Buffer) => Buffer.from(file).fill(1, file.length - 1)],
  ['its header is not what it should be', (file: Buffer) => Buffer.from(file).fill('?', 8, 20)],
])('a damaged file is named: %s', (why, damage) => {
  writeWeights(path, arrays, {});
  writeFileSync(path, damage(readFileSync(path)));
  const error = readingFails();
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'damaged' });
  expect(String(error)).toContain(why);
  expect(String(error)).toContain(path);
});
