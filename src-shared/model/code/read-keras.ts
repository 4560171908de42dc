// Reads pasted Keras code, Sequential or functional, as layers. The code is parsed, never executed.
import type { SyntaxNode } from '@lezer/common';
import { msg, type Message } from '#shared/base/message.ts';
import { KerasExpressions } from '#shared/model/code/keras-expressions.ts';
import { plainPath, type KerasValue } from '#shared/model/code/keras-values.ts';
import { childrenOf, NotUnderstood, PythonSource } from '#shared/model/code/python-tree.ts';
import type { TrainingArgument } from '#shared/model/code/training-calls.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';

/** The longest code that is read, in characters: a long notebook is a tenth of it. */
const longestCode = 1_000_000;
/** How many statements are read, those of functions once for each call. */
const mostStatements = 20_000;
/** More lines are not listed. */
const mostNotes = 200;

/** A line of the code that is not in the model, or not all of it. */
export interface CodeNote {
  readonly line: number;
  readonly message: Message;
}

/** What was understood of pasted code. */
export interface PastedCode {
  readonly document: GraphDocument;
  /** What was not understood, in the order of the lines. */
  readonly notes: readonly CodeNote[];
  /** What `compile` and `fit` were given, in the order of the code. */
  readonly training: readonly TrainingArgument[];
}

/**
 * Reads Keras code. No layers: nothing was understood, or it is no Python.
 * @param isThing whether a name without a module is one of an optimizer, loss, metric, callback or schedule
 */
export function readKeras(
  text: string,
  isThing: (name: string) => boolean = () => false,
): PastedCode | { readonly refused: Message } {
  if (text.length > longestCode)
    return { refused: msg`The code is too long: ${text.length.toLocaleString('en-US')} characters.` };
  return new KerasReader(text, isThing).read();
}

const skipped: Readonly<Record<string, Message>> = {
  ForStatement: msg`A loop is not read; write its layers one by one.`,
  WhileStatement: msg`A loop is not read; write its layers one by one.`,
  ClassDefinition: msg`A class is not read, only layers outside of one.`,
  IfStatement: msg`A condition is not read.`,
  TryStatement: msg`This is not part of a model.`,
  WithStatement: msg`This is not part of a model.`,
};

/** Goes through statements, and keeps what names stand for. */
class KerasReader {
  readonly #source: PythonSource;
  readonly #notes = new Map<number, Message>();
  readonly #expressions: KerasExpressions;
  #statements = 0;

  constructor(text: string, isThing: (name: string) => boolean) {
    this.#source = new PythonSource(text);
    this.#expressions = new KerasExpressions(this.#source, {
      note: (node, message) => {
        this.#note(node, message);
      },
      callFunction: (node, scope) => this.#run(bodyOf(node), scope),
      isThing,
    });
  }

  read(): PastedCode {
    const scope = new Map<string, KerasValue>();
    this.#run(childrenOf(this.#source.top), scope);
    for (const value of scope.values()) {
      if (value.kind !== 'function' || value.isCalled) continue;
      const called = this.#expressions.callWithoutArguments(value.node, scope);
      if (!called) this.#note(value.node, msg`The function is not called, and its arguments are not known.`);
    }
    const document = this.#expressions.finish();
    const notes = [...this.#notes].map(([line, message]) => ({ line, message })).sort((a, b) => a.line - b.line);
    return { document, notes: notes.slice(0, mostNotes), training: this.#expressions.training };
  }

  #note(node: SyntaxNode, message: Message): void {
    const line = this.#source.lineOf(node);
    if (!this.#notes.has(line)) this.#notes.set(line, message);
  }

  /** Reads statements; the value that the first `return` gives, else null. */
  #run(statements: readonly SyntaxNode[], scope: Map<string, KerasValue>): KerasValue | null {
    for (const statement of statements) {
      if (++this.#statements > mostStatements) {
        this.#note(statement, msg`The code is too long to be read further.`);
        return null;
      }
      try {
        const result = this.#statement(statement, scope);
        if (result !== null) return result;
      } catch (thrown) {
        if (!(thrown instanceof NotUnderstood)) throw thrown;
        this.#note(statement, thrown.reason);
        this.#forget(statement, scope);
      }
    }
    return null;
  }

  /** The names that a statement gives a value stand for nothing known, once it was not understood. */
  #forget(statement: SyntaxNode, scope: Map<string, KerasValue>): void {
    if (statement.name !== 'AssignStatement') return;
    for (const child of childrenOf(statement)) {
      if (child.name === 'AssignOp') return;
      if (child.name === 'VariableName') scope.set(this.#source.textOf(child), { kind: 'unknown' });
    }
  }

  #statement(node: SyntaxNode, scope: Map<string, KerasValue>): KerasValue | null {
    if (hasError(node)) throw new NotUnderstood(msg`This is no Python that is understood.`);
    const why = skipped[node.name];
    if (why !== undefined) throw new NotUnderstood(why);
    switch (node.name) {
      case 'StatementGroup':
        return this.#run(
          childrenOf(node).filter(({ name }) => name !== ';'),
          scope,
        );
      case 'ImportStatement':
        this.#import(node, scope);
        return null;
      case 'AssignStatement':
        this.#expressions.assign(node, scope);
        return null;
      case 'FunctionDefinition': {
        const name = childrenOf(node).find((child) => child.name === 'VariableName');
        if (name) scope.set(this.#source.textOf(name), { kind: 'function', node, isCalled: false });
        return null;
      }
      case 'ReturnStatement': {
        const value = childrenOf(node).slice(1);
        return value.length === 0 ? { kind: 'unknown' } : this.#expressions.read(value, scope);
      }
      case 'ExpressionStatement': {
        const [only] = childrenOf(node);
        if (only !== undefined && !only.name.endsWith('String')) this.#expressions.read([only], scope);
        return null;
      }
      case 'Comment':
      case 'PassStatement':
        return null;
      default:
        throw new NotUnderstood(msg`This is not part of a model.`);
    }
  }

  #import(node: SyntaxNode, scope: Map<string, KerasValue>): void {
    const written = this.#source.textOf(node).replace(/[\\()\n]|#.*$/gm, ' ');
    const [, from, list = ''] = /^\s*(?:from\s+([\w.]+)\s+)?import\s+([\s\S]*)$/.exec(written) ?? [];
    for (const part of list.split(',')) {
      const [path = '', , alias] = part.trim().split(/\s+/);
      if (path === '' || path === '*') continue;
      const name = alias ?? (from === undefined ? (path.split('.')[0] ?? path) : path);
      const whole = from === undefined ? (alias === undefined ? name : path) : `${from}.${path}`;
      scope.set(name, { kind: 'path', path: plainPath(whole) });
    }
  }
}

function bodyOf(definition: SyntaxNode): SyntaxNode[] {
  const body = childrenOf(definition).find(({ name }) => name === 'Body');
  return body === undefined ? [] : childrenOf(body).filter(({ name }) => name !== ':');
}

/** Whether the parser found something in a simple statement that is no Python. */
function hasError(node: SyntaxNode): boolean {
  if (node.name === 'FunctionDefinition') return false;
  let found = false;
  node.cursor().iterate(({ type }) => {
    found ||= type.isError;
    return !found;
  });
  return found;
}
