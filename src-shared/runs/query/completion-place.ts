// Where the cursor is in a filter: which characters a completion replaces, and what can stand there.
import { functionOf, kindOfReference, type Names, type ValueKind } from '#shared/runs/query/names.ts';
import type { Reference } from '#shared/runs/query/ast.ts';
import { isArithmetic, isKeyword, tokenize, type Token } from '#shared/runs/query/tokens.ts';

/** What can stand at the cursor. */
export type Wanted =
  | { readonly kind: 'condition' }
  | { readonly kind: 'join' }
  /** After a name: an operator for its kind of values. */
  | { readonly kind: 'operator'; readonly of: ValueKind }
  /** After an operator or in a list. `isOrder` after `<` and its like. */
  | { readonly kind: 'value'; readonly of: Reference; readonly isOrder: boolean }
  | { readonly kind: 'number' }
  /** Inside a function's parentheses. */
  | { readonly kind: 'metric' | 'name' }
  | { readonly kind: 'list' }
  | { readonly kind: 'nothing' };

/** What is completed: the characters `from` to `to`, of which `typed` stand before the cursor. */
export interface Place {
  readonly from: number;
  readonly to: number;
  readonly typed: string;
  readonly wanted: Wanted;
}

function isBare(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'number' || token?.kind === 'date' || isArithmetic(token);
}

function isComparison(token: Token | undefined): boolean {
  return isKeyword(token, 'in') || (token?.kind === 'operator' && !isArithmetic(token));
}

/** The opening parenthesis that is still open at the end of `tokens`; -1 outside of all. */
function openOf(tokens: readonly Token[]): number {
  let depth = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    if (tokens[i]?.kind === 'close') depth++;
    if (tokens[i]?.kind === 'open' && depth-- === 0) return i;
  }
  return -1;
}

/** The tokens of the condition that the cursor is in: behind the last `and`, `or` or open parenthesis. */
function clauseOf(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token?.kind === 'close') depth++;
    else if (token?.kind === 'open' && depth-- === 0) return tokens.slice(i + 1);
    else if (depth === 0 && (isKeyword(token, 'and') || isKeyword(token, 'or'))) return tokens.slice(i + 1);
  }
  return tokens;
}

function referenceOf(token: Token | undefined, names: Names): Reference | null {
  if (token?.kind !== 'word' && token?.kind !== 'name') return null;
  const meaning = names.find(token.text);
  return meaning === null || meaning.kind === 'ambiguous' ? null : meaning;
}

function valueOf(name: Token | undefined, operator: string, names: Names): Wanted {
  const of = referenceOf(name, names);
  return of === null ? { kind: 'number' } : { kind: 'value', of, isOrder: /^[<>]/.test(operator) };
}

function inParentheses(before: readonly Token[], open: number, names: Names): Wanted {
  const owner = before[open - 1];
  if (isKeyword(owner, 'in')) {
    const name = before[open - 2];
    return valueOf(isKeyword(name, 'not') ? before[open - 3] : name, '=', names);
  }
  const call = owner?.kind === 'word' ? functionOf(owner.text) : undefined;
  if (call === undefined) return before.at(-1)?.kind === 'comma' ? { kind: 'nothing' } : { kind: 'condition' };
  if (before.length - 1 > open) return { kind: 'nothing' };
  return { kind: call === 'has' ? 'name' : 'metric' };
}

function behindOperand(before: readonly Token[], names: Names): Wanted {
  const clause = clauseOf(before).filter((token) => !isKeyword(token, 'not'));
  const [first, second] = clause;
  if (clause.some(isComparison)) return { kind: 'join' };
  const call = first?.kind === 'word' && second?.kind === 'open' ? functionOf(first.text) : undefined;
  if (call !== undefined) return call === 'has' ? { kind: 'join' } : { kind: 'operator', of: 'number' };
  if (clause.some(isArithmetic)) return { kind: 'operator', of: 'number' };
  const reference = clause.length === 1 ? referenceOf(first, names) : null;
  return reference === null ? { kind: 'join' } : { kind: 'operator', of: kindOfReference(reference) };
}

function wantedAfter(before: readonly Token[], names: Names): Wanted {
  const last = before.at(-1);
  const previous = before.at(-2);
  if (last === undefined || isKeyword(last, 'and') || isKeyword(last, 'or')) return { kind: 'condition' };
  if (isKeyword(last, 'not')) {
    const isBehindName = referenceOf(previous, names) !== null && !isKeyword(previous);
    return isBehindName ? { kind: 'list' } : { kind: 'condition' };
  }
  if (isKeyword(last, 'in')) return { kind: 'list' };
  if (last.kind === 'open') return inParentheses(before, before.length - 1, names);
  if (last.kind === 'comma') return inParentheses(before, openOf(before), names);
  if (isArithmetic(last)) return { kind: 'number' };
  if (isComparison(last)) return valueOf(previous, last.text, names);
  // A list goes on with a comma or ends with a parenthesis, both of which are typed at once.
  const open = openOf(before);
  const owner = before[open - 1];
  const isInCall = owner?.kind === 'word' && functionOf(owner.text) !== undefined;
  if (open > 0 && (isKeyword(owner, 'in') || isInCall)) return { kind: 'nothing' };
  return behindOperand(before, names);
}

/** What is at the cursor. Works on any text, also one that does not parse. */
export function placeOf(source: string, cursor: number, names: Names): Place {
  const at = Math.max(0, Math.min(cursor, source.length));
  const tokens = tokenize(source).slice(0, -1);
  const isTyped = (token: Token): boolean =>
    token.from < at && (at < token.to || (at === token.to && (isBare(token) || !token.isClosed)));
  const index = tokens.findIndex(
    (token) => isTyped(token) && (isBare(token) || token.kind === 'text' || token.kind === 'name'),
  );
  const current = tokens[index];
  const atCursor = (): Place => {
    const before = tokens.slice(0, tokens.findLastIndex((token) => token.to <= at) + 1);
    return { from: at, to: at, typed: '', wanted: wantedAfter(before, names) };
  };
  if (current === undefined) return atCursor();
  if (current.kind === 'text' || current.kind === 'name') {
    const wanted = wantedAfter(tokens.slice(0, index), names);
    const to = current.isClosed ? current.to : at;
    return { from: current.from, to, typed: source.slice(current.from + 1, at), wanted };
  }
  // `weather-2` beside a text is one word.
  let first = index;
  while (first > 0 && isBare(tokens[first - 1]) && tokens[first - 1]?.to === tokens[first]?.from) first--;
  const wanted = wantedAfter(tokens.slice(0, first), names);
  const isText =
    wanted.kind === 'value' && ['text', 'list', 'any'].includes(kindOfReference(wanted.of)) && !wanted.isOrder;
  const placeAt = (token: Token | undefined, kind: Wanted): Place => {
    const from = token?.from ?? at;
    return { from, to: current.to, typed: source.slice(from, at), wanted: kind };
  };
  if (isText) return placeAt(tokens[first], wanted);
  return isArithmetic(current) ? atCursor() : placeAt(current, wantedAfter(tokens.slice(0, index), names));
}
