// Reads the expressions of pasted Keras code: values, layers, calls of layers.
import type { SyntaxNode } from '@lezer/common';
import { msg, type Message } from '#shared/base/message.ts';
import { jsonOf, plainPath, type KerasValue, type PastedLayer } from '#shared/model/code/keras-values.ts';
import { PastedGraph } from '#shared/model/code/pasted-graph.ts';
import { pastedIdentifier, pastedLayer, type CallArguments } from '#shared/model/code/pasted-layer.ts';
import { calculate, numberValue } from '#shared/model/code/python-numbers.ts';
import { childrenOf, itemsOf, NotUnderstood, stringValue, type PythonSource } from '#shared/model/code/python-tree.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';

type Scope = Map<string, KerasValue>;

interface Reader {
  note: (node: SyntaxNode, message: Message) => void;
  callFunction: (node: SyntaxNode, scope: Scope) => KerasValue | null;
}

const deepest = 150;
const merging: Readonly<Record<string, string>> = { '+': 'Add', '-': 'Subtract', '*': 'Multiply' };
/** Arguments with which a layer is called that are inputs, in Keras's order. */
const inputNames = ['inputs', 'query', 'value', 'key'];
const trainingMethods = new Set(['compile', 'fit', 'evaluate', 'predict', 'fit_generator', 'save', 'adapt']);

/** Whether the name is a class of layers: of `layers`, or any that Strata has. */
function layerOf(path: string): string | null {
  const name = path.split('.').at(-1) ?? '';
  if (/(^|\.)layers\.[A-Z]\w*$/.test(path)) return name;
  const isKeras = !path.includes('.') || path.startsWith('keras') || path.startsWith('tf.');
  return isKeras && findLayer(name) !== undefined ? name : null;
}

/** Reads expressions and builds the graph that they make. */
export class KerasExpressions {
  readonly #source: PythonSource;
  readonly #reader: Reader;
  readonly #graph = new PastedGraph();
  readonly #sequentials: Extract<KerasValue, { kind: 'sequential' }>[] = [];
  #depth = 0;

  constructor(source: PythonSource, reader: Reader) {
    this.#source = source;
    this.#reader = reader;
  }

  /** The graph, with the Sequential models that no other model applies. */
  finish(): GraphDocument {
    for (const { layers, isUsed } of this.#sequentials) if (!isUsed) this.#graph.chain(layers, null);
    return this.#graph.document();
  }

  /** `a = b = value`, `a, b = value`. */
  assign(node: SyntaxNode, scope: Scope): void {
    const parts: SyntaxNode[][] = [[]];
    for (const child of childrenOf(node)) {
      if (child.name === 'AssignOp') parts.push([]);
      else if (child.name !== 'TypeDef') parts.at(-1)?.push(child);
    }
    const value = this.read(parts.pop() ?? [], scope);
    for (const targets of parts) this.#bind(targets, value, scope);
  }

  #bind(targets: readonly SyntaxNode[], value: KerasValue, scope: Scope): void {
    const [first] = targets;
    if (targets.length === 1 && first !== undefined && /^(Tuple|Array)Expression$/.test(first.name)) {
      this.#bind(
        childrenOf(first).filter(({ name }) => !/^[()[\]]$/.test(name)),
        value,
        scope,
      );
      return;
    }
    const isSeveral = targets.some(({ name }) => name === ',');
    let place = 0;
    for (let i = 0; i < targets.length; i++) {
      const target = targets[i];
      if (target === undefined || target.name === ',') continue;
      const isRest = target.name === '*';
      const named = isRest ? targets[++i] : target;
      if (named?.name !== 'VariableName') throw new NotUnderstood(msg`This is not part of a model.`);
      scope.set(this.#source.textOf(named), isSeveral ? partOf(value, place, isRest) : value);
      place++;
    }
  }

