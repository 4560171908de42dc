// What can be typed at the cursor of a filter, the likeliest first.
import { msg, type Message, type Sentence } from '#shared/base/message.ts';
import type { Reference, Vocabulary } from '#shared/runs/query/ast.ts';
import { placeOf, type Wanted } from '#shared/runs/query/completion-place.ts';
import {
  columnNames,
  functionNames,
  kindOfReference,
  namesOf,
  type FunctionName,
  type Names,
  type ValueKind,
} from '#shared/runs/query/names.ts';
import { nameInFilter, textInFilter } from '#shared/runs/query/print.ts';
import { tokenize } from '#shared/runs/query/tokens.ts';

/** One suggestion; `text` is what is written. */
export interface CompletionOption {
  readonly text: string;
  readonly kind: 'column' | 'setting' | 'metric' | 'operator' | 'value' | 'function';
  /** Of a setting its whole path, of an operator and a function what it does. */
  readonly note?: Sentence;
}

/** Suggestions for the characters `from` to `to` of the text. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly options: readonly CompletionOption[];
}

const mostOptions = 20;

/** An option, and what it is found by. */
interface Candidate extends CompletionOption {
  readonly key: string;
}

const functionNotes: Readonly<Record<FunctionName, Message>> = {
  has: msg`whether the run has a value`,
  best: msg`the best value`,
  last: msg`the last value`,
  min: msg`the smallest value`,
  max: msg`the largest value`,
  at: msg`the value at an epoch`,
  baseline: msg`the baseline's value`,
};

const operatorNotes: Readonly<Record<string, Message>> = {
  '=': msg`equal`,
  '!=': msg`not equal`,
  '<': msg`below`,
  '<=': msg`at most`,
  '>': msg`above`,
  '>=': msg`at least`,
  '~': msg`contains`,
  'in (': msg`one of`,
  'not in (': msg`none of`,
  and: msg`both conditions`,
  or: msg`one of the conditions`,
  not: msg`the contrary`,
};

const order = ['<', '<=', '>', '>=', '=', '!='];
const ofText = ['=', '!=', '~', 'in (', 'not in ('];

const operatorsOf: Readonly<Record<ValueKind, readonly string[]>> = {
  text: ofText,
  list: ofText,
  number: [...order, 'in ('],
  duration: order,
  date: ['>', '>=', '<', '<=', '=', '!='],
  boolean: ['and', 'or', '='],
  any: [...ofText, '<', '<=', '>', '>='],
};

function operators(texts: readonly string[]): Candidate[] {
  return texts.map((text) => ({ text, key: text, kind: 'operator', note: operatorNotes[text]! }));
}

function functions(names: readonly FunctionName[]): Candidate[] {
  return names.map((name) => ({ text: `${name}(`, key: name, kind: 'function', note: functionNotes[name] }));
}

function columns(isWanted: (kind: ValueKind) => boolean): Candidate[] {
  return columnNames
    .filter((name) => isWanted(kindOfReference({ kind: 'column', name })))
    .map((name) => ({ text: name, key: name, kind: 'column' }));
}

function metrics({ metrics: all }: Vocabulary): Candidate[] {
  const validation = all.filter((name) => name.startsWith('val_'));
  const others = all.filter((name) => !name.startsWith('val_'));
  return [...validation, ...others].map((name) => ({ text: nameInFilter(name), key: name, kind: 'metric' }));
}

/** By its short name; who begins with the path gets the path. */
function settings({ settings: all }: Vocabulary, names: Names, typed: string): Candidate[] {
  return all.map((path) => {
    const short = names.shortOf(path);
    const isPath = !matches(short, typed) && matches(path, typed);
    const name = isPath ? path : short;
    return { text: nameInFilter(name), key: name, kind: 'setting', note: path };
  });
}

/** A number or a plain word stands as it is, as text would be quoted. */
function valueText(value: string): string {
  const [token, end] = tokenize(value);
  const isBare = end?.kind === 'end' && (token?.kind === 'number' || token?.kind === 'date');
  return isBare && token.text === value ? value : textInFilter(value);
}

