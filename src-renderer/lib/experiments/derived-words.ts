// How a derived column is said, and what one that is added is called.
import type { DerivedColumn, Period } from '#shared/data/derived-columns.ts';
import type { Format } from '#renderer/lib/format/format.ts';
import type { Messages } from '#renderer/locales/en.ts';

/** What a person chooses; the time gives a sine and a cosine. */
export const derivedKinds = ['lag', 'difference', 'rolling_mean', 'time'] as const;
export type DerivedKind = (typeof derivedKinds)[number];

/** `temp, 24 rows earlier`. */
export function derivedSaid(derived: DerivedColumn, words: Messages['settingsOf'], format: Format): string {
  const { derivedSays: says, periods } = words;
  return 'rows' in derived
    ? says[derived.kind as 'lag'](derived.column as string, format.count(derived.rows as number))
    : says[derived.kind as 'sine'](periods[derived.period]);
}

const endings = { lag: 'lag', difference: 'diff', rolling_mean: 'mean' } as const;

/** The columns of a choice, with names that say what they are: `temp_lag_24`, `day_sin`. */
export function derivedOf(kind: DerivedKind, column: string, rows: number, period: Period): DerivedColumn[] {
  if (kind !== 'time') return [{ kind, name: `${column}_${endings[kind]}_${rows}`, column, rows }];
  return [
    { kind: 'sine', name: `${period}_sin`, period },
    { kind: 'cosine', name: `${period}_cos`, period },
  ];
}
