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

export interface ListKeys {
  /** Selects the items: links or buttons, one each row. */
  readonly items: string;
  /** Called for Space on an item. */
  readonly onpick?: (item: HTMLElement) => void;
}

/** An attachment for the list's element. */
export function listKeys({ items: selector, onpick }: ListKeys) {
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
