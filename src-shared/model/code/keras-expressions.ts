// Reads the calls of pasted Keras code: layers, models, functions; and builds the graph that they make.
import type { SyntaxNode } from '@lezer/common';
import { msg, type Message } from '#shared/base/message.ts';
import { jsonOf, type CallArguments, type KerasValue, type PastedLayer } from '#shared/model/code/keras-values.ts';
import { PastedGraph } from '#shared/model/code/pasted-graph.ts';
import { outputCount, pastedIdentifier, pastedLayer } from '#shared/model/code/pasted-layer.ts';
import { PythonExpressions, type Scope } from '#shared/model/code/python-expressions.ts';
import { childrenOf, itemsOf, NotUnderstood, type PythonSource } from '#shared/model/code/python-tree.ts';
import {
  isTrainingMethod,
  saysTraining,
  thingName,
  trainingItems,
  type TrainingArgument,
  type TrainingMethod,
} from '#shared/model/code/training-calls.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';

interface Reader {
  note: (node: SyntaxNode, message: Message) => void;
  callFunction: (node: SyntaxNode, scope: Scope) => KerasValue | null;
  /** Whether a name without a module is one of an optimizer, loss, metric, callback or schedule. */
  isThing: (name: string) => boolean;
}

/** Arguments with which a layer is called that are inputs, in Keras's order. */
const inputNames = ['inputs', 'query', 'value', 'key'];
/** Methods of a model that say nothing about it or its training. */
const otherMethods = new Set(['evaluate', 'predict', 'save', 'adapt']);

/** Whether the name is a class of layers: of `layers`, or any that Strata has. */
function layerOf(path: string): string | null {
  const name = path.split('.').at(-1) ?? '';
  if (/(^|\.)layers\.[A-Z]\w*$/.test(path)) return name;
  const isKeras = !path.includes('.') || path.startsWith('keras') || path.startsWith('tf.');
  return isKeras && findLayer(name) !== undefined ? name : null;
}

/** Reads expressions and builds the graph that they make. */
export class KerasExpressions extends PythonExpressions {
  readonly #reader: Reader;
  readonly #graph = new PastedGraph();
  /** What `compile` and `fit` were given, in the order of the code. */
  readonly training: TrainingArgument[] = [];
  readonly #sequentials: Extract<KerasValue, { kind: 'sequential' }>[] = [];

  constructor(source: PythonSource, reader: Reader) {
    super(source);
    this.#reader = reader;
  }

  /** The graph, with the Sequential models that no other model applies. */
  finish(): GraphDocument {
    for (const { layers, isUsed } of this.#sequentials) if (!isUsed) this.#graph.chain(layers, null);
    return this.#graph.document();
  }

  protected override merge(type: string, inputs: readonly KerasValue[]): KerasValue {
    return this.#applied({ type, config: {}, name: null, inputShape: null, nodeId: null }, inputs, {});
  }

  protected override call(node: SyntaxNode, scope: Scope): KerasValue {
    const [callee, list] = childrenOf(node);
    if (callee === undefined) return { kind: 'unknown' };
    const method = this.#method(callee, list, scope);
    if (method !== null) return method;
    const called = this.expression(callee, scope);
    const given = this.arguments(list, scope);
    const name = this.source.textOf(callee).slice(0, 60);
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
    const model = scope.get(this.source.textOf(object)) ?? { kind: 'unknown' };
    const method = this.source.textOf(property);
    if (isTrainingMethod(method) && this.#isTrained(model, list)) {
      this.#train(method, list, scope);
      return { kind: 'unknown' };
    }
    if (model.kind !== 'sequential' && model.kind !== 'model') return null;
    if (method === 'add' && model.kind === 'sequential') {
      const [added] = this.arguments(list, scope).positional;
      if (added === undefined) return { kind: 'unknown' };
      this.#addTo(model.layers, added);
    } else if (otherMethods.has(method)) throw new NotUnderstood(msg`This is not part of a model.`);
    return { kind: 'unknown' };
  }

  /** A model; or something not known, which the arguments say to be one: settings can be pasted without their model. */
  #isTrained({ kind }: KerasValue, list: SyntaxNode | undefined): boolean {
    if (kind === 'sequential' || kind === 'model') return true;
    return (kind === 'unknown' || kind === 'path') && saysTraining(this.source, list);
  }

  /** Takes note of the arguments of `compile` and `fit`; one that is not understood does not hide the others. */
  #train(method: TrainingMethod, list: SyntaxNode | undefined, scope: Scope): void {
    for (const { name, nodes } of trainingItems(this.source, method, list)) {
      const [first, ...others] = nodes;
      if (first === undefined) continue;
      const isList = first.name === 'ArrayExpression' && others.length === 0;
      const value: KerasValue | null = isList
        ? { kind: 'list', items: itemsOf(first).flatMap((item) => this.#tried(item, scope) ?? []) }
        : this.#tried(nodes, scope);
      if (value !== null) this.training.push({ method, name, value, line: this.source.lineOf(first) });
    }
  }

  #tried(nodes: readonly SyntaxNode[], scope: Scope): KerasValue | null {
    try {
      return this.read(nodes, scope);
    } catch (thrown) {
      const [first] = nodes;
      if (!(thrown instanceof NotUnderstood) || first === undefined) throw thrown;
      this.#reader.note(first, thrown.reason);
      return null;
    }
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
    const thing = thingName(path) ?? (this.#reader.isThing(path) ? path : null);
    if (thing !== null) return { kind: 'thing', name: thing, given, line: this.source.lineOf(node) };
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
      return [{ name: this.source.textOf(name), fallback: rest.length > 1 ? rest.slice(1) : null }];
    });
  }

  #callFunction(node: SyntaxNode, { positional, named }: CallArguments, outer: Scope): KerasValue {
    const scope: Scope = new Map(outer);
    for (const [i, { name, fallback }] of this.#parameters(node).entries()) {
      const value = positional[i] ?? named.get(name) ?? (fallback === null ? null : this.read(fallback, outer));
      scope.set(name, value ?? { kind: 'unknown' });
    }
    if (++this.depth > 40) {
      this.depth--;
      throw new NotUnderstood(msg`This is nested too deeply.`);
    }
    try {
      return this.#reader.callFunction(node, scope) ?? { kind: 'unknown' };
    } finally {
      this.depth--;
    }
  }

  /** Calls a function whose parameters all have defaults; false when one has none. */
  callWithoutArguments(node: SyntaxNode, scope: Scope): boolean {
    if (this.#parameters(node).some(({ fallback }) => fallback === null)) return false;
    this.#callFunction(node, { positional: [], named: new Map() }, scope);
    return true;
  }
}
