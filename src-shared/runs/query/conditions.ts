// Conditions as the parser makes them: in one form only, so that equal filters are equal data.
import type { Condition } from '#shared/runs/query/ast.ts';
import { faults } from '#shared/runs/query/faults.ts';
import { columns, type Names } from '#shared/runs/query/names.ts';
import type { Raw } from '#shared/runs/query/resolve.ts';

/** `and` or `or` of parts; parts of the same kind are taken apart, so that none is inside another. */
export function groupOf(kind: 'and' | 'or', parts: readonly Condition[]): Condition {
  const all = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = all;
  return only !== undefined && all.length === 1 ? only : { kind, parts: all };
}

type Known = 'known' | 'unknown' | 'neither';

function isKnown(raw: Raw, names: Names): Known[] {
  if (raw.kind === 'binary') return [...isKnown(raw.left, names), ...isKnown(raw.right, names)];
  if (raw.kind === 'negative') return isKnown(raw.of, names);
  if (raw.kind === 'call') return ['known'];
  const { kind, text } = raw.token;
  if (kind === 'name' || kind === 'text') return ['known'];
  if (kind !== 'word') return ['neither'];
  return [text.toLowerCase() === 'baseline' || names.find(text) !== null ? 'known' : 'unknown'];
}

const searchFor = (text: string): Condition => ({ kind: 'search', text });

/**
 * An operand where a condition belongs: a column that is true or false, or words to search for. `conv-gru` and `5 - 3` are words as
 * well, but a calculation with known names lacks a comparison, which is a fault.
 */
export function conditionOf(raw: Raw, source: string, names: Names): Condition {
  const written = source.slice(raw.from, raw.to);
  if (raw.kind === 'token') {
    const { kind, text } = raw.token;
    const meaning = kind === 'word' || kind === 'name' ? names.find(text) : null;
    if (meaning?.kind === 'column' && columns[meaning.name] === 'boolean')
      return { kind: 'compare', operator: '=', left: meaning, right: { kind: 'boolean', value: true } };
    if (kind === 'name') throw faults.needsComparison(raw, written);
    return searchFor(text);
  }
  const known = isKnown(raw, names);
  if (known.includes('known') && !known.includes('unknown')) throw faults.needsComparison(raw, written);
  return groupOf(
    'and',
    written
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(searchFor),
  );
}
