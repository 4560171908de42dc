// The arguments of a layer as a form shows them, from its definition's schema.
import { z } from 'zod';
import { jsonValueSchema, type JsonValue } from '#shared/base/json.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

/** One argument of a layer. */
export interface LayerArgument {
  /** Keras's name. */
  readonly name: string;
  /** `switch`: true or false. `choice`: one of a few words. `text`: a number, a word, or JSON. */
  readonly control: 'switch' | 'choice' | 'text';
  /** The words of a choice; for a text those that are known. */
  readonly words: readonly string[];
  /** What a file without the argument means, as a file would have it; undefined where it must be given. */
  readonly fallback: JsonValue | undefined;
  /** How weights begin, are punished or kept in bounds, and the like: seldom changed. */
  readonly isAdvanced: boolean;
}

/** The part of a JSON Schema that says how a value is typed. */
const fieldSchema = z.object({
  type: z.string().optional(),
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

/** The arguments of a layer in Keras's order. */
export function argumentsOf({ configSchema }: LayerDefinition): readonly LayerArgument[] {
  if (!(configSchema instanceof z.ZodObject)) return [];
  return Object.entries(configSchema.shape).flatMap(([name, schema]) =>
    schema instanceof z.ZodType ? [argumentOf(name, schema)] : [],
  );
}

function argumentOf(name: string, schema: z.ZodType): LayerArgument {
  const field = fieldSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const parts = partsOf(field);
  const words = parts.flatMap((part) => [...(part.enum ?? []), ...(part.examples ?? [])]).filter(isText);
  const isOptional = schema.safeParse(undefined).success;
  const takesObjects = parts.some(({ type }) => type === 'object');
  const takesNothing = parts.some(({ type }) => type === 'null');
  // `linear` is Keras's word for none.
  const isChoice = words.length > 0 && !takesObjects && (!takesNothing || words.includes('linear'));
  return {
    name,
    control: field.type === 'boolean' ? 'switch' : isChoice ? 'choice' : 'text',
    words,
    fallback: isOptional ? (isChoice ? (field.default ?? 'linear') : (field.default ?? null)) : undefined,
    isAdvanced: takesObjects && isOptional,
  };
}