  /** An expression; several nodes are those of a tuple without brackets. */
  read(nodes: readonly SyntaxNode[], scope: Scope): KerasValue {
    const [only, ...others] = nodes;
    if (only === undefined) return { kind: 'unknown' };
    if (others.length > 0) {
      const items = nodes.filter(({ name }) => name !== ',');
      return { kind: 'list', items: items.map((item) => this.#expression(item, scope)) };
    }
    return this.#expression(only, scope);
  }

  #expression(node: SyntaxNode, scope: Scope): KerasValue {
    if (++this.#depth > deepest) {
      this.#depth--;
      throw new NotUnderstood(msg`This is nested too deeply.`);
    }
    try {
      return this.#readOne(node, scope);
    } finally {
      this.#depth--;
    }
  }

  #readOne(node: SyntaxNode, scope: Scope): KerasValue {
    const text = (): string => this.#source.textOf(node);
    switch (node.name) {
      case 'Number':
        return numberValue(text());
      case 'String':
        return { kind: 'value', value: stringValue(text()) };
      case 'ContinuedString':
        return {
          kind: 'value',
          value: childrenOf(node)
            .map((part) => stringValue(this.#source.textOf(part)))
            .join(''),
        };
      case 'Boolean':
        return { kind: 'value', value: text() === 'True' };
      case 'None':
        return { kind: 'value', value: null };
      case 'VariableName':
        return scope.get(text()) ?? { kind: 'path', path: plainPath(text()) };
      case 'ParenthesizedExpression':
        return this.read(
          childrenOf(node).filter(({ name }) => name !== '(' && name !== ')'),
          scope,
        );
      case 'TupleExpression':
      case 'ArrayExpression':
        return { kind: 'list', items: itemsOf(node).map((item) => this.read(item, scope)) };
      case 'UnaryExpression': {
        const [operator, operand] = childrenOf(node);
        const value = operand === undefined ? undefined : jsonOf(this.#expression(operand, scope));
        const sign = operator === undefined ? '' : this.#source.textOf(operator);
        if (typeof value !== 'number' || !['-', '+'].includes(sign)) return { kind: 'unknown' };
        return { kind: 'value', value: sign === '-' ? -value : value };
      }
      case 'BinaryExpression':
        return this.#binary(node, scope);
      case 'MemberExpression':
        return this.#member(node, scope);
      case 'CallExpression':
        return this.#call(node, scope);
      default:
        return { kind: 'unknown' };
    }
  }

  #binary(node: SyntaxNode, scope: Scope): KerasValue {
    const [left, operator, right] = childrenOf(node);
    if (left === undefined || operator === undefined || right === undefined) return { kind: 'unknown' };
    const [a, b] = [this.#expression(left, scope), this.#expression(right, scope)];
    const sign = this.#source.textOf(operator);
    const type = merging[sign];
    if (a.kind === 'tensor' && b.kind === 'tensor' && type !== undefined)
      return this.#applied(bareLayer(type), [a, b], {});
    if (a.kind === 'tensor' || b.kind === 'tensor')
      throw new NotUnderstood(
        msg`Arithmetic with layers is read for two layers that are added, subtracted or multiplied.`,
      );
    return calculate(jsonOf(a), sign, jsonOf(b));
  }

  #member(node: SyntaxNode, scope: Scope): KerasValue {
    const [object, , property] = childrenOf(node);
    if (object === undefined || property?.name !== 'PropertyName') {
      const item = object === undefined ? undefined : this.#item(object, childrenOf(node), scope);
      return item ?? { kind: 'unknown' };
    }
    const of = this.#expression(object, scope);
    const name = this.#source.textOf(property);
    if (of.kind === 'path') return { kind: 'path', path: plainPath(`${of.path}.${name}`) };
    return { kind: 'unknown' };
  }

  /** `outputs[0]` of a list that is known. */
  #item(object: SyntaxNode, parts: readonly SyntaxNode[], scope: Scope): KerasValue | undefined {
    const of = this.#expression(object, scope);
    const [, , index, end] = parts;
    if (of.kind === 'tensor') throw new NotUnderstood(msg`A part of a layer’s output is no layer that Strata has.`);
    if (of.kind !== 'list' || index === undefined || end?.name !== ']') return undefined;
    const place = jsonOf(this.#expression(index, scope));
    return typeof place === 'number' ? of.items.at(place) : undefined;
  }

  #arguments(list: SyntaxNode | undefined, scope: Scope): CallArguments {
    const positional: KerasValue[] = [];
    const named = new Map<string, KerasValue>();
    for (const item of list === undefined ? [] : itemsOf(list)) {
      const [first, second, ...rest] = item;
      if (first === undefined) continue;
      if (second?.name === 'AssignOp') named.set(this.#source.textOf(first), this.read(rest, scope));
      else if (/^\*/.test(first.name)) throw new NotUnderstood(msg`Arguments behind * are not read.`);
      else positional.push(this.read(item, scope));
    }
    return { positional, named };
  }

  #call(node: SyntaxNode, scope: Scope): KerasValue {
    const [callee, list] = childrenOf(node);
    if (callee === undefined) return { kind: 'unknown' };
    const method = this.#method(callee, list, scope);
    if (method !== null) return method;
    const called = this.#expression(callee, scope);
    const given = this.#arguments(list, scope);
    const name = this.#source.textOf(callee).slice(0, 60);
    switch (called.kind) {
      case 'layer':
        return this.#callLayer(called.layer, given);
      case 'sequential':
        return this.#callSequential(called, given);
      case 'function':
        called.isCalled = true;
        return this.#callFunction(called.node, given, scope);
      case 'path':
        return this.#callPath(called.path, given, node);
      case 'unknown':
        if ([...given.positional, ...given.named.values()].some(({ kind }) => kind === 'tensor'))
          throw new NotUnderstood(msg`"${name}" is not known, so its layers are not there.`);
        throw new NotUnderstood(msg`"${name}" is not known.`);
      default:
        throw new NotUnderstood(msg`"${name}" is not known.`);
    }
  }

  /** `model.add(…)` and other methods of models; null for every other call. */
  #method(callee: SyntaxNode, list: SyntaxNode | undefined, scope: Scope): KerasValue | null {
    if (callee.name !== 'MemberExpression') return null;
    const [object, , property] = childrenOf(callee);
    if (object?.name !== 'VariableName' || property?.name !== 'PropertyName') return null;
    const model = scope.get(this.#source.textOf(object));
    if (model?.kind !== 'sequential' && model?.kind !== 'model') return null;
    const method = this.#source.textOf(property);
    if (method === 'add' && model.kind === 'sequential') {
      const [added] = this.#arguments(list, scope).positional;
      if (added === undefined) return { kind: 'unknown' };
      this.#addTo(model.layers, added);
    } else if (trainingMethods.has(method))
      throw new NotUnderstood(msg`Training is not read; set it beside the model.`);
    return { kind: 'unknown' };
  }

  #addTo(layers: PastedLayer[], added: KerasValue): void {
    if (added.kind === 'layer') layers.push(added.layer);
    else if (added.kind === 'sequential') {
      added.isUsed = true;
      layers.push(...added.layers);
    } else if (added.kind === 'tensor') {
      // `keras.Input(…)` in a Sequential.
      const start = this.#graph.takeBack(added.id);
      if (start !== null) layers.push(start);
    } else throw new NotUnderstood(msg`What is added is no layer that is understood.`);
  }

