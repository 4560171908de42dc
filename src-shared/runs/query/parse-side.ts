// The right side of a comparison. What can stand there depends on what is on the left: beside a text a bare word is text.
import type { Literal } from '#shared/runs/query/ast.ts';
import { periodOf } from '#shared/runs/query/dates.ts';
import { faults } from '#shared/runs/query/faults.ts';
import { functionOf, type Names, type ValueKind } from '#shared/runs/query/names.ts';
import { wordOf, type Raw } from '#shared/runs/query/resolve.ts';
import { isArithmetic, isKeyword, type Token } from '#shared/runs/query/tokens.ts';

/** What the parser offers. */
interface Reader {
  readonly source: string;
  readonly names: Names;
  peek(ahead?: number): Token;
  take(): Token;
  close(open: Token): Token;
  operand(after: Token): Raw;
}

/** What is on the left of the operator. */
export interface Left {
  readonly kind: ValueKind;
  /** As it is written. */
  readonly name: string;
  readonly operator: Token;
}

/** A value of the right side: an operand of arithmetic, or a literal. `bareFrom` is where a text without quotes begins. */
export type Side =
  | { readonly raw: Raw; readonly literal: null; readonly bareFrom: null }
  | { readonly raw: null; readonly literal: Literal; readonly bareFrom: number | null };

function literal(value: Literal, bareFrom: number | null = null): Side {
  return { raw: null, literal: value, bareFrom };
}

/** Tokens without blanks between them are one bare text: `weather-2`, `a/b`, `0.01`. */
function bareTokens(reader: Reader): Token[] {
  const tokens: Token[] = [];
  for (;;) {
    const token = reader.peek(tokens.length);
    const last = tokens.at(-1);
    const isPart = token.kind === 'word' || token.kind === 'number' || token.kind === 'date' || isArithmetic(token);
    if (!isPart || (last !== undefined && last.to !== token.from)) return tokens;
    tokens.push(token);
  }
}

function isMissing(token: Token): boolean {
  return token.kind === 'end' || token.kind === 'close' || token.kind === 'comma' || isKeyword(token);
}

function textSide(reader: Reader, after: Token): Side {
  const first = reader.peek();
  if (first.kind === 'text') return literal({ kind: 'text', text: reader.take().text });
  const tokens = bareTokens(reader);
  if (isMissing(first) && tokens.length < 2) throw faults.nothingAfter(after, after.text);
  if (tokens.length === 0) throw faults.needsText(first);
  for (const _ of tokens) reader.take();
  const text = reader.source.slice(first.from, tokens.at(-1)?.to);
  return literal({ kind: 'text', text }, first.from);
}

/** A setting's value may be a number, true or false, or a text: it is what it is written as. */
function settingSide(reader: Reader, after: Token): Side {
  const first = reader.peek();
  const tokens = bareTokens(reader);
  const word = first.kind === 'word' ? first.text.toLowerCase() : null;
  const isCall = word !== null && functionOf(word) !== undefined && reader.peek(1).kind === 'open';
  const isSum = tokens.length > 0 && tokens.every(({ kind }) => kind === 'number' || kind === 'operator');
  if (isCall || isSum || first.kind === 'open') return number(reader, after);
  if (tokens.length === 1 && (word === 'true' || word === 'false')) {
    reader.take();
    return literal({ kind: 'boolean', value: word === 'true' });
  }
  return textSide(reader, after);
}

function number(reader: Reader, after: Token): Side {
  return { raw: reader.operand(after), literal: null, bareFrom: null };
}

function booleanSide(reader: Reader, { name }: Left, after: Token): Side {
  const token = reader.peek();
  if (isMissing(token)) throw faults.nothingAfter(after, after.text);
  const word = token.kind === 'word' ? token.text.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') throw faults.needsBoolean(token, name);
  reader.take();
  return literal({ kind: 'boolean', value: word === 'true' });
}

function dateSide(reader: Reader, { name }: Left, after: Token): Side {
  const token = reader.peek();
  if (isMissing(token)) throw faults.nothingAfter(after, after.text);
  if (!token.isClosed) reader.take();
  const isDate = (token.kind === 'date' || token.kind === 'text') && periodOf(token.text) !== null;
  if (!isDate) throw faults.needsDate(token, name);
  reader.take();
  const text = token.text.trim().replace(' ', 'T');
  return literal({ kind: 'date', text }, token.kind === 'date' ? token.from : null);
}

function oneSide(reader: Reader, left: Left, after: Token): Side {
  switch (left.kind) {
    case 'text':
    case 'list':
      return textSide(reader, after);
    case 'boolean':
      return booleanSide(reader, left, after);
    case 'date':
      return dateSide(reader, left, after);
    case 'any':
      return settingSide(reader, after);
    case 'number':
    case 'duration':
      return number(reader, after);
  }
}

/** A setting has an order only if it is a number: a text beside `<` is a fault. */
function orderedSetting(reader: Reader, after: Token): Side {
  const token = reader.peek();
  if (token.kind === 'text') throw faults.noOrder(reader.take(), token.text, '=, !=, ~, in');
  const side = number(reader, after);
  const word = side.raw === null ? null : wordOf(side.raw);
  const isText =
    word !== null && !['infinity', 'baseline'].includes(word.toLowerCase()) && reader.names.find(word) === null;
  if (isText) throw faults.noOrder(token, word, '=, !=, ~, in');
  return side;
}

/** The right side; of `in` all values of its list. The operator has been taken. */
export function parseSide(reader: Reader, left: Left): readonly Side[] {
  const { operator, kind, name } = left;
  if (isKeyword(operator)) return list(reader, left);
  if (operator.text === '~') {
    if (kind === 'text' || kind === 'list' || kind === 'any') return [textSide(reader, operator)];
    throw faults.notText(operator, name);
  }
  if (operator.text === '=' || operator.text === '!=') return [oneSide(reader, left, operator)];
  if (kind === 'text' || kind === 'list') throw faults.noOrder(operator, name, '=, !=, ~, in');
  if (kind === 'boolean') throw faults.needsBoolean(operator, name);
  return [kind === 'any' ? orderedSetting(reader, operator) : oneSide(reader, left, operator)];
}

function list(reader: Reader, left: Left): Side[] {
  const open = reader.peek();
  if (open.kind !== 'open') throw faults.needsList(open.kind === 'end' ? left.operator : open);
  const sides: Side[] = [];
  for (let after = reader.take(); ; after = reader.take()) {
    sides.push(oneSide(reader, left, after));
    if (reader.peek().kind !== 'comma') break;
  }
  reader.close(open);
  return sides;
}
