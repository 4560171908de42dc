// Undo and redo of an experiment's document without limit: each step is the recorded difference of two documents. Plain JSON.
import { z } from 'zod';
import { messageSchema, type Message } from '#shared/base/message.ts';
import { jsonValueSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';

const pathSchema = z.array(z.union([z.string(), z.number().int()])).readonly();

/** Items of a list that others took the place of. */
const listChangeSchema = z.object({
  kind: z.literal('list'),
  path: pathSchema,
  at: z.number().int(),
  removed: z.array(jsonValueSchema),
  added: z.array(jsonValueSchema),
});

/** A value that was set, added (no `before`) or removed (no `after`). */
const valueChangeSchema = z.object({
  kind: z.literal('value'),
  path: pathSchema,
  before: jsonValueSchema.optional(),
  after: jsonValueSchema.optional(),
  /** The key that follows one that was added or removed, so that it comes back to its place; none at the end. */
  next: z.string().optional(),
});

const changeSchema = z.discriminatedUnion('kind', [listChangeSchema, valueChangeSchema]);
type Change = Readonly<z.infer<typeof changeSchema>>;
type ValueChange = Readonly<z.infer<typeof valueChangeSchema>>;
type Way = 'undo' | 'redo';

/** Reads one step. */
export const editStepSchema = z.object({
  name: messageSchema,
  atMs: z.number(),
  /** Edits in a row of one group are one step. */
  group: z.string().optional(),
  changes: z.array(changeSchema).readonly(),
});
/** One step of a history. */
export type EditStep = Readonly<z.infer<typeof editStepSchema>>;

/** Reads a history. */
export const editHistorySchema = z.object({
  steps: z.array(editStepSchema).readonly(),
  /** How many of the steps the document has; the others were undone. */
  done: z.number().int().min(0),
});
/** A history. Immutable: each function returns another. */
export type EditHistory = Readonly<z.infer<typeof editHistorySchema>>;

/** A history without steps. */
export const emptyHistory: EditHistory = { steps: [], done: 0 };

/** What an edit is called, and when it was made. */
export interface EditNote {
  readonly name: Message;
  readonly atMs: number;
  /** One drag, one typed value, one burst of an arrow key: edits in a row with the same group are one step. */
  readonly group?: string | undefined;
}

/** Adds a step; what was undone before is forgotten. An edit that changed nothing adds none. */
export function recordEdit(history: EditHistory, before: JsonObject, after: JsonObject, note: EditNote): EditHistory {
  const changes = changesOf(before, after);
  if (changes.length === 0) return history;
  const steps = history.steps.slice(0, history.done);
  const last = steps.at(-1);
  if (
    last === undefined ||
    note.group === undefined ||
    last.group !== note.group ||
    history.done < history.steps.length
  )
    return { steps: [...steps, { ...note, changes }], done: history.done + 1 };
  const whole = changesOf(applied(before, last.changes, 'undo'), after);
  if (whole.length === 0) return { steps: steps.slice(0, -1), done: history.done - 1 };
  return { steps: [...steps.slice(0, -1), { ...note, changes: whole }], done: history.done };
}

/** A document and its history after going to another step. */
export interface Travelled {
  readonly document: JsonObject;
  readonly history: EditHistory;
}

/** Goes to where so many steps are done: fewer undoes, more does again. Beyond the ends it goes to the end. */
export function goToStep(history: EditHistory, document: JsonObject, done: number): Travelled {
  const wanted = Math.max(0, Math.min(history.steps.length, done));
  let current = document;
  for (let at = history.done; at > wanted; at--)
    current = applied(current, history.steps[at - 1]?.changes ?? [], 'undo');
  for (let at = history.done; at < wanted; at++) current = applied(current, history.steps[at]?.changes ?? [], 'redo');
  return { document: current, history: { ...history, done: wanted } };
}

/** Takes the last step back. */
export function undoEdit(history: EditHistory, document: JsonObject): Travelled {
  return goToStep(history, document, history.done - 1);
}

/** Does the step again that was undone last. */
export function redoEdit(history: EditHistory, document: JsonObject): Travelled {
  return goToStep(history, document, history.done + 1);
}

function changesOf(before: JsonObject, after: JsonObject): Change[] {
  const changes: Change[] = [];
  addChanges(before, after, [], changes);
  return changes;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In an order in which `redo` can apply them one after the other, and `undo` from the last to the first. */
function addChanges(before: JsonValue, after: JsonValue, path: readonly (string | number)[], changes: Change[]): void {
  if (before === after) return;
  if (isObject(before) && isObject(after) && hasCommonOrder(before, after)) {
    const [keysBefore, keysAfter] = [Object.keys(before), Object.keys(after)];
    for (const [i, key] of keysBefore.entries())
      if (!(key in after)) changes.push(valueChange([...path, key], { before: before[key], next: keysBefore[i + 1] }));
    // The last first: the key that follows is there.
    for (const [i, key] of [...keysAfter.entries()].toReversed())
      if (!(key in before)) changes.push(valueChange([...path, key], { after: after[key], next: keysAfter[i + 1] }));
    for (const key of keysAfter) {
      const [own, other] = [before[key], after[key]];
      if (own !== undefined && other !== undefined) addChanges(own, other, [...path, key], changes);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) addListChanges(before, after, path, changes);
  else if (!isEqual(before, after)) changes.push(valueChange(path, { before, after }));
}

function valueChange(
  path: readonly (string | number)[],
  given: { readonly [Key in 'before' | 'after']?: JsonValue | undefined } & { readonly next?: string | undefined },
): ValueChange {
  const { before, after, next } = given;
  return {
    kind: 'value',
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(next === undefined ? {} : { next }),
  };
}

/** Whether the keys that both have are in one order. */
function hasCommonOrder(before: JsonObject, after: JsonObject): boolean {
  const inAfter = Object.keys(after).filter((key) => key in before);
  return isEqual(
    Object.keys(before).filter((key) => key in after),
    inAfter,
  );
}

function addListChanges(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  path: readonly (string | number)[],
  changes: Change[],
): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isEqual(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && isEqual(before[before.length - 1 - end], after[after.length - 1 - end])) end++;
  if (before.length === after.length) {
    for (let at = start; at < before.length - end; at++)
      addChanges(before[at] ?? null, after[at] ?? null, [...path, at], changes);
    return;
  }
  changes.push({
    kind: 'list',
    path,
    at: start,
    removed: before.slice(start, before.length - end),
    added: after.slice(start, after.length - end),
  });
}

function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function applied(document: JsonObject, changes: readonly Change[], way: Way): JsonObject {
  const ordered = way === 'redo' ? changes : changes.toReversed();
  const result = ordered.reduce<JsonValue>((value, change) => withChange(value, change, 0, way), document);
  return isObject(result) ? result : document;
}

/** A copy with one change made; parts that it does not touch are the same objects. */
function withChange(value: JsonValue, change: Change, depth: number, way: Way): JsonValue {
  const key = change.path[depth];
  if (key === undefined) return changedHere(value, change, way);
  const isLast = depth === change.path.length - 1;
  if (isLast && change.kind === 'value' && isObject(value) && typeof key === 'string')
    return withKey(value, key, targetOf(change, way), change.next);
  const own = Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  if (own === undefined) return value;
  const next = withChange(own, change, depth + 1, way);
  return Array.isArray(value) ? value.with(Number(key), next) : { ...(isObject(value) ? value : {}), [key]: next };
}

function changedHere(value: JsonValue, change: Change, way: Way): JsonValue {
  if (change.kind === 'value') return targetOf(change, way) ?? value;
  const [from, to] = way === 'redo' ? [change.removed, change.added] : [change.added, change.removed];
  return Array.isArray(value) ? value.toSpliced(change.at, from.length, ...to) : value;
}

function targetOf(change: ValueChange, way: Way): JsonValue | undefined {
  return way === 'redo' ? change.after : change.before;
}

/** The object with the key set, or without it when there is no value. A new key comes before `next`. */
function withKey(object: JsonObject, key: string, value: JsonValue | undefined, next: string | undefined): JsonObject {
  if (value !== undefined && key in object) return { ...object, [key]: value };
  const entries = Object.entries(object).filter(([each]) => each !== key);
  if (value === undefined) return Object.fromEntries(entries);
  const place = entries.findIndex(([each]) => each === next);
  return Object.fromEntries(entries.toSpliced(place === -1 ? entries.length : place, 0, [key, value]));
}
