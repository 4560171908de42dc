// Arguments as a form shows them, from their schema.
import { z } from 'zod';
import { jsonValueSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import { about, type Message } from '#shared/base/message.ts';
import { argumentShape, type ArgumentProblem } from '#shared/reading/arguments.ts';

/** One argument of a layer, loss, optimizer or the like, or one setting of a file. */
export interface FormArgument {
  /** Keras's name. */
  readonly name: string;
  /** `switch`: true or false. `choice`: one of a few words. `text`: a number, a word, or JSON. */
  readonly control: 'switch' | 'choice' | 'text';
  /** The words of a choice; for a text those that are known. */
  readonly words: readonly string[];
  /** What a file without the argument means, as a file would have it; undefined where it must be given. */
  readonly fallback: JsonValue | undefined;
  /** Takes an object: how weights begin, are punished or kept in bounds, and the like; seldom changed. */
  readonly isAdvanced: boolean;
}

/** The part of a JSON Schema that says how a value is typed. */
const fieldSchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  examples: z.array(z.unknown()).optional(),
  default: jsonValueSchema.optional(),
  get anyOf() {
    return z.array(fieldSchema).optional();
  },
});
type FieldSchema = z.infer<typeof fieldSchema>;

const isText = (value: unknown): value is string => typeof value === 'string';

/** A schema and all that it is a union of. */
function partsOf(field: FieldSchema): FieldSchema[] {
  return [field, ...(field.anyOf ?? []).flatMap(partsOf)];
}

/**
 * The arguments that a schema takes, in its order.
 * @param name of a union by name, the option
 */
export function argumentsOf(schema: z.ZodType, name = ''): readonly FormArgument[] {
  const known = formsBySchema.get(schema) ?? new Map<string, readonly FormArgument[]>();
  formsBySchema.set(schema, known);
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = Object.entries(argumentShape(schema, name)).map(([argument, part]) => argumentOf(argument, part));
  known.set(name, made);
  return made;
}

/** A form is asked for at each key; its JSON Schema takes milliseconds. */
const formsBySchema = new WeakMap<z.ZodType, Map<string, readonly FormArgument[]>>();

/**
 * Why arguments may not be changed so, about their owner; problems that there were before are no reason.
 * @param read what is wrong with arguments
 * @param argument the one that changes
 */
export function refusalOf(
  owner: string | Message,
  read: (config: JsonObject) => readonly ArgumentProblem[],
  { before, after, argument }: { readonly before: JsonObject; readonly after: JsonObject; readonly argument: string },
): Message | null {
  const known = new Set(read(before).map(({ path, code }) => `${path} ${code}`));
  const problem = read(after).find(
    ({ path, code }) => path.split('.')[0] === argument || !known.has(`${path} ${code}`),
  );
  return problem === undefined ? null : about(owner, problem.message);
}

/**
 * The arguments that take a number, each with all that it takes: `integer`, `null or number`. Arguments whose words are equal
 * take the same kinds of values.
 */
export function numberArguments(schema: z.ZodType): ReadonlyMap<string, string> {
  const known = numbersBySchema.get(schema);
  if (known !== undefined) return known;
  const made = new Map(
    Object.entries(argumentShape(schema)).flatMap(([name, part]): [string, string][] => {
      const types = new Set(partsOf(fieldOf(part)).flatMap(({ type = [] }) => type));
      const isNumber = (types.has('integer') || types.has('number')) && !types.has('object');
      return isNumber ? [[name, [...types].toSorted().join(' or ')]] : [];
    }),
  );
  numbersBySchema.set(schema, made);
  return made;
}

const numbersBySchema = new WeakMap<z.ZodType, ReadonlyMap<string, string>>();

function fieldOf(schema: z.ZodType): FieldSchema {
  return fieldSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

function argumentOf(name: string, schema: z.ZodType): FormArgument {
  const field = fieldOf(schema);
  const parts = partsOf(field);
  const words = parts.flatMap((part) => [...(part.enum ?? []), ...(part.examples ?? [])]).filter(isText);
  const optional = schema.safeParse(undefined);
  const types = new Set(parts.flatMap(({ type = [] }) => type));
  const takesObjects = types.has('object');
  const takesNothing = types.has('null');
  // `linear` is Keras's word for none.
  const isChoice = words.length > 0 && !takesObjects && (!takesNothing || words.includes('linear'));
  return {
    name,
    control: field.type === 'boolean' ? 'switch' : isChoice ? 'choice' : 'text',
    words,
    fallback: optional.success ? (field.default ?? (isChoice ? 'linear' : plainDefault(optional.data))) : undefined,
    isAdvanced: takesObjects && optional.success,
  };
}

/** A default that a transformation hides from the JSON Schema. */
function plainDefault(value: unknown): JsonValue {
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}
