// Places in a JSON text: from a path in the document to a position, and back. Reads the syntax tree, so that a text which is
// not whole yet has places as well.
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import type { ProblemPlace } from '#shared/base/problem.ts';

/** An object or a list, and the key inside it that leads on; null where the key is not written yet. */
export interface Step {
  readonly container: SyntaxNode;
  readonly key: string | number | null;
}

const valueNames = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

function itemsOf(list: SyntaxNode): SyntaxNode[] {
  return childrenOf(list).filter(({ name }) => valueNames.has(name));
}

function scalar(state: EditorState, node: SyntaxNode): JsonValue | undefined {
  if (['Object', 'Array'].includes(node.name)) return undefined;
  try {
    return JSON.parse(state.sliceDoc(node.from, node.to)) as JsonValue;
  } catch {
    return undefined;
  }
}

function nameOf(state: EditorState, property: SyntaxNode): string | null {
  const name = property.firstChild;
  const said = name?.name === 'PropertyName' ? scalar(state, name) : undefined;
  return typeof said === 'string' ? said : null;
}

function valueOf(property: SyntaxNode): SyntaxNode | null {
  const last = property.lastChild;
  return last !== null && valueNames.has(last.name) ? last : null;
}

function propertiesOf(state: EditorState, object: SyntaxNode): { name: string; property: SyntaxNode }[] {
  return childrenOf(object).flatMap((property) => {
    const name = property.name === 'Property' ? nameOf(state, property) : null;
    return name === null ? [] : [{ name, property }];
  });
}

/** The whole text's tree; of a very long text what could be read in time. */
export function wholeTree(state: EditorState): SyntaxNode {
  return (ensureSyntaxTree(state, state.doc.length, 500) ?? syntaxTree(state)).topNode;
}

/** The keys of an object, and those of its values that are not objects or lists. */
export function shallowObject(state: EditorState, node: SyntaxNode): JsonObject {
  return Object.fromEntries(
    propertiesOf(state, node).map(({ name, property }) => {
      const value = valueOf(property);
      return [name, (value === null ? undefined : scalar(state, value)) ?? {}];
    }),
  );
}

/** The ids of the model's layers, as they are written. */
export function layersIn(state: EditorState): ReadonlyMap<string, SyntaxNode> {
  const [document] = itemsOf(wholeTree(state));
  const model = document && valueAt(state, document, 'model');
  const nodes = model && valueAt(state, model, 'nodes');
  const layers = new Map<string, SyntaxNode>();
  for (const node of nodes ? itemsOf(nodes) : []) {
    const id = valueAt(state, node, 'id');
    const said = id && scalar(state, id);
    if (typeof said === 'string') layers.set(said, node);
  }
  return layers;
}

function valueAt(state: EditorState, object: SyntaxNode, key: string): SyntaxNode | undefined {
  const found = propertiesOf(state, object).find(({ name }) => name === key);
  return (found && valueOf(found.property)) ?? undefined;
}

/** From the document down to what is at a position. @param node the innermost node there */
export function stepsTo(state: EditorState, node: SyntaxNode): Step[] {
  const steps: Step[] = [];
  let below: SyntaxNode | null = null;
  for (let current: SyntaxNode | null = node; current !== null; current = current.parent) {
    const inside: SyntaxNode | null = below;
    if (current.name === 'Object')
      steps.unshift({ container: current, key: inside?.name === 'Property' ? nameOf(state, inside) : null });
    if (current.name === 'Array') {
      const before = itemsOf(current).filter(({ from }) => from < (inside?.from ?? node.to));
      steps.unshift({ container: current, key: before.length });
    }
    below = current;
  }
  return steps;
}

/** What of the text a problem marks. */
export interface MarkedRange {
  readonly from: number;
  readonly to: number;
}

/** A plain object: a node's own are getters. */
function spanOf({ from, to }: SyntaxNode): MarkedRange {
  return { from, to };
}

function rangeOfProperty(property: SyntaxNode): MarkedRange {
  const value = valueOf(property);
  const isShort = value !== null && !['Object', 'Array'].includes(value.name);
  return spanOf(isShort ? property : (property.firstChild ?? property));
}

/** Where a problem is written: the deepest part of its path that is there. Names may hold dots. */
export function rangeOf(
  state: EditorState,
  { nodeId, path }: ProblemPlace,
  layers: ReadonlyMap<string, SyntaxNode>,
): MarkedRange {
  const [document] = itemsOf(wholeTree(state));
  const start = (nodeId === undefined ? undefined : layers.get(nodeId)) ?? document;
  if (start === undefined) return { from: 0, to: 0 };
  const id = propertiesOf(state, start).find(({ name }) => name === 'id');
  let range = start !== document && id !== undefined ? rangeOfProperty(id.property) : startOf(start);
  let node: SyntaxNode | null = start;
  let rest = path ?? '';
  while (node !== null && rest !== '') {
    const { next, left, marked } = descend(state, node, rest);
    if (marked === null) break;
    [range, node, rest] = [marked, next, left];
  }
  return range;
}

function startOf(node: SyntaxNode): MarkedRange {
  return { from: node.from, to: node.from + 1 };
}

interface Descent {
  readonly next: SyntaxNode | null;
  readonly left: string;
  /** Null where the path leads to nothing. */
  readonly marked: MarkedRange | null;
}

function descend(state: EditorState, node: SyntaxNode, path: string): Descent {
  if (node.name === 'Array') {
    const [, index = '', left = ''] = /^(\d+)\.?(.*)$/s.exec(path) ?? [];
    const item = itemsOf(node)[Number(index)];
    if (index === '' || item === undefined) return { next: null, left: '', marked: null };
    return {
      next: item,
      left,
      marked: valueNames.has(item.name) && item.firstChild === null ? spanOf(item) : startOf(item),
    };
  }
  const properties = propertiesOf(state, node);
  const found = properties
    .filter(({ name }) => path === name || path.startsWith(`${name}.`))
    .reduce<(typeof properties)[number] | undefined>(
      (a, b) => (a && a.name.length >= b.name.length ? a : b),
      undefined,
    );
  if (found !== undefined)
    return {
      next: valueOf(found.property),
      left: path.slice(found.name.length + 1),
      marked: rangeOfProperty(found.property),
    };
  // An argument of a layer or an optimizer is named without its `config`.
  const config = properties.find(({ name }) => name === 'config');
  return config === undefined
    ? { next: null, left: '', marked: null }
    : { next: valueOf(config.property), left: path, marked: rangeOfProperty(config.property) };
}

/** Where the text stops being JSON; null when the tree has no fault. */
export function firstFault(state: EditorState): MarkedRange | null {
  let fault: MarkedRange | null = null;
  wholeTree(state)
    .cursor()
    .iterate((node) => {
      if (node.type.isError && fault === null) fault = { from: node.from, to: node.to };
      return fault === null;
    });
  return fault;
}
