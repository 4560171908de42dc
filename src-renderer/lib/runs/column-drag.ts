// Moves a column while its head is dragged: past the middle of a neighbour it changes places with it. Escape takes it back.
import { columnId, type TableColumn } from '#shared/runs/table-columns.ts';
import type { TableView } from '#renderer/lib/runs/table-view.svelte.ts';

/** In pixels: less is a click. */
const leastWay = 5;

export interface ColumnDrag {
  readonly column: TableColumn;
  readonly view: Pick<TableView, 'columns' | 'move'>;
  /** The heads in their order, without what is before and behind them. */
  readonly heads: () => readonly Element[];
  /** True from the first way on, until it ends. */
  readonly onchange: (isDragged: boolean) => void;
}

/** Begins with a pressed pointer, and listens until it is let go. */
export function dragColumn({ clientX: from, pointerId }: PointerEvent, drag: ColumnDrag): void {
  const { column, view, heads, onchange } = drag;
  const placeOf = (): number => view.columns.findIndex((one) => columnId(one) === columnId(column));
  const first = placeOf();
  let isDragged = false;

  function follow({ clientX, pointerId: id }: PointerEvent): void {
    if (id !== pointerId) return;
    if (!isDragged && Math.abs(clientX - from) < leastWay) return;
    if (!isDragged) onchange(true);
    isDragged = true;
    const place = placeOf();
    const middles = heads().map((head) => {
      const { left, width } = head.getBoundingClientRect();
      return left + width / 2;
    });
    const before = middles.findIndex((middle, at) => at < place && clientX < middle);
    const behind = middles.findLastIndex((middle, at) => at > place && clientX > middle);
    if (before >= 0) view.move(column, before - place);
    else if (behind >= 0) view.move(column, behind - place);
  }

  function end(): void {
    for (const [name, listener] of Object.entries(listeners))
      window.removeEventListener(name, listener as EventListener);
    if (isDragged) onchange(false);
  }

  const listeners = {
    pointermove: follow,
    pointerup: end,
    pointercancel: end,
    keydown: ({ key }: KeyboardEvent): void => {
      if (key !== 'Escape') return;
      view.move(column, first - placeOf());
      end();
    },
  };
  for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
}
