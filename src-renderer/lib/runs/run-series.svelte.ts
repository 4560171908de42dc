// The series of one run, live. Of a short run all points are here. Of a long one some are, as many as a chart can show, with what all
// of them tell; more are read where a person zooms, points or scrolls. What comes while it trains is here in either case.
import type { RunId } from '#shared/base/ids.ts';
import type { RunDetails } from '#shared/contract/runs.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { hasStep, valueOf } from '#shared/charts/drawn-points.ts';
import type { XRange } from '#shared/charts/x-range.ts';
import { batchLossKey, batchPrefix, epochKey, epochPrefix, epochTimeKey } from '#shared/runs/metric-keys.ts';
import type { SentMetricPoint } from '#shared/runs/metric-series.ts';
import type { Points } from '#shared/runs/point-reducer.ts';
import { mostWhole, unpackSeries, type SeriesPart } from '#shared/runs/reduced-series.ts';
import { axisPlaces, stepsPerEpochOf, unknownCourse, type RunCourse, type XAxis } from '#shared/runs/run-axis.ts';
import { countsSteps } from '#shared/runs/run-origin.ts';
import { receivedFacts, type RunFacts } from '#shared/runs/series-facts.ts';
import { batchSmoothing } from '#shared/runs/smoother.ts';
import { StepList } from '#shared/runs/step-list.ts';
import { withPoint, type StepRange } from '#renderer/lib/runs/curve-detail.ts';
import { lastPoint, mergedSteps } from '#renderer/lib/runs/curve-facts.ts';
import { courseSince } from '#renderer/lib/runs/course-since.ts';
import { CurveStore } from '#renderer/lib/runs/curve-store.svelte.ts';
import { EpochRows, rowsAtOnce } from '#renderer/lib/runs/epoch-rows.svelte.ts';
import { shownKeys } from '#renderer/lib/runs/run-curves.ts';
import { epochsOf, factsAbout, pointsAfter } from '#renderer/lib/runs/series-facts.ts';
import { SeriesSet, type Series, type SeriesSource } from '#renderer/lib/runs/series-set.svelte.ts';

/** So many points of each series may come before the run is read again. */
const mostLive = 20_000;