  #callLayer(layer: PastedLayer, { positional, named }: CallArguments): KerasValue {
    const inputs = [...positional, ...inputNames.flatMap((name) => named.get(name) ?? [])];
    const [first, ...others] = inputs;
    const definition = findLayer(layer.type);
    const spread = first?.kind === 'list' ? [...first.items, ...others] : inputs;
    const states = named.get('initial_state');
    if (states !== undefined) spread.push(...(states.kind === 'list' ? states.items : [states]));
    const config: Record<string, string | number | boolean> = {};
    for (const name of definition?.callArguments ?? []) {
      const value = jsonOf(named.get(name) ?? { kind: 'unknown' });
      if (typeof value === 'boolean') config[name] = value;
    }
    return this.#applied(layer, spread, config);
  }

  #applied(layer: PastedLayer, inputs: readonly KerasValue[], config: PastedLayer['config']): KerasValue {
    if (this.#graph.isFull) throw new NotUnderstood(msg`The code has more layers than a model can have.`);
    const id = this.#graph.apply(layer, inputs, config);
    const outputs = outputCount(layer, config);
    if (outputs === 1) return { kind: 'tensor', id, output: 0 };
    return { kind: 'list', items: Array.from({ length: outputs }, (_, output) => ({ kind: 'tensor', id, output })) };
  }

  #callSequential(model: Extract<KerasValue, { kind: 'sequential' }>, { positional }: CallArguments): KerasValue {
    model.isUsed = true;
    const id = this.#graph.chain(model.layers, positional[0] ?? { kind: 'unknown' });
    return id === null ? (positional[0] ?? { kind: 'unknown' }) : { kind: 'tensor', id, output: 0 };
  }

  #callPath(path: string, given: CallArguments, node: SyntaxNode): KerasValue {
    const name = path.split('.').at(-1) ?? '';
    const note = (message: Message): void => {
      this.#reader.note(node, message);
    };
    if (name === 'Sequential') {
      const model = { kind: 'sequential' as const, layers: [], isUsed: false };
      const [list = given.named.get('layers')] = given.positional;
      this.#sequentials.push(model);
      if (list?.kind === 'list') {
        for (const item of list.items) {
          if (item.kind === 'unknown' || item.kind === 'path') note(msg`What is added is no layer that is understood.`);
          else this.#addTo(model.layers, item);
        }
      }
      return model;
    }
    if (name === 'Model' || name === 'Functional') return { kind: 'model' };
    const type = layerOf(path);
    if (type !== null) {
      const layer = pastedLayer(type, given, note);
      if (findLayer(type)?.family !== 'input') return { kind: 'layer', layer };
      return this.#applied(layer, [], {});
    }
    const identifier = pastedIdentifier(path, given);
    if (identifier !== null) return { kind: 'value', value: identifier };
    const [list] = given.positional;
    const merger = list?.kind === 'list' ? findLayer(name.charAt(0).toUpperCase() + name.slice(1)) : undefined;
    if (merger?.family === 'merging' && list !== undefined)
      return this.#callLayer(pastedLayer(merger.type, { positional: [], named: given.named }, note), {
        positional: [list],
        named: new Map(),
      });
    throw new NotUnderstood(msg`"${path.slice(0, 60)}" is not known.`);
  }

  /** The parameters of a function, each with its default. */
  #parameters(node: SyntaxNode): { name: string; fallback: SyntaxNode[] | null }[] {
    const list = childrenOf(node).find(({ name }) => name === 'ParamList');
    return (list === undefined ? [] : itemsOf(list)).flatMap((item) => {
      const [name, ...rest] = item.filter((part) => part.name !== 'TypeDef');
      if (name?.name !== 'VariableName') return [];
      return [{ name: this.#source.textOf(name), fallback: rest.length > 1 ? rest.slice(1) : null }];
    });
  }

  #callFunction(node: SyntaxNode, { positional, named }: CallArguments, outer: Scope): KerasValue {
    const scope: Scope = new Map(outer);
    for (const [i, { name, fallback }] of this.#parameters(node).entries()) {
      const value = positional[i] ?? named.get(name) ?? (fallback === null ? null : this.read(fallback, outer));
      scope.set(name, value ?? { kind: 'unknown' });
    }
    if (++this.#depth > 40) {
      this.#depth--;
      throw new NotUnderstood(msg`This is nested too deeply.`);
    }
    try {
      return this.#reader.callFunction(node, scope) ?? { kind: 'unknown' };
    } finally {
      this.#depth--;
    }
  }

  /** Calls a function whose parameters all have defaults; false when one has none. */
  callWithoutArguments(node: SyntaxNode, scope: Scope): boolean {
    if (this.#parameters(node).some(({ fallback }) => fallback === null)) return false;
    this.#callFunction(node, { positional: [], named: new Map() }, scope);
    return true;
  }
}

function bareLayer(type: string): PastedLayer {
  return { type, config: {}, name: null, inputShape: null, nodeId: null };
}

/** One of several values. */
function partOf(value: KerasValue, place: number, isRest: boolean): KerasValue {
  if (value.kind !== 'list') return { kind: 'unknown' };
  if (isRest) return { kind: 'list', items: value.items.slice(place) };
  return value.items[place] ?? { kind: 'unknown' };
}

/** How many outputs the layer has with its arguments. */
function outputCount({ type, config: own }: PastedLayer, called: PastedLayer['config']): number {
  const config = { ...own, ...called };
  if (config['return_attention_scores'] === true) return 2;
  const inner = config['layer'];
  const inside = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : null;
  const insideConfig = inside?.['config'];
  const insideType = inside?.['class_name'];
  if (
    typeof insideType === 'string' &&
    typeof insideConfig === 'object' &&
    insideConfig !== null &&
    !Array.isArray(insideConfig)
  ) {
    if (insideConfig['return_state'] !== true) return 1;
    return 1 + 2 * ((findLayer(insideType)?.inputs?.most ?? 1) - 1);
  }
  return config['return_state'] === true ? (findLayer(type)?.inputs?.most ?? 1) : 1;
}
