// Times that a file has as numbers, in the one form that the reader of times takes without a guess.

const pad = (value: number): string => String(value).padStart(2, '0');

/** Whole days since 1970 as `2024-03-31`. */
export function dateText(days: number): string {
  return instantText(days * 86_400).slice(0, -' 00:00:00'.length);
}

/** Whole seconds since 1970. */
function instantText(seconds: number): string {
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  // The numbers of no time that anybody measured.
  if (Number.isNaN(year) || year < 1 || year > 9999) return `${seconds} s since 1970 00:00:00`;
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * A time as `2024-03-31 13:00:00.25`.
 * @param count parts of a second since 1970
 * @param perSecond how many of them a second has: a power of ten
 * @param isUtc whether the file says that it is UTC, as a `Z` then does; else it is what a clock showed
 */
export function timeText(count: bigint, perSecond: bigint, isUtc: boolean): string {
  const part = ((count % perSecond) + perSecond) % perSecond;
  const seconds = Number((count - part) / perSecond);
  const digits = String(perSecond).length - 1;
  const fraction = part === 0n ? '' : `.${String(part).padStart(digits, '0').replace(/0+$/, '')}`;
  return `${instantText(seconds)}${fraction}${isUtc ? 'Z' : ''}`;
}

/** A time of day as `13:00:00.25`, counted in parts of a second. */
export function clockText(count: bigint, perSecond: bigint): string {
  const seconds = Number(count / perSecond);
  const digits = String(perSecond).length - 1;
  const part = count % perSecond;
  const fraction = part === 0n ? '' : `.${String(part).padStart(digits, '0').replace(/0+$/, '')}`;
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}${fraction}`;
}
