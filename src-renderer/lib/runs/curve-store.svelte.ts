// The drawn curves of some runs: as many of their stored points as a chart can show, more of them where it is zoomed, and on demand
// every value at one step.
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { unpackSeries, type SeriesPart } from '#shared/runs/reduced-series.ts';
import type { XAxis } from '#shared/runs/run-axis.ts';
import type { XRange } from '#shared/charts/x-range.ts';
import { hasStep, valueOf } from '#shared/charts/drawn-points.ts';
import { stepsOf, stepsWithin, withDetail, type Detail, type StepRange } from '#renderer/lib/runs/curve-detail.ts';

/** Columns of a chart: as many as its pixels, or nearly. */
export const drawnColumns = 1000;

/** So many series are read at a time: the host answers others in between. */
const keysAtOnce = 4;

/** A curve's name: of several runs the run's id, of one run its key. */
type NameOf = (part: Pick<SeriesPart, 'id' | 'key'>) => string;

interface Shown {
  readonly ids: readonly RunId[];
  readonly keys: readonly string[];
  readonly axis: XAxis;
  /** Series of so many points are read as they are. */
  readonly whole: number;
  readonly smoothing: number | null;
  readonly nameOf: NameOf;
}

/** How series of one run are shown. */
export interface ShownSeries {
  readonly axis: XAxis;
  /** Series of so many points are read as they are. */
  readonly whole?: number;
  /** The weight of the moving average that is read beside the values; null for none. */
  readonly smoothing?: number | null;
}

export class CurveStore {
  readonly #api: Pick<WorkbenchApi, 'request'>;
  #shown: Shown | null = null;
  /** By their names; null until the first answer. */
  #whole: ReadonlyMap<string, SeriesPart> | null = $state.raw(null);
  /** More points of the stretch that is zoomed to. */
  #detail: Detail | null = $state.raw(null);
  #axis: XAxis = $state.raw('epoch');
  readonly #curves = $derived(this.#whole && withDetail(this.#whole, this.#detail));
  /** The values of all curves at the step under the pointer. */
  #exact: { readonly step: number; readonly values: ReadonlyMap<string, number> } | null = $state.raw(null);
  #latest = 0;
  #newest: Promise<void> = Promise.resolve();
  #isLoading = false;
  #isStale = false;
  #wantedStep: number | null = null;
  #isAsking = false;
  #wantedRange: StepRange | null = null;
  /** Runs got further since the detail was read. */
  #isDetailStale = false;
  #isReadingDetail = false;

  constructor(api: Pick<WorkbenchApi, 'request'>) {
    this.#api = api;
  }

  /** The axis on which the curves have their places. */
  get axis(): XAxis {
    return this.#axis;
  }

  get isLoaded(): boolean {
    return this.#curves !== null;
  }

  /** Null until it is loaded, or where the run has no such curve. */
  curveOf(name: string): SeriesPart | null {
    return this.#curves?.get(name) ?? null;
  }

  /** A curve's stored value at a step: undefined until it is loaded, null where it has none. */
  valueAt(name: string, step: number): number | null | undefined {
    const curve = this.curveOf(name);
    if (curve === null) return null;
    if (hasStep(curve, step)) return valueOf(curve, step);
    const [first, last] = [curve.steps[0] ?? 0, curve.steps.at(-1) ?? 0];
    if (curve.isWhole || step < first || step > last) return null;
    const { range, parts } = this.#detail ?? {};
    if (range && step >= range.from && step <= range.to && parts?.get(name)?.isWhole) return null;
    return this.#exact?.step === step ? (this.#exact.values.get(name) ?? null) : undefined;
  }

  /** Shows one series of these runs over an axis; curves of the same series and axis stay until the answer. */
  async show(ids: readonly RunId[], key: string, axis: XAxis = 'epoch'): Promise<void> {
    const isSameCurve = this.#shown?.keys.join() === key && this.#shown.axis === axis;
    if (isSameCurve && this.#shown?.ids.join() === ids.join()) return;
    const nameOf: NameOf = ({ id }) => id;
    this.#detail = null;
    await this.#show({ ids, keys: [key], axis, whole: 0, smoothing: null, nameOf }, isSameCurve);
  }

  /** Reads series of one run anew; curves of the same axis stay until the answer. */
  async showSeries(id: RunId, keys: readonly string[], how: ShownSeries): Promise<void> {
    const shown: Shown = { ids: [id], keys, whole: 0, smoothing: null, ...how, nameOf: ({ key }) => key };
    await this.#show(shown, this.#shown?.axis === how.axis);
  }

  async #show(shown: Shown, isSameCurve: boolean): Promise<void> {
    // Another series must not be drawn by the name of this one.
    if (!isSameCurve) {
      this.#whole = null;
      this.#detail = null;
      this.#axis = shown.axis;
    }
    this.#shown = shown;
    this.#exact = null;
    await this.load();
  }

