// Settings and figures of all runs for their table: each column is requested once, and for a run again when that changes.
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Vocabulary } from '#shared/runs/query/ast.ts';
import { columnKey, columnValues, type ColumnValues } from '#shared/runs/query/run-values.ts';
import type { ColumnRequest } from '#shared/runs/run-column.ts';
import type { SettingValue } from '#shared/runs/run-settings.ts';

interface Loaded {
  readonly values: Map<number, SettingValue>;
  /** Of a metric the epoch of its value, by the run's number. */
  readonly epochs: Map<number, number>;
}

/** The most columns of one request. */
const mostColumns = 200;

export class ColumnStore {
  readonly #api: Pick<WorkbenchApi, 'request'>;
  #names: Vocabulary | null = $state.raw(null);
  /** Counts changes of the columns, which are changed in place: they are as long as the history. */
  #version = $state(0);
  readonly #columns = new Map<string, Loaded>();
  /** Every column that was asked for. */
  readonly #asked = new Map<string, ColumnRequest>();
  /** Numbers of runs that changed. */
  readonly #changed = new Set<number>();
  #isCatchingUp = false;

  constructor(api: Pick<WorkbenchApi, 'request'>) {
    this.#api = api;
  }

  /** Null until it is loaded. */
  get names(): Vocabulary | null {
    return this.#names;
  }

  /** Undefined until it is loaded. */
  column(request: ColumnRequest): ColumnValues | undefined {
    return this.#find(request)?.values;
  }

  epochOf(request: ColumnRequest, run: number): number | undefined {
    return this.#find(request)?.epochs.get(run);
  }

  has(requests: readonly ColumnRequest[]): boolean {
    return requests.every((request) => this.#find(request) !== undefined);
  }

  /** Requests what was not asked for yet. */
  async need(requests: readonly ColumnRequest[]): Promise<void> {
    const missing = requests.filter((request) => !this.#asked.has(columnKey(request)));
    for (const request of missing) this.#asked.set(columnKey(request), request);
    try {
      await this.#read(missing);
    } catch (error) {
      for (const request of missing) this.#asked.delete(columnKey(request));
      throw error;
    }
  }

  /** Reads names, and again all that was read. */
  async load(): Promise<void> {
    await Promise.all([this.#readNames(), this.#read([...this.#asked.values()])]);
  }

  handle(event: WorkbenchEvent): void {
    // It fails when the connection was lost: then all is loaded again when it is back.
    if (event.type === 'changed' && event.what === 'runs') void this.load().catch(() => undefined);
    if (event.type !== 'run') return;
    this.#changed.add(event.run.number);
    void this.#catchUp();
  }

  #find(request: ColumnRequest): Loaded | undefined {
    return this.#version < 0 ? undefined : this.#columns.get(columnKey(request));
  }

  async #readNames(): Promise<void> {
    const names = await this.#api.request('runs.columnNames', {});
    // Equal names are no change: a vocabulary is indexed once.
    if (JSON.stringify(names) !== JSON.stringify(this.#names)) this.#names = names;
  }

  async #read(requests: readonly ColumnRequest[], among?: readonly number[]): Promise<void> {
    let isChanged = false;
    for (let from = 0; from < requests.length; from += mostColumns) {
      const columns = requests.slice(from, from + mostColumns);
      const input = among === undefined ? { columns } : { columns, among: [...among] };
      const answers = await this.#api.request('runs.columns', input);
      for (const [i, request] of columns.entries()) {
        const answer = answers[i];
        if (answer === undefined) continue;
        const values = new Map(columnValues(request, answer));
        const epochs = new Map(answer.epochs.map((epoch, at) => [answer.runs[at] ?? 0, epoch]));
        const before = this.#columns.get(columnKey(request));
        if (among === undefined || before === undefined) {
          this.#columns.set(columnKey(request), { values, epochs });
          isChanged = true;
        } else {
          for (const run of among) isChanged = putRun(before, { values, epochs }, run) || isChanged;
        }
      }
    }
    if (isChanged) this.#version++;
  }

  /** One request at a time, with all runs that changed meanwhile. */
  async #catchUp(): Promise<void> {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    try {
      while (this.#changed.size > 0) {
        const among = [...this.#changed].slice(0, 10_000);
        for (const run of among) this.#changed.delete(run);
        await Promise.all([this.#readNames(), this.#read([...this.#asked.values()], among)]);
      }
    } catch {
      // The connection was lost: all is loaded when it is back.
    } finally {
      this.#isCatchingUp = false;
    }
  }
}

function put<T>(into: Map<number, T>, from: ReadonlyMap<number, T>, run: number): boolean {
  const value = from.get(run);
  if (into.get(run) === value) return false;
  if (value === undefined) into.delete(run);
  else into.set(run, value);
  return true;
}

/** Whether the run has other values now. */
function putRun(into: Loaded, from: Loaded, run: number): boolean {
  const hasEpoch = put(into.epochs, from.epochs, run);
  return put(into.values, from.values, run) || hasEpoch;
}
