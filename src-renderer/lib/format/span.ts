// How long some rows of a series take, in the words of a language: 5 days, 90 minutes, 3 months.
import type { Language } from '#shared/locales/language.ts';

const day = 86_400_000;
const units = [
  ['day', day],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
] as const;
/** Rows that are this far apart are of months or years, and are counted in them. */
const monthMs = 30.436875 * day;
const yearMs = 365.2425 * day;
/** A rounded number may differ by this share. */
const tolerance = 5e-4;

/** Making one takes longer than formatting a hundred times. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatterOf(language: Language, unit: string): Intl.NumberFormat {
  const key = `${language} ${unit}`;
  const made =
    formatters.get(key) ??
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 });
  formatters.set(key, made);
  return made;
}

/** @param stepMs the distance of the rows: spans of months and years are named so where it is as long itself */
export function spanText(ms: number, stepMs: number, language: Language): string {
  const text = (value: number, unit: string): string => formatterOf(language, unit).format(value);
  if (stepMs >= 364 * day) return text(Math.round(ms / yearMs), 'year');
  if (stepMs >= 28 * day) return text(Math.round(ms / monthMs), 'month');
  const fits = units.find(([, size]) => {
    const value = ms / size;
    return value >= 1 && Math.abs(Math.round(value * 10) / 10 - value) <= tolerance * value;
  });
  const [unit, size] = fits ?? units.find((one) => ms >= one[1]) ?? ['millisecond', 1];
  return text(ms / size, unit);
}
