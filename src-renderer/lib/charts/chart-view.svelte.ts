// What the charts of one page share: their x axis, the stretch of it that is shown, and the place under the pointer. How a person has
// set them up is kept in localStorage; a zoom is not.
import { z } from 'zod';
import { spreads, type Spread } from '#shared/compare/sample-statistics.ts';
import { xAxes, type XAxis } from '#shared/runs/run-axis.ts';
import type { ChartAxis } from '#shared/charts/chart-spec.ts';
import type { XRange } from '#shared/charts/x-range.ts';

const storageKey = 'strata.charts';

const keptSchema = z.object({
  axis: z.enum(xAxes),
  isLog: z.boolean(),
  isLogX: z.boolean(),
  hidesOutliers: z.boolean(),
  drawsMeans: z.boolean(),
  spread: z.enum(spreads),
});
type Kept = z.infer<typeof keptSchema>;

const first: Kept = {
  axis: 'epoch',
  isLog: false,
  isLogX: false,
  hidesOutliers: true,
  drawsMeans: false,
  spread: 'deviation',
};

/** A text that is none of ours, or of a later version, is as good as none. */
function read(text: string | null): Kept {
  try {
    return keptSchema.safeParse({ ...first, ...(JSON.parse(text ?? 'null') as object | null) }).data ?? first;
  } catch {
    return first;
  }
}

export class ChartView {
  #kept: Kept = $state.raw(first);
  #zoom: { readonly axis: ChartAxis; readonly range: XRange } | null = $state.raw(null);
  #pointed: { readonly axis: ChartAxis; readonly x: number } | null = $state.raw(null);
  readonly #storage: Pick<Storage, 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    this.#kept = read(storage.getItem(storageKey));
  }

  /** What a person has chosen for the x axis; a chart that cannot be drawn over it has another. */
  get axis(): XAxis {
    return this.#kept.axis;
  }

  set axis(axis: XAxis) {
    this.#set({ axis });
    this.reset();
  }

  /** Whether the y axes are logarithmic. */
  get isLog(): boolean {
    return this.#kept.isLog;
  }

  set isLog(isLog: boolean) {
    this.#set({ isLog });
  }

  /** Whether the x axis is logarithmic, where it counts from zero. */
  get isLogX(): boolean {
    return this.#kept.isLogX;
  }

  set isLogX(isLogX: boolean) {
    this.#set({ isLogX });
    // A stretch may begin at zero.
    this.reset();
  }

  /** Whether values far from all others are left out, so that the others can be read. */
  get hidesOutliers(): boolean {
    return this.#kept.hidesOutliers;
  }

  set hidesOutliers(hidesOutliers: boolean) {
    this.#set({ hidesOutliers });
  }

  /** Whether runs that repeat each other are drawn as their mean, with a band around it. */
  get drawsMeans(): boolean {
    return this.#kept.drawsMeans;
  }

  set drawsMeans(drawsMeans: boolean) {
    this.#set({ drawsMeans });
  }

  /** What the band shows, and the table of repeats tells. */
  get spread(): Spread {
    return this.#kept.spread;
  }

  set spread(spread: Spread) {
    this.#set({ spread });
  }

  /** What a person has zoomed to; null where the whole is shown. A growing chart keeps it. */
  rangeOf(axis: ChartAxis): XRange | null {
    return this.#zoom?.axis === axis ? this.#zoom.range : null;
  }

  get isZoomed(): boolean {
    return this.#zoom !== null;
  }

  /** Charts with another x axis do not follow. @param range null for the whole */
  show(axis: ChartAxis, range: XRange | null): void {
    this.#zoom = range && { axis, range };
  }

  /** Shows the whole of every chart. */
  reset(): void {
    this.#zoom = null;
  }

  /** The place under the pointer, in whichever of the charts it is. */
  pointedOf(axis: ChartAxis): number | null {
    return this.#pointed?.axis === axis ? this.#pointed.x : null;
  }

  point(axis: ChartAxis, x: number | null): void {
    if (x === null && this.#pointed === null) return;
    this.#pointed = x === null ? null : { axis, x };
  }

  #set(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    this.#storage.setItem(storageKey, JSON.stringify(this.#kept));
  }
}