export class RunSeries implements SeriesSource {
  readonly #api: WorkbenchApi;
  readonly id: RunId;
  readonly #run: () => RunDetails | null;
  /** All points of a short run; of a long one those that came since it was read. */
  readonly #live = new SeriesSet();
  readonly #curves: CurveStore;
  readonly #batches: CurveStore;
  readonly #rows: EpochRows;
  /** Null where all points are here. */
  #facts: RunFacts | null = $state.raw(null);
  #keys: readonly string[] = $state.raw([]);
  /** Stored points that are needed at their places, beside those that a chart shows. */
  #marked: readonly SeriesPart[] = $state.raw([]);
  #axis: XAxis = 'epoch';
  #cuts = 0;
  /** Points that came since it was read. */
  #added = 0;
  #isReading = false;
  #isStale = false;
  /** The series as they are now, made when they are asked for. */
  readonly #made = $derived.by(() => {
    void [this.#live.version, this.#facts, this.#marked, this.#curves.isLoaded, this.#batches.isLoaded, this.#run()];
    return new Map<string, Series>();
  });

  constructor(api: WorkbenchApi, id: RunId, run: () => RunDetails | null) {
    this.#api = api;
    this.id = id;
    this.#run = run;
    this.#curves = new CurveStore(api);
    this.#batches = new CurveStore(api);
    this.#rows = new EpochRows(api, id);
  }

  /** Whether only some of the points are here. */
  get isLong(): boolean {
    return this.#facts !== null;
  }

  /** The keys of its series of epochs when it was read; not all of them are here. */
  get storedKeys(): readonly string[] {
    return this.#keys;
  }

  get(key: string): Series {
    const made = this.#made;
    const series = made.get(key) ?? this.#make(key);
    made.set(key, series);
    return series;
  }

  keys(prefix: string): string[] {
    const known = [...(this.#facts?.figures.keys() ?? [])].filter((key) => key.startsWith(prefix));
    return [...new Set([...known, ...this.#live.keys(prefix)])];
  }

  #make(key: string): Series {
    const isBatch = key === batchLossKey;
    const store = isBatch ? this.#batches : this.#curves;
    const read = store.curveOf(key);
    if (isBatch ? (read?.isWhole ?? true) : this.#facts === null) return this.#live.get(key);
    const marked = this.#marked.filter((part) => part.key === key);
    const part = read && marked.reduce(withPoint, read);
    const { steps, values, places = [] } = part ?? { steps: [], values: [] };
    const later = pointsAfter(this.#live.get(key), steps.at(-1) ?? -1);
    const facts = this.#facts && factsAbout(key, this.#facts, (of) => this.#live.get(of));
    return {
      key,
      steps: [...steps, ...later.steps],
      values: [...values, ...later.values],
      ...(places.length > 0 && {
        places: [...places, ...later.steps.map(axisPlaces(store.axis, this.course, isBatch))],
      }),
      ...(facts && { facts }),
    };
  }

  /** The smoothed loss of the batches, where not all of their losses are here; null where they are. */
  get smoothedBatches(): Points | null {
    const part = this.#batches.curveOf(batchLossKey);
    return part === null || part.isWhole ? null : { steps: part.steps, values: part.smoothed };
  }

  /** Where its points are in time, as far as that is known; of a long run those that came since it was read. */
  get course(): RunCourse {
    const run = this.#run();
    if (run === null) return unknownCourse;
    const { startedAtMs, origin, epochsDone } = run;
    const read = this.#batches.curveOf(batchLossKey)?.steps.at(-1);
    const lastStep = this.#live.get(batchLossKey).steps.at(-1) ?? read ?? null;
    const seconds = this.#live.get(epochKey('seconds'));
    const times =
      this.#facts === null
        ? { seconds, endedAtMs: this.#live.get(epochTimeKey) }
        : courseSince(
            this.#curves.axis,
            startedAtMs,
            (key) => this.#curves.curveOf(key),
            (key) => this.#live.get(key),
          );
    return { ...times, startedAtMs, stepsPerEpoch: countsSteps(origin) ? 1 : stepsPerEpochOf(lastStep, epochsDone) };
  }

  /** The axis on which the series have their places, of those that a person may choose. */
  axisFor(chosen: XAxis): XAxis {
    return this.#facts === null ? chosen : this.#curves.axis;
  }

  /** Reads the places on the chosen axis where the page cannot compute them. */
  async showAxis(axis: XAxis): Promise<void> {
    if (axis === this.#axis) return;
    this.#axis = axis;
    this.#marked = [];
    if (this.#facts !== null) await this.#readAgain();
  }

  /** Reads the epochs of a stretch of the axis finely, where not all of them are here; null when the whole is shown. */
  async zoom(range: XRange | null): Promise<void> {
    await this.#curves.zoom(range);
  }

  async zoomBatches(range: StepRange | null): Promise<void> {
    await this.#batches.zoomSteps(range);
  }

  /** Reads the values at the epoch under the pointer. */
  point(step: number | null): void {
    if (this.#facts !== null) this.#curves.point(step);
  }

  /** A stored value at the epoch under the pointer: undefined until it is read, null where there is none. */
  pointedAt(key: string, step: number): number | null | undefined {
    const series = this.get(key);
    return hasStep(series, step) ? valueOf(series, step) : this.#facts && this.#curves.valueAt(key, step);
  }

  /** A stored value for a table: undefined until it is read, null where there is none. */
  cellAt(key: string, step: number): number | null | undefined {
    const series = this.get(key);
    if (hasStep(series, step)) return valueOf(series, step);
    const end = series.facts?.figures.end.epoch ?? -1;
    return step > end ? null : this.#rows.valueAt(key, step);
  }

  /** The epochs at which any of the series has a point, by their places in a table. */
  epochsOf(keys: readonly string[]): Pick<StepList, 'count' | 'at'> {
    if (this.#facts !== null) return new StepList(epochsOf(keys, this.#facts, (key) => this.#live.get(key)));
    const steps = mergedSteps(keys.map((key) => this.#live.get(key)));
    return { count: steps.length, at: (place) => steps[place] };
  }

  /** Reads what a table shows: the rows from one place to another. */
  needRows(keys: readonly string[], epochs: Pick<StepList, 'count' | 'at'>, from: number, past: number): void {
    const end = this.#facts?.epochs.to.at(-1) ?? -1;
    // By halves of what is read, so that scrolling a little asks for nothing. What came since is here.
    const half = rowsAtOnce / 2;
    const first = Math.floor(from / half) * half;
    const last = Math.min(epochs.count, Math.max(past, first + rowsAtOnce)) - 1;
    const range = { from: epochs.at(first) ?? Infinity, to: Math.min(end, epochs.at(last) ?? end) };
    if (range.from <= range.to) this.#rows.need(keys, range);
  }

  /** @returns false where points were taken back meanwhile: then it must be read again */
  async load(asked: Promise<Pick<RunDetails, 'origin'>>): Promise<boolean> {
    const cuts = this.#cuts;
    this.#added = 0;
    await Promise.all([this.#loadEpochs(asked, cuts), this.#loadBatches()]);
    return cuts === this.#cuts;
  }

  /** Of a run of another program there may be thousands of series: those that the page shows are read. */
  async #loadEpochs(asked: Promise<Pick<RunDetails, 'origin'>>, cuts: number): Promise<void> {
    const { id } = this;
    const [{ origin }, stored] = await Promise.all([asked, this.#api.request('runs.metric-keys', { id })]);
    this.#keys = stored;
    const keys = origin === null ? stored : shownKeys(stored);
    const shown = [...keys, epochTimeKey];
    const axis = this.#facts === null ? 'epoch' : this.#axis;
    await this.#curves.showSeries(id, shown, { axis, whole: mostWhole });
    if (cuts !== this.#cuts) return;
    const parts = shown.flatMap((key) => this.#curves.curveOf(key) ?? []);
    if (parts.every(({ isWhole }) => isWhole)) {
      this.#facts = null;
      this.#live.addSeries(parts);
      return;
    }
    const facts = receivedFacts(await this.#api.request('runs.facts', { id, keys }));
    if (cuts !== this.#cuts) return;
    for (const { key, steps } of parts) this.#live.dropUntil(key, steps.at(-1) ?? -1);
    this.#facts = facts;
    if (axis !== this.#axis)
      await Promise.all([
        this.#curves.showSeries(id, shown, { axis: this.#axis, whole: mostWhole }),
        this.#loadBatches(),
      ]);
    await this.#mark();
  }

  /** Where overfitting begins and ends is drawn: its places are told. */
  async #mark(): Promise<void> {
    this.#marked = [];
    const axis = this.#axis;
    if (axis === 'epoch') return;
    const validation = this.get(epochKey('val_loss'));
    const steps = [validation.facts?.overfitsSince ?? null, lastPoint(validation)?.step ?? null];
    const missing = steps.filter((step) => step !== null && !hasStep(validation, step));
    const answers = await Promise.all(
      missing.map((at) =>
        this.#api.request('runs.series', {
          ids: [this.id],
          keys: [validation.key],
          from: at,
          to: at,
          columns: 1,
          axis,
        }),
      ),
    );
    this.#marked = answers.flatMap(unpackSeries);
  }

  /** There is a loss for every batch: of a long run only some of them are read. */
  async #loadBatches(): Promise<void> {
    const cuts = this.#cuts;
    const axis = this.#facts === null ? 'epoch' : this.#axis;
    const how = { axis, smoothing: batchSmoothing };
    await this.#batches.showSeries(this.id, [batchLossKey], how);
    const part = this.#batches.curveOf(batchLossKey);
    if (part === null || cuts !== this.#cuts) return;
    if (part.isWhole) this.#live.addSeries([part]);
    else this.#live.dropUntil(batchLossKey, part.steps.at(-1) ?? -1);
  }

  /** Points that come while the run trains. */
  add(points: readonly SentMetricPoint[]): void {
    this.#live.addPoints(points);
    const isLate = points.some(({ key, step }) => step <= (this.#facts?.figures.get(key)?.end.epoch ?? -1));
    if (isLate) this.#rows.clear();
    this.#added += points.length;
    if (isLate || this.#added > mostLive * Math.max(1, this.#keys.length)) void this.#readAgain();
  }

  /** The run is resumed from an earlier epoch: the points after it are gone. */
  cut(epoch: number, steps: number): void {
    this.#cuts++;
    this.#marked = [];
    this.#live.truncate(epochPrefix, epoch);
    this.#live.truncate(epochTimeKey, epoch);
    this.#live.truncate(batchPrefix, steps);
    if (this.#facts !== null) this.#rows.clear();
    void this.#readAgain();
  }

  /** One after the other; what happens meanwhile is read once more. */
  async #readAgain(): Promise<void> {
    this.#isStale = true;
    const run = this.#run();
    if (this.#isReading || run === null) return;
    this.#isReading = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        if (!(await this.load(Promise.resolve(run)))) this.#isStale = true;
      }
    } catch {
      // The connection was lost, or the run is gone: all is loaded again when it is back.
    } finally {
      this.#isReading = false;
    }
  }
}
