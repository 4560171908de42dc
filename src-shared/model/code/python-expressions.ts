// Reads the expressions of pasted Python that are not calls: values, names, lists, arithmetic.
import type { SyntaxNode } from '@lezer/common';
import { msg } from '#shared/base/message.ts';
import { jsonOf, plainPath, type CallArguments, type KerasValue } from '#shared/model/code/keras-values.ts';
import { calculate, numberValue } from '#shared/model/code/python-numbers.ts';
import { childrenOf, itemsOf, NotUnderstood, stringValue, type PythonSource } from '#shared/model/code/python-tree.ts';

/** What the names of a program stand for. */
export type Scope = Map<string, KerasValue>;

const deepest = 150;
/** The layers that Keras makes of arithmetic with two outputs. */
const merging: Readonly<Record<string, string>> = { '+': 'Add', '-': 'Subtract', '*': 'Multiply' };

/** Reads values; what calls give is left to the class behind it. */
export abstract class PythonExpressions {
  protected readonly source: PythonSource;
  protected depth = 0;

  constructor(source: PythonSource) {
    this.source = source;
  }

  protected abstract call(node: SyntaxNode, scope: Scope): KerasValue;

  /** A layer of the type on two outputs. */
  protected abstract merge(type: string, inputs: readonly KerasValue[]): KerasValue;

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
      scope.set(this.source.textOf(named), isSeveral ? partOf(value, place, isRest) : value);
      place++;
    }
  }

  /** An expression; several nodes are those of a tuple without brackets. */
  read(nodes: readonly SyntaxNode[], scope: Scope): KerasValue {
    const [only, ...others] = nodes;
    if (only === undefined) return { kind: 'unknown' };
    if (others.length > 0) {
      const items = nodes.filter(({ name }) => name !== ',');
      return { kind: 'list', items: items.map((item) => this.expression(item, scope)) };
    }
    return this.expression(only, scope);
  }

  protected expression(node: SyntaxNode, scope: Scope): KerasValue {
    if (++this.depth > deepest) {
      this.depth--;
      throw new NotUnderstood(msg`This is nested too deeply.`);
    }
    try {
      return this.#readOne(node, scope);
    } finally {
      this.depth--;
    }
  }

  #readOne(node: SyntaxNode, scope: Scope): KerasValue {
    const text = (): string => this.source.textOf(node);
    switch (node.name) {
      case 'Number':
        return numberValue(text());
      case 'String':
        return { kind: 'value', value: stringValue(text()) };
      case 'ContinuedString':
        return {
          kind: 'value',
          value: childrenOf(node)
            .map((part) => stringValue(this.source.textOf(part)))
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
        const value = operand === undefined ? undefined : jsonOf(this.expression(operand, scope));
        const sign = operator === undefined ? '' : this.source.textOf(operator);
        if (typeof value !== 'number' || !['-', '+'].includes(sign)) return { kind: 'unknown' };
        return { kind: 'value', value: sign === '-' ? -value : value };
      }
      case 'BinaryExpression':
        return this.#binary(node, scope);
      case 'MemberExpression':
        return this.#member(node, scope);
      case 'CallExpression':
        return this.call(node, scope);
      default:
        return { kind: 'unknown' };
    }
  }

  #binary(node: SyntaxNode, scope: Scope): KerasValue {
    const [left, operator, right] = childrenOf(node);
    if (left === undefined || operator === undefined || right === undefined) return { kind: 'unknown' };
    const [a, b] = [this.expression(left, scope), this.expression(right, scope)];
    const sign = this.source.textOf(operator);
    const type = merging[sign];
    if (a.kind === 'tensor' && b.kind === 'tensor' && type !== undefined) return this.merge(type, [a, b]);
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
    const of = this.expression(object, scope);
    const name = this.source.textOf(property);
    if (of.kind === 'path') return { kind: 'path', path: plainPath(`${of.path}.${name}`) };
    return { kind: 'unknown' };
  }

  /** `outputs[0]` of a list that is known. */
  #item(object: SyntaxNode, parts: readonly SyntaxNode[], scope: Scope): KerasValue | undefined {
    const of = this.expression(object, scope);
    const [, , index, end] = parts;
    if (of.kind === 'tensor') throw new NotUnderstood(msg`A part of a layer’s output is no layer that Strata has.`);
    if (of.kind !== 'list' || index === undefined || end?.name !== ']') return undefined;
    const place = jsonOf(this.expression(index, scope));
    return typeof place === 'number' ? of.items.at(place) : undefined;
  }

  protected arguments(list: SyntaxNode | undefined, scope: Scope): CallArguments {
    const positional: KerasValue[] = [];
    const named = new Map<string, KerasValue>();
    for (const item of list === undefined ? [] : itemsOf(list)) {
      const [first, second, ...rest] = item;
      if (first === undefined) continue;
      if (second?.name === 'AssignOp') named.set(this.source.textOf(first), this.read(rest, scope));
      else if (first.name.startsWith('*')) throw new NotUnderstood(msg`Arguments behind * are not read.`);
      else positional.push(this.read(item, scope));
    }
    return { positional, named };
  }
}

/** One of several values. */
function partOf(value: KerasValue, place: number, isRest: boolean): KerasValue {
  if (value.kind !== 'list') return { kind: 'unknown' };
  if (isRest) return { kind: 'list', items: value.items.slice(place) };
  return value.items[place] ?? { kind: 'unknown' };
}
