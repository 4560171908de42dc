// Values as people type them.
import { jsonValueSchema, type JsonValue } from '#shared/base/json.ts';

const pythonWords: Readonly<Record<string, JsonValue>> = { True: true, False: false, None: null };

/** A typed number, list or object is JSON; `.5`, `True` and `None` are read as in Python; anything else is a text. */
export function readTypedValue(typed: string): JsonValue {
  const text = typed.trim();
  try {
    const value = jsonValueSchema.safeParse(JSON.parse(text.replace(/^(-?)\./, '$10.')));
    if (value.success) return value.data;
  } catch {
    // A bare word is a text.
  }
  if (Object.hasOwn(pythonWords, text)) return pythonWords[text] ?? null;
  return text.replace(/^(['"])(.*)\1$/, '$2');
}

/** A value as a person would type it. */
export function typedText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
