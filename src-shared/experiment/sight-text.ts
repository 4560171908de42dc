// A layer's receptive field in words: `41 words`, `2.1 days`, `everything before`.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import type { CheckResult, StepUnit } from '#shared/experiment/check-result.ts';

type Fields = CheckResult['layers'][number]['receptiveFields'];

/** What a layer sees of the Input of which it sees most; of one that depends on no Input, nothing. */
export function sightText(fields: Fields, unit: StepUnit): Message {
  const [field] = fields.toSorted((a, b) => (b.steps ?? Infinity) - (a.steps ?? Infinity));
  if (field === undefined) return msg`no input`;
  const { steps, extent } = field;
  if (extent === 'before') return msg`everything before`;
  if (extent === 'after') return msg`everything after`;
  if (steps === null) return msg`everything`;
  return spanText(steps, unit);
}

/** So many steps in the data's own unit. */
function spanText(steps: number, unit: StepUnit): Message {
  switch (unit.kind) {
    case 'word':
      return countOf(steps, '{0} word', '{0} words');
    case 'step':
      return countOf(steps, '{0} step', '{0} steps');
    case 'time':
      return durationText(steps * unit.seconds);
  }
}

const units: readonly { readonly seconds: number; readonly say: (amount: number) => Message }[] = [
  { seconds: 365.2425 * 86_400, say: (amount) => countOf(amount, '{0} year', '{0} years') },
  { seconds: 86_400, say: (amount) => countOf(amount, '{0} day', '{0} days') },
  { seconds: 3600, say: (amount) => countOf(amount, '{0} hour', '{0} hours') },
  { seconds: 60, say: (amount) => countOf(amount, '{0} minute', '{0} minutes') },
];

/** With one digit after the point below ten, in the largest unit of which there are two, or exactly one. */
function durationText(seconds: number): Message {
  const unit = units.find((each) => seconds >= 2 * each.seconds || seconds === each.seconds);
  const amount = seconds / (unit?.seconds ?? 1);
  const rounded = amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount);
  return unit === undefined ? countOf(rounded, '{0} second', '{0} seconds') : unit.say(rounded);
}
