// What can be wrong with a filter's text: each fault with its characters, a sentence, and what to write instead.
import { joined, msg, type Message } from '#shared/base/message.ts';
import { didYouMean } from '#shared/reading/names.ts';
import type { FilterError } from '#shared/runs/query/ast.ts';
import { functionNames } from '#shared/runs/query/names.ts';

/** Characters of the text: `from` to `to`, exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Ends the parsing; only the parser catches it. */
export class Fault extends Error {
  readonly error: FilterError;
  constructor({ from, to }: Range, message: Message, hint: Message | null = null) {
    super(message.text);
    this.error = { from, to, message, hint };
  }
}

const quote = (): Message => msg`To search for this text, put it in quotes.`;

/** Whether a hint is the one that only a filter can follow. */
export function isSearchHint(hint: Message | null): boolean {
  return hint?.text === quote().text;
}

/** What is written instead of an operator of other languages. */
const instead: Readonly<Record<string, string>> = {
  '==': '=',
  '===': '=',
  '!==': '!=',
  '<>': '!=',
  '=<': '<=',
  '=>': '>=',
  '&&': 'and',
  '||': 'or',
  '!': 'not',
};

/** Whether an operator is one of other languages. */
export function isForeign(operator: string): boolean {
  return operator in instead;
}

/** Makes the faults. */
export const faults = {
  foreign: (at: Range, operator: string) =>
    new Fault(
      at,
      msg`The filter has no operator ${operator}.`,
      msg`Write ${instead[operator] ?? ''} instead of ${operator}.`,
    ),
  openQuote: (at: Range, mark: string) =>
    new Fault(at, msg`The quotation mark is not closed.`, msg`Add ${mark} at the end of the text.`),
  openParenthesis: (at: Range) =>
    new Fault(at, msg`The parenthesis is not closed.`, msg`Add ${')'} at the end of what it holds.`),
  strayParenthesis: (at: Range) => new Fault(at, msg`This parenthesis closes nothing.`, quote()),
  unexpected: (at: Range, text: string) => new Fault(at, msg`"${text}" cannot stand here.`, quote()),
  nothingAfter: (at: Range, text: string) =>
    new Fault(at, msg`Something is missing after "${text}".`, text === '~' ? null : quote()),
  nothingBefore: (at: Range, text: string) => new Fault(at, msg`Something is missing before "${text}".`, quote()),
  empty: (at: Range) => new Fault(at, msg`There is no expression here.`),
  tooDeep: (at: Range) => new Fault(at, msg`The filter has too many levels.`, msg`Leave out parentheses or signs.`),
  tooLong: (at: Range) => new Fault(at, msg`The calculation is too long.`),
  missingAnd: (at: Range) =>
    new Fault(at, msg`A condition ends before this.`, msg`Write ${'and'} or ${'or'} between two conditions.`),
  textOfWords: (at: Range, text: string) =>
    new Fault(at, msg`The text ends before this.`, msg`Put a text of several words in quotes: ${text}`),
  chained: (at: Range) =>
    new Fault(
      at,
      msg`A comparison has two sides only.`,
      msg`Write two comparisons with ${'and'} between them: ${'0.1 < val_mae and val_mae < 0.3'}`,
    ),
  unknownName: (at: Range, name: string, all: readonly string[]) =>
    new Fault(at, msg`No column, metric or setting is called "${name}".`, didYouMean(name, all) ?? quote()),
  ambiguous: (at: Range, name: string, paths: readonly string[]) => {
    const shown = joined(', ', [...paths.slice(0, 10), paths.length > 10 ? '…' : null]);
    return new Fault(at, msg`Several settings end with "${name}".`, msg`Write one of these: ${shown}`);
  },
  unknownFunction: (at: Range, name: string) =>
    new Fault(
      at,
      msg`There is no function "${name}".`,
      didYouMean(name, functionNames) ?? msg`There are the functions ${functionNames.join(', ')}.`,
    ),
  notMetric: (at: Range, call: string) =>
    new Fault(at, msg`"${call}" takes the name of a metric.`, msg`Write it like this: ${`${call}(val_loss)`}`),
  notName: (at: Range) =>
    new Fault(
      at,
      msg`"${'has'}" takes the name of a column, a metric or a setting.`,
      msg`Write it like this: ${'has(val_loss)'}`,
    ),
  notEpoch: (at: Range) =>
    new Fault(
      at,
      msg`"${'at'}" takes a metric and an epoch, a whole number from 1.`,
      msg`Write it like this: ${'at(val_loss, 10)'}`,
    ),
  whoseBaseline: (at: Range) =>
    new Fault(
      at,
      msg`It is not clear which metric's baseline is meant.`,
      msg`Name the metric: ${'baseline(val_loss)'}`,
    ),
  noOrder: (at: Range, name: string, operators: string) =>
    new Fault(at, msg`"${name}" is text, which is neither above nor below another.`, msg`Use one of ${operators}.`),
  notText: (at: Range, name: string) =>
    new Fault(
      at,
      msg`"${name}" is no text, so it contains none.`,
      msg`Use one of ${['=', '!=', '<', '<=', '>', '>='].join(', ')}.`,
    ),
  needsText: (at: Range) =>
    new Fault(at, msg`A text belongs here.`, msg`Put what is no plain word in quotes: ${'"a (b)"'}`),
  needsNumber: (at: Range, text: string) => new Fault(at, msg`A number belongs here, and "${text}" is none.`),
  needsBoolean: (at: Range, name: string) =>
    new Fault(at, msg`"${name}" is either ${'true'} or ${'false'}.`, msg`Write ${name} or ${`not ${name}`}.`),
  needsDate: (at: Range, name: string) =>
    new Fault(
      at,
      msg`"${name}" is compared with a date.`,
      msg`Write it like ${'2026-11-30'} or ${'2026-11-30T14:30'}.`,
    ),
  needsList: (at: Range) =>
    new Fault(at, msg`A list in parentheses belongs here.`, msg`Write it like this: ${'in (a, b)'}`),
  needsComparison: (at: Range, text: string) =>
    new Fault(at, msg`This is a number, not a condition.`, msg`Compare it with something: ${`${text} < 1`}`),
  nameFirst: (at: Range) =>
    new Fault(at, msg`A comparison begins with a name or a number.`, msg`Write it like this: ${'optimizer = adam'}`),
  conditionAsValue: (at: Range) => new Fault(at, msg`This is a condition, and a value belongs here.`),
  notDuration: (at: Range, name: string) =>
    new Fault(at, msg`"${name}" is no duration.`, msg`Write the number without ${'s'}, ${'min'} or ${'h'}.`),
  millions: (at: Range, text: string, minutes: string) =>
    new Fault(at, msg`"${text}" means millions.`, msg`For minutes, write ${minutes}.`),
} as const;
