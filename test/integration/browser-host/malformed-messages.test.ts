// 20,000 messages that no screen sends, to `strata serve` as a person starts it: it goes on, answers the same afterwards, and
// has written nothing outside its home folder.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { largestMessageLength } from '#shared/contract/host-bridge.ts';
import { decodeMessage } from '#shared/contract/binary-message.ts';
import { hostMessageSchema } from '#shared/contract/envelope.ts';
import { attackedHome, keptQuestions } from '../../support/attacked-home.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { createRandom } from '../../support/chance.ts';
import { malformedTexts } from '../../support/malformed-messages.ts';

const seed = 20_261_124;
const counts = { texts: 16_000, frames: 2_000, strangers: 2_000 };
const attacked = attackedHome();
let host: ServedWorkbench;
let url: URL;
let token: string;
let exitCode: number | null = null;

beforeAll(async () => {
  host = await serveWorkbench(attacked.home, attacked.env, attacked.workingFolder);
  host.process.once('exit', (code) => {
    exitCode = code;
  });
  url = new URL(host.address);
  token = url.hash.replace('#token=', '');
});
afterAll(async () => {
  await host.stop();
  attacked.remove();
});

/** One screen; opened again whenever the host hangs up. */
class Screen {
  readonly codes = new Map<string, number>();
  readonly #waiting = new Map<number, ((message: unknown) => void)[]>();
  #opened: Promise<WebSocket> | null = null;
  #closed: Promise<number> = Promise.resolve(0);
  /** Answers that nobody waited for, and waits that the host ended by hanging up. */
  unasked = 0;
  unanswered = 0;

  /** Many may ask for it while it is being opened. */
  open(): Promise<WebSocket> {
    this.#opened ??= this.#connect();
    return this.#opened;
  }

  async #connect(): Promise<WebSocket> {
    const socket = new WebSocket(`ws://${url.host}/api`, { origin: url.origin });
    this.#closed = new Promise((resolve) => {
      socket.once('close', (code) => {
        this.#opened = null;
        for (const waiting of this.#waiting.values())
          for (const end of waiting) {
            this.unanswered++;
            end({ closed: code });
          }
        this.#waiting.clear();
        resolve(code);
      });
    });
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      const message = hostMessageSchema.parse(decodeMessage(isBinary ? new Uint8Array(data) : data.toString('utf8')));
      if ('event' in message) return;
      const waiting = this.#waiting.get(message.id)?.shift();
      if (waiting === undefined) this.unasked++;
      else waiting(message);
      const outcome = 'error' in message ? message.error.code : 'answered';
      this.codes.set(outcome, (this.codes.get(outcome) ?? 0) + 1);
    });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    socket.send(JSON.stringify({ token }));
    return socket;
  }

  async answerTo(text: string, id: number): Promise<unknown> {
    const socket = await this.open();
    const answer = new Promise<unknown>((resolve) => {
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), resolve]);
    });
    socket.send(text);
    return await answer;
  }

  /** What the host hangs up with after this. */
  async closeAfter(send: (socket: WebSocket) => void): Promise<number> {
    send(await this.open());
    return await this.#closed;
  }

  async ask(name: string, input: unknown): Promise<unknown> {
    return await this.answerTo(JSON.stringify({ id: 1, name, input }), 1);
  }

  async end(): Promise<void> {
    if (this.#opened !== null) await this.closeAfter((socket) => socket.close());
  }
}

async function keptAnswers(screen: Screen): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const [name, input] of keptQuestions(attacked.known)) answers.push(await screen.ask(name, input));
  return answers;
}

/** Frames that the protocol allows and no screen sends, and such as it does not allow. */
const framings: readonly ((socket: WebSocket, random: () => number) => void)[] = [
  (socket, random) => socket.send(randomBytes(Math.floor(random() * 5_000)), { binary: true }),
  (socket) => socket.send('{"id":1,"name":"settings.get","input":{}}', { binary: true }),
  (socket) => socket.send(Buffer.alloc(0), { binary: true }),
  (socket) => socket.send(Buffer.from([0x22, 0xff, 0xfe, 0xc0, 0x22]), { binary: false }),
  (socket) => {
    socket.send('{"id":1,"na', { fin: false });
    socket.send('me":"settings.get"', { fin: true });
  },
  (socket) => {
    for (let i = 0; i < 20; i++) socket.ping(Buffer.alloc(125));
    socket.send('null');
  },
  (socket) => {
    socket.send('{"id":2,"name":"runs.list","input":{}}');
    socket.terminate();
  },
  (socket) => {
    socket.send('[', { fin: false });
    socket.terminate();
  },
  (socket) => socket.close(4999, 'x'.repeat(100)),
];

