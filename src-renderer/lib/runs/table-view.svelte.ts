// How a person has set up the table of runs: its columns, their widths, order, groups, pinned runs. Kept in localStorage.
import { z } from 'zod';
import {
  columnId,
  firstColumns,
  firstWidth,
  leastWidth,
  own,
  tableColumnSchema,
  type TableColumn,
} from '#shared/runs/table-columns.ts';
import { mayGroupBy } from '#renderer/lib/runs/table-groups.ts';
import { firstOrder, nextOrder, type TableOrder } from '#renderer/lib/runs/table-order.ts';

const storageKey = 'strata.runs.table';
/** Folded groups and pinned runs that are remembered. */
const mostKept = 1000;

const keptSchema = z.object({
  columns: z.array(tableColumnSchema).max(200),
  widths: z.record(z.string(), z.number().min(leastWidth).max(2000)),
  order: z.object({ column: tableColumnSchema, isDescending: z.boolean() }),
  /** The column whose equal values make groups. */
  groupBy: tableColumnSchema.refine(mayGroupBy).nullable().default(null),
  /** Ids of groups whose runs are out of sight. */
  folded: z.array(z.string()).max(mostKept).default([]),
  /** Ids of runs, the first one pinned first. */
  pinned: z.array(z.string()).max(mostKept).default([]),
});
type Kept = z.infer<typeof keptSchema>;
/** What a saved view has of it. */
export const viewStateSchema = keptSchema.pick({ columns: true, widths: true, order: true, groupBy: true });
export type ViewState = z.infer<typeof viewStateSchema>;

const first: Kept = {
  columns: [...firstColumns],
  widths: {},
  order: firstOrder,
  groupBy: null,
  folded: [],
  pinned: [],
};
const nameId = columnId(own('name'));

/** A text that is none of ours, or of a later version, is as good as none. */
function read(text: string | null): Kept {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    return first;
  }
  const kept = keptSchema.safeParse(value).data;
  if (kept === undefined) return first;
  return { ...kept, columns: sound(kept.columns) };
}

/** Each column once, and the name among them: it heads its row, and without it nobody knows what a row is. */
function sound(all: readonly TableColumn[]): TableColumn[] {
  const columns = [...new Map(all.map((column) => [columnId(column), column])).values()];
  return columns.some((one) => columnId(one) === nameId) ? columns : [own('name'), ...columns];
}

/** Columns that a person chooses and orders. */
export interface PickedColumns {
  readonly columns: readonly TableColumn[];
  isShown(column: TableColumn): boolean;
  mayHide(column: TableColumn): boolean;
  show(column: TableColumn): void;
  hide(column: TableColumn): void;
  /** By so many places; at the ends it stays. */
  move(column: TableColumn, by: number): void;
  /** To those that were shown before a person changed them. */
  reset(): void;
}

export class TableView implements PickedColumns {
  #kept: Kept = $state.raw(first);
  readonly #folded = $derived(new Set(this.#kept.folded));
  readonly #storage: Pick<Storage, 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    this.#kept = read(storage.getItem(storageKey));
  }

  get columns(): readonly TableColumn[] {
    return this.#kept.columns;
  }

  get order(): TableOrder {
    return this.#kept.order;
  }

  /** Whether a person has given the column a width. */
  isResized(column: TableColumn): boolean {
    return this.#kept.widths[columnId(column)] !== undefined;
  }

  widthOf(column: TableColumn): number {
    return this.#kept.widths[columnId(column)] ?? firstWidth(column);
  }

  isShown(column: TableColumn): boolean {
    const id = columnId(column);
    return this.columns.some((one) => columnId(one) === id);
  }

  /** The name stays. */
  mayHide(column: TableColumn): boolean {
    return columnId(column) !== nameId;
  }

  show(column: TableColumn): void {
    if (!this.isShown(column)) this.#set({ columns: [...this.columns, column] });
  }

  hide(column: TableColumn): void {
    if (!this.mayHide(column)) return;
    const id = columnId(column);
    this.#set({ columns: this.columns.filter((one) => columnId(one) !== id) });
  }

  /** Moves a column by so many places; at the ends it stays. */
  move(column: TableColumn, by: number): void {
    const columns = [...this.columns];
    const from = columns.findIndex((one) => columnId(one) === columnId(column));
    const to = Math.max(0, Math.min(columns.length - 1, from + by));
    if (from < 0 || from === to) return;
    columns.splice(to, 0, ...columns.splice(from, 1));
    this.#set({ columns });
  }

  resize(column: TableColumn, width: number): void {
    const rounded = Math.round(Math.max(leastWidth, Math.min(2000, width)));
    this.#set({ widths: { ...this.#kept.widths, [columnId(column)]: rounded } });
  }

  sortBy(column: TableColumn): void {
    this.#set({ order: nextOrder(this.order, column) });
  }

  get state(): ViewState {
    const { columns, widths, order, groupBy } = this.#kept;
    return { columns, widths, order, groupBy };
  }

  /** Folded groups are those of another column; pinned runs stay. */
  restore({ columns, widths, order, groupBy }: ViewState): void {
    this.#set({ columns: sound(columns), widths, order, groupBy, folded: [] });
  }

  get groupBy(): TableColumn | null {
    return this.#kept.groupBy;
  }

  get folded(): ReadonlySet<string> {
    return this.#folded;
  }

  /** Ids of the pinned runs; differences are measured from the first. */
  get pinned(): readonly string[] {
    return this.#kept.pinned;
  }

  /** @param column null for no groups */
  group(column: TableColumn | null): void {
    if (column === null || mayGroupBy(column)) this.#set({ groupBy: column, folded: [] });
  }

  /** @param groups their ids */
  fold(groups: readonly string[], isFolded: boolean): void {
    const others = this.#kept.folded.filter((id) => !groups.includes(id));
    this.#set({ folded: isFolded ? [...others, ...groups].slice(-mostKept) : others });
  }

  pin(ids: readonly string[], isPinned: boolean): void {
    const others = this.pinned.filter((id) => !ids.includes(id));
    const added = ids.filter((id) => !this.pinned.includes(id));
    this.#set({ pinned: isPinned ? [...this.pinned, ...added].slice(0, mostKept) : others });
  }

  /** Measures differences from this pinned run. */
  pinFirst(id: string): void {
    this.#set({ pinned: [id, ...this.pinned.filter((other) => other !== id)] });
  }

  /** The columns and widths that a new page has. */
  reset(): void {
    this.#set({ columns: first.columns, widths: first.widths });
  }

  #set(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#storage.setItem(storageKey, JSON.stringify(this.#kept));
  }
}
