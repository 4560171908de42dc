// What the parser's operands mean: names are found in the vocabulary, calls become values of metrics, arithmetic takes numbers only.
import type { Arithmetic, Literal, Reference, Value } from '#shared/runs/query/ast.ts';
import { faults, type Range } from '#shared/runs/query/faults.ts';
import { kindOfReference, type FunctionName, type Names, type ValueKind } from '#shared/runs/query/names.ts';
import type { Token } from '#shared/runs/query/tokens.ts';

/** An operand as it is written, before it is known whether it is a value or words to search for. */
export type Raw = Range &
  (
    | { readonly kind: 'token'; readonly token: Token }
    | { readonly kind: 'call'; readonly name: FunctionName; readonly given: readonly Raw[] }
    | { readonly kind: 'negative'; readonly of: Raw }
    | { readonly kind: 'binary'; readonly operator: Arithmetic; readonly left: Raw; readonly right: Raw }
  );

/** The word of an operand that is one; null for every other. */
export function wordOf(raw: Raw): string | null {
  return raw.kind === 'token' && raw.token.kind === 'word' ? raw.token.text : null;
}

function isWord(raw: Raw, word: string): boolean {
  return wordOf(raw)?.toLowerCase() === word;
}

/** What a bare or backquoted name refers to. Throws a fault when that is nothing, or several settings. */
export function referenceOf(raw: Raw, names: Names): Reference | null {
  if (raw.kind !== 'token' || (raw.token.kind !== 'word' && raw.token.kind !== 'name')) return null;
  const { text } = raw.token;
  const meaning = names.find(text);
  if (meaning === null) throw faults.unknownName(raw, text, [...names.all, 'baseline']);
  if (meaning.kind === 'ambiguous') throw faults.ambiguous(raw, text, meaning.paths);
  return meaning;
}

/** The kind of a comparison's left side. */
export function kindOfLeft(raw: Raw, names: Names): ValueKind {
  if (raw.kind !== 'token' || isWord(raw, 'baseline') || isWord(raw, 'infinity')) return 'number';
  if (raw.token.kind === 'number') return raw.token.suffix === 'duration' ? 'duration' : 'number';
  if (isWord(raw, 'true') || isWord(raw, 'false')) throw faults.nameFirst(raw);
  const reference = referenceOf(raw, names);
  if (reference === null) throw faults.nameFirst(raw);
  return kindOfReference(reference);
}

/** The metrics that operands name: when it is one, `baseline` alone means that one's. */
export function metricsIn(raws: readonly Raw[], names: Names): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (raw: Raw): void => {
    if (raw.kind === 'binary') [raw.left, raw.right].forEach(visit);
    else if (raw.kind === 'negative') visit(raw.of);
    else if (raw.kind === 'call') raw.given.forEach(visit);
    else if (raw.token.kind === 'word' || raw.token.kind === 'name') {
      const meaning = names.find(raw.token.text);
      if (meaning?.kind === 'metric') found.add(meaning.name);
    }
  };
  raws.forEach(visit);
  return found;
}

function metricOf(call: string, at: Range, given: Raw | undefined, names: Names): string {
  const reference = given === undefined ? null : referenceOf(given, names);
  if (reference?.kind !== 'metric') throw faults.notMetric(given ?? at, call);
  return reference.name;
}

function resolveCall(raw: Raw & { readonly kind: 'call' }, names: Names): Value {
  const [metric, epoch, ...more] = raw.given;
  if (raw.name === 'has') throw faults.conditionAsValue(raw);
  if (raw.name !== 'at') {
    if (epoch !== undefined) throw faults.notMetric(raw, raw.name);
    return { kind: 'metric', name: metricOf(raw.name, raw, metric, names), of: raw.name };
  }
  const token = epoch?.kind === 'token' && epoch.token.kind === 'number' ? epoch.token : null;
  if (metric === undefined || token === null || more.length > 0) throw faults.notEpoch(epoch ?? raw);
  if (!Number.isSafeInteger(token.value) || token.value < 1 || token.suffix === 'duration')
    throw faults.notEpoch(token);
  return { kind: 'metric', name: metricOf(raw.name, raw, metric, names), of: token.value };
}

/** The value of an operand where a number belongs. `metrics` are those of the comparison or expression it is in. */
export function resolveNumber(raw: Raw, names: Names, metrics: ReadonlySet<string>): Value {
  switch (raw.kind) {
    case 'call':
      return resolveCall(raw, names);
    case 'negative': {
      const of = resolveNumber(raw.of, names, metrics);
      // `-5` is a number; zero has no sign.
      return of.kind === 'number' ? { ...of, value: of.value === 0 ? 0 : -of.value } : { kind: 'negative', of };
    }
    case 'binary': {
      const left = resolveNumber(raw.left, names, metrics);
      return { kind: 'binary', operator: raw.operator, left, right: resolveNumber(raw.right, names, metrics) };
    }
    case 'token':
      return resolveToken(raw, names, metrics);
  }
}

const number = (value: number, isDuration = false): Literal => ({ kind: 'number', value, isDuration });

function resolveToken(raw: Raw & { readonly kind: 'token' }, names: Names, metrics: ReadonlySet<string>): Value {
  const { token } = raw;
  if (token.kind === 'number') return number(token.value, token.suffix === 'duration');
  if (isWord(raw, 'infinity')) return number(Infinity);
  if (isWord(raw, 'baseline')) {
    const [name, ...others] = metrics;
    if (name === undefined || others.length > 0) throw faults.whoseBaseline(raw);
    return { kind: 'metric', name, of: 'baseline' };
  }
  if (isWord(raw, 'true') || isWord(raw, 'false')) throw faults.needsNumber(raw, token.text);
  const reference = referenceOf(raw, names);
  const kind = reference === null ? 'text' : kindOfReference(reference);
  if (reference === null || !['number', 'duration', 'any'].includes(kind)) throw faults.needsNumber(raw, token.text);
  return reference;
}

/** Refuses `parameters < 2min` and `duration < 2m`: numbers whose suffix is of another kind than the column beside them. */
export function checkSuffixes(left: Raw, right: Raw, names: Names): void {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (one.kind !== 'token' || one.token.kind !== 'number' || other.kind !== 'token') continue;
    const reference = other.token.kind === 'number' ? null : names.find(other.token.text);
    if (reference?.kind !== 'column') continue;
    const { suffix, text } = one.token;
    const isDuration = kindOfReference(reference) === 'duration';
    if (isDuration && suffix === 'million') throw faults.millions(one, text, text.replace(/m$/i, 'min'));
    if (!isDuration && suffix === 'duration') throw faults.notDuration(one, reference.name);
  }
}
