// Filters as text: what is printed parses to the same, and conditions are added behind what is there.
import { expect, test } from 'vitest';
import { createRandom, type Random } from '#shared/base/random.ts';
import type { Comparison, Condition, MetricOf, Reference, Value } from '#shared/runs/query/ast.ts';
import { parseExpression, parseFilter } from '#shared/runs/query/filter.ts';
import { columnNames, columns } from '#shared/runs/query/names.ts';
import { formatExpression, formatFilter, withCondition } from '#shared/runs/query/print.ts';
import { vocabulary } from './sample.ts';

const texts = [
  'adam',
  'and',
  'a b',
  'say "hi"',
  '한국어',
  'true',
  'starred',
  '1e-3',
  'a\\b',
  "it's",
  '`',
  '',
  'last',
  'line\nbreak\tx',
  '-',
  '2026-11-30',
  'infinity',
];
const numbers = [0, 1, 0.1, -2.5, 1e-7, 1e21, 123_456, Infinity, -Infinity];

/** Makes random filters in the form that the parser gives. */
class Maker {
  readonly #random: Random;
  constructor(random: Random) {
    this.#random = random;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)]!;
  }

  metric(): Reference {
    const of: MetricOf = this.pick<MetricOf>(['best', 'last', 'min', 'max', 'baseline', 1, 250]);
    return { kind: 'metric', name: this.pick(vocabulary.metrics), of };
  }

  column(...kinds: readonly string[]): Reference {
    return { kind: 'column', name: this.pick(columnNames.filter((name) => kinds.includes(columns[name]))) };
  }

  setting(): Reference {
    return { kind: 'setting', path: this.pick(vocabulary.settings) };
  }

  text(): Value {
    return { kind: 'text', text: this.pick(texts) };
  }

  number(depth: number): Value {
    const choice = depth <= 0 ? this.#random() * 0.6 : this.#random();
    if (choice < 0.2) return { kind: 'number', value: this.pick(numbers), isDuration: false };
    if (choice < 0.4) return this.metric();
    if (choice < 0.5) return this.setting();
    if (choice < 0.6) return this.column('number');
    if (choice < 0.75) {
      const of = this.number(depth - 1);
      return of.kind === 'number' ? of : { kind: 'negative', of };
    }
    const operator = this.pick(['+', '-', '*', '/'] as const);
    return { kind: 'binary', operator, left: this.number(depth - 1), right: this.number(depth - 1) };
  }