  /** Reads the curves finely in a stretch of the axis; null when the whole is shown. */
  async zoom(range: XRange | null): Promise<void> {
    await this.zoomSteps(
      range === null || this.#shown?.axis === 'epoch'
        ? stepsOf(range)
        : stepsWithin((this.#whole ?? new Map<string, SeriesPart>()).values(), range),
    );
  }

  /** Reads the curves finely in a stretch of steps; null when the whole is shown. */
  async zoomSteps(range: StepRange | null): Promise<void> {
    this.#wantedRange = range;
    if (range === null) this.#detail = null;
    else await this.#readDetail();
  }

  /** Reads the curves; where they are asked for again meanwhile, it is over with that answer. */
  load(): Promise<void> {
    this.#newest = this.#load(++this.#latest);
    return this.#newest;
  }

  async #load(mine: number): Promise<void> {
    const shown = this.#shown;
    if (shown === null || shown.ids.length === 0) return;
    this.#isLoading = true;
    this.#isStale = false;
    try {
      const parts = await this.#read(shown, null);
      if (mine === this.#latest) this.#whole = parts;
      this.#isDetailStale = true;
      void this.#readDetail();
    } finally {
      if (mine === this.#latest) {
        this.#isLoading = false;
        this.#catchUp();
        void this.#ask();
      }
    }
    if (mine !== this.#latest) await this.#newest;
  }

  /** The curves, or a stretch of them, by their names. */
  async #read(shown: Shown, range: StepRange | null, columns = drawnColumns): Promise<Map<string, SeriesPart>> {
    const { ids, keys, axis, whole, smoothing, nameOf } = shown;
    const groups = keys.flatMap((_, i) => (i % keysAtOnce === 0 ? [keys.slice(i, i + keysAtOnce)] : []));
    const answers = await Promise.all(
      groups.map((some) =>
        this.#api.request('runs.series', { ids: [...ids], keys: some, columns, whole, axis, smoothing, ...range }),
      ),
    );
    return new Map(answers.flatMap(unpackSeries).map((part) => [nameOf(part), part]));
  }

  #catchUp(): void {
    if (this.#isStale) void this.load().catch(() => undefined);
  }

  /** One request at a time, for the newest stretch. */
  async #readDetail(): Promise<void> {
    if (this.#isReadingDetail) return;
    this.#isReadingDetail = true;
    try {
      for (let range = this.#missingRange(); range !== null; range = this.#missingRange()) {
        const shown: Shown | null = this.#shown;
        if (shown === null) return;
        this.#isDetailStale = false;
        const parts = await this.#read({ ...shown, whole: 0 }, range);
        if (shown !== this.#shown || this.#wantedRange === null) continue;
        this.#detail = { range, parts };
      }
    } catch {
      // A run is gone, or the connection: then all is loaded again when it is back.
    } finally {
      this.#isReadingDetail = false;
    }
  }

  /** The stretch that is to be read; null where all of its points are here. */
  #missingRange(): StepRange | null {
    const range = this.#wantedRange;
    if (range === null || this.#whole === null || [...this.#whole.values()].every((part) => part.isWhole)) return null;
    const { from, to } = this.#detail?.range ?? {};
    return range.from === from && range.to === to && !this.#isDetailStale ? null : range;
  }

  /** A run that got further is read again, one request at a time. */
  handle(event: WorkbenchEvent): void {
    const id = event.type === 'run' ? event.run.id : event.type === 'truncated' ? event.runId : null;
    if (id === null || this.#shown?.ids.includes(id) !== true) return;
    this.#exact = null;
    // It fails when the connection was lost: then all is loaded again when it is back.
    if (this.#isLoading) this.#isStale = true;
    else void this.load().catch(() => undefined);
  }

  /** Reads the values of all curves at the step under the pointer. */
  point(step: number | null): void {
    this.#wantedStep = step;
    void this.#ask();
  }

  /** One request at a time, for the newest step. */
  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      for (let step = this.#missingStep(); step !== null; step = this.#missingStep()) {
        const shown: Shown | null = this.#shown;
        if (shown === null) return;
        const parts = await this.#read({ ...shown, axis: 'epoch' }, { from: step, to: step }, 1);
        if (shown !== this.#shown) continue;
        this.#exact = { step, values: new Map([...parts].map(([name, { values }]) => [name, values[0] ?? NaN])) };
      }
    } catch {
      // A run is gone, or the connection: what is not known is not told.
    } finally {
      this.#isAsking = false;
    }
  }

  #missingStep(): number | null {
    const step = this.#wantedStep;
    if (step === null || this.#shown === null) return null;
    const { ids, keys, nameOf } = this.#shown;
    const names = ids.flatMap((id) => keys.map((key) => nameOf({ id, key })));
    return names.some((name) => this.valueAt(name, step) === undefined) ? step : null;
  }
}
