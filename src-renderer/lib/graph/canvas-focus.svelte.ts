// Where the keyboard is on the canvas: a layer that goes while it has the focus hands it to the one before it.
import { tick, untrack } from 'svelte';
import { on } from 'svelte/events';
import type { EdgePicture } from '#renderer/lib/graph/graph-picture.ts';
import type { GraphView } from '#renderer/lib/graph/graph-view.svelte.ts';
import { standIn } from '#renderer/lib/graph/stand-in.ts';

export class CanvasFocus {
  readonly #view: GraphView;
  /** Null when the canvas is not there. */
  #frame: HTMLElement | null = null;
  #edges: readonly EdgePicture[] = [];
  /** Something on the canvas has the focus. */
  isInside = $state(false);
  /** The focus was in here and has gone to nothing else. */
  #wasInside = false;

  constructor(view: GraphView) {
    this.#view = view;
  }

  /** An attachment for the canvas's element. */
  watch = (frame: HTMLElement): (() => void) => {
    const onfocusin = (): void => {
      this.isInside = this.#wasInside = true;
    };
    const onfocusout = ({ target, relatedTarget }: FocusEvent): void => {
      const isInside = relatedTarget instanceof Node && frame.contains(relatedTarget);
      this.isInside = isInside;
      this.#wasInside = isInside || relatedTarget === null;
      // A card that was scrolled out of sight leaves the page; the next key comes before the scrolling has ended.
      void tick().then(() => {
        if (target instanceof Node && !target.isConnected) this.keep();
      });
    };
    this.#frame = frame;
    // `on`, because a card that leaves the page while it has the focus is heard in the middle of an update.
    const off = [on(frame, 'focusin', onfocusin), on(frame, 'focusout', onfocusout)];
    return () => {
      this.#frame = null;
      for (const one of off) one();
    };
  };

  /** Follows an edit of the model, whoever made it. @param isThere whether the model still has a layer */
  follow(edges: readonly EdgePicture[], isThere: (id: string) => boolean): void {
    untrack(() => {
      const { current } = this.#view;
      if (current !== null && !isThere(current)) this.#view.current = standIn(current, this.#edges, isThere);
      this.#edges = edges;
    });
    void tick().then(() => this.keep());
  }

  /** The current layer's card takes the focus where nothing has it; where it is out of sight, the canvas does. */
  keep(): void {
    if (this.#frame === null || !this.#wasInside || document.activeElement !== document.body) return;
    const card = this.#frame.querySelector<HTMLElement>('.svelte-flow__node[tabindex="0"]');
    (card ?? this.#frame).focus({ preventScroll: true });
  }
}
