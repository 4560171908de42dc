// What a schema refuses, as words for a person. The schema library's own messages name types, not values.
import type { z } from 'zod';
import { didYouMean } from '#shared/reading/names.ts';

type Issue = z.core.$ZodIssue;

/** A refused value: where it stands, what it is, and what would fit. */
export interface RefusedValue {
  /** Dotted: `kernel_initializer.stddev`, `model.nodes.2.id`; empty for the whole document. */
  readonly path: string;
  /** As it stands in the file, shortened; null when there is none. */
  readonly given: string | null;
  /** What follows "it must be": `at least 1`, `one of valid, same, causal`. */
  readonly rule: string;
  /** ` Did you mean "same"?`, or nothing. */
  readonly suggestion: string;
}

const typeWords: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/** A value as a person wrote it, cut where it is long. */
export function quoteValue(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = new Map<PropertyKey, unknown>(Object.entries(value)).get(String(key));
  }
  return value;
}

function sizeRule(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const isSmall = issue.code === 'too_small';
  const limit = isSmall ? issue.minimum : issue.maximum;
  const inclusive = issue.inclusive ?? true;
  if (issue.origin === 'string') return isSmall ? 'text that is not empty' : `text of at most ${limit} characters`;
  if (issue.origin === 'array') return `a list of at ${isSmall ? 'least' : 'most'} ${limit}`;
  if (isSmall) return inclusive ? `at least ${limit}` : `above ${limit}`;
  return inclusive ? `at most ${limit}` : `below ${limit}`;
}

function ruleOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? issue.expected;
    case 'too_small':
    case 'too_big':
      return sizeRule(issue);
    case 'invalid_value':
      return issue.values.length === 1 ? quoteValue(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'invalid_union': {
      const options: readonly unknown[] = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
      if (options.length > 0) return `one of ${options.join(', ')}`;
      const rules = issue.errors.flatMap((errors) => errors.filter(({ path }) => path.length === 0).map(ruleOf));
      return rules.length === 0 ? 'another value' : [...new Set(rules)].join(' or ');
    }
    case 'custom':
      return issue.message;
    default:
      return `another value (${issue.message})`;
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
 * A union that refuses a value says so for every option. Where one option took the value's kind and refused something inside
 * it, only that is of interest: its issues, with whole paths.
 */
export function innerIssues(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || 'options' in issue) return [issue];
  const inner = issue.errors.filter((errors) => errors.length > 0 && errors.every(({ path }) => path.length > 0));
  const [only] = inner;
  if (only === undefined || inner.length > 1) return [issue];
  return only.flatMap((one) => innerIssues({ ...one, path: [...issue.path, ...one.path] }));
}

/**
 * @param input what was parsed, to find the refused value in
 */
export function describeIssue(issue: Issue, input: unknown): RefusedValue {
  const isUnionByName = issue.code === 'invalid_union' && issue.path.at(-1) === 'name';
  const given = valueAt(input, issue.path);
  // `kernel_initializer: "glorot"` is refused at `kernel_initializer.name`, which the person never wrote.
  const path = isUnionByName ? issue.path.slice(0, -1) : issue.path;
  const written = isUnionByName && given === undefined ? valueAt(input, path) : given;
  return {
    path: path.map(String).join('.'),
    given: written === undefined ? null : quoteValue(written),
    rule: ruleOf(issue),
    suggestion: typeof written === 'string' ? didYouMean(written, acceptedNames(issue)) : '',
  };
}

/** `training.batch_size is 0; it must be at least 1.` */
export function sentenceOfRefused({ path, given, rule, suggestion }: RefusedValue): string {
  const subject = path === '' ? 'The document' : path;
  if (given === null) return `${subject} is missing; it must be ${rule}.`;
  return suggestion === ''
    ? `${subject} is ${given}; it must be ${rule}.`
    : `${subject} is ${given}, which Strata does not know.${suggestion}`;
}