/** Bytes of who is no WebSocket at all, or stops being one. */
function strangeBytes(random: () => number): string | Buffer {
  const handshake = (headers: string): string =>
    `GET /api HTTP/1.1\r\nHost: ${url.host}\r\n${headers}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
  const upgraded = handshake(`Origin: ${url.origin}\r\n`);
  const frame = (...bytes: number[]): Buffer => Buffer.concat([Buffer.from(upgraded), Buffer.from(bytes)]);
  const choices = [
    () => randomBytes(Math.floor(random() * 2_000)),
    () => 'GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n',
    () => `GET /%00%2e%2e/%E0%A4%A HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`,
    () => `GET ${'/a'.repeat(20_000)} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`,
    () => `POST /api HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    () => handshake(''),
    () => handshake('Origin: https://evil.example\r\n'),
    () => upgraded.replace('dGhlIHNhbXBsZSBub25jZQ==', 'short'),
    () => upgraded.replace('Version: 13', 'Version: 99'),
    () => upgraded.slice(0, Math.floor(random() * upgraded.length)),
    // Not masked; reserved bits; an operation that is none; a length of 2^63 bytes; half a frame.
    () => frame(0x81, 0x02, 0x7b, 0x7d),
    () => frame(0xf1, 0x80, 0, 0, 0, 0),
    () => frame(0x8f, 0x80, 0, 0, 0, 0),
    () => frame(0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4),
    () => frame(0x81, 0xfe, 0x10, 0x00, 1, 2, 3, 4, 5),
  ];
  return choices[Math.floor(random() * choices.length)]?.() ?? '';
}

/** Sends bytes, and hangs up: politely, or in the middle. */
function talkBytes(bytes: string | Buffer, isRude: boolean): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(url.port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.once('close', () => {
      resolve();
    });
    socket.resume();
    if (isRude)
      socket.write(bytes, () => {
        socket.resetAndDestroy();
      });
    // The host ends its half as well, or has hung up already.
    else socket.end(bytes);
  });
}

test('20,000 malformed messages change nothing', { timeout: 400_000 }, async () => {
  const screen = new Screen();
  await screen.ask('app.info', {});
  const before = { answers: await keptAnswers(screen), outside: attacked.outside(), files: attacked.runFiles() };
  const random = createRandom(seed);
  const closings = new Map<number, number>();
  const note = (code: number): void => {
    closings.set(code, (closings.get(code) ?? 0) + 1);
  };

  let outstanding: Promise<unknown>[] = [];
  for (const { text, id } of malformedTexts(counts.texts, seed, attacked.known)) {
    // The socket counts bytes.
    const isTooLong = Buffer.byteLength(text) > largestMessageLength;
    if (id !== null && !isTooLong) {
      outstanding.push(screen.answerTo(text, id));
      if (outstanding.length < 100) continue;
    }
    await Promise.all(outstanding);
    outstanding = [];
    if (id === null || isTooLong) note(await screen.closeAfter((socket) => socket.send(text)));
  }
  await Promise.all(outstanding);
  for (let i = 0; i < counts.frames; i++)
    note(await screen.closeAfter((socket) => framings[i % framings.length]?.(socket, random)));
  for (let i = 0; i < counts.strangers; i += 20)
    await Promise.all(Array.from({ length: 20 }, () => talkBytes(strangeBytes(random), random() < 0.5)));

  console.log(`Answers: ${JSON.stringify(Object.fromEntries(screen.codes))}`);
  console.log(`Hung up with: ${JSON.stringify(Object.fromEntries(closings))}`);
  expect(exitCode).toBeNull();
  expect(await keptAnswers(screen)).toEqual(before.answers);
  const { output: experiments } = (await screen.ask('experiments.list', {})) as {
    output: { items: { id: string }[] };
  };
  expect(experiments.items.map(({ id }) => id)).toEqual(expect.arrayContaining([...attacked.known.experiments]));
  await screen.end();
  // Each was answered once, none by a defect of ours.
  expect([screen.unasked, screen.unanswered]).toEqual([0, 0]);
  expect(screen.codes.get('internal')).toBeUndefined();
  expect(closings.get(4401)).toBeUndefined();
  expect(host.log()).not.toMatch(/A request failed|Unhandled|Error:/i);
  expect(host.log()).not.toContain(token);
  expect(await host.stop()).toBe(0);
  expect(attacked.runFiles()).toEqual(before.files);
  expect(attacked.outside()).toEqual(before.outside);
});
