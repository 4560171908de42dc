// The parser of the filter language: binding powers (Pratt), weakest first: or, and, not, comparisons, sums, products, signs.
// It throws a Fault; filter.ts catches it.
import type { Arithmetic, Comparison, Condition, Value } from '#shared/runs/query/ast.ts';
import { conditionOf, groupOf } from '#shared/runs/query/conditions.ts';
import { faults, isForeign, type Range } from '#shared/runs/query/faults.ts';
import { functionOf, type Names } from '#shared/runs/query/names.ts';
import { parseSide } from '#shared/runs/query/parse-side.ts';
import {
  checkSuffixes,
  kindOfLeft,
  metricsIn,
  referenceOf,
  resolveNumber,
  type Raw,
} from '#shared/runs/query/resolve.ts';
import { isArithmetic, isKeyword, tokenize, type Token } from '#shared/runs/query/tokens.ts';

/** The binding powers. */
export const powers = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, sign: 7 } as const;

const mostLevels = 100;
const mostOperators = 500;

/** What has been parsed: an operand whose meaning its place decides, or a condition. `from` and `to` include parentheses. */
export type Item = Range & {
  readonly raw: Raw | null;
  readonly condition: Condition | null;
  /** A comparison without parentheses around it, and where its bare text begins. */
  readonly comparison: { readonly bareFrom: number | null } | null;
};

function isComparison(token: Token): boolean {
  return isKeyword(token, 'in') || (token.kind === 'operator' && /^([=~<>]|!=|<=|>=)$/.test(token.text));
}

/** Reads the tokens of one text. */
export class Parser {
  readonly source: string;
  readonly names: Names;
  readonly #tokens: readonly Token[];
  #at = 0;
  #levels = 0;
  #operators = 0;

  constructor(source: string, names: Names) {
    this.source = source;
    this.names = names;
    this.#tokens = tokenize(source);
  }

