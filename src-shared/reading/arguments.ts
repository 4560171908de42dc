// Reads arguments by their schema, and explains everything wrong with them.
import { z } from 'zod';
import { msg, sentences, type Message } from '#shared/base/message.ts';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { describeIssue, findValue, innerIssues, quoteValue } from '#shared/reading/describe-issue.ts';
import { didYouMean } from '#shared/reading/names.ts';

/** One thing wrong with one argument. `message` follows the owner's name: `has units 0; it must be at least 1.` */
export interface ArgumentProblem {
  /** `unknown-argument`, `unsupported-argument`, `missing-argument`, `invalid-argument`, `conflicting-arguments`. */
  readonly code: string;
  readonly message: Message;
  /** The argument, dotted when nested: `kernel_initializer.config.stddev`. */
  readonly path: string;
}

/** The allowed arguments of a layer, loss, optimizer or other named thing. */
export interface ArgumentRules<Value> {
  readonly schema: z.ZodType<Value>;
  /** Arguments that Keras has and Strata does not implement, with the values that have no effect. */
  readonly fixedArguments: Readonly<Record<string, readonly JsonValue[]>>;
  conflicts?(value: Value): readonly { readonly path: string; readonly message: Message }[];
}

/** The arguments a schema takes, with their schemas; of a union by name, those of the option with that name. */
export function argumentShape(schema: z.ZodType, name?: JsonValue): Readonly<Record<string, z.ZodType>> {
  if (schema instanceof z.ZodObject) return schema.shape;
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return {};
  for (const option of schema.options) {
    if (!(option instanceof z.ZodObject)) continue;
    const { name: literal, ...shape }: Record<string, z.ZodType> = option.shape;
    if (literal instanceof z.ZodLiteral && literal.value === name) return shape;
  }
  return {};
}

/** The names of the arguments a schema takes; of a union by name, those of the option with that name. */
export function argumentNames(schema: z.ZodType, name?: JsonValue): readonly string[] {
  return Object.keys(argumentShape(schema, name));
}

/** Keras writes a type of numbers as the policy of its name; nothing else of it says more. */
const dtypePolicySchema = z
  .looseObject({ class_name: z.literal('DTypePolicy'), config: z.looseObject({ name: z.string() }) })
  .transform(({ config }) => config.name);

/** `{ class_name: 'DTypePolicy', config: { name: 'float32' } }` as the argument `dtype` is `'float32'`. */
function withPlainDtype(given: JsonObject): JsonObject {
  const name = dtypePolicySchema.safeParse(given['dtype']).data;
  return name === undefined ? given : { ...given, dtype: name };
}

function isAccepted(value: JsonValue, accepted: readonly JsonValue[]): boolean {
  return accepted.some((one) => JSON.stringify(one) === JSON.stringify(value));
}

/** Removes arguments that Keras writes and Strata does not need; a value that would change the result is a problem. */
function withoutFixed<Value>(
  given: JsonObject,
  rules: ArgumentRules<Value>,
  known: readonly string[],
  problems: ArgumentProblem[],
): JsonObject {
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(given)) {
    const accepted =
      known.includes(name) || !Object.hasOwn(rules.fixedArguments, name) ? undefined : rules.fixedArguments[name];
    if (accepted === undefined) kept[name] = value;
    else if (!isAccepted(value, accepted)) {
      // A list of one is another form of its entry.
      const [first, ...others] = accepted.filter((one) => !Array.isArray(one)).map(quoteValue);
      const only = others.reduce((list, one) => msg`${list} or ${one}`, first ?? quoteValue(null));
      problems.push({
        code: 'unsupported-argument',
        path: name,
        message: msg`has ${name} ${quoteValue(value)}, which Strata cannot do; only ${only} works.`,
      });
    }
  }
  return kept;
}

/** The name that was probably meant, else all names if they are few. */
function hintFor(key: string, known: readonly string[]): Message | null {
  const near = didYouMean(key, known);
  if (near !== null || known.length === 0 || known.length > 12) return near;
  return msg`It has ${known.join(', ')}.`;
}

/** The keys that an object may have where it has another one, between commas: the only place in an issue for them is its message. */
function keysAsMessage({ code, inst }: z.core.$ZodRawIssue): string | undefined {
  if (code !== 'unrecognized_keys' || !(inst instanceof z.ZodObject)) return undefined;
  // Of a union by name, the name is no argument.
  const isArgument = ([key, schema]: [string, unknown]): boolean => key !== 'name' || !(schema instanceof z.ZodLiteral);
  return Object.entries(inst.shape)
    .filter(isArgument)
    .map(([key]) => key)
    .join(',');
}

function problemsOf(issue: z.core.$ZodIssue, input: JsonObject): ArgumentProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(',').filter((key) => key !== '');
    const prefix = issue.path.map((key) => `${String(key)}.`).join('');
    return issue.keys.map((key) => ({
      code: 'unknown-argument',
      path: findValue(input, [...issue.path, key]).place,
      message: sentences(msg`has no argument "${prefix + key}".`, hintFor(key, known)),
    }));
  }
  const { path, place, given, rule, suggestion } = describeIssue(issue, input);
  if (given === null)
    return [{ code: 'missing-argument', path: place, message: msg`lacks ${path}; it must be ${rule}.` }];
  // With a near name, the list of all names adds nothing.
  const message =
    suggestion === null
      ? msg`has ${path} ${given}; it must be ${rule}.`
      : sentences(msg`has ${path} ${given}, which Strata does not know.`, suggestion);
  return [{ code: 'invalid-argument', path: place, message }];
}

/**
 * Reads arguments and fills in defaults.
 * `value` is set when all known arguments are valid, so a mistyped name does not hide the shapes after it.
 * @param name put in as the discriminator when `rules.schema` is a union by name
 */
export function readArguments<Value>(
  rules: ArgumentRules<Value>,
  given: JsonObject,
  name?: string,
): { readonly value: Value | null; readonly problems: readonly ArgumentProblem[] } {
  const problems: ArgumentProblem[] = [];
  const known = argumentNames(rules.schema, name);
  const { name: _ownName, ...rest } = withPlainDtype(given);
  const kept = withoutFixed(rest, rules, known, problems);
  const input = name === undefined ? kept : { ...kept, name };
  let parsed = rules.schema.safeParse(input, { error: keysAsMessage });
  if (!parsed.success) {
    const issues = parsed.error.issues.flatMap(innerIssues);
    problems.push(...issues.flatMap((issue) => problemsOf(issue, input)));
    const unknown = new Set(
      parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
      ),
    );
    parsed = rules.schema.safeParse(Object.fromEntries(Object.entries(input).filter(([key]) => !unknown.has(key))));
  }
  if (!parsed.success) return { value: null, problems };
  for (const conflict of rules.conflicts?.(parsed.data) ?? []) {
    problems.push({ code: 'conflicting-arguments', ...conflict });
  }
  return { value: parsed.data, problems };
}
