// All runs for the table, and the progress of the active ones.
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { RunProgress } from '#shared/contract/runs.ts';
import type { RequestInput, RequestOutput, WorkbenchApi } from '#shared/contract/workbench.ts';
import { unpackRuns } from '#shared/runs/packed-runs.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { StoredItems, Unreadable } from '#shared/contract/unreadable.ts';
import { ListResource } from '#renderer/lib/resource/list-resource.svelte.ts';
import { isUnfinished } from '#renderer/lib/runs/run-table.ts';

/** The most runs of one request. */
const mostMarked = 1000;

type Part = Promise<RequestOutput<'runs.list'>>;

/** What a person says of runs; what is left out stays. */
export type RunMarks = Omit<RequestInput<'runs.mark'>, 'ids'>;

export class RunList {
  readonly #api: WorkbenchApi;
  readonly #runs: ListResource<RunSummary>;
  /** Lists that are on their way, by the numbers of the runs: events change them as well. */
  readonly #arriving = new Set<Map<number, RunSummary>>();
  readonly #origins = new Map<string, string>();
  #progress: ReadonlyMap<string, RunProgress> = $state.raw(new Map());

  constructor(api: WorkbenchApi) {
    this.#api = api;
    this.#runs = new ListResource(() => this.#fetch());
  }

  /** Newest first; empty until loaded. */
  get all(): readonly RunSummary[] {
    return this.#runs.value ?? [];
  }

  get resource(): ListResource<RunSummary> {
    return this.#runs;
  }

  get atWork(): readonly RunSummary[] {
    return this.all.filter((run) => run.status === 'running');
  }

  get queued(): readonly RunSummary[] {
    return this.all.filter((run) => run.status === 'queued');
  }

  /** The run that another one was started from, as far as this page knows. */
  originOf(id: string): string | null {
    return this.#origins.get(id) ?? null;
  }

  /** Takes note of the run that a new one was started from. */
  noteOrigin(id: RunId, origin: string): void {
    this.#origins.set(id, origin);
  }

  find(id: string): RunSummary | undefined {
    return this.all.find((run) => run.id === id);
  }

  progressOf(id: string): RunProgress | null {
    return this.#progress.get(id) ?? null;
  }

  async load(): Promise<void> {
    const [progress] = await Promise.all([this.#api.request('runs.progress', {}), this.#runs.load()]);
    this.#progress = new Map(progress.map((one) => [one.runId, one]));
  }

  handle(event: WorkbenchEvent): void {
    if (event.type === 'run') this.#put([event.run]);
    else if (event.type === 'marked') this.#put(unpackRuns(event.runs));
    else if (event.type === 'runs-deleted') this.#remove(event.ids);
    else if (event.type === 'changed' && event.what === 'runs') void this.load();
    else if (event.type === 'progress') this.#setProgress(event.progress.runId, event.progress);
  }

  async resume(id: RunId): Promise<void> {
    await this.#api.request('runs.resume', { id });
  }

  async stop(id: RunId): Promise<void> {
    await this.#api.request('runs.stop', { id });
  }

  /** @param from the name that the person saw @throws AppError `conflict` when it has another one */
  async rename(id: RunId, name: string, from: string): Promise<void> {
    await this.#api.request('runs.rename', { id, name, from });
  }

  /** Tags, stars or archives runs, however many. */
  async mark(ids: readonly RunId[], change: RunMarks): Promise<void> {
    for (let from = 0; from < ids.length; from += mostMarked)
      await this.#api.request('runs.mark', { ...change, ids: ids.slice(from, from + mostMarked) });
  }

  /** @param from the notes that the person saw @throws AppError `conflict` when there are others */
  async writeNotes(id: RunId, notes: string, from: string): Promise<void> {
    await this.#api.request('runs.writeNotes', { id, notes, from });
  }

  async delete(ids: readonly RunId[]): Promise<void> {
    await this.#api.request('runs.delete', { ids: [...ids] });
    this.#remove(ids);
  }

  async deleteUnreadable(id: string): Promise<void> {
    await this.#api.request('runs.delete', { ids: [id] });
    await this.#runs.load();
  }

  /** Part after part; answers and events come in the order in which the host made them. */
  async #fetch(): Promise<StoredItems<RunSummary>> {
    const arrived = new Map<number, RunSummary>();
    const unreadable: Unreadable[] = [];
    this.#arriving.add(arrived);
    try {
      for (let asked: Part | null = this.#api.request('runs.list', {}); asked !== null;) {
        const part: Awaited<Part> = await asked;
        // The host reads the next part while this one is unpacked.
        asked = part.next === null ? null : this.#api.request('runs.list', { below: part.next });
        for (const run of unpackRuns(part.runs)) arrived.set(run.number, run);
        unreadable.push(...part.unreadable);
      }
    } finally {
      this.#arriving.delete(arrived);
    }
    return { items: [...arrived.values()].sort(newestFirst), unreadable };
  }

  #put(changed: readonly RunSummary[]): void {
    for (const list of this.#arriving) for (const run of changed) list.set(run.number, run);
    this.#runs.update((runs) => {
      const left = new Map(changed.map((run) => [run.id, run]));
      const next = runs.map((run) => {
        const now = left.get(run.id);
        left.delete(run.id);
        return now ?? run;
      });
      return [...[...left.values()].reverse(), ...next];
    });
    for (const run of changed) if (!isUnfinished(run)) this.#setProgress(run.id, null);
  }

  #remove(ids: readonly RunId[]): void {
    const gone = new Set(ids);
    for (const list of this.#arriving) for (const [number, { id }] of list) if (gone.has(id)) list.delete(number);
    this.#runs.update((runs) => runs.filter(({ id }) => !gone.has(id)));
    for (const id of ids) this.#setProgress(id, null);
  }

  #setProgress(id: RunId, progress: RunProgress | null): void {
    if (progress === null && !this.#progress.has(id)) return;
    const next = new Map(this.#progress);
    if (progress) next.set(id, progress);
    else next.delete(id);
    this.#progress = next;
  }
}

function newestFirst(a: RunSummary, b: RunSummary): number {
  return b.createdAtMs - a.createdAtMs || b.number - a.number;
}

/** The share of a run that is done, 0 to 1; null while unknown. */
export function shareDone(progress: RunProgress | null): number | null {
  if (!progress) return null;
  if (progress.phase === 'preparing') {
    const { preparing } = progress;
    return preparing?.total ? preparing.done / preparing.total : null;
  }
  const { epoch, epochs, step, stepsPerEpoch, phase } = progress;
  if (epochs <= 0) return null;
  const inEpoch = phase === 'validating' ? 1 : stepsPerEpoch > 0 ? Math.min(1, step / stepsPerEpoch) : 0;
  return Math.min(1, Math.max(0, (epoch - 1 + inEpoch) / epochs));
}
