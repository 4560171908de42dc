// Checks every two seconds with a small request that a connected host still answers. A stopped process keeps its connections
// open, so nothing else distinguishes it from an idle one.

const beatMs = 2_000;

export interface HeartbeatOptions {
  /** Sends the request; its answer must call `heard`, as every other message does. */
  readonly ask: () => void;
  /** Called when the host falls silent, and when it is heard again. */
  readonly onchange: (isSilent: boolean) => void;
  /** Calls back again and again until the returned function is called; replaced in tests so that nothing waits. */
  readonly every?: ((callback: () => void, periodMs: number) => () => void) | undefined;
}

function everyWithTimer(callback: () => void, periodMs: number): () => void {
  const timer = setInterval(callback, periodMs);
  return () => clearInterval(timer);
}

export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #end: (() => void) | null = null;
  #isHeard = true;
  #isSilent = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  /** Silence is noticed after one beat without an answer: within two beats, 4 s. */
  start(): void {
    this.stop();
    this.#end = (this.#options.every ?? everyWithTimer)(() => this.#beat(), beatMs);
  }

  stop(): void {
    this.#end?.();
    this.#end = null;
    this.#isHeard = true;
    this.#isSilent = false;
  }

  /** The host sent a message. */
  heard(): void {
    this.#isHeard = true;
    if (!this.#isSilent) return;
    this.#isSilent = false;
    this.#options.onchange(false);
  }

  #beat(): void {
    if (this.#isHeard) {
      this.#isHeard = false;
      this.#options.ask();
    } else if (!this.#isSilent) {
      this.#isSilent = true;
      this.#options.onchange(true);
    }
  }
}
