// Which row of a long table has the focus. A row that is not in the page takes it as soon as it is.
import { tick } from 'svelte';

/** What has the focus in a row: the run's link, or the button that folds a group. */
export const rowTarget = '.name :is(a, button)';

/** The id of the row that an element is in. */
export function rowIdOf(element: Element | null): string | null {
  return element?.closest<HTMLElement>('tr[data-row]')?.dataset['row'] ?? null;
}

export class RowFocus {
  /** The row that had the focus last. */
  lastId: string | null = null;
  /** The row that takes the focus as soon as it is in the page. */
  #awaited: string | null = null;
  readonly #list: () => HTMLElement | undefined;

  constructor(list: () => HTMLElement | undefined) {
    this.#list = list;
  }

  go(id: string): void {
    this.lastId = id;
    const target = this.#list()?.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(id)}"] ${rowTarget}`) ?? null;
    this.#awaited = target === null ? id : null;
    target?.focus({ preventScroll: true });
  }

  /** Called before the rows change: elements are used again for other rows, and the focus goes with its row. */
  keep(): void {
    const before = document.activeElement;
    const id = rowIdOf(before);
    const list = this.#list();
    if (!(before instanceof HTMLElement) || id === null || list?.contains(before) !== true) return;
    const target = before.matches('input') ? 'input' : rowTarget;
    void tick().then(() => {
      if (document.activeElement !== before || rowIdOf(before) === id) return;
      const now = list.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(id)}"] ${target}`);
      if (now === null) before.blur();
      else now.focus({ preventScroll: true });
      this.lastId = id;
    });
  }

  /** An attachment for the cell with what has the focus. */
  take(id: string) {
    return (cell: HTMLElement): void => {
      if (this.#awaited !== id) return;
      this.#awaited = null;
      cell.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
    };
  }
}
