// One run with its experiment and its curves, live. Created when its page opens, dropped when it closes.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { RunDetails } from '#shared/contract/runs.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import { epochName, epochPrefix } from '#shared/runs/metric-keys.ts';
import { unpackRuns } from '#shared/runs/packed-runs.ts';
import { mayResume } from '#shared/runs/run-status.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { RunSeries } from '#renderer/lib/runs/run-series.svelte.ts';

export class RunDetail {
  readonly id: RunId;
  readonly series: RunSeries;
  #run: RunDetails | null = $state.raw(null);
  /** From the last event. */
  #newest: RunSummary | null = null;
  #error: AppError | null = $state.raw(null);
  /** Metrics of the baseline of the same data, by name. */
  #baseline: ReadonlyMap<string, number> = $state.raw(new Map());
  #baselineRun: RunSummary | null = $state.raw(null);
  readonly #api: WorkbenchApi;

  constructor(api: WorkbenchApi, id: RunId) {
    this.#api = api;
    this.id = id;
    this.series = new RunSeries(api, id, () => this.#run);
  }

  get run(): RunDetails | null {
    return this.#run;
  }

  get error(): AppError | null {
    return this.#error;
  }

  get pointsOf(): RunId {
    return this.id;
  }

  /** `val_mae` → the baseline's value; empty without a baseline. */
  get baseline(): ReadonlyMap<string, number> {
    return this.#baseline;
  }

  get baselineRun(): RunSummary | null {
    return this.#baselineRun;
  }

  /** Loads the run; called again after a lost connection, it adds what was missed. */
  async load(): Promise<void> {
    const newest = this.#newest;
    try {
      const asked = this.#api.request('runs.get', { id: this.id });
      const [run, isFresh] = await Promise.all([asked, this.series.load(asked)]);
      this.#error = null;
      // An event that came meanwhile is newer than the answer.
      const isOlder = newest !== this.#newest;
      const hasEnded = this.#run === null && isOlder && this.#newest?.status !== run.status;
      // The answer has points that were taken back meanwhile, or does not know from where the run can be resumed.
      if (!isFresh || hasEnded) {
        await this.load();
        return;
      }
      const { checkpointEpoch } = (isOlder ? this.#run : null) ?? run;
      this.#run = { ...run, ...(isOlder ? this.#newest : null), checkpointEpoch };
    } catch (error) {
      // Keep what is shown when the connection was lost meanwhile; the banner says so.
      const appError = toAppError(error);
      if (this.#run === null || appError.code === 'not-found') this.#error = appError;
    }
  }

  handle(event: WorkbenchEvent): void {
    if (event.type === 'metrics' && event.runId === this.id) this.series.add(event.points);
    else if (event.type === 'run' && event.run.id === this.id) this.#follow(event.run);
    else if (event.type === 'marked') {
      const run = unpackRuns(event.runs).find(({ id }) => id === this.id);
      if (run !== undefined) this.#follow(run);
    } else if (event.type === 'truncated' && event.runId === this.id) {
      this.series.cut(event.epoch, event.steps);
    }
  }

  #follow(run: RunSummary): void {
    const before = this.#run;
    this.#newest = run;
    if (before === null) return;
    const isSameStatus = run.status === before.status;
    if (!isSameStatus && mayResume(run.status)) void this.#end(run);
    else this.#run = { ...before, ...run, checkpointEpoch: isSameStatus ? before.checkpointEpoch : null };
  }

  /** Only the host knows from which epoch an ended run can be resumed; load that first, so that no button changes twice. */
  async #end(run: RunSummary): Promise<void> {
    let checkpointEpoch: number | null = null;
    try {
      ({ checkpointEpoch } = await this.#api.request('runs.get', { id: this.id }));
    } catch {
      // Deleted meanwhile, or the connection was lost: then everything is reloaded.
    }
    if (this.#newest === run && this.#run) this.#run = { ...this.#run, ...run, checkpointEpoch };
  }

  /** Finds the baseline among the runs and fetches its values, once for each baseline; without one there are no values. */
  async findBaseline(runs: readonly RunSummary[]): Promise<void> {
    const found = this.#run ? baselineOf(this.#run, runs) : null;
    if (found?.id === this.#baselineRun?.id) return;
    this.#baselineRun = found;
    this.#baseline = new Map();
    if (found === null) return;
    const series = await this.#api.request('runs.metrics', { id: found.id, prefix: epochPrefix });
    const values = series.flatMap(({ key, values }) => {
      const value = values.at(-1);
      return typeof value !== 'number' ? [] : [[epochName(key) ?? key, value] as const];
    });
    this.#baseline = new Map(values);
  }
}
