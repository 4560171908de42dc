// What a JSON Schema allows at a place of a document: the part of the standard that Strata's own schema uses. Pure.
import type { JsonObject, JsonValue } from '#shared/base/json.ts';

/** A container of the document as far as it is written, and the key that leads on. */
export interface KnownStep {
  readonly object: JsonObject;
  readonly key: string | number;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function objectAt(schema: JsonObject, key: string): JsonObject {
  const value = schema[key];
  return isObject(value) ? value : {};
}

/** Whether no property that is written has another value than the schema's only one. */
function fits(schema: JsonObject, value: JsonObject): boolean {
  return Object.entries(objectAt(schema, 'properties')).every(([key, own]) => {
    const only = isObject(own) ? own['const'] : undefined;
    return only === undefined || value[key] === undefined || value[key] === only;
  });
}

function holds(condition: JsonObject, value: JsonObject): boolean {
  const isThere = (key: JsonValue): boolean => typeof key === 'string' && key in value;
  const required = (schema: JsonObject): JsonValue[] => (Array.isArray(schema['required']) ? schema['required'] : []);
  const not = condition['not'];
  const isExcluded = isObject(not) && required(not).every(isThere);
  return required(condition).every(isThere) && fits(condition, value) && !isExcluded;
}

/** The schema and all that it combines, for an object as it is written. What allows anything says nothing. */
function formsOf(schema: JsonObject, value: JsonObject): JsonObject[] {
  if ('$ref' in schema) return [];
  const either = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])].filter((each) => fits(each, value));
  const rules = listOf(schema['allOf']).flatMap((rule) => {
    if (!isObject(rule['if'])) return [rule];
    return holds(rule['if'], value) ? [objectAt(rule, 'then')] : [];
  });
  return [schema, ...[...either, ...rules].flatMap((each) => formsOf(each, value))];
}

function below(schema: JsonObject, key: string | number): JsonObject[] {
  if (typeof key === 'number') return isObject(schema['items']) ? [schema['items']] : [];
  const own = objectAt(schema, 'properties')[key];
  if (own !== undefined) return isObject(own) ? [own] : [];
  return isObject(schema['additionalProperties']) ? [schema['additionalProperties']] : [];
}

/** All schemas that hold at the end of a path. @param last the object there, as far as it is written */
export function schemasAt(root: JsonObject, steps: readonly KnownStep[], last: JsonObject): JsonObject[] {
  let schemas = [root];
  for (const { object, key } of steps) {
    // Its own value may be the one that is about to be replaced.
    const { [key]: _own, ...others } = object;
    schemas = schemas.flatMap((each) => formsOf(each, others)).flatMap((each) => below(each, key));
  }
  return schemas.flatMap((each) => formsOf(each, last));
}

/** The keys that schemas name, with what each says. */
export function keysIn(schemas: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  return new Map(
    schemas.flatMap((schema) =>
      Object.entries(objectAt(schema, 'properties')).map(([key, own]): [string, JsonObject] => [
        key,
        isObject(own) ? own : {},
      ]),
    ),
  );
}

/** The values that schemas name. */
export function valuesIn(schemas: readonly JsonObject[]): JsonValue[] {
  const values = schemas.flatMap((schema): JsonValue[] => {
    const named = ['enum', 'examples'].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []));
    const only = ['const', 'default'].flatMap((key) => (schema[key] === undefined ? [] : [schema[key]]));
    const byType = schema['type'] === 'boolean' ? [true, false] : schema['type'] === 'null' ? [null] : [];
    return [...named, ...only, ...byType];
  });
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
