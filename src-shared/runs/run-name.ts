// Names of runs of one experiment: the second `Weather · GRU` is `Weather · GRU (2)`, or `Weather · GRU · lr 0.01` where it differs.

interface Numbered {
  readonly base: string;
  /** 1 where there is none. */
  readonly number: number;
  /** Whether the number can be no part of the name: it is in parentheses. */
  readonly isMarked: boolean;
}

/** A name and the number after it: `GRU (2)`; of older runs, and behind a parenthesis, `GRU 2`. */
function numbered(name: string): Numbered {
  const [, base, marked, plain] = /^(.*\S) (?:\((\d{1,9})\)|(\d{1,9}))$/.exec(name) ?? [];
  if (base === undefined) return { base: name, number: 1, isMarked: false };
  return { base, number: Math.max(1, Number(marked ?? plain)), isMarked: marked !== undefined };
}

/**
 * The name of a new run: the requested one, with the next number when other runs have it.
 * `GRU 2` continues as `GRU (3)` only where there is a `GRU`; else its number belongs to the name, as in `Conv1D 64`.
 * @param taken names of all runs
 */
export function nextRunName(wanted: string, taken: readonly string[]): string {
  const names = new Set(taken);
  if (!names.has(wanted)) return wanted;
  const own = numbered(wanted);
  const base = own.number > 1 && (own.isMarked || names.has(own.base)) ? own.base : wanted;
  const numbers = taken.map((name) => (name === base ? { base, number: 1 } : numbered(name)));
  const last = Math.max(...numbers.filter((one) => one.base === base).map(({ number }) => number));
  return base.endsWith(')') ? `${base} ${last + 1}` : `${base} (${last + 1})`;
}

const separator = ' · ';

/** An experiment's name and what its run differs in: `Weather · GRU · lr 0.01`. */
export function nameWith(experimentName: string, differences: readonly string[]): string {
  return [experimentName, ...differences].join(separator);
}

/** Whether a run has the name that its experiment gave it: alone, with a number, or with what it differs in. */
export function isNamedAfter(name: string, experimentName: string): boolean {
  return (
    name === experimentName ||
    numbered(name).base === experimentName ||
    name.startsWith(`${experimentName}${separator}`)
  );
}