  /** The next token, or one behind it. */
  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1)!;
  }

  /** Takes the next token. */
  take(): Token {
    const token = this.peek();
    if (!token.isClosed)
      throw faults.openQuote(token, this.source[token.from] === '“' ? '”' : this.source[token.from]!);
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  /** Takes the parenthesis that closes `open`. */
  close(open: Range): Token {
    const token = this.peek();
    if (token.kind === 'close') return this.take();
    throw this.#isClosedLater() ? faults.unexpected(token, token.text) : faults.openParenthesis(open);
  }

  #isClosedLater(): boolean {
    let depth = 0;
    return this.#tokens.slice(this.#at).some(({ kind }) => {
      if (kind === 'open') depth++;
      return kind === 'close' && depth-- === 0;
    });
  }

  /** The whole text as a condition. */
  condition(): Condition {
    if (this.peek().kind === 'end') return { kind: 'and', parts: [] };
    const condition = this.#asCondition(this.item(0, null));
    this.end();
    return condition;
  }

  /** Refuses what is left. */
  end(): void {
    const token = this.peek();
    if (token.kind === 'close') throw faults.strayParenthesis(token);
    if (token.kind !== 'end') throw faults.unexpected(token, token.text);
  }

  /** An operand of arithmetic with all its operators; `after` is the token that asks for it. */
  operand(after: Token | null): Raw {
    return this.#asRaw(this.item(powers.sum, after));
  }

  /** Parses what binds at least as strongly as `power`; `after` is the token that asks for it. */
  item(power: number, after: Token | null): Item {
    if (++this.#levels > mostLevels) throw faults.tooDeep(this.peek());
    let left = this.#first(after);
    for (;;) {
      const token = this.peek();
      if (token.kind === 'end' || token.kind === 'close' || token.kind === 'comma') break;
      const next = this.#infix(left, token, power);
      if (next === null) break;
      left = next;
    }
    this.#levels--;
    return left;
  }

  #infix(left: Item, token: Token, power: number): Item | null {
    if (isArithmetic(token)) return this.#arithmetic(left, token.text as Arithmetic, power);
    if (isKeyword(token, 'or')) return power > powers.or ? null : this.#join('or', left);
    if (isKeyword(token, 'and')) return power > powers.and ? null : this.#join('and', left);
    if (isComparison(token)) return power > powers.comparison ? null : this.#compare(left, this.take());
    if (isKeyword(token, 'not') && isKeyword(this.peek(1), 'in')) {
      if (power > powers.comparison) return null;
      this.take();
      const item = this.#compare(left, this.take());
      return { ...item, condition: { kind: 'not', of: this.#asCondition(item) } };
    }
    if (token.kind === 'operator')
      throw isForeign(token.text) ? faults.foreign(token, token.text) : faults.unexpected(token, token.text);
    return power > powers.and ? null : this.#join('and', left);
  }

  /** All parts at once: a text can have thousands. Words beside each other are joined by `and`. */
  #join(kind: 'and' | 'or', left: Item): Item {
    const parts = [this.#asCondition(left)];
    for (let last = left; ;) {
      const token = this.peek();
      const isOver = token.kind === 'end' || token.kind === 'close' || token.kind === 'comma';
      if (isKeyword(token, kind)) last = this.item(powers[kind] + 1, this.take());
      else if (kind === 'or' || isOver || isKeyword(token, 'or')) {
        return { from: left.from, to: last.to, raw: null, condition: groupOf(kind, parts), comparison: null };
      } else last = this.#beside(last, token);
      parts.push(this.#asCondition(last));
    }
  }

  /** `gru adam`. Beside a comparison something is missing, either quotes or `and`. */
  #beside(left: Item, token: Token): Item {
    const bareFrom = left.comparison?.bareFrom ?? null;
    if (bareFrom !== null) throw faults.textOfWords(token, `"${this.#untilKeyword(bareFrom)}"`);
    if (left.comparison !== null) throw faults.missingAnd(token);
    const right = this.item(powers.not, null);
    if (right.comparison !== null) throw faults.missingAnd(token);
    return right;
  }

  /** The text from `from` to the next `and` or `or`, or to a parenthesis that was opened before. */
  #untilKeyword(from: number): string {
    let depth = 0;
    const end = this.#tokens.slice(this.#at).find((token) => {
      if (token.kind === 'open') depth++;
      return (token.kind === 'close' && depth-- === 0) || token.kind === 'end' || isKeyword(token);
    });
    return this.source.slice(from, end?.from).trim();
  }

  #arithmetic(left: Item, operator: Arithmetic, power: number): Item | null {
    const own = operator === '+' || operator === '-' ? powers.sum : powers.product;
    if (power > own) return null;
    const token = this.take();
    if (++this.#operators > mostOperators) throw faults.tooLong(token);
    const right = this.item(own + 1, token);
    const range = { from: left.from, to: right.to };
    const raw: Raw = { ...range, kind: 'binary', operator, left: this.#asRaw(left), right: this.#asRaw(right) };
    return { ...range, raw, condition: null, comparison: null };
  }

  /** What can begin an item. */
  #first(after: Token | null): Item {
    const token = this.peek();
    const isEnd = token.kind === 'end' || token.kind === 'close' || token.kind === 'comma';
    if (isEnd || isKeyword(token, 'and') || isKeyword(token, 'or') || isKeyword(token, 'in')) {
      if (after !== null) throw faults.nothingAfter(after, after.text);
      if (token.kind === 'close') throw faults.strayParenthesis(token);
      throw isEnd ? faults.unexpected(token, token.text) : faults.nothingBefore(token, token.text);
    }
    this.take();
    if (isKeyword(token, 'not')) {
      const item = this.item(powers.not, token);
      const condition: Condition = { kind: 'not', of: this.#asCondition(item) };
      return { from: token.from, to: item.to, raw: null, condition, comparison: item.comparison };
    }
    if (token.kind === 'open') {
      const item = this.item(0, token);
      return { ...item, from: token.from, to: this.close(token).to, comparison: null };
    }
    if (token.kind === 'operator') return this.#sign(token, after);
    const open = this.peek();
    const isCall = open.kind === 'open' && (functionOf(token.text) !== undefined || open.from === token.to);
    if (token.kind === 'word' && isCall) return this.#call(token, open);
    return { ...rangeOf(token), raw: { ...rangeOf(token), kind: 'token', token }, condition: null, comparison: null };
  }

  #sign(token: Token, after: Token | null): Item {
    if (isForeign(token.text)) throw faults.foreign(token, token.text);
    if (token.text !== '-' && after !== null) throw faults.nothingAfter(after, after.text);
    if (token.text !== '-') throw faults.nothingBefore(token, token.text);
    const item = this.item(powers.sign, token);
    const range = { from: token.from, to: item.to };
    return { ...range, raw: { ...range, kind: 'negative', of: this.#asRaw(item) }, condition: null, comparison: null };
  }

  #call(token: Token, open: Token): Item {
    const name = functionOf(token.text);
    if (name === undefined) throw faults.unknownFunction(token, token.text);
    this.take();
    const given = this.list(open);
    const range = { from: token.from, to: this.close(open).to };
    if (name !== 'has')
      return { ...range, raw: { ...range, kind: 'call', name, given }, condition: null, comparison: null };
    const [of, more] = given;
    const reference = of === undefined || more !== undefined ? null : referenceOf(of, this.names);
    if (reference === null) throw faults.notName(of ?? range);
    return { ...range, raw: null, condition: { kind: 'has', of: reference }, comparison: null };
  }

  /** Operands with commas between them, up to a parenthesis. */
  list(open: Token): Raw[] {
    const given: Raw[] = [];
    if (this.peek().kind === 'close') return given;
    for (let after = open; ; after = this.take()) {
      given.push(this.operand(after));
      if (this.peek().kind !== 'comma') return given;
    }
  }

  #compare(left: Item, operator: Token): Item {
    if (left.comparison !== null) throw faults.chained(operator);
    const raw = this.#asRaw(left);
    const kind = kindOfLeft(raw, this.names);
    const name = this.source.slice(raw.from, raw.to);
    const side = parseSide(this, { kind, name, operator });
    const sides = side.map(({ raw }) => raw).filter((one) => one !== null);
    const metrics = metricsIn([raw, ...sides], this.names);
    for (const one of sides) checkSuffixes(raw, one, this.names);
    const isNumber = kind === 'number' || kind === 'duration' || kind === 'any';
    const reference = isNumber ? null : referenceOf(raw, this.names);
    const value: Value = reference ?? resolveNumber(raw, this.names, metrics);
    const values = side.map((one) => one.literal ?? resolveNumber(one.raw, this.names, metrics));
    const to = this.#tokens[this.#at - 1]?.to ?? operator.to;
    const [right] = values;
    const condition: Condition = isKeyword(operator)
      ? { kind: 'in', left: value, values }
      : { kind: 'compare', operator: operator.text as Comparison, left: value, right: right! };
    const bareFrom = isKeyword(operator) ? null : (side[0]?.bareFrom ?? null);
    return { from: left.from, to, raw: null, condition, comparison: { bareFrom } };
  }

  #asRaw(item: Item): Raw {
    if (item.raw === null) throw faults.conditionAsValue(item);
    return item.raw;
  }

  #asCondition({ raw, condition }: Item): Condition {
    return condition ?? conditionOf(raw!, this.source, this.names);
  }
}

function rangeOf({ from, to }: Range): Range {
  return { from, to };
}
