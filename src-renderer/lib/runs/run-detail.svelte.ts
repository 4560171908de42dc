// One run with its experiment and its curves, live. Created when its page opens, dropped when it closes.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { RunDetails } from '#shared/contract/runs.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import { batchLossKey, batchPrefix, epochKey, epochName, epochPrefix, epochTimeKey } from '#shared/runs/metric-keys.ts';
import { stepsPerEpochOf, unknownCourse, type RunCourse } from '#shared/runs/run-axis.ts';
import { countsSteps } from '#shared/runs/run-origin.ts';
import { unpackRuns } from '#shared/runs/packed-runs.ts';
import { sentNumber, type SentSeries } from '#shared/runs/metric-series.ts';
import type { Points } from '#shared/runs/point-reducer.ts';
import { unpackSeries } from '#shared/runs/reduced-series.ts';
import { batchSmoothing } from '#shared/runs/smoother.ts';
import { mayResume } from '#shared/runs/run-status.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import { spliced, type StepRange } from '#renderer/lib/runs/curve-detail.ts';
import { drawnColumns } from '#renderer/lib/runs/curve-store.svelte.ts';
import { shownKeys } from '#renderer/lib/runs/run-curves.ts';
import { SeriesSet } from '#renderer/lib/runs/series-set.svelte.ts';

export class RunDetail {
  readonly id: RunId;
  readonly series = new SeriesSet();
  #run: RunDetails | null = $state.raw(null);
  /** From the last event. */
  #newest: RunSummary | null = null;
  /** How often points were taken back. */
  #cuts = 0;
  #error: AppError | null = $state.raw(null);
  #keys: readonly string[] = $state.raw([]);
  /** Metrics of the baseline of the same data, by name. */
  #baseline: ReadonlyMap<string, number> = $state.raw(new Map());
  #baselineRun: RunSummary | null = $state.raw(null);
  #smoothedBatches: Points | null = $state.raw(null);
  #zoomedBatches: StepRange | null = null;
  #isZooming = false;
  readonly #api: WorkbenchApi;

  constructor(api: WorkbenchApi, id: RunId) {
    this.#api = api;
    this.id = id;
  }

  get run(): RunDetails | null {
    return this.#run;
  }

  /** The keys of its series of epochs when it was read; not all of them are in `series`. */
  get keys(): readonly string[] {
    return this.#keys;
  }

  get error(): AppError | null {
    return this.#error;
  }

  /** The smoothed loss of the batches, where not all of their losses are here; null where they are. */
  get smoothedBatches(): Points | null {
    return this.#smoothedBatches;
  }

  /** Where its points are in time, as far as that is known. */
  get course(): RunCourse {
    const run = this.#run;
    if (run === null) return unknownCourse;
    return {
      seconds: this.series.get(epochKey('seconds')),
      endedAtMs: this.series.get(epochTimeKey),
      startedAtMs: run.startedAtMs,
      stepsPerEpoch: countsSteps(run.origin)
        ? 1
        : stepsPerEpochOf(this.series.get(batchLossKey).steps.at(-1) ?? null, run.epochsDone),
    };
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
    const [newest, cuts] = [this.#newest, this.#cuts];
    try {
      const asked = this.#api.request('runs.get', { id: this.id });
      const [run, epochs, times] = await Promise.all([
        asked,
        this.#loadEpochs(asked),
        this.#api.request('runs.metrics', { id: this.id, prefix: epochTimeKey }),
        this.#loadBatches(),
      ]);
      this.#error = null;
      // An event that came meanwhile is newer than the answer.
      const isOlder = newest !== this.#newest;
      const hasEnded = this.#run === null && isOlder && this.#newest?.status !== run.status;
      // The answer has points that were taken back meanwhile, or does not know from where the run can be resumed.
      if (cuts !== this.#cuts || hasEnded) {
        await this.load();
        return;
      }
      const { checkpointEpoch } = (isOlder ? this.#run : null) ?? run;
      this.#run = { ...run, ...(isOlder ? this.#newest : null), checkpointEpoch };
      this.series.addSeries([...epochs, ...times]);
    } catch (error) {
      // Keep what is shown when the connection was lost meanwhile; the banner says so.
      const appError = toAppError(error);
      if (this.#run === null || appError.code === 'not-found') this.#error = appError;
    }
  }

  /** Of a run of another program there may be thousands of series: those that the page shows are read. */
  async #loadEpochs(asked: Promise<RunDetails>): Promise<readonly SentSeries[]> {
    const { id } = this;
    if ((await asked).origin === null) return this.#api.request('runs.metrics', { id, prefix: epochPrefix });
    const keys = await this.#api.request('runs.metric-keys', { id });
    this.#keys = keys;
    return this.#api.request('runs.metrics', { id, keys: shownKeys(keys) });
  }

  handle(event: WorkbenchEvent): void {
    if (event.type === 'metrics' && event.runId === this.id) this.series.addPoints(event.points);
    else if (event.type === 'run' && event.run.id === this.id) this.#follow(event.run);
    else if (event.type === 'marked') {
      const run = unpackRuns(event.runs).find(({ id }) => id === this.id);
      if (run !== undefined) this.#follow(run);
    } else if (event.type === 'truncated' && event.runId === this.id) {
      this.#cuts++;
      this.series.truncate(epochPrefix, event.epoch);
      this.series.truncate(epochTimeKey, event.epoch);
      this.series.truncate(batchPrefix, event.steps);
      // It fails when the connection was lost: then all is loaded again when it is back.
      void this.#loadBatches().catch(() => undefined);
    }
  }

  /** There is a loss for every batch: of a long run only some of them are read. */
  async #loadBatches(): Promise<void> {
    const columns = drawnColumns;
    const request = { ids: [this.id], keys: [batchLossKey], columns, smoothing: batchSmoothing };
    const [part] = unpackSeries(await this.#api.request('runs.series', request));
    if (part !== undefined)
      this.series.addSeries([{ key: batchLossKey, steps: [...part.steps], values: part.values.map(sentNumber) }]);
    this.#smoothedBatches = part === undefined || part.isWhole ? null : { steps: part.steps, values: part.smoothed };
  }

  /** Reads the losses of a stretch of batches finely, where not all of them are here; null when the whole is shown. */
  async zoomBatches(range: StepRange | null): Promise<void> {
    this.#zoomedBatches = range;
    if (this.#isZooming) return;
    this.#isZooming = true;
    try {
      let read: StepRange | null = null;
      while (this.#zoomedBatches !== read && this.#zoomedBatches !== null && this.#smoothedBatches !== null) {
        read = this.#zoomedBatches;
        await this.#readBatches(read);
      }
    } catch {
      // The connection was lost, or the run is gone: what is shown stays.
    } finally {
      this.#isZooming = false;
    }
  }

  async #readBatches({ from, to }: StepRange): Promise<void> {
    const cuts = this.#cuts;
    const request = {
      ids: [this.id],
      keys: [batchLossKey],
      from,
      to,
      columns: drawnColumns,
      smoothing: batchSmoothing,
    };
    const [part] = unpackSeries(await this.#api.request('runs.series', request));
    if (part === undefined || cuts !== this.#cuts || this.#smoothedBatches === null) return;
    this.series.addSeries([{ key: batchLossKey, steps: [...part.steps], values: part.values.map(sentNumber) }]);
    const last = this.#smoothedBatches.steps.at(-1) ?? 0;
    // What came after the host's answer about the whole is smoothed here.
    const known = { steps: part.steps.filter((step) => step <= last), values: part.smoothed };
    this.#smoothedBatches = spliced(this.#smoothedBatches, known, { from, to: Math.min(to, last) });
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
