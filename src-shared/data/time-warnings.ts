// What a person should know of the times of a series.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import type { TimeFacts } from '#shared/data/time-reading.ts';

/** One sentence each, about what was repaired and what was left as it is. */
export function timeWarnings(facts: TimeFacts): Message[] {
  const { repair } = facts;
  return [
    ...orderWarnings(facts, repair.order === 'sort'),
    ...duplicateWarnings(facts),
    ...gapWarnings(facts),
    ...clockWarnings(facts),
  ];
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

/** Where clocks are put forward and back, an hour is missing in spring and another stands twice in autumn. */
function clockWarnings({ duplicates, missing, stepMs, added }: TimeFacts): Message[] {
  if (stepMs === null || duplicates === 0 || added > 0) return [];
  const [twice, lacking] = [duplicates, missing].map((rows) => (rows * stepMs) / 3_600_000);
  const isHours = [twice, lacking].every((hours) => hours !== undefined && Number.isInteger(hours) && hours <= 100);
  return isHours && Math.abs((twice ?? 0) - (lacking ?? 0)) <= 1
    ? [msg`As many hours are missing as stand twice, as where clocks are changed for the summer: choose the time zone.`]
    : [];
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
