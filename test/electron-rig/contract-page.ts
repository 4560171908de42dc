// Speaks the contract from inside the window's page, beside its own code and over the same bridge.
import type { Page } from 'playwright-core';
import type { HostBridge } from '#shared/contract/host-bridge.ts';

interface PageTalk {
  /** How often each outcome came: `answered`, or the error's code. */
  readonly outcomes: Record<string, number>;
  /** Answers to a foreign number that nobody waits for. */
  unasked: number;
  /** Resolves when the answer to this number has come. */
  answerTo(id: number): Promise<unknown>;
  send(text: string): void;
}

declare global {
  var pageTalk: PageTalk;
}

/** Lower numbers are the page's own. */
const firstFence = 500_000;

/** Runs in the page: uses nothing from outside itself. */
function install(firstForeign: number): void {
  const { strata } = globalThis as { strata?: HostBridge };
  if (strata === undefined) throw new Error('The page has no bridge.');
  const waiting = new Map<number, ((message: unknown) => void)[]>();
  const talk: PageTalk = {
    outcomes: {},
    unasked: 0,
    answerTo: (id) =>
      new Promise((resolve) => {
        waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
      }),
    send: (text) => {
      strata.send(text);
    },
  };
  /** Of an answer with arrays, which comes as bytes, its text: the arrays are told by their kinds and lengths. */
  const textOf = (bytes: Uint8Array): string => {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const { message } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as { message: unknown };
    return JSON.stringify(message);
  };
  strata.onMessage((data) => {
    const text = typeof data === 'string' ? data : textOf(data);
    const message = JSON.parse(text) as { id?: number; error?: { code: string } };
    if (message.id === undefined) return;
    const heard = waiting.get(message.id)?.shift();
    if (heard === undefined) {
      if (message.id >= firstForeign) talk.unasked++;
      return;
    }
    const outcome = message.error?.code ?? 'answered';
    talk.outcomes[outcome] = (talk.outcomes[outcome] ?? 0) + 1;
    heard(message);
  });
  globalThis.pageTalk = talk;
}

export class ContractPage {
  readonly page: Page;
  #fence = firstFence;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Again after the page was loaded again. */
  static async listen(page: Page): Promise<ContractPage> {
    await page.evaluate(install, firstFence);
    return new ContractPage(page);
  }

  /** The whole answer, as the host gave it, but for its number and the numbers of its arrays. */
  async ask(name: string, input: unknown): Promise<unknown> {
    const id = this.#fence++;
    const text = JSON.stringify({ id, name, input });
    const answer = await this.page.evaluate(
      (asked) => {
        const came = pageTalk.answerTo(asked.id);
        pageTalk.send(asked.text);
        return came;
      },
      { id, text },
    );
    return { ...(answer as object), id: null };
  }

  /**
   * Sends texts and waits until the host has met all of them: messages of one page arrive in order, so it has, when one that is
   * sent behind them is answered.
   * @param ids of the answers that must come
   */
  async send(texts: readonly string[], ids: readonly number[]): Promise<void> {
    const fence = this.#fence++;
    await this.page.evaluate(
      async (given) => {
        const came = [...given.ids, given.fence].map((id) => pageTalk.answerTo(id));
        for (const text of given.texts) pageTalk.send(text);
        pageTalk.send(JSON.stringify({ id: given.fence, name: 'settings.get', input: {} }));
        await Promise.all(came);
      },
      { texts, ids, fence },
    );
  }

  /** What has come so far. */
  async told(): Promise<{ outcomes: Readonly<Record<string, number>>; unasked: number }> {
    return await this.page.evaluate(() => ({ outcomes: pageTalk.outcomes, unasked: pageTalk.unasked }));
  }
}
