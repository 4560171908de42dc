// How far apart the rows of a series are, from the first and the last cell of its time column.
import type { SeriesDataset } from '#shared/data/dataset.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Periods at which people measure, in seconds. */
const usualPeriods: readonly number[] = [
  ...[1, 2, 5, 10, 15, 20, 30],
  ...[1, 2, 5, 10, 12, 15, 20, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * hour),
  ...[1, 7, 30.436875, 365.2425].map((days) => days * day),
];

/** How much a usual period may differ from the mean distance: rows may be missing. */
const tolerance = 0.03;

/** `2013-01-01 01:00`, `2013-01-01T01:00:00Z`, `01.01.2009 00:10:00`; a day and a month in another order are not read. */
const yearFirst =
  /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const dayFirst = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?$/;

/** Seconds since 1970; null for a text that is no time. */
function secondsOf(text: string): number | null {
  const first = yearFirst.exec(text.trim());
  const last = first === null ? dayFirst.exec(text.trim()) : null;
  const found = first ?? last;
  if (found === null) return null;
  const [one = '1', month = '1', three = '1', hours = '0', minutes = '0', seconds = '0'] = found.slice(1);
  const [year, dayOfMonth] = first === null ? [three, one] : [one, three];
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth), Number(hours), Number(minutes));
  return Number.isFinite(ms) ? ms / 1000 + Number(seconds) : null;
}

/**
 * Seconds from one row to the next: the usual period that is nearest to the median distance of the rows (for what an older version
 * imported: their mean distance), or that one itself where none is near. Null where the data set has no times that can be read.
 */
export function samplingPeriod({ time, rows }: Pick<SeriesDataset, 'time' | 'rows'>): number | null {
  const stepMs = time?.facts?.stepMs ?? null;
  const step = stepMs === null ? meanDistance(time, rows) : stepMs / 1000;
  if (step === null) return null;
  const [nearest = step] = usualPeriods.toSorted((a, b) => Math.abs(a - step) - Math.abs(b - step));
  return Math.abs(nearest - step) <= tolerance * step ? nearest : step;
}

function meanDistance(time: SeriesDataset['time'], rows: number): number | null {
  const [first, last] = [time?.first, time?.last].map((text) => (text === undefined ? null : secondsOf(text)));
  if (typeof first !== 'number' || typeof last !== 'number' || rows < 2 || last <= first) return null;
  return (last - first) / (rows - 1);
}
