// The newest automatic layout of a model, made in a worker of its own; a model without branches needs none.
import { placeChain, type Layout, type LayoutTask } from '#renderer/lib/graph/place-layers.ts';

/** The newest layouts by their tasks as text: what is opened again or undone has its places at once. */
const recent = new Map<string, Layout>();
const mostRecent = 20;

function remember(text: string, layout: Layout): void {
  recent.set(text, layout);
  const [oldest] = recent.keys();
  if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest);
}

export class AutomaticLayout {
  /** Null before the first layout. */
  layout: Layout | null = $state.raw(null);
  #worker: Worker | null = null;
  #isBusy = false;
  #waiting: LayoutTask | null = null;
  #last = '';

  /** Lays a model out, at once or soon; of several tasks while one is at work the last is taken. */
  take(task: LayoutTask): void {
    const text = JSON.stringify(task);
    if (text === this.#last) return;
    this.#last = text;
    const chain = placeChain(task);
    const known = chain === null ? recent.get(text) : { places: chain, routes: [] };
    if (known !== undefined) {
      this.#waiting = null;
      this.layout = known;
    } else if (this.#isBusy) this.#waiting = task;
    else void this.#run(task);
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#last = '';
  }

  async #run(task: LayoutTask): Promise<void> {
    this.#isBusy = true;
    const layout = await this.#ask(task);
    const text = JSON.stringify(task);
    remember(text, layout);
    this.#isBusy = false;
    const next = this.#waiting;
    this.#waiting = null;
    // A chain or a known model may have been placed meanwhile.
    if (text === this.#last || next !== null) this.layout = layout;
    if (next !== null) await this.#run(next);
  }

  async #ask(task: LayoutTask): Promise<Layout> {
    // jsdom has no workers.
    if (typeof Worker === 'undefined') return layoutHere(task);
    this.#worker ??= new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    const worker = this.#worker;
    return new Promise((resolve) => {
      worker.onerror = () => resolve(layoutHere(task));
      worker.onmessage = ({ data }: MessageEvent<Layout>) => resolve(data);
      worker.postMessage(task);
    });
  }
}

async function layoutHere(task: LayoutTask): Promise<Layout> {
  return (await import('./dagre-layout.ts')).layoutWithDagre(task);
}
