// Describes what a schema refuses. The schema library's own messages name types, not values.
import type { z } from 'zod';
import { msg, sentences, textOf, verbatim, type Message } from '#shared/base/message.ts';
import { didYouMean } from '#shared/reading/names.ts';

type Issue = z.core.$ZodIssue;

/** A refused value: its path, the value, and what is allowed. */
export interface RefusedValue {
  /** Dotted: `kernel_initializer.stddev`, `model.nodes.2.id`; empty for the whole document. */
  readonly path: string;
  /** The path in the input, where Keras's form has a `config` in between: `kernel_initializer.config.stddev`. */
  readonly place: string;
  /** As written in the file, shortened; null when absent. */
  readonly given: Message | null;
  /** The key under which the value is, where that is refused and not the value; else null. */
  readonly key: string | null;
  /** What follows "it must be": `at least 1`, `one of valid, same, causal`. */
  readonly rule: Message;
  /** `Did you mean "same"?`, or null. */
  readonly suggestion: Message | null;
}

const typeWords: Readonly<Record<string, Message>> = {
  number: msg`a number`,
  int: msg`a whole number`,
  string: msg`text`,
  boolean: msg`true or false`,
  array: msg`a list`,
  tuple: msg`a list`,
  object: msg`an object`,
  record: msg`an object`,
  schedule: msg`a schedule`,
};

/** What a text must be whose pattern a schema names with a word. */
const patternWords: Readonly<Record<string, Message>> = {
  label: msg`the number of a label, such as "0"`,
};

/** A value as written in the file, shortened when long; a text in the quotation marks of the sentence. */
export function quoteValue(value: unknown): Message {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  if (typeof value !== 'string') return verbatim(shown);
  return shown === text ? msg`"${text.slice(1, -1)}"` : msg`"${shown.slice(1)}"`;
}

function entryOf(value: unknown, key: string): { readonly value: unknown } | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return { value: Object.getOwnPropertyDescriptor(value, key)?.value };
}

/** The keys under which an entry may be: an argument may be in `config`, a name may be a `class_name`, as in Keras. */
function keysTo(thing: unknown, key: string): readonly string[] {
  if (entryOf(thing, key) !== undefined) return [key];
  const className = entryOf(thing, 'class_name');
  if (key === 'name') return className === undefined ? [key] : ['class_name'];
  const isNamed = className !== undefined || entryOf(thing, 'name') !== undefined;
  return isNamed && entryOf(entryOf(thing, 'config')?.value, key) !== undefined ? ['config', key] : [key];
}

/** The value at a schema's path, and its path in the input. */
export function findValue(
  input: unknown,
  path: readonly PropertyKey[],
): { readonly value: unknown; readonly place: string } {
  let value = input;
  const place: string[] = [];
  for (const key of path.map(String)) {
    const keys = keysTo(value, key);
    for (const step of keys) value = entryOf(value, step)?.value;
    place.push(...keys);
  }
  return { value, place: place.join('.') };
}

function sizeRule(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Message {
  const isSmall = issue.code === 'too_small';
  const limit = String(isSmall ? issue.minimum : issue.maximum);
  const inclusive = issue.inclusive ?? true;
  if (issue.origin === 'string')
    return isSmall ? msg`text that is not empty` : msg`text of at most ${limit} characters`;
  if (issue.origin === 'array') return isSmall ? msg`a list of at least ${limit}` : msg`a list of at most ${limit}`;
  if (isSmall) return inclusive ? msg`at least ${limit}` : msg`above ${limit}`;
  return inclusive ? msg`at most ${limit}` : msg`below ${limit}`;
}

function ruleOf(issue: Issue): Message {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? verbatim(issue.expected);
    case 'too_small':
    case 'too_big':
      return sizeRule(issue);
    case 'invalid_value':
      return issue.values.length === 1 ? quoteValue(issue.values[0]) : msg`one of ${issue.values.join(', ')}`;
    case 'invalid_union': {
      const options: readonly unknown[] = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
      if (options.length > 0) return msg`one of ${options.join(', ')}`;
      const rules = issue.errors.flatMap((errors) => errors.filter(({ path }) => path.length === 0).map(ruleOf));
      const different = rules.filter((rule, i) => rules.findIndex((other) => textOf(other) === textOf(rule)) === i);
      return different.length === 0 ? msg`another value` : different.reduce((list, rule) => msg`${list} or ${rule}`);
    }
    case 'invalid_key': {
      const [first] = issue.issues;
      return first === undefined ? msg`another value` : ruleOf(first);
    }
    case 'invalid_format':
      return patternWords[issue.message] ?? msg`another value (${issue.message})`;
    case 'custom':
      return verbatim(issue.message);
    default:
      return msg`another value (${issue.message})`;
  }
}

/** The names an issue would accept, for a suggestion. */
function acceptedNames(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return issue.options.map(String);
  }
  return [];
}

/**
 * A union reports issues for every option. If one option accepts the value's kind and refuses something inside it, only its
 * issues matter; they are returned with full paths.
 */
export function innerIssues(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || 'options' in issue) return [issue];
  const inner = issue.errors.filter((errors) => errors.length > 0 && errors.every(({ path }) => path.length > 0));
  const [only] = inner;
  if (only === undefined || inner.length > 1) return [issue];
  return only.flatMap((one) => innerIssues({ ...one, path: [...issue.path, ...one.path] }));
}

/**
 * @param input the parsed value, which contains the refused one
 */
export function describeIssue(issue: Issue, input: unknown): RefusedValue {
  const isUnionByName = issue.code === 'invalid_union' && issue.path.at(-1) === 'name';
  // `kernel_initializer: "glorot"` is refused at `kernel_initializer.name`, which is not in the file.
  const path = isUnionByName ? issue.path.slice(0, -1) : issue.path;
  const named = isUnionByName ? findValue(input, issue.path) : undefined;
  const { value, place } = named?.value === undefined ? findValue(input, path) : named;
  return {
    path: path.map(String).join('.'),
    place,
    given: value === undefined ? null : quoteValue(value),
    key: issue.code === 'invalid_key' ? String(path.at(-1)) : null,
    rule: ruleOf(issue),
    suggestion: typeof value === 'string' ? didYouMean(value, acceptedNames(issue)) : null,
  };
}

/** The first thing that a schema refuses in a value, as a sentence. */
export function firstRefusal({ issues }: z.ZodError, input: unknown): Message {
  const issue = issues.flatMap(innerIssues)[0];
  return issue === undefined
    ? msg`The document is not what it should be.`
    : sentenceOfRefused(describeIssue(issue, input));
}

/** `training.batch_size is 0; it must be at least 1.` */
export function sentenceOfRefused({ place, given, key, rule, suggestion }: RefusedValue): Message {
  if (key !== null) return msg`${place.slice(0, -key.length - 1)} has the key "${key}"; it must be ${rule}.`;
  const subject = place === '' ? msg`The document` : place;
  if (given === null) return msg`${subject} is missing; it must be ${rule}.`;
  return suggestion === null
    ? msg`${subject} is ${given}; it must be ${rule}.`
    : sentences(msg`${subject} is ${given}, which Strata does not know.`, suggestion);
}
