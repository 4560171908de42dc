import { beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { packRuns } from '#shared/runs/packed-runs.ts';
import { closedForWrongToken, WebSocketHost, type SocketLike } from '#renderer/lib/host/web-socket-host.ts';

const noRuns = { runs: packRuns([]), unreadable: [], next: null };

/** A socket whose other end is the test. */
class TestSocket implements SocketLike {
  readonly sent: { id?: number; name?: string; token?: string }[] = [];
  readonly #target = new EventTarget();
  readonly addEventListener = this.#target.addEventListener.bind(this.#target) as SocketLike['addEventListener'];
  send(text: string): void {
    this.sent.push(JSON.parse(text) as (typeof this.sent)[number]);
  }
  isClosed = false;
  close(): void {
    this.isClosed = true;
  }
  opens(): void {
    this.#target.dispatchEvent(new Event('open'));
  }
  says(message: unknown): void {
    const data = typeof message === 'string' ? message : JSON.stringify(message);
    this.#target.dispatchEvent(new MessageEvent('message', { data }));
  }
  closes(code = 1006): void {
    this.#target.dispatchEvent(new CloseEvent('close', { code }));
  }
  /** Answers the probe that follows the token. */
  accepts(): void {
    this.opens();
    this.says({ id: this.sent.at(-1)?.id, output: [] });
  }
  lastId(name: string): number {
    return this.sent.findLast((message) => message.name === name)?.id ?? -1;
  }
}

let sockets: TestSocket[];
/** Lets a beat of the transport's heart pass. */
let beat: () => void;
let isBeating: boolean;
let beatMs: number;
let later: { callback: () => void; delayMs: number }[];
let host: WebSocketHost;
let states: string[];
const current = (): TestSocket => sockets.at(-1) ?? new TestSocket();
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

beforeEach(() => {
  sockets = [];
  later = [];
  states = [];
  host = new WebSocketHost({
    url: 'ws://host/api',
    token: 'secret',
    open: () => {
      const socket = new TestSocket();
      sockets.push(socket);
      return socket;
    },
    later: (callback, delayMs) => void later.push({ callback, delayMs }),
    every: (callback, ms) => {
      beat = callback;
      beatMs = ms;
      isBeating = true;
      return () => (isBeating = false);
    },
  });
  host.onConnection((state) => states.push(state));
});

test('says the token before anything else, and is connected when the host answers', async () => {
  const list = host.request('runs.list', {});
  current().opens();
  expect(current().sent[0]).toEqual({ token: 'secret' });
  expect(current().sent.some((message) => message.name === 'runs.list')).toBe(false);
  current().says({ id: current().sent[1]?.id, output: [] });
  await settled();
  expect(states).toEqual(['connected']);
  current().says({ id: current().lastId('runs.list'), output: noRuns });
  await expect(list).resolves.toEqual(noRuns);
});

test('rejects with the error that the host sent', async () => {
  current().accepts();
  await settled();
  const stop = host.request('runs.delete', { ids: [] });
  current().says({
    id: current().lastId('runs.delete'),
    error: { code: 'conflict', message: 'The run is at work.', hint: 'Stop it first.' },
  });
  await expect(stop).rejects.toMatchObject({
    code: 'conflict',
    message: 'The run is at work.',
    hint: 'Stop it first.',
  });
});

test('rejects an answer that does not fit the contract', async () => {
  current().accepts();
  await settled();
  const list = host.request('runs.list', {});
  current().says({ id: current().lastId('runs.list'), output: { runs: [{ id: 7 }], unreadable: [], next: null } });
  await expect(list).rejects.toMatchObject({ code: 'internal' });
});

test('rejects what was asked when the connection is lost, and tries again with longer and longer pauses', async () => {
  current().accepts();
  await settled();
  const list = host.request('runs.list', {});
  current().closes();
  await expect(list).rejects.toBeInstanceOf(AppError);
  await expect(list).rejects.toMatchObject({ code: 'disconnected' });
  await expect(host.request('runs.list', {})).rejects.toMatchObject({ code: 'disconnected' });
  for (let attempt = 0; attempt < 7; attempt++) {
    later.at(-1)?.callback();
    current().closes();
  }
  expect(later.map(({ delayMs }) => delayMs)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  later.at(-1)?.callback();
  current().accepts();
  await settled();
  expect(states.at(-1)).toBe('connected');
  current().closes();
  expect(later.at(-1)?.delayMs).toBe(250);
});

test('never repeats a request by itself', async () => {
  current().accepts();
  await settled();
  host.request('runs.list', {}).catch(() => undefined);
  current().closes();
  later.at(-1)?.callback();
  current().accepts();
  await settled();
  expect(current().sent.map((message) => message.name ?? 'token')).toEqual(['token', 'runs.progress']);
});

test('gives up when the token is refused', async () => {
  const list = host.request('runs.list', {});
  current().opens();
  current().closes(closedForWrongToken);
  await expect(list).rejects.toMatchObject({ code: 'unauthorized' });
  await expect(host.request('runs.list', {})).rejects.toMatchObject({ code: 'unauthorized' });
  expect(states).toEqual(['lost']);
  expect(later).toEqual([]);
});

test('hands on events, and leaves out what is no event', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const events: WorkbenchEvent[] = [];
  const leave = host.subscribe((event) => events.push(event));
  current().accepts();
  await settled();
  current().says({ event: { type: 'changed', what: 'datasets' } });
  current().says({ event: { type: 'changed', what: 'weather' } });
  current().says('not json');
  leave();
  current().says({ event: { type: 'changed', what: 'engines' } });
  expect(events).toEqual([{ type: 'changed', what: 'datasets' }]);
  expect(warn).toHaveBeenCalledTimes(2);
  warn.mockRestore();
});

test('hears nothing more from a socket that was replaced', async () => {
  const events: WorkbenchEvent[] = [];
  host.subscribe((event) => events.push(event));
  const old = current();
  old.accepts();
  await settled();
  old.closes();
  later.at(-1)?.callback();
  old.says({ event: { type: 'changed', what: 'datasets' } });
  old.closes();
  expect(events).toEqual([]);
  expect(sockets).toHaveLength(2);
});

test('a host that is stopped is silent after two beats, and connected again with its next word, without a request repeated', async () => {
  current().accepts();
  await settled();
  beat();
  current().says({ id: current().lastId('runs.progress'), output: [] });
  beat();
  expect(states).toEqual(['connected']);
  beat();
  expect(states).toEqual(['connected', 'silent']);
  // A person sees it within five seconds.
  expect(2 * beatMs).toBeLessThan(5000);
  const asked = current().sent.length;
  beat();
  expect(states).toEqual(['connected', 'silent']);
  expect(current().sent).toHaveLength(asked);
  current().says({ event: { type: 'changed', what: 'datasets' } });
  expect(states).toEqual(['connected', 'silent', 'connected']);
  beat();
  expect(current().sent.at(-1)?.name).toBe('runs.progress');
  current().closes();
  expect(isBeating).toBe(false);
});

test('connects with a new token after the old one was refused', async () => {
  current().opens();
  current().closes(closedForWrongToken);
  host.useToken('new');
  current().accepts();
  await settled();
  expect(current().sent[0]).toEqual({ token: 'new' });
  expect(states.at(-1)).toBe('connected');
  await Promise.all([
    expect(host.request('runs.list', {})).resolves.toEqual(noRuns),
    settled().then(() => current().says({ id: current().lastId('runs.list'), output: noRuns })),
  ]);
  expect(sockets).toHaveLength(2);
});

test('a new token while it waits to connect again opens one connection, not two', async () => {
  current().accepts();
  await settled();
  current().closes();
  host.useToken('new');
  later.at(-1)?.callback();
  expect(sockets).toHaveLength(2);
  current().accepts();
  await settled();
  host.useToken('new');
  expect(sockets).toHaveLength(2);
  const before = current();
  host.useToken('newer');
  expect(before.isClosed).toBe(true);
  expect(states.at(-1)).toBe('lost');
});
