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
    ...belowWarnings(facts),
  ];
}

function orderWarnings({ unordered, isReversed }: TimeFacts, isSorted: boolean): Message[] {
  if (unordered === 0) return [];
  if (isReversed)
    return [isSorted ? msg`The rows ran backwards in time and were sorted.` : msg`The rows run backwards in time.`];
  return [
    isSorted
      ? countOf(
          unordered,
          '{0} row was out of order in time; the rows were sorted.',
          '{0} rows were out of order in time; the rows were sorted.',
        )
      : countOf(unordered, '{0} row is out of order in time.', '{0} rows are out of order in time.'),
  ];
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

/** Rows that were left out. */
function belowWarnings({ below = [] }: TimeFacts): Message[] {
  const [first] = below;
  if (first === undefined) return [];
  return [
    msg`${countOf(below.length, '{0} row', '{0} rows')} without a time below the table: left out, as remarks ("${first}").`,
  ];
}

/** Between the change of clocks in spring and the one in autumn are seven months, and five the other way: 120 days at least. */
const leastBetweenChangesMs = 120 * 86_400_000;

/** Where clocks are put forward and back, an hour is missing in spring and another stands twice in autumn. */
function clockWarnings({ duplicates, missing, stepMs, added, firstMs, lastMs }: TimeFacts): Message[] {
  const isShort = lastMs - firstMs < leastBetweenChangesMs;
  if (stepMs === null || duplicates === 0 || added > 0 || isShort) return [];
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
