// What a person should know of the times of a series.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import type { TimeFacts } from '#shared/data/time-reading.ts';

/** One sentence each, about what was repaired and what was left as it is. */
export function timeWarnings(facts: TimeFacts): Message[] {
  const { repair } = facts;
  return [...orderWarnings(facts, repair.order === 'sort'), ...duplicateWarnings(facts), ...gapWarnings(facts)];
}

function orderWarnings({ unordered, isReversed }: TimeFacts, isSorted: boolean): Message[] {
  if (unordered === 0) return [];
  if (isReversed)
    return [isSorted ? msg`The rows ran backwards in time and were sorted.` : msg`The rows run backwards in time.`];
  const rows = countOf(unordered, '{0} row', '{0} rows');
  return [isSorted ? msg`Out of order in time were ${rows}; they were sorted.` : msg`Out of order in time: ${rows}.`];
}

function duplicateWarnings({ duplicates, firstDuplicate, repair }: TimeFacts): Message[] {
  if (duplicates === 0) return [];
  const what = msg`${countOf(duplicates, '{0} row has the time of another row', '{0} rows have the time of another row')}, first ${firstDuplicate ?? ''}`;
  switch (repair.duplicates) {
    case 'first':
      return [msg`${what}; the first of them was kept.`];
    case 'last':
      return [msg`${what}; the last of them was kept.`];
    case 'mean':
      return [msg`${what}; their mean was taken.`];
    default:
      return [msg`${what}.`];
  }
}

function gapWarnings({ missing, firstGap, added, repair }: TimeFacts): Message[] {
  if (missing === 0) return [];
  const what = msg`${countOf(missing, '{0} row is missing', '{0} rows are missing')} between the first and the last time, first after ${firstGap ?? ''}`;
  if (added === 0) return [msg`${what}.`];
  return [
    repair.gaps === 'line'
      ? msg`${what}; they lie on the line between their neighbours.`
      : msg`${what}; they have no numbers.`,
  ];
}
