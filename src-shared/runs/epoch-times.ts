// When the epochs of a run ended, by the seconds that each took. Pure.
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { MetricSeries } from '#shared/runs/metric-series.ts';

/** Seconds after the run's start; both arrays run parallel, steps ascending. Empty where no times are known. */
export interface EpochTimes {
  readonly steps: readonly number[];
  readonly seconds: readonly number[];
}

/** @param series all of the run */
export function epochTimes(series: readonly MetricSeries[]): EpochTimes {
  const took = series.find(({ key }) => key === epochKey('seconds'));
  let time = 0;
  return { steps: took?.steps ?? [], seconds: (took?.values ?? []).map((value) => (time += value ?? 0)) };
}

/** The seconds until the end of a step, or of the last one before it that has a time; null where there is none. */
export function secondsUntil({ steps, seconds }: EpochTimes, step: number): number | null {
  let from = 0;
  let to = steps.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((steps[middle] ?? 0) <= step) from = middle + 1;
    else to = middle;
  }
  return seconds[from - 1] ?? null;
}
