// Arrow keys through a list of links or buttons: Up and Down move the focus, Home and End go to the ends, Space picks.
// The list need not have the focus: the first press on the page, or in the box that filters the list, enters it.

const keys = ['ArrowDown', 'ArrowUp', 'Home', 'End', ' '];

/** Fields keep their keys, except ArrowDown in the box that filters the list. */
function belongsToField(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof Element) || target.closest('input, textarea, select, [role=tablist]') === null) return false;
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return event.key === ' ';
  return !(event.key === 'ArrowDown' && target instanceof HTMLInputElement && target.type === 'search');
}

/** Whether a dialog is open over the list. */
function isCovered(list: Element): boolean {
  const open = [...document.querySelectorAll('dialog[open]')].at(-1);
  return open !== undefined && !open.contains(list);
}

/** How many items the first row has: 1 in a list, more in a grid of cards. */
function columnsOf(items: readonly HTMLElement[]): number {
  const top = items[0]?.getBoundingClientRect().top;
  const inRow = items.findIndex((item) => item.getBoundingClientRect().top !== top);
  return inRow > 0 ? inRow : 1;
}

/** A list of which only some items are in the page. */
export interface LongList {
  readonly count: () => number;
  /** The place of the item that has the focus; -1 for none. */
  readonly placeOf: (item: HTMLElement) => number;
  /** Where the focus was when its item left the page; -1 when it was nowhere. */
  readonly lastPlace: () => number;
  /** Brings the item at a place into the page, and focuses it. */
  readonly go: (place: number) => void;
}

export interface ListKeys {
  /** Selects the items: links or buttons, one each row. */
  readonly items: string;
  /** Called for Space on an item. */
  readonly onpick?: (item: HTMLElement) => void;
  readonly long?: LongList;
}

/** Null where the key leads nowhere. */
function placeAfter(key: string, place: number, count: number): number | null {
  if (place < 0 && !key.startsWith('Arrow')) return null;
  const last = count - 1;
  const to = { ArrowDown: place + 1, ArrowUp: place < 0 ? last : place - 1, Home: 0, End: last }[key] ?? -1;
  return to >= 0 && to <= last ? to : null;
}

/** An attachment for the list's element. */
export function listKeys({ items: selector, onpick, long }: ListKeys) {
  return (list: HTMLElement): (() => void) => {
    const onkeydown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (!keys.includes(event.key) || belongsToField(event) || isCovered(list)) return;
      const items = [...list.querySelectorAll<HTMLElement>(selector)];
      const row = (element: Element): Element => element.closest('tr, li') ?? element;
      const focused = document.activeElement;
      const at = items.findIndex((item) => focused !== null && row(item).contains(focused));
      const current = items[at];
      if (event.key === ' ') {
        if (onpick === undefined || current === undefined || current !== focused) return;
        onpick(current);
      } else if (long !== undefined) {
        const place = current === undefined ? long.lastPlace() : long.placeOf(current);
        const to = placeAfter(event.key, place, long.count());
        if (to === null) return;
        long.go(to);
      } else {
        const step = columnsOf(items);
        const isDown = event.key === 'ArrowDown';
        const to = { ArrowDown: at + step, ArrowUp: at - step, Home: 0, End: items.length - 1 }[event.key] ?? 0;
        const next = at >= 0 ? items[to] : event.key.startsWith('Arrow') ? items.at(isDown ? 0 : -1) : undefined;
        if (next === undefined) return;
        next.focus();
        next.scrollIntoView({ block: 'nearest' });
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', onkeydown);
    return () => document.removeEventListener('keydown', onkeydown);
  };
}
