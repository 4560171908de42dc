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

interface Shown {
  readonly ids: readonly RunId[];
  readonly key: string;
  readonly axis: XAxis;
}

export class CurveStore {
  readonly #api: Pick<WorkbenchApi, 'request'>;
  #shown: Shown | null = null;
  /** By the run's id; null until the first answer. */
  #whole: ReadonlyMap<string, SeriesPart> | null = $state.raw(null);
  /** More points of the stretch that is zoomed to. */
  #detail: Detail | null = $state.raw(null);
  readonly #curves = $derived(this.#whole && withDetail(this.#whole, this.#detail));
  /** The values of all curves at the step under the pointer. */
  #exact: { readonly step: number; readonly values: ReadonlyMap<string, number> } | null = $state.raw(null);
  #latest = 0;
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

  get isLoaded(): boolean {
    return this.#curves !== null;
  }

  /** Null until it is loaded, or where the run has no such curve. */
  curveOf(id: string): SeriesPart | null {
    return this.#curves?.get(id) ?? null;
  }

  /** A curve's stored value at a step: undefined until it is loaded, null where it has none. */
  valueAt(id: string, step: number): number | null | undefined {
    const curve = this.curveOf(id);
    if (curve === null) return null;
    if (hasStep(curve, step)) return valueOf(curve, step);
    const [first, last] = [curve.steps[0] ?? 0, curve.steps.at(-1) ?? 0];
    if (curve.isWhole || step < first || step > last) return null;
    const { range, parts } = this.#detail ?? {};
    if (range && step >= range.from && step <= range.to && parts?.get(id)?.isWhole) return null;
    return this.#exact?.step === step ? (this.#exact.values.get(id) ?? null) : undefined;
  }

  /** Shows one series of these runs over an axis; curves of the same series and axis stay until the answer. */
  async show(ids: readonly RunId[], key: string, axis: XAxis = 'epoch'): Promise<void> {
    const isSameCurve = this.#shown?.key === key && this.#shown.axis === axis;
    if (isSameCurve && this.#shown?.ids.join() === ids.join()) return;
    // Another series must not be drawn by the name of this one.
    if (!isSameCurve) this.#whole = null;
    this.#shown = { ids, key, axis };
    this.#exact = null;
    this.#detail = null;
    await this.load();
  }

  /** Reads the curves finely in a stretch of the axis; null when the whole is shown. */
  async zoom(range: XRange | null): Promise<void> {
    this.#wantedRange =
      range === null || this.#shown?.axis === 'epoch'
        ? stepsOf(range)
        : stepsWithin((this.#whole ?? new Map<string, SeriesPart>()).values(), range);
    if (range === null) this.#detail = null;
    else await this.#readDetail();
  }

  async load(): Promise<void> {
    const mine = ++this.#latest;
    if (this.#shown === null || this.#shown.ids.length === 0) return;
    const { ids, key, axis } = this.#shown;
    this.#isLoading = true;
    this.#isStale = false;
    try {
      const answer = await this.#api.request('runs.series', {
        ids: [...ids],
        keys: [key],
        columns: drawnColumns,
        axis,
      });
      if (mine === this.#latest) this.#whole = new Map(unpackSeries(answer).map((part) => [part.id, part]));
      this.#isDetailStale = true;
      void this.#readDetail();
    } finally {
      if (mine === this.#latest) {
        this.#isLoading = false;
        this.#catchUp();
      }
    }
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
        const { from, to } = range;
        const { ids, key, axis } = shown;
        const input = { ids: [...ids], keys: [key], from, to, columns: drawnColumns, axis };
        const answer = unpackSeries(await this.#api.request('runs.series', input));
        if (shown !== this.#shown || this.#wantedRange === null) continue;
        this.#detail = { range, parts: new Map(answer.map((part) => [part.id, part])) };
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
        const input = { ids: [...shown.ids], keys: [shown.key], from: step, to: step, columns: 1 };
        const parts = unpackSeries(await this.#api.request('runs.series', input));
        if (shown !== this.#shown) continue;
        this.#exact = { step, values: new Map(parts.map((part) => [part.id, part.values[0] ?? NaN])) };
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
    return this.#shown.ids.some((id) => this.valueAt(id, step) === undefined) ? step : null;
  }
}
