// The state of the table of runs: what is found, in which order, in which rows, and what its cells are made of. A person's choices never
// change what stands in the cell of a run, but for differences to a pinned run.
import { untrack } from 'svelte';
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { ColumnRequest } from '#shared/runs/run-column.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { CellSources } from '#renderer/lib/runs/cell-text.ts';
import { ColumnStore } from '#renderer/lib/runs/column-store.svelte.ts';
import { RunFilter, type FoundRuns } from '#renderer/lib/runs/run-filter.svelte.ts';
import type { RunList } from '#renderer/lib/runs/run-list.svelte.ts';
import { requestsOf } from '#shared/runs/table-columns.ts';
import { shownTable, type ShownTable } from '#renderer/lib/runs/table-export.ts';
import { arrangeRows, type TableRow } from '#renderer/lib/runs/table-groups.ts';
import { sortTable } from '#renderer/lib/runs/table-order.ts';
import { durationUnitOf, type TableSources } from '#renderer/lib/runs/table-values.ts';
import { baselineFinder } from '#shared/runs/table-difference.ts';
import { TableView, viewStateSchema } from '#renderer/lib/runs/table-view.svelte.ts';

const savedStateSchema = viewStateSchema.extend({ filter: z.string().max(10_000) });

export class RunsTable {
  readonly columns: ColumnStore;
  readonly filter: RunFilter;
  readonly view: TableView;
  readonly #runs: RunList;
  readonly #pinned = $derived.by(() => this.view.pinned.flatMap((id) => this.#runs.find(id) ?? []));
  readonly #baselineOf = $derived.by(() => baselineFinder(this.#runs.all));
  readonly #sources: TableSources = $derived.by(() => ({
    column: (request: ColumnRequest) => this.columns.column(request),
    baselineOf: this.#baselineOf,
    progressOf: ({ id }: RunSummary) => untrack(() => this.#runs.progressOf(id)),
    pinned: this.#pinned[0] ?? null,
  }));
  readonly #found = $derived.by(() => this.filter.apply(this.#runs.all, this.#sources));
  // Sorted again when runs change, not when one of them makes progress.
  readonly #sorted = $derived.by(() => sortTable(this.#found.runs, this.view.order, this.#sources));
  readonly #rows = $derived.by(() => {
    const { groupBy, folded } = this.view;
    return arrangeRows({ runs: this.#sorted, pinned: this.#pinned, groupBy, folded }, this.#sources);
  });
  readonly #cellSources: CellSources = $derived.by(() => ({
    ...this.#sources,
    epochOf: (request: ColumnRequest, run: number) => this.columns.epochOf(request, run),
    // Of all runs: a filter does not change what a duration is said in.
    durationUnit: durationUnitOf(this.#runs.all),
  }));

  constructor(api: Pick<WorkbenchApi, 'request'>, runs: RunList, storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.columns = new ColumnStore(api);
    this.filter = new RunFilter(this.columns);
    this.view = new TableView(storage);
    this.#runs = runs;
  }

  get sources(): TableSources {
    return this.#sources;
  }

  get cellSources(): CellSources {
    return this.#cellSources;
  }

  get found(): FoundRuns {
    return this.#found;
  }

  get rows(): readonly TableRow[] {
    return this.#rows;
  }

  /** The table as it stands, for other programs. */
  get shown(): ShownTable {
    const { columns, groupBy } = this.view;
    const table = { runs: this.#sorted, pinned: this.#pinned, columns, groupBy, names: this.columns.names };
    return shownTable(table, this.#sources);
  }

  /** What a saved view keeps: columns, widths, order, groups and filter. */
  get state(): JsonObject {
    return jsonObjectSchema.parse(JSON.parse(JSON.stringify({ ...this.view.state, filter: this.filter.text })));
  }

  /** @returns false for a state that is none of ours, or of a later version: nothing is changed then */
  restore(state: JsonObject): boolean {
    const read = savedStateSchema.safeParse(state).data;
    if (read === undefined) return false;
    const { filter, ...view } = read;
    this.view.restore(view);
    this.filter.text = filter;
    return true;
  }

  /** Whether the table stands as a view was saved. */
  isAt(state: JsonObject): boolean {
    const read = savedStateSchema.safeParse(state).data;
    const now = savedStateSchema.safeParse(this.state).data;
    return read !== undefined && JSON.stringify(read) === JSON.stringify(now);
  }

  /** The columns of the host that it needs now. */
  get requests(): ColumnRequest[] {
    const { columns, order, groupBy } = this.view;
    const used = [...columns, order.column, ...(groupBy === null ? [] : [groupBy])];
    return [...used.flatMap(requestsOf), ...this.filter.requests];
  }
}
