// Messages for users, written in English where they arise and translated where they are shown.
import { z } from 'zod';

/** A value of a placeholder: text, a number, or another message. */
export type MessageValue = string | number | Message;

/** A sentence with placeholders `{0}`, `{1}`, …: the English text is its key in a catalogue of translations. */
export interface Message {
  readonly text: string;
  readonly values: readonly MessageValue[];
}

/** Reads a message from JSON. */
export const messageSchema: z.ZodType<Message> = z.lazy(() =>
  z.object({ text: z.string(), values: z.array(z.union([z.string(), z.number(), messageSchema])) }),
);

/** A text for users inside data: a message, or a plain string that is the same in every language. */
export type Sentence = string | Message;

/** Reads a message, or the plain text of an older version. */
export const sentenceSchema = z.union([z.string(), messageSchema]);

/**
 * Makes a message: ``msg`Column "${name}" has ${count} rows.` `` has the text `Column "{0}" has {1} rows.`
 * Each text needs a translation in `src-shared/locales`; a test lists those that lack one.
 */
export function msg(parts: TemplateStringsArray, ...values: readonly MessageValue[]): Message {
  return { text: parts.reduce((text, part, i) => `${text}{${i - 1}}${part}`), values: values.map(asSent) };
}

/** JSON has no NaN and no infinities: as numbers they would make the whole message invalid. */
function asSent(value: MessageValue): MessageValue {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** A plain string as a message that is the same in every language: a name, a file's path, a program's own output. */
export function verbatim(text: string): Message {
  return { text: '{0}', values: [text] };
}

/** A text from one of Strata's own files (a template's lesson) as a message: translated if a catalogue has it. */
export function fromCatalogue(text: string): Message {
  return { text, values: [] };
}

/** `8,706`; `1 row`, `2 rows`: the two texts have one placeholder for the number. */
export function countOf(count: number, one: string, many: string): Message {
  return { text: count === 1 ? one : many, values: [count.toLocaleString('en-US')] };
}

/**
 * A name followed by a statement about it: `Conv1D "a"` and `has units 0.`. The order of the values distinguishes it from
 * `sentences`.
 */
export function about(subject: MessageValue, predicate: Message): Message {
  return { text: '{1} {0}', values: [predicate, subject] };
}

/** Joins sentences; null ones are left out. */
export function sentences(...parts: readonly (Sentence | null)[]): Message {
  return joined(' ', parts);
}

/** Joins messages with a separator; null and empty ones are left out. */
export function joined(separator: string, parts: readonly (Sentence | null)[]): Message {
  const values = parts.filter((part): part is Sentence => part !== null && part !== '');
  return { text: values.map((_, i) => `{${i}}`).join(separator), values };
}

/** Fills the placeholders of a text, each by `format`, which gets the value and the part after a colon: `{0:을}`. */
export function fillPlaces(
  text: string,
  values: readonly MessageValue[],
  format: (value: MessageValue, option: string) => string,
): string {
  return text.replace(/\{(\d+)(?::([^}]*))?\}/g, (place, index: string, option: string | undefined) => {
    const value = values[Number(index)];
    return value === undefined ? place : format(value, option ?? '');
  });
}

/** The sentence in English. */
export function textOf(message: Sentence): string {
  if (typeof message === 'string') return message;
  return fillPlaces(message.text, message.values, (value) =>
    typeof value === 'object' ? textOf(value) : String(value),
  );
}

/**
 * Data as JSON with every message in English, for programs: `--json`, an exported file.
 * `translatable` of errors and problems is left out; their `message` says the same.
 */
export function inEnglish(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inEnglish);
  if (typeof value !== 'object' || value === null) return value;
  if (isMessage(value)) return textOf(value);
  const entries = Object.entries(value).filter(([key]) => key !== 'translatable');
  return Object.fromEntries(entries.map(([key, child]) => [key, inEnglish(child)]));
}

function isMessage(value: object): value is Message {
  return Object.keys(value).length === 2 && messageSchema.safeParse(value).success;
}
