// What the charts of one page share: the stretch of the x axis that is shown, and the place under the pointer. Charts with another
// x axis do not follow.
import type { XRange } from '#renderer/lib/charts/x-range.ts';

/** What stands along the x axis. */
export type XAxis = 'epoch' | 'step';

export class ChartView {
  #zoom: { readonly axis: XAxis; readonly range: XRange } | null = $state.raw(null);
  #pointed: { readonly axis: XAxis; readonly x: number } | null = $state.raw(null);

  /** What a person has zoomed to; null where the whole is shown. A growing chart keeps it. */
  rangeOf(axis: XAxis): XRange | null {
    return this.#zoom?.axis === axis ? this.#zoom.range : null;
  }

  get isZoomed(): boolean {
    return this.#zoom !== null;
  }

  /** @param range null for the whole */
  show(axis: XAxis, range: XRange | null): void {
    this.#zoom = range && { axis, range };
  }

  /** Shows the whole of every chart. */
  reset(): void {
    this.#zoom = null;
  }

  /** The place under the pointer, in whichever of the charts it is. */
  pointedOf(axis: XAxis): number | null {
    return this.#pointed?.axis === axis ? this.#pointed.x : null;
  }

  point(axis: XAxis, x: number | null): void {
    if (x === null && this.#pointed === null) return;
    this.#pointed = x === null ? null : { axis, x };
  }
}
