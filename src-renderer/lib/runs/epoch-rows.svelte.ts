// The stored values of some epochs of a long run, read as a table shows them: the newest stretch first, a few stretches are kept.
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Points } from '#shared/runs/point-reducer.ts';
import { mostWhole, unpackSeries } from '#shared/runs/reduced-series.ts';
import { valueAt } from '#renderer/lib/runs/curve-facts.ts';
import type { StepRange } from '#renderer/lib/runs/curve-detail.ts';

interface Stretch extends StepRange {
  readonly series: ReadonlyMap<string, Points>;
}

/** More than a screen shows, and few enough that all points are sent. */
export const rowsAtOnce = 400;
const mostKept = 12;
/** So many series are in one request. */
const mostKeys = 20;

export class EpochRows {
  readonly #api: Pick<WorkbenchApi, 'request'>;
  readonly #id: RunId;
  #stretches: readonly Stretch[] = $state.raw([]);
  #wanted: { readonly keys: readonly string[]; readonly range: StepRange } | null = null;
  #isReading = false;
  /** Rises when what was read is no longer true. */
  #generation = 0;

  constructor(api: Pick<WorkbenchApi, 'request'>, id: RunId) {
    this.#api = api;
    this.#id = id;
  }

  /** A stored value: undefined until it is read, null where there is none. */
  valueAt(key: string, step: number): number | null | undefined {
    const stretch = this.#stretches.find(({ from, to }) => step >= from && step <= to);
    if (stretch === undefined) return undefined;
    const points = stretch.series.get(key);
    return points === undefined ? null : valueAt({ key, ...points }, step);
  }

  /** Reads a stretch of not more than `rowsAtOnce` epochs that is shown. */
  need(keys: readonly string[], range: StepRange): void {
    this.#wanted = { keys, range };
    void this.#read();
  }

  /** Points were changed or taken back: what is shown is read again. */
  clear(): void {
    this.#generation += 1;
    this.#stretches = [];
    void this.#read();
  }

  #isHere({ from, to }: StepRange): boolean {
    return this.#stretches.some((one) => one.from <= from && one.to >= to);
  }

  /** One stretch at a time, the newest that is wanted. */
  async #read(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#wanted !== null && !this.#isHere(this.#wanted.range)) {
        const { keys, range } = this.#wanted;
        const generation = this.#generation;
        const groups = keys.flatMap((_, i) => (i % mostKeys === 0 ? [keys.slice(i, i + mostKeys)] : []));
        const answers = await Promise.all(
          groups.map((some) =>
            this.#api.request('runs.series', { ids: [this.#id], keys: some, ...range, columns: 1, whole: mostWhole }),
          ),
        );
        if (generation !== this.#generation) continue;
        const series = new Map(answers.flatMap(unpackSeries).map((part) => [part.key, part]));
        this.#stretches = [{ ...range, series }, ...this.#stretches].slice(0, mostKept);
      }
    } catch {
      // The run is gone, or the connection: then it is asked for again when it is back.
    } finally {
      this.#isReading = false;
    }
  }
}
