// What a filter's text can lack, and where: the characters that a fault names are between ‹ and ›.
import { expect, test } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { FilterError } from '#shared/runs/query/ast.ts';
import { parseExpression, parseFilter } from '#shared/runs/query/filter.ts';
import { vocabulary } from './sample.ts';

function said(text: string, error: FilterError): readonly string[] {
  const marked = `${text.slice(0, error.from)}‹${text.slice(error.from, error.to)}›${text.slice(error.to)}`;
  return [marked, textOf(error.message), error.hint === null ? '' : textOf(error.hint)];
}

const inQuotes = 'To search for this text, put it in quotes.';
const noOrder = 'is text, which is neither above nor below another.';

test.each([
  // Quotes and parentheses.
  ['tag = ‹"fin›', 'The quotation mark is not closed.', 'Add " at the end of the text.'],
  ['‹“fin›', 'The quotation mark is not closed.', 'Add ” at the end of the text.'],
  ['‹`a ›', 'The quotation mark is not closed.', 'Add ` at the end of the text.'],
  ['started > ‹"2026-11-30›', 'The quotation mark is not closed.', 'Add " at the end of the text.'],
  ['gru and ‹(›val_mae < 1', 'The parenthesis is not closed.', 'Add ) at the end of what it holds.'],
  ['last‹(›val_mae < 1', 'The parenthesis is not closed.', 'Add ) at the end of what it holds.'],
  ['status in ‹(›a, b', 'The parenthesis is not closed.', 'Add ) at the end of what it holds.'],
  ['gru‹)›', 'This parenthesis closes nothing.', inQuotes],
  ['‹)›', 'This parenthesis closes nothing.', inQuotes],
  ['‹(›)', 'Something is missing after "(".', inQuotes],
  ['gru‹,› adam', '"," cannot stand here.', inQuotes],
  // Missing operands.
  ['val_mae ‹<›', 'Something is missing after "<".', inQuotes],
  ['val_mae ‹<› and gru', 'Something is missing after "<".', inQuotes],
  ['optimizer ‹=›', 'Something is missing after "=".', inQuotes],
  ['optimizer ‹~›', 'Something is missing after "~".', ''],
  ['starred ‹=›', 'Something is missing after "=".', inQuotes],
  ['started ‹>›', 'Something is missing after ">".', inQuotes],
  ['status in (a‹,›)', 'Something is missing after ",".', inQuotes],
  ['gru ‹and›', 'Something is missing after "and".', inQuotes],
  ['gru ‹and› or adam', 'Something is missing after "and".', inQuotes],
  ['‹not›', 'Something is missing after "not".', inQuotes],
  ['val_mae ‹*› < 1', 'Something is missing after "*".', inQuotes],
  ['(last(val_mae ‹<› 1)', '"<" cannot stand here.', inQuotes],
  ['‹and› gru', 'Something is missing before "and".', inQuotes],
  ['‹<› 1', 'Something is missing before "<".', inQuotes],
  ['‹in› (a)', 'Something is missing before "in".', inQuotes],
  ['c‹+›+', 'Something is missing after "+".', inQuotes],
  // Operators of other languages.
  ['val_mae ‹==› 1', 'The filter has no operator ==.', 'Write = instead of ==.'],
  ['gru ‹&&› adam', 'The filter has no operator &&.', 'Write and instead of &&.'],
  ['gru ‹||› adam', 'The filter has no operator ||.', 'Write or instead of ||.'],
  ['‹!›starred', 'The filter has no operator !.', 'Write not instead of !.'],
  ['status ‹<>› failed', 'The filter has no operator <>.', 'Write != instead of <>.'],
  ['val_mae ‹=<› 1', 'The filter has no operator =<.', 'Write <= instead of =<.'],
  // Names.
  ['‹val_mea› < 1', 'No column, metric or setting is called "val_mea".', 'Did you mean "val_mae"?'],
  ['‹batchsize› = 1', 'No column, metric or setting is called "batchsize".', 'Did you mean "batch_size"?'],
  ['val_mae < ‹base›', 'No column, metric or setting is called "base".', 'Did you mean "baseline"?'],
  ['‹zzz› = 1', 'No column, metric or setting is called "zzz".', inQuotes],
  ['val_mae < ‹zzz›', 'No column, metric or setting is called "zzz".', inQuotes],
  [
    '‹step› = 1',
    'Several settings end with "step".',
    'Write one of these: data.inputs.hours.step, data.inputs.days.step',
  ],
  ['‹lst›(val_mae) < 1', 'There is no function "lst".', 'Did you mean "last"?'],
  [
    '‹zzz›(val_mae) < 1',
    'There is no function "zzz".',
    'There are the functions has, best, last, min, max, at, baseline.',
  ],
  ['last(‹batch_size›) < 1', '"last" takes the name of a metric.', 'Write it like this: last(val_loss)'],
  ['‹last()› < 1', '"last" takes the name of a metric.', 'Write it like this: last(val_loss)'],
  ['‹last(val_mae, mae)› < 1', '"last" takes the name of a metric.', 'Write it like this: last(val_loss)'],
  ['last(‹1›) < 1', '"last" takes the name of a metric.', 'Write it like this: last(val_loss)'],
  [
    'at(val_mae, ‹0›) < 1',
    '"at" takes a metric and an epoch, a whole number from 1.',
    'Write it like this: at(val_loss, 10)',
  ],
  [
    'at(val_mae, ‹1.5›) < 1',
    '"at" takes a metric and an epoch, a whole number from 1.',
    'Write it like this: at(val_loss, 10)',
  ],
  [
    'at(val_mae, ‹2s›) < 1',
    '"at" takes a metric and an epoch, a whole number from 1.',
    'Write it like this: at(val_loss, 10)',
  ],
  [
    '‹at(val_mae)› < 1',
    '"at" takes a metric and an epoch, a whole number from 1.',
    'Write it like this: at(val_loss, 10)',
  ],
  ['has(‹1›)', '"has" takes the name of a column, a metric or a setting.', 'Write it like this: has(val_loss)'],
  ['‹has()›', '"has" takes the name of a column, a metric or a setting.', 'Write it like this: has(val_loss)'],
  ['has(‹zzz›)', 'No column, metric or setting is called "zzz".', inQuotes],
  [
    'parameters < ‹baseline›',
    "It is not clear which metric's baseline is meant.",
    'Name the metric: baseline(val_loss)',
  ],
  [
    'val_mae + mae < ‹baseline›',
    "It is not clear which metric's baseline is meant.",
    'Name the metric: baseline(val_loss)',
  ],
  // Kinds.
  ['status ‹<› failed', `"status" ${noOrder}`, 'Use one of =, !=, ~, in.'],
  ['optimizer < ‹rmsprop›', `"rmsprop" ${noOrder}`, 'Use one of =, !=, ~, in.'],
  ['optimizer >= ‹"a b"›', `"a b" ${noOrder}`, 'Use one of =, !=, ~, in.'],
  ['val_mae ‹~› 3', '"val_mae" is no text, so it contains none.', 'Use one of =, !=, <, <=, >, >=.'],
  ['val_mae < ‹"0.3"›', 'A number belongs here, and "0.3" is none.', ''],
  ['val_mae < ‹name›', 'A number belongs here, and "name" is none.', ''],
  ['val_mae < ‹true›', 'A number belongs here, and "true" is none.', ''],
  ['2 * ‹name› < 1', 'A number belongs here, and "name" is none.', ''],
  ['val_mae < ‹2026-11-30›', 'A number belongs here, and "2026-11-30" is none.', ''],
  ['starred = ‹yes›', '"starred" is either true or false.', 'Write starred or not starred.'],
  ['starred ‹<› true', '"starred" is either true or false.', 'Write starred or not starred.'],
  ['started > ‹10›', '"started" is compared with a date.', 'Write it like 2026-11-30 or 2026-11-30T14:30.'],
  ['started > ‹2026-02-30›', '"started" is compared with a date.', 'Write it like 2026-11-30 or 2026-11-30T14:30.'],
  ['name = ‹(›a)', 'A text belongs here.', 'Put what is no plain word in quotes: "a (b)"'],
  ['status in ‹failed›', 'A list in parentheses belongs here.', 'Write it like this: in (a, b)'],
  ['status ‹in›', 'A list in parentheses belongs here.', 'Write it like this: in (a, b)'],
  ['parameters < ‹2min›', '"parameters" is no duration.', 'Write the number without s, min or h.'],
  ['duration > ‹2m›', '"2m" means millions.', 'For minutes, write 2min.'],
  // What stands beside each other.
  ['name = my ‹run› and gru', 'The text ends before this.', 'Put a text of several words in quotes: "my run"'],
  ['name = a ‹(›b) and c', 'The text ends before this.', 'Put a text of several words in quotes: "a (b)"'],
  [
    'started > 2026-11-30 ‹14:30›',
    'The text ends before this.',
    'Put a text of several words in quotes: "2026-11-30 14:30"',
  ],
  ['val_mae < 1 ‹gru›', 'A condition ends before this.', 'Write and or or between two conditions.'],
  ['gru ‹val_mae› < 1', 'A condition ends before this.', 'Write and or or between two conditions.'],
  [
    '0.1 < val_mae ‹<› 0.3',
    'A comparison has two sides only.',
    'Write two comparisons with and between them: 0.1 < val_mae and val_mae < 0.3',
  ],
  ['‹val_mae / baseline›', 'This is a number, not a condition.', 'Compare it with something: val_mae / baseline < 1'],
  ['gru and ‹last(val_mae)›', 'This is a number, not a condition.', 'Compare it with something: last(val_mae) < 1'],
  ['‹`val_mae`›', 'This is a number, not a condition.', 'Compare it with something: `val_mae` < 1'],
  ['‹"adam"› = optimizer', 'A comparison begins with a name or a number.', 'Write it like this: optimizer = adam'],
  ['‹true› = starred', 'A comparison begins with a name or a number.', 'Write it like this: optimizer = adam'],
  ['(‹gru›) = 1', 'No column, metric or setting is called "gru".', inQuotes],
  ['‹(a or b)› = 1', 'This is a condition, and a value belongs here.', ''],
  ['val_mae < ‹has(mae)›', 'This is a condition, and a value belongs here.', ''],
  ['(val_mae < 1‹,› 2)', '"," cannot stand here.', inQuotes],
])('%s', (marked, message, hint) => {
  const text = marked.replace(/[‹›]/g, '');
  const parsed = parseFilter(text, vocabulary);
  expect('error' in parsed && said(text, parsed.error)).toEqual([marked, message, hint]);
});

