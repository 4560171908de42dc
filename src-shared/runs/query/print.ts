// Writes filters: a parsed one as text, and one more condition behind what a person has typed.
import type { Comparison, Condition, Literal, MetricRead, Value } from '#shared/runs/query/ast.ts';
import { columnNames, columns } from '#shared/runs/query/names.ts';
import { isKeyword, keywords, tokenize } from '#shared/runs/query/tokens.ts';

const plainWord = /^[\p{L}_][\p{L}\p{N}_.]*$/u;

/** Words that mean something where they stand bare. */
const special = new Set([
  ...keywords,
  ...columnNames.filter((name) => columns[name] === 'boolean'),
  'true',
  'false',
  'infinity',
]);

function isPlain(text: string): boolean {
  return plainWord.test(text) && !special.has(text.toLowerCase());
}

function inMarks(text: string, mark: string): string {
  const inside = text.replaceAll(/["`\\]/g, (character) =>
    character === mark || character === '\\' ? `\\${character}` : character,
  );
  return `${mark}${inside.replaceAll('\n', '\\n').replaceAll('\t', '\\t')}${mark}`;
}

/** A text as the language writes it: bare if it can be. */
export function textInFilter(text: string): string {
  return isPlain(text) ? text : inMarks(text, '"');
}

/** A name as the language writes it: `val_mae`, or in backquotes what is no plain word. */
export function nameInFilter(name: string): string {
  const isColumn = columnNames.some((column) => column === name);
  return isColumn || (isPlain(name) && name.toLowerCase() !== 'baseline') ? name : inMarks(name, '`');
}

function metricText({ name, of }: MetricRead): string {
  const metric = nameInFilter(name);
  if (of === 'best') return metric;
  return typeof of === 'number' ? `at(${metric}, ${of})` : `${of}(${metric})`;
}

function literalText(literal: Literal): string {
  switch (literal.kind) {
    case 'text':
      return textInFilter(literal.text);
    case 'boolean':
      return String(literal.value);
    case 'date':
      return literal.text;
    case 'number': {
      const size = Math.abs(literal.value);
      const digits = size !== Infinity ? String(size) : literal.isDuration ? '1e999' : 'infinity';
      return `${literal.value < 0 ? '-' : ''}${digits}${literal.isDuration ? 's' : ''}`;
    }
  }
}

const sum = 1;
const product = 2;

function powerOf(value: Value): number {
  if (value.kind !== 'binary') return product + 1;
  return value.operator === '+' || value.operator === '-' ? sum : product;
}

/** A value; in parentheses if it binds less than `power`. */
function valueText(value: Value, power = 0): string {
  switch (value.kind) {
    case 'column':
      return value.name;
    case 'setting':
      return nameInFilter(value.path);
    case 'metric':
      return metricText(value);
    case 'negative':
      return `-${valueText(value.of, product + 1)}`;
    case 'binary': {
      const own = powerOf(value);
      const text = `${valueText(value.left, own)} ${value.operator} ${valueText(value.right, own + 1)}`;
      return own < power ? `(${text})` : text;
    }
    case 'number':
    case 'text':
    case 'boolean':
    case 'date':
      return literalText(value);
  }
}

const conditionPowers: Readonly<Partial<Record<Condition['kind'], number>>> = { or: 1, and: 2 };

function conditionText(condition: Condition, power: number): string {
  const text = bareConditionText(condition);
  return (conditionPowers[condition.kind] ?? 3) < power ? `(${text})` : text;
}

function bareConditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'or':
      return condition.parts.map((part) => conditionText(part, 2)).join(' or ');
    case 'and':
      return condition.parts.map((part) => conditionText(part, 3)).join(' and ');
    case 'not':
      return `not ${conditionText(condition.of, 3)}`;
    case 'search':
      return textInFilter(condition.text);
    case 'has':
      return `has(${valueText(condition.of)})`;
    case 'in':
      return `${valueText(condition.left)} in (${condition.values.map((value) => valueText(value)).join(', ')})`;
    case 'compare':
      return `${valueText(condition.left)} ${condition.operator} ${valueText(condition.right)}`;
  }
}

/** A filter as text, which parses to the same condition. Settings stand with their whole path. */
export function formatFilter(condition: Condition): string {
  return bareConditionText(condition);
}

/** An expression as text, which parses to the same value. */
export function formatExpression(value: Value): string {
  return valueText(value);
}

function hasOrOutside(text: string): boolean {
  let depth = 0;
  for (const token of tokenize(text)) {
    if (token.kind === 'open') depth++;
    else if (token.kind === 'close') depth--;
    else if (depth === 0 && isKeyword(token, 'or')) return true;
  }
  return false;
}

/** Without an `and` or `or` at its end, behind which nothing has been typed yet. */
function withoutLastWord(text: string): string {
  const last = tokenize(text).at(-2);
  const isJoin = isKeyword(last, 'and') || isKeyword(last, 'or');
  return (isJoin ? text.slice(0, last?.from) : text).trim();
}

/**
 * A filter with one more condition: `gru` becomes `gru and optimizer = adam`. What stands there already is not added again.
 * @param name of a column, setting or metric
 * @param value null asks for the runs without a value
 */
export function withCondition(
  text: string,
  name: string,
  operator: Comparison,
  value: string | number | boolean | null,
): string {
  const written = nameInFilter(name);
  const condition =
    value === null
      ? `not has(${written})`
      : `${written} ${operator} ${typeof value === 'string' ? textInFilter(value) : numberText(value)}`;
  return withConditionText(text, condition);
}

/** A filter with one more condition, which is written in the language and has no `or` outside of parentheses. */
export function withConditionText(text: string, condition: string): string {
  const before = withoutLastWord(text);
  if (before === '' || before === condition) return condition;
  if (before.endsWith(` and ${condition}`)) return before;
  return `${hasOrOutside(before) ? `(${before})` : before} and ${condition}`;
}

function numberText(value: number | boolean): string {
  return typeof value === 'boolean' ? String(value) : literalText({ kind: 'number', value, isDuration: false });
}
