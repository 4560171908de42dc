// The open page's commands: each page registers its commands while it is shown, for keys, menus and the search.
import type { CommandId } from '#shared/contract/commands.ts';

export interface Offer {
  readonly run: () => void;
  /** False while not available; it is then not shown. */
  readonly isPossible?: () => boolean;
  /** A more specific name on this page: `Train again`. */
  readonly name?: () => string;
}

/** The commands that belong to a page; all others are available everywhere. */
export const pageCommandIds = [
  'save',
  'save-file',
  'train',
  'edit-json',
  'add-note',
  'revert',
  'history',
  'save-version',
  'difference',
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
  /** Oldest first: the one registered last (a dialog, for example) takes precedence. */
  #offered: readonly Offers[] = $state.raw([]);

  /** Registers commands until the returned function is called. */
  offer(offers: Offers): () => void {
    this.#offered = [...this.#offered, offers];
    return () => {
      this.#offered = this.#offered.filter((one) => one !== offers);
    };
  }

  /** The command's current action; undefined when not available. */
  find(id: PageCommandId): Offer | undefined {
    const offer = this.#offered.findLast((one) => one[id] !== undefined)?.[id];
    return offer?.isPossible?.() === false ? undefined : offer;
  }
}
