// JSON in a column: what is written can be read again, and what is read is what its schema says.
import type { z } from 'zod';

/**
 * The text to store; null stays null.
 * @throws TypeError when it would not pass its own schema on reading (an infinite number becomes `null` in JSON): a defect of the caller
 */
export function toJsonColumn<Value>(schema: z.ZodType<Value>, value: Value): string;
export function toJsonColumn<Value>(schema: z.ZodType<Value>, value: Value | null): string | null;
export function toJsonColumn<Value>(schema: z.ZodType<Value>, value: Value | null): string | null {
  if (value === null) return null;
  const text = JSON.stringify(value);
  const back = schema.safeParse(JSON.parse(text));
  if (!back.success) throw new TypeError(`Not stored, since it could not be read again: ${firstIssue(back.error)}`);
  return text;
}

/** A column's value before its schema has parsed it; null stays null. @throws SyntaxError when it is no JSON */
export function fromJsonColumn(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

/** `training.loss: expected string` */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return error.message;
  return issue.path.length === 0 ? issue.message : `${issue.path.map(String).join('.')}: ${issue.message}`;
}
