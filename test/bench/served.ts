// A host with a browser for benchmarks of the page: how long its event loop is held, and the processor time of a page.
import type { Browser, CDPSession, Page } from 'playwright-core';
import { fileURLToPath } from 'node:url';
import { serveWorkbench, type ServedWorkbench } from '../support/browser-host.ts';

const monitor = fileURLToPath(new URL('event-loop.ts', import.meta.url));

/** `strata serve`, which can be asked how long its event loop was held. */
export function serveMonitored(home: string): Promise<ServedWorkbench> {
  return serveWorkbench(home, { NODE_OPTIONS: `--import ${monitor}` });
}

/** The longest time that the host's event loop was held since the last call, in milliseconds. */
export async function longestHold(host: ServedWorkbench): Promise<number> {
  const count = (): number => host.log().split('held ').length;
  const before = count();
  host.process.kill('SIGUSR2');
  while (count() === before) await new Promise((resolve) => setTimeout(resolve, 5));
  return Number(host.log().split('held ').at(-1));
}

/** A new page of a new visitor, as large as a window. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  return context.newPage();
}

/** The bytes that the page receives over its WebSocket, from now on. */
export function receivedBytes(session: CDPSession): () => number {
  let bytes = 0;
  session.on('Network.webSocketFrameReceived', ({ response: { payloadData, opcode } }) => {
    // A binary frame is told in base64.
    bytes += opcode === 2 ? (payloadData.length * 3) / 4 : payloadData.length;
  });
  return () => bytes;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly name?: string };
  /** Processor time of the thread, in microseconds. */
  readonly tdur?: number;
}

/** The processor time of the longest task of a page's main thread meanwhile, in milliseconds: what others compute does not count. */
export async function longestTask(browser: Browser, page: Page, work: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  );
  const tasks = traceEvents.filter((event) => event.ph === 'X' && main.has(threadOf(event)));
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** `812 ms (780 to 1,020)` */
export function spread(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((ms) => ms.toFixed(0));
  return `${median(values).toFixed(0)} ms (${least} to ${most})`;
}
