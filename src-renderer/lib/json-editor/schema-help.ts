// Completion and explanations from a JSON Schema. Layers are completed where an edge names one.
import {
  insertCompletionText,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { syntaxTree } from '@codemirror/language';
import { EditorState, Text, type Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { layersIn, shallowObject, stepsTo, wholeTree, type Step } from './json-places.ts';
import { keysIn, schemasAt, valuesIn } from './schema-at.ts';

/** The words of an explanation. */
export interface SchemaWords {
  /** A sentence of the schema in the page's language. */
  readonly say: (sentence: string) => string;
  readonly defaultValue: (value: string) => string;
  readonly atLeast: (value: number) => string;
  readonly atMost: (value: number) => string;
}

function known(state: EditorState, steps: readonly Step[]): { object: JsonObject; key: string | number }[] {
  return steps.flatMap(({ container, key }) =>
    key === null ? [] : [{ object: container.name === 'Object' ? shallowObject(state, container) : {}, key }],
  );
}

/** The token before the cursor: a string that is begun, or a word. */
function tokenBefore(state: EditorState, at: number): { from: number; to: number } {
  const line = state.doc.lineAt(at);
  const before = line.text.slice(0, at - line.from);
  const quotes = [...before.matchAll(/(?<!\\)"/g)];
  const open = quotes.length % 2 === 1 ? quotes.at(-1)?.index : undefined;
  if (open === undefined) return { from: at - (/[\w.+-]*$/.exec(before)?.[0].length ?? 0), to: at };
  const rest = /^[^"\s,:]*"/.exec(line.text.slice(at - line.from))?.[0].length ?? 0;
  return { from: line.from + open, to: at + rest };
}

/** The text with an empty string where one is begun: until it ends, what follows would be part of it. */
function withTokenClosed(state: EditorState, from: number, to: number): EditorState {
  if (!/^"(?:|.*[^"])$/s.test(state.sliceDoc(from, to))) return state;
  return EditorState.create({ doc: state.doc.replace(from, to, Text.of(['""'])), extensions: [json()] });
}

/** Offers the keys and values that the schema names at the cursor. */
export function schemaCompletion(schema: JsonObject) {
  return ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const { from, to } = tokenBefore(state, pos);
    if (from === pos && !explicit) return null;
    const before = state.sliceDoc(Math.max(0, from - 1000), from);
    const mark = before.trimEnd().slice(-1);
    // After anything else a comma or a brace comes first.
    if (!['{', '[', ',', ':'].includes(mark)) return null;
    const at = from - (before.length - before.trimEnd().length);
    const read = withTokenClosed(state, from, to);
    const steps = stepsTo(read, wholeTree(read).resolveInner(at, -1));
    const container = steps.at(-1)?.container;
    if (container === undefined) return null;
    const isValue = mark === ':' || container.name === 'Array';
    const options = isValue
      ? valueOptions(schema, read, steps)
      : keyOptions(schema, read, steps, state.sliceDoc(to, to + 100));
    return options.length === 0 ? null : { from, options, validFor: /^"?[\w.+-]*$/ };
  };
}

/** Inserts a text over the token, with the quote that ends it. */
function over(text: string): NonNullable<Exclude<Completion['apply'], string>> {
  return (view, completion, from, to) => {
    const end = view.state.sliceDoc(from, from + 1) === '"' ? tokenBefore(view.state, to).to : to;
    view.dispatch({
      ...insertCompletionText(view.state, text, from, end),
      annotations: pickedCompletion.of(completion),
    });
  };
}

function keyOptions(schema: JsonObject, state: EditorState, steps: readonly Step[], after: string): Completion[] {
  const last = steps.at(-1);
  if (last === undefined) return [];
  const written = shallowObject(state, last.container);
  const hasColon = /^\s*:/.test(after);
  return [...keysIn(schemasAt(schema, known(state, steps.slice(0, -1)), written))]
    .filter(([key]) => !(key in written) || last.key === key)
    .map(([key, own]) => {
      const label = JSON.stringify(key);
      return { label, type: 'property', detail: brief(own), apply: over(hasColon ? label : `${label}: `) };
    });
}

function brief(schema: JsonObject): string {
  return schema['default'] === undefined ? '' : short(schema['default']);
}

function short(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function valueOptions(schema: JsonObject, state: EditorState, steps: readonly Step[]): Completion[] {
  const path = steps.map(({ key }) => key);
  const values =
    path[1] === 'edges' && ['from', 'to'].includes(String(path[3]))
      ? [...layersIn(state).keys()]
      : valuesIn(schemasAt(schema, known(state, steps), {}));
  return values.map((value) => {
    const label = JSON.stringify(value);
    return { label, type: 'constant', apply: over(label) };
  });
}

/** Explains the key or the value under the pointer. */
export function schemaHover(schema: JsonObject, words: SchemaWords): Extension {
  return hoverTooltip((view, pos, side) => {
    const { state } = view;
    const node = syntaxTree(state).resolveInner(pos, side);
    if (!['PropertyName', 'String', 'Number', 'True', 'False', 'Null'].includes(node.name)) return null;
    const steps = known(state, stepsTo(state, node));
    const lines = explain(schemasAt(schema, steps, {}), words);
    // The value of `type` is a layer, which the object around it explains.
    const around = steps.at(-1);
    if (around?.key === 'type') lines.unshift(...explain(schemasAt(schema, steps.slice(0, -1), around.object), words));
    if (lines.length === 0) return null;
    return { pos: node.from, end: node.to, above: true, create: () => ({ dom: tooltip(lines) }) };
  });
}

function explain(schemas: readonly JsonObject[], words: SchemaWords): string[] {
  const lines = schemas.flatMap((schema) => {
    const { description, minimum, maximum, default: own } = schema;
    const said = typeof description === 'string' ? [words.say(description)] : [];
    if (own !== undefined && short(own) !== '{}') said.push(words.defaultValue(short(own)));
    if (typeof minimum === 'number') said.push(words.atLeast(minimum));
    if (typeof maximum === 'number') said.push(words.atMost(maximum));
    return said;
  });
  const choices = valuesIn(schemas.map(({ enum: own, examples }) => ({ enum: own ?? [], examples: examples ?? [] })));
  return [...new Set([...lines, ...(choices.length > 0 ? [choices.map(short).join(', ')] : [])])];
}

function tooltip(lines: readonly string[]): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-help';
  for (const line of lines) dom.appendChild(document.createElement('p')).textContent = line;
  return dom;
}
