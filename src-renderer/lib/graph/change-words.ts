// A change of a value as it is shown: `filters 32 → 64`. Pure.
import type { JsonValue } from '#shared/base/json.ts';
import type { ValueChange } from '#shared/compare/model-difference.ts';

export interface ChangeLine {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Where there is no value. */
const none = '–';

function valueText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return none;
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', ');
}

export function changeLines(changes: readonly ValueChange[]): ChangeLine[] {
  return changes.map(({ name, from, to }) => ({ name, from: valueText(from), to: valueText(to) }));
}

/** The sign that says without colour what became of a layer or an edge. */
export const differenceSigns = { same: '=', changed: '~', added: '+', removed: '−' } as const;
