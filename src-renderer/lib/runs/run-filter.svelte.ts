// The filter of the table of runs: what is typed, the last text that could be read, and what it needs from the host.
import type { FilterError } from '#shared/runs/query/ast.ts';
import { completions, type Completions } from '#shared/runs/query/completion.ts';
import { asksFor, parseFilter, type Filter } from '#shared/runs/query/filter.ts';
import { columnNames } from '#shared/runs/query/names.ts';
import { columnsToRead, valuesReader } from '#shared/runs/query/run-values.ts';
import type { ColumnRequest } from '#shared/runs/run-column.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { ColumnStore } from '#renderer/lib/runs/column-store.svelte.ts';
import type { TableSources } from '#renderer/lib/runs/table-values.ts';

const noNames = { settings: [], metrics: [] };

function everyRun(): Filter {
  const parsed = parseFilter('', noNames);
  if ('error' in parsed) throw new Error('An empty text is a filter.');
  return parsed.filter;
}

/** What a filter leaves of the runs. */
export interface FoundRuns {
  readonly runs: readonly RunSummary[];
  /** Runs that would match, but are archived. */
  readonly hidden: number;
}

export class RunFilter {
  text = $state('');
  readonly #store: ColumnStore;
  /** The filter that was used last: it stays while another is typed or its columns are on their way. */
  #last: Filter = everyRun();
  readonly #parsed = $derived.by(() => parseFilter(this.text, this.#store.names ?? noNames));
  readonly #used: Filter = $derived.by(() => {
    const parsed = this.#parsed;
    if (!('error' in parsed) && this.#store.has(columnsToRead(parsed.filter.reads))) this.#last = parsed.filter;
    return this.#last;
  });

  constructor(store: ColumnStore) {
    this.#store = store;
  }

  /** Null while the names of settings and metrics are not known: then nobody can say what is wrong. */
  get error(): FilterError | null {
    return 'error' in this.#parsed && this.#store.names !== null ? this.#parsed.error : null;
  }

  /** The columns that the text needs. */
  get requests(): ColumnRequest[] {
    return 'error' in this.#parsed ? [] : columnsToRead(this.#parsed.filter.reads);
  }

  /** Archived runs are left out unless the filter asks for them. */
  apply(runs: readonly RunSummary[], sources: TableSources): FoundRuns {
    const filter = this.#used;
    const valuesOf = valuesReader(sources);
    const matching = runs.filter((run) => filter.matches(valuesOf(run)));
    if (asksFor(filter, 'archived')) return { runs: matching, hidden: 0 };
    const shown = matching.filter(({ archivedAtMs }) => archivedAtMs === null);
    return { runs: shown, hidden: matching.length - shown.length };
  }

  /** What can be typed at the cursor, and the settings whose values are not loaded yet. */
  complete(
    cursor: number,
    runs: readonly RunSummary[],
    sources: TableSources,
  ): Completions & { readonly missing: readonly ColumnRequest[] } {
    const missing: ColumnRequest[] = [];
    const read = valuesReader(sources);
    const valuesOf = (name: string): string[] => {
      const column = columnNames.find((one) => one === name);
      if (column !== undefined) return frequent(runs.map((run) => read(run).column(column)));
      const request: ColumnRequest = { kind: 'setting', path: name };
      const isSetting = this.#store.names?.settings.includes(name) === true;
      const loaded = isSetting ? this.#store.column(request) : undefined;
      if (isSetting && loaded === undefined) missing.push(request);
      return frequent([...(loaded?.values() ?? [])]);
    };
    return { ...completions(this.text, cursor, this.#store.names ?? noNames, valuesOf), missing };
  }
}

type Held = string | number | boolean | readonly string[] | null;

/** Each value once, the most frequent first. */
function frequent(values: readonly Held[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) {
      if (one !== null && one !== '') counts.set(String(one), (counts.get(String(one)) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