  compare(): Condition {
    const equal = this.pick<Comparison>(['=', '!=']);
    const operator = this.pick<Comparison>(['=', '!=', '<', '<=', '>', '>=']);
    const kind = Math.floor(this.#random() * 8);
    const compare = (left: Value, by: Comparison, right: Value): Condition => ({
      kind: 'compare',
      operator: by,
      left,
      right,
    });
    if (kind === 0) return compare(this.column('text', 'list'), this.pick<Comparison>(['=', '!=', '~']), this.text());
    if (kind === 1) return compare(this.setting(), this.pick<Comparison>(['=', '!=', '~']), this.text());
    if (kind === 2) return compare(this.column('boolean'), equal, { kind: 'boolean', value: this.#random() < 0.5 });
    if (kind === 3) return compare(this.setting(), equal, { kind: 'boolean', value: this.#random() < 0.5 });
    if (kind === 4) {
      const text = this.pick(['2026-11', '2026-11-30', '2026-11-30T14:30', '2026-11-30T14:30:05.5+09:00']);
      return compare(this.column('date'), operator, { kind: 'date', text });
    }
    if (kind === 5) {
      const value = this.pick(numbers.map(Math.abs));
      return compare(this.column('duration'), operator, { kind: 'number', value, isDuration: true });
    }
    // A setting alone beside `=` takes what is written, which may be a text: numbers are for other left sides.
    const left = this.number(2);
    return compare(left, left.kind === 'setting' ? '<' : operator, this.number(2));
  }

  condition(depth: number): Condition {
    const choice = depth <= 0 ? this.#random() * 0.5 : this.#random();
    if (choice < 0.1) return { kind: 'search', text: this.pick(texts) };
    if (choice < 0.15)
      return { kind: 'has', of: this.pick([this.column('text', 'boolean'), this.setting(), this.metric()]) };
    if (choice < 0.25) {
      const isText = this.#random() < 0.5;
      const values = Array.from({ length: 1 + Math.floor(this.#random() * 3) }, () =>
        isText ? this.text() : this.number(1),
      );
      return { kind: 'in', left: isText ? this.column('text', 'list') : this.column('number'), values };
    }
    if (choice < 0.5) return this.compare();
    if (choice < 0.65) return { kind: 'not', of: this.condition(depth - 1) };
    const kind = this.pick(['and', 'or'] as const);
    const parts = Array.from({ length: 2 + Math.floor(this.#random() * 3) }, () => this.condition(depth - 1));
    return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
  }
}

// A metric's baseline is `has` of its best value only where the text says so.
function isPrintable(condition: Condition): boolean {
  if (condition.kind === 'has') return condition.of.kind !== 'metric' || condition.of.of === 'best';
  if (condition.kind === 'and' || condition.kind === 'or') return condition.parts.every(isPrintable);
  return condition.kind !== 'not' || isPrintable(condition.of);
}

test('a random filter is printed and parsed to the same', () => {
  const maker = new Maker(createRandom(16));
  let tried = 0;
  while (tried < 700) {
    const condition = maker.condition(4);
    if (!isPrintable(condition)) continue;
    tried++;
    const text = formatFilter(condition);
    const parsed = parseFilter(text, vocabulary);
    expect('error' in parsed ? parsed.error : parsed.filter.condition, text).toEqual(condition);
    expect('filter' in parsed && formatFilter(parsed.filter.condition)).toBe(text);
  }
});

test('a random expression is printed and parsed to the same', () => {
  const maker = new Maker(createRandom(17));
  for (let i = 0; i < 1000; i++) {
    const value = maker.number(5);
    const text = formatExpression(value);
    const parsed = parseExpression(text, vocabulary);
    expect('error' in parsed ? parsed.error : parsed.expression.value, text).toEqual(value);
  }
});

test('any text gives a filter or a range inside it', () => {
  const random = createRandom(18);
  const pieces = [
    ...Array.from('()=!<>~,+-*/"\'`“”\\ \n.&|1a한😀'),
    'and',
    ' or ',
    ' not ',
    ' in (',
    'val_mae',
    'baseline',
    'optimizer',
    'starred',
    'started',
    'tag',
    '2026-11-30',
    '1e',
    '5k',
    '2min',
    'at(',
    'has(',
    'last(',
    'step',
  ];
  for (let i = 0; i < 1500; i++) {
    const length = Math.floor(random() * 14);
    const text = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    for (const parsed of [parseFilter(text, vocabulary), parseExpression(text, vocabulary)]) {
      if (!('error' in parsed)) continue;
      const { from, to, message } = parsed.error;
      expect(from >= 0 && from <= to && to <= text.length, `${text}: ${from} ${to} ${message.text}`).toBe(true);
    }
  }
});

test('texts and names are quoted only where they must be', () => {
  const printed = (text: string): string => {
    const parsed = parseFilter(text, vocabulary);
    return 'filter' in parsed ? formatFilter(parsed.filter.condition) : '';
  };
  expect(printed('gru adam')).toBe('gru and adam');
  expect(printed('a or b c or (d)')).toBe('a or b and c or d');
  expect(printed('(a or "b c") and not (d and e)')).toBe('(a or "b c") and not (d and e)');
  expect(printed('batch_size = 32 and optimizer = "adam"')).toBe(
    'training.batch_size = 32 and training.optimizer = adam',
  );
  expect(printed('val_mae/baseline<1')).toBe('val_mae / baseline(val_mae) < 1');
  expect(printed('status not in (failed)')).toBe('not status in (failed)');
  expect(printed('"2.patience" and `earlystopping 2.patience` = 3')).toBe(
    '"2.patience" and `training.callbacks.EarlyStopping 2.patience` = 3',
  );
  expect(printed('duration > 2min and starred')).toBe('duration > 120s and starred = true');
  expect(printed('')).toBe('');
});

test.each([
  ['', 'optimizer', '=', 'adam', 'optimizer = adam'],
  ['  ', 'name', '=', 'my run', 'name = "my run"'],
  ['gru adam', 'batch_size', '=', 32, 'gru adam and batch_size = 32'],
  ['val_mae < 1', 'val_mae', '>=', -0.5, 'val_mae < 1 and val_mae >= -0.5'],
  ['a or b', 'tag', '!=', 'say "hi"', '(a or b) and tag != "say \\"hi\\""'],
  ['(a or b)', 'starred', '=', true, '(a or b) and starred = true'],
  ['name = "a or b"', 'seed', '=', 3, 'name = "a or b" and seed = 3'],
  ['a and ', 'seed', '=', 3, 'a and seed = 3'],
  ['a or', 'seed', '=', 3, 'a and seed = 3'],
  ['gru', 'EarlyStopping 2.patience', '=', 3, 'gru and `EarlyStopping 2.patience` = 3'],
  ['gru', 'optimizer', '=', null, 'gru and not has(optimizer)'],
  ['gru and seed = 3', 'seed', '=', 3, 'gru and seed = 3'],
  ['seed = 3', 'seed', '=', 3, 'seed = 3'],
] as const)('%s with %s %s %s', (text, name, operator, value, expected) => {
  const changed = withCondition(text, name, operator, value);
  expect(changed).toBe(expected);
  expect(parseFilter(changed, vocabulary)).toHaveProperty('filter');
});
