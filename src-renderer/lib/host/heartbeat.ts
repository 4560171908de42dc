// Whether a host that is connected still answers: it is asked something small every two seconds. A stopped process keeps its
// connections, so that nothing else tells it from one that has nothing to say.

const beatMs = 2_000;

export interface HeartbeatOptions {
  /** Asks the host; its answer must reach `heard`, as everything else that it says. */
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

  /** The host said something. */
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
