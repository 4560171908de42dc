import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { HostMessage } from '#shared/contract/envelope.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { startBrowserHost } from '#main/browser-host/server.ts';
import type { BrowserHost } from '#main/browser-host/server.ts';

const token = 'correct-token';
let host: BrowserHost;
let folder: string;
const listeners = new Set<(event: WorkbenchEvent) => void>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strata-pages-'));
  writeFileSync(join(folder, 'index.html'), '<title>Strata</title>');
  writeFileSync(join(folder, '..', 'strata-secret.txt'), 'secret');
  host = await startBrowserHost({
    rendererDir: folder,
    port: 0,
    token,
    answer: (message) => {
      const id = typeof message === 'object' && message !== null && 'id' in message ? Number(message.id) : null;
      const answer: HostMessage | null = id === null ? null : { id, output: 'answered' };
      return Promise.resolve(answer);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    log: () => undefined,
  });
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
  rmSync(join(tmpdir(), 'strata-secret.txt'));
});

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Opens a socket, sends the messages, and collects what comes until it closes or `enough` messages are there. */
function talk(messages: readonly string[], enough: number, origin = `http://127.0.0.1:${host.port}`) {
  return new Promise<{ received: unknown[]; closed: number | null }>((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/api`, { origin });
    const received: unknown[] = [];
    socket.on('open', () => {
      for (const message of messages) socket.send(message);
    });
    socket.on('message', (data: Buffer) => {
      received.push(JSON.parse(data.toString()));
      if (received.length === enough) {
        resolve({ received, closed: null });
        socket.close();
      }
    });
    socket.on('close', (code) => {
      resolve({ received, closed: code });
    });
    socket.on('error', reject);
  });
}

describe('pages', () => {
  it('serves the page with a policy that allows nothing foreign', async () => {
    const { status, headers, body } = await get('/');
    expect(status).toBe(200);
    expect(body).toContain('Strata');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('refuses a Host that is not this one (DNS rebinding)', async () => {
    expect((await get('/', { Host: 'evil.example' })).status).toBe(403);
    expect((await get('/', { Host: `evil.example:${host.port}` })).status).toBe(403);
    expect((await get('/', { Host: `localhost:${host.port}` })).status).toBe(200);
  });

  it('serves a page that was built again while the host runs', async () => {
    expect((await get('/later.js')).status).toBe(404);
    writeFileSync(join(folder, 'later.js'), 'built again');
    expect((await get('/later.js')).body).toBe('built again');
  });

  it('serves nothing outside its folder', async () => {
    for (const path of ['/../strata-secret.txt', '/%2e%2e/strata-secret.txt', '/..%2fstrata-secret.txt', '/nothing'])
      expect((await get(path)).status, path).toBe(404);
  });

  it('takes no other method', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });
});

describe('the socket', () => {
  it('answers who says the token first', async () => {
    const { received } = await talk([JSON.stringify({ token }), JSON.stringify({ id: 4, name: 'x', input: {} })], 1);
    expect(received).toEqual([{ id: 4, output: 'answered' }]);
  });

  it('closes for a wrong token, no token, or no JSON', async () => {
    for (const greeting of [JSON.stringify({ token: 'wrong' }), '{}', 'not json', JSON.stringify({ id: 1, name: 'x' })])
      expect(await talk([greeting], 1), greeting).toEqual({ received: [], closed: 4401 });
  });

  it('closes for what is no request', async () => {
    expect(await talk([JSON.stringify({ token }), '[]'], 1)).toEqual({ received: [], closed: 4400 });
  });

  it('refuses a page of another origin', async () => {
    await expect(talk([], 1, 'http://evil.example')).rejects.toThrow('403');
    await expect(talk([], 1, 'null')).rejects.toThrow('403');
  });

  it('leaves the events when the screen goes', async () => {
    await talk([JSON.stringify({ token }), JSON.stringify({ id: 1, name: 'x', input: {} })], 1);
    await expect.poll(() => listeners.size).toBe(0);
  });
});

it('listens on the loopback interface only', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address, scopeid }) => (scopeid ? `${address}%${String(scopeid)}` : address))
    .filter((address) => address !== '127.0.0.1');
  const answers = (address: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(host.port, address, () => {
        resolve(true);
        socket.destroy();
      });
      socket.on('error', () => {
        resolve(false);
      });
    });
  expect(await answers('127.0.0.1')).toBe(true);
  for (const address of others) expect(await answers(address), address).toBe(false);
});

it('says so when the port is taken', async () => {
  const options = { rendererDir: folder, token, log: () => undefined, subscribe: () => () => undefined };
  const second = startBrowserHost({ ...options, port: host.port, answer: () => Promise.resolve(null) });
  await expect(second).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(String(host.port)) });
});
