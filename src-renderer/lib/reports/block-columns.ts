// The columns of a table in a report, as the dialog of columns changes them.
import { firstReportColumns } from '#shared/reports/edit-report.ts';
import { mostColumns, type BlockOf } from '#shared/reports/report.ts';
import { columnId, type TableColumn } from '#shared/runs/table-columns.ts';
import type { PickedColumns } from '#renderer/lib/runs/table-view.svelte.ts';

/** @param block as it is now @param onchange is given it with other columns */
export function blockColumns(
  block: () => BlockOf<'table'>,
  onchange: (block: BlockOf<'table'>) => void,
): PickedColumns {
  const set = (columns: readonly TableColumn[]): void => onchange({ ...block(), columns: [...columns] });
  const placeOf = (column: TableColumn): number =>
    block().columns.findIndex((one) => columnId(one) === columnId(column));
  return {
    get columns() {
      return block().columns;
    },
    isShown: (column) => placeOf(column) >= 0,
    // A table without columns shows nothing.
    mayHide: (column) => placeOf(column) < 0 || block().columns.length > 1,
    show(column) {
      if (placeOf(column) < 0 && block().columns.length < mostColumns) set([...block().columns, column]);
    },
    hide(column) {
      const place = placeOf(column);
      if (place >= 0 && block().columns.length > 1) set(block().columns.filter((_, i) => i !== place));
    },
    move(column, by) {
      const { columns } = block();
      const from = placeOf(column);
      const to = Math.max(0, Math.min(columns.length - 1, from + by));
      if (from < 0 || from === to) return;
      const others = columns.filter((_, i) => i !== from);
      set([...others.slice(0, to), column, ...others.slice(to)]);
    },
    reset: () => set(firstReportColumns),
  };
}
