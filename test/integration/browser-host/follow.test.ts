// A hidden page is told nothing and a seen one everything, over real sockets to `strata serve`.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decodeMessage } from '#shared/contract/binary-message.ts';
import { serveWorkbench, type ServedWorkbench } from '../../support/browser-host.ts';
import { temporaryHome } from '../../support/home.ts';
import { addHistory } from '../../support/made-up-history.ts';

const home = temporaryHome();
const [id] = addHistory(home.path, { runs: 1, series: 2, points: 100, settings: 1, seed: 1 });
let host: ServedWorkbench;
beforeAll(async () => {
  host = await serveWorkbench(home.path);
});
afterAll(async () => {
  await host.stop();
  home.remove();
});

/** A page that has shown its token. */
class Page {
  readonly events: unknown[] = [];
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (output: unknown) => void>();
  #lastId = 0;

  constructor() {
    const url = new URL(host.address);
    this.#socket = new WebSocket(`ws://${url.host}/api`, { origin: url.origin });
    this.#socket.on('open', () => this.send({ token: url.hash.replace('#token=', '') }));
    this.#socket.on('message', (data: Buffer<ArrayBuffer>, isBinary) => {
      const message = decodeMessage(isBinary ? data : data.toString('utf8')) as Record<string, unknown>;
      if ('event' in message) this.events.push(message['event']);
      else this.#answers.get(Number(message['id']))?.(message['output']);
    });
  }

  async opened(): Promise<this> {
    await new Promise((resolve) => this.#socket.once('open', resolve));
    return this;
  }

  send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  ask(name: string, input: object): Promise<unknown> {
    const number = ++this.#lastId;
    const answer = new Promise<unknown>((resolve) => this.#answers.set(number, resolve));
    this.send({ id: number, name, input });
    return answer;
  }

  close(): void {
    this.#socket.terminate();
  }
}

it('a page gets no news while it is hidden, and again when it is seen', async () => {
  const [hidden, seen] = await Promise.all([new Page().opened(), new Page().opened()]);
  const rename = async (name: string): Promise<void> => {
    await seen.ask('runs.rename', { id, name });
    // What was sent before this answer has arrived with it.
    await hidden.ask('settings.get', {});
  };
  hidden.send({ follow: { isHidden: true, pointsOf: [] } });
  await hidden.ask('settings.get', {});
  await rename('first');
  expect([hidden.events, seen.events.length]).toEqual([[], 1]);
  hidden.send({ follow: { isHidden: false, pointsOf: [] } });
  await hidden.ask('settings.get', {});
  await rename('second');
  expect(hidden.events).toMatchObject([{ type: 'run', run: { name: 'second' } }]);
  // A series comes as typed arrays over the same socket.
  const series = await seen.ask('runs.series', { ids: [id], keys: ['epoch/loss'], columns: 1000 });
  expect(series).toMatchObject({ series: [{ id, points: 100, isWhole: true }] });
  expect(series).toHaveProperty('values', expect.any(Float64Array));
  hidden.close();
  seen.close();
});