function values(of: Reference, valuesOf: (name: string) => readonly string[]): Candidate[] {
  if (kindOfReference(of) === 'boolean')
    return ['true', 'false'].map((text) => ({ text, key: text, kind: 'value' as const }));
  const name = of.kind === 'setting' ? of.path : of.name;
  return valuesOf(name).map((value) => ({ text: valueText(value), key: value, kind: 'value' }));
}

const isNumeric = (kind: ValueKind): boolean => kind === 'number' || kind === 'duration';

/** So that an empty box shows some of each kind: a few of every list, then what is left. */
function mixed(lists: readonly (readonly Candidate[])[]): Candidate[] {
  const few = 7;
  return [...lists.flatMap((list) => list.slice(0, few)), ...lists.flatMap((list) => list.slice(few))];
}

function candidatesFor(
  wanted: Wanted,
  typed: string,
  vocabulary: Vocabulary,
  valuesOf: (name: string) => readonly string[],
): Candidate[] {
  const names = namesOf(vocabulary);
  const own = settings(vocabulary, names, typed);
  const ofMetric = functions(functionNames.filter((name) => name !== 'has'));
  const numbers = (): Candidate[] => mixed([metrics(vocabulary), ofMetric, columns(isNumeric), own]);
  switch (wanted.kind) {
    case 'condition':
      return [
        ...mixed([columns(() => true), metrics(vocabulary), own, functions(functionNames)]),
        ...operators(['not']),
      ];
    case 'join':
      return operators(['and', 'or']);
    case 'operator':
      return operators(operatorsOf[wanted.of]);
    case 'value': {
      const known = values(wanted.of, valuesOf);
      const kind = kindOfReference(wanted.of);
      // A metric is mostly compared with another value, or with a number that nobody can guess.
      return isNumeric(kind) || (kind === 'any' && wanted.isOrder) ? [...known, ...numbers()] : known;
    }
    case 'number':
      return numbers();
    case 'metric':
      return metrics(vocabulary);
    case 'name':
      return mixed([columns(() => true), metrics(vocabulary), own]);
    case 'list':
      return operators(['in (']);
    case 'nothing':
      return [];
  }
}

function matches(key: string, typed: string): boolean {
  return rankOf(key, typed.toLowerCase()) !== null;
}

/** 0 where the key begins with it, 1 where a word in it does, 2 where it is anywhere; null where it is not. */
function rankOf(key: string, typed: string): number | null {
  const text = key.toLowerCase();
  const at = text.indexOf(typed);
  if (at <= 0) return at === 0 ? 0 : null;
  for (let i = at; i !== -1; i = text.indexOf(typed, i + 1)) if (/[^\p{L}\p{N}]/u.test(text[i - 1] ?? '')) return 1;
  return 2;
}

/**
 * What can be written at the cursor, at most 20: names at the start of a condition, operators behind a name, known values behind `=`.
 * @param cursor a position in the text
 * @param valuesOf the values that runs have for a column, a setting (by its whole path) or a metric, the likeliest first
 */
export function completions(
  text: string,
  cursor: number,
  vocabulary: Vocabulary,
  valuesOf: (name: string) => readonly string[],
): Completions {
  const { from, to, typed, wanted } = placeOf(text, cursor, namesOf(vocabulary));
  const ranked = candidatesFor(wanted, typed, vocabulary, valuesOf).flatMap((candidate) => {
    const rank = rankOf(candidate.key, typed.toLowerCase());
    return rank === null ? [] : [{ candidate, rank }];
  });
  const options: CompletionOption[] = [];
  const seen = new Set<string>();
  for (const { candidate } of ranked.sort((a, b) => a.rank - b.rank)) {
    const { key: _, ...option } = candidate;
    if (options.length === mostOptions) break;
    if (!seen.has(option.text)) options.push(option);
    seen.add(option.text);
  }
  return { from, to, options };
}
