// Normalizes the ways in which Keras and Strata write a name with arguments.
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import type { NameLookup } from '#shared/reading/names.ts';

/** What a file may contain for an initializer or a regularizer: a bare name, or an object with arguments. */
export function identifierInputSchema(names: readonly string[]): z.ZodType<string | JsonObject> {
  return z.union([z.string().meta({ examples: [...names] }), jsonObjectSchema]);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * `'l2'`, `{ class_name: 'L2', config: { l2: 0.1 } }`, `{ name: 'l2', config: {…} }` and `{ name: 'l2', l2: 0.1 }`
 * become `{ name: 'l2', l2: 0.1 }`. An unknown name is left as it is; the schema refuses it.
 */
export function flattenIdentifier(given: string | JsonObject, find: NameLookup<string>): JsonObject {
  if (typeof given === 'string') return { name: find(given) ?? given };
  const { class_name: className, name, config, module: _module, registered_name: _registered, ...rest } = given;
  const named = className ?? name;
  return {
    ...rest,
    ...(isObject(config) ? config : config === undefined || config === null ? {} : { config }),
    ...(named === undefined ? {} : { name: typeof named === 'string' ? (find(named) ?? named) : named }),
  };
}
