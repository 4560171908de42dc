// Reads and replaces one value inside a JSON object, without changing the object.
import type { JsonObject, JsonValue } from '#shared/base/json.ts';

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at `training.optimizer.config`, or undefined. */
export function valueAtPath(object: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const key of path) {
    if (!isObject(value)) return undefined;
    value = value[key];
  }
  return value;
}

/** A copy with the value at `path` replaced; missing objects on the path are created. */
export function withValueAtPath(object: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return object;
  const inner = object[key];
  return { ...object, [key]: rest.length === 0 ? value : withValueAtPath(isObject(inner) ? inner : {}, rest, value) };
}