test.each([
  ['‹›', 'There is no expression here.', ''],
  ['val_mae ‹<› 1', '"<" cannot stand here.', ''],
  ['val_mae ‹mae›', '"mae" cannot stand here.', ''],
  ['‹zzz› + 1', 'No column, metric or setting is called "zzz".', ''],
  ['‹name›', 'A number belongs here, and "name" is none.', ''],
  [
    'val_mae + mae + ‹baseline›',
    "It is not clear which metric's baseline is meant.",
    'Name the metric: baseline(val_loss)',
  ],
])('as an expression, %s', (marked, message, hint) => {
  const text = marked.replace(/[‹›]/g, '');
  const parsed = parseExpression(text, vocabulary);
  expect('error' in parsed && said(text, parsed.error)).toEqual([marked, message, hint]);
});

test('a text with too many levels or operators is refused, not a stack overflow', () => {
  const messageOf = (text: string): string => {
    const parsed = parseFilter(text, vocabulary);
    return 'error' in parsed ? textOf(parsed.error.message) : '';
  };
  expect(messageOf('('.repeat(20_000))).toBe('The filter has too many levels.');
  expect(messageOf('not '.repeat(20_000))).toBe('The filter has too many levels.');
  expect(messageOf(`val_mae < ${'-'.repeat(20_000)}1`)).toBe('The filter has too many levels.');
  expect(messageOf(`val_mae < ${'1 + '.repeat(20_000)}1`)).toBe('The calculation is too long.');
  expect(messageOf('a '.repeat(2_000))).toBe('');
  expect(messageOf('a or '.repeat(2_000) + 'b')).toBe('');
});
