// The real pip against a small package index on this machine's loopback.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '#shared/base/progress.ts';
import { findPip, pipDownload, type PipDownload } from '#main/pip/pip.ts';

const wheelName = 'little_thing-1.0-py3-none-any.whl';
const info = 'little_thing-1.0.dist-info';
const noise = new Uint8Array(4_000_000).map((_, i) => (i * 2_654_435_761) >>> 13);
const wheel = zipSync(
  {
    'little_thing/data.bin': noise,
    [`${info}/METADATA`]: strToU8('Metadata-Version: 2.1\nName: little-thing\nVersion: 1.0\n'),
    [`${info}/WHEEL`]: strToU8('Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n'),
    [`${info}/RECORD`]: strToU8(''),
  },
  { level: 0 },
);
const sha256 = createHash('sha256').update(wheel).digest('hex');

let server: Server;
let index: string;
let dir: string;
let wheelRequested: () => void = () => {};
/** How the wheel is sent: at once, or its first half and then nothing. */
let stall = false;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/simple/little-thing/') {
      response.setHeader('content-type', 'text/html');
      response.end(`<!DOCTYPE html><a href="/files/${wheelName}">${wheelName}</a>`);
    } else if (request.url?.startsWith('/files/') === true) {
      response.setHeader('content-length', wheel.length);
      wheelRequested();
      if (stall) response.write(wheel.subarray(0, wheel.length / 2));
      else response.end(wheel);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  index = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'strata-pip-'));
  stall = false;
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function request(change: Partial<PipDownload> = {}): PipDownload {
  const env = { ...process.env, PIP_INDEX_URL: index, PIP_NO_CACHE_DIR: '1', PIP_CONFIG_FILE: '/dev/null' };
  return { package: 'little-thing', version: '1.0', sha256, dir, env, ...change };
}

describe('pipDownload', () => {
  it('fetches the file, reports bytes up to its size, and leaves nothing else', async () => {
    const seen: Progress[] = [];
    const path = await pipDownload(request({ onProgress: (progress) => seen.push(progress) }));
    expect(path).toBe(join(dir, wheelName));
    expect(readFileSync(path).equals(wheel)).toBe(true);
    expect(readdirSync(dir)).toEqual([wheelName]);
    expect(seen.at(-1)).toMatchObject({ done: wheel.length, total: wheel.length, unit: 'bytes', remainingMs: 0 });
    const done = seen.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  it('refuses a file with another checksum and leaves nothing', async () => {
    const wrong = pipDownload(request({ sha256: '0'.repeat(64) }));
    await expect(wrong).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining(wheelName) });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('says that the index has no such version', async () => {
    const absent = pipDownload(request({ version: '9.9' }));
    await expect(absent).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('9.9') });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('says that the index cannot be reached', async () => {
    const env = { ...process.env, PIP_INDEX_URL: 'http://127.0.0.1:9/simple', PIP_CONFIG_FILE: '/dev/null' };
    const refused = pipDownload(request({ env }));
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('could not be reached') });
  });

  it('ends pip and cleans up when it is stopped in the middle', async () => {
    stall = true;
    const controller = new AbortController();
    wheelRequested = () => controller.abort(new Error('stopped by the person'));
    const stopped = pipDownload(request({ signal: controller.signal }));
    await expect(stopped).rejects.toThrow('stopped by the person');
    expect(readdirSync(dir)).toEqual([]);
  });

  it('says what to do when there is no pip', async () => {
    const missing = pipDownload(request({ env: { PATH: dir } }));
    await expect(missing).rejects.toMatchObject({ code: 'not-found', hint: expect.stringContaining('Install Python') });
    expect(existsSync(join(dir, wheelName))).toBe(false);
  });
});

describe('findPip', () => {
  it('finds a pip that runs, with its versions', async () => {
    expect(await findPip()).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+/),
      pythonVersion: expect.stringMatching(/^3\.\d+/),
    });
  });

  it('gives null on a path without Python', async () => {
    expect(await findPip({ PATH: dir })).toBeNull();
  });
});
