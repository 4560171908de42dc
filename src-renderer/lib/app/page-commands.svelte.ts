// What the open page can do: each page offers its commands while it is there, so that keys, menus and the search find them.
import type { CommandId } from '#shared/contract/commands.ts';

export interface Offer {
  readonly run: () => void;
  /** False while it cannot be done; it is not shown then. */
  readonly isPossible?: () => boolean;
  /** What it is called here, where that says more than the command's own name: `Train again`. */
  readonly name?: () => string;
}

/** The commands that mean something on a page only; all others can be given anywhere. */
export const pageCommandIds = [
  'save',
  'save-file',
  'train',
  'edit-json',
  'revert',
  'train-on',
  'stop',
  'compare',
  'rename',
  'delete',
  'filter',
] as const satisfies readonly CommandId[];
export type PageCommandId = (typeof pageCommandIds)[number];

export type Offers = Readonly<Partial<Record<PageCommandId, Offer>>>;

export class PageCommands {
  /** Oldest first: what opened last, a dialog perhaps, is asked first. */
  #offered: readonly Offers[] = $state.raw([]);

  /** Offers commands until the returned function is called. */
  offer(offers: Offers): () => void {
    this.#offered = [...this.#offered, offers];
    return () => {
      this.#offered = this.#offered.filter((one) => one !== offers);
    };
  }

  /** What the command does now; undefined when it cannot be done. */
  find(id: PageCommandId): Offer | undefined {
    const offer = this.#offered.findLast((one) => one[id] !== undefined)?.[id];
    return offer?.isPossible?.() === false ? undefined : offer;
  }
}
