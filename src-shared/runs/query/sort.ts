// The order of runs: `val_mae, started desc`. A metric alone begins with its best value, all else with its smallest.
import type { FilterError, Reads, RunValues, Value, Vocabulary } from '#shared/runs/query/ast.ts';
import { compileNumber } from '#shared/runs/query/evaluate.ts';
import { faults } from '#shared/runs/query/faults.ts';
import { attempt, readsOf, withoutSearchHint } from '#shared/runs/query/filter.ts';
import { kindOfReference, namesOf, type Names } from '#shared/runs/query/names.ts';
import { Parser } from '#shared/runs/query/parser.ts';
import { metricsIn, referenceOf, resolveNumber, wordOf, type Raw } from '#shared/runs/query/resolve.ts';
import type { Token } from '#shared/runs/query/tokens.ts';
import { metricMode } from '#shared/training/metric-mode.ts';

/** One value to sort by. */
export interface SortKey {
  readonly value: Value;
  readonly isDescending: boolean;
}

/** An order of runs: the later keys decide between runs that are equal by the earlier ones. */
export interface Sort {
  readonly keys: readonly SortKey[];
  readonly reads: Reads;
}

function valueOf(raw: Raw, names: Names): Value {
  const isName = raw.kind === 'token' && (raw.token.kind === 'word' || raw.token.kind === 'name');
  if (isName && !['baseline', 'infinity'].includes(wordOf(raw)?.toLowerCase() ?? ''))
    return referenceOf(raw, names) ?? resolveNumber(raw, names, new Set());
  return resolveNumber(raw, names, metricsIn([raw], names));
}

/** Reads an order: names or expressions with commas between them, each with `asc` or `desc` behind it or not. */
export function parseSort(
  text: string,
  vocabulary: Vocabulary,
): { readonly sort: Sort } | { readonly error: FilterError } {
  const parsed = attempt(() => {
    const names = namesOf(vocabulary);
    const parser = new Parser(text, names);
    const keys: SortKey[] = [];
    if (parser.peek().kind === 'end') throw faults.empty(parser.peek());
    for (let after: Token | null = null; ; after = parser.take()) {
      const value = valueOf(parser.operand(after), names);
      const direction = parser.peek().kind === 'word' ? parser.peek().text.toLowerCase() : '';
      const isDirected = direction === 'asc' || direction === 'desc';
      if (isDirected) parser.take();
      const isRising = value.kind === 'metric' && metricMode(value.name) === 'max';
      keys.push({ value, isDescending: isDirected ? direction === 'desc' : isRising });
      if (parser.peek().kind !== 'comma') break;
    }
    parser.end();
    return keys;
  });
  if ('error' in parsed) return { error: withoutSearchHint(parsed.error) };
  return { sort: { keys: parsed.value, reads: readsOf(parsed.value.map(({ value }) => value)) } };
}

type Key = string | number | null;

function keyOf(value: Value): (run: RunValues) => Key {
  const isText =
    (value.kind === 'column' && ['text', 'list', 'boolean'].includes(kindOfReference(value))) ||
    value.kind === 'setting';
  if (!isText) return compileNumber(value);
  return (run) => {
    const found = value.kind === 'setting' ? run.setting(value.path) : run.column(value.name);
    if (typeof found === 'object') return found === null ? null : found.join(', ');
    return typeof found === 'boolean' ? Number(found) : found;
  };
}

const collator = new Intl.Collator('en', { numeric: true });

/** Numbers come before texts, and both before what is missing, in either direction. */
const ranks = { number: 0, text: 1, missing: 2 } as const;

/** A column of keys as numbers: of a text its place among all texts. */
function columnOf(keys: readonly Key[]): { readonly groups: Uint8Array; readonly places: Float64Array } {
  const texts = [...new Set(keys.filter((key) => typeof key === 'string'))].sort(collator.compare);
  const places = new Map<string, number>();
  let place = 0;
  let before: string | null = null;
  for (const text of texts) {
    // `GRU` and `gru` differ for the set but may be equal for the order.
    if (before !== null && collator.compare(before, text) !== 0) place++;
    places.set(text, place);
    before = text;
  }
  const column = { groups: new Uint8Array(keys.length), places: new Float64Array(keys.length) };
  for (const [i, key] of keys.entries()) {
    const isMissing = key === null || key === '' || Number.isNaN(key);
    column.groups[i] = isMissing ? ranks.missing : typeof key === 'string' ? ranks.text : ranks.number;
    column.places[i] = isMissing ? 0 : typeof key === 'string' ? (places.get(key) ?? 0) : key;
  }
  return column;
}

/**
 * The runs in order, as a new array. Runs without a value come last in either direction; equal ones stay as they were.
 * @param valuesOf the values of a run; asked once for each run and key
 */
export function sortRuns<Run>(
  runs: readonly Run[],
  { keys }: Pick<Sort, 'keys'>,
  valuesOf: (run: Run) => RunValues,
): Run[] {
  const columns = keys.map(({ value, isDescending }) => {
    const read = keyOf(value);
    return { ...columnOf(runs.map((run) => read(valuesOf(run)))), sign: isDescending ? -1 : 1 };
  });
  const order = Uint32Array.from(runs, (_, i) => i);
  order.sort((a, b) => {
    for (const { groups, places, sign } of columns) {
      const apart = groups[a]! - groups[b]!;
      if (apart !== 0) return apart;
      const one = places[a]!;
      const other = places[b]!;
      // Not by their difference: that of two infinities is NaN.
      if (one !== other) return one < other ? -sign : sign;
    }
    return a - b;
  });
  return Array.from(order, (i) => runs[i]!);
}
