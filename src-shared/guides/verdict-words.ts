// What verdicts of guides share: how two models stand to each other, and to the baseline, in words. Pure.
import { countOf, msg, verbatim, type Message } from '#shared/base/message.ts';
import { amountText, measuredText } from '#shared/base/number-text.ts';
import { sampleStatistics, welchTest, type SampleStatistics } from '#shared/compare/sample-statistics.ts';
import type { ModelResult, TaskResult } from '#shared/guides/guide.ts';

/** How one model's values stand to another's: `alike` where the spread over seeds explains their difference. */
export type Relation = 'better' | 'worse' | 'alike';

/** A model with its statistics, for a verdict. */
export interface Judged {
  readonly result: ModelResult;
  readonly statistics: SampleStatistics;
}

/** The result of a task's model. @throws Error when the guide has no such model, or that has no value */
export function judged({ models }: TaskResult, key: string): Judged {
  const result = models.find((model) => model.key === key);
  if (result === undefined || result.values.length === 0) throw new Error(`The guide has no value of ${key}.`);
  return { result, statistics: sampleStatistics(result.values) };
}

/** Whether the means differ by Welch's test at 5 %, or, as that finds little in two or three runs, by more than twice the larger deviation. */
function isApart(one: SampleStatistics, other: SampleStatistics): boolean {
  const test = welchTest(one, other);
  if (test !== null && test.p < 0.05) return true;
  return Math.abs(one.mean - other.mean) > 2 * Math.max(one.deviation ?? 0, other.deviation ?? 0);
}

/** By the means, where they are further apart than the seeds of one model are. */
export function relation(one: Judged, other: Judged, { mode }: Pick<TaskResult, 'mode'>): Relation {
  if (!isApart(one.statistics, other.statistics)) return 'alike';
  const difference = (other.statistics.mean - one.statistics.mean) * (mode === 'min' ? 1 : -1);
  return difference > 0 ? 'better' : 'worse';
}

/** How many runs of a model are better than a value. */
export function countBetter({ result }: Judged, than: number, { mode }: Pick<TaskResult, 'mode'>): number {
  return result.values.filter((value) => (mode === 'min' ? value < than : value > than)).length;
}

/** `3.97 °F`, `87.5 %`. */
export function amount(value: number, { unit }: Pick<TaskResult, 'unit'>): Message {
  if (unit === '%') return msg`${value.toFixed(1)} %`;
  return unit === null ? verbatim(measuredText(value)) : msg`${measuredText(value)} ${unit}`;
}

/** The mean of a model in the task's unit. */
export function meanOf({ statistics }: Judged, task: Pick<TaskResult, 'unit'>): Message {
  return amount(statistics.mean, task);
}

/** How far one mean is from another, in per cent of that: `14`. */
export function percentApart(one: number, other: number): string {
  return amountText(Math.abs((one - other) / other) * 100);
}

/** `3 runs` */
export function runsText(count: number): Message {
  return countOf(count, '{0} run', '{0} runs');
}

/** That a result of single runs is none; null where every model was trained more than once. */
export function singleRunNote(results: readonly TaskResult[]): Message | null {
  const isSingle = results.some(({ models }) => models.some(({ values }) => values.length < 2));
  return isSingle ? msg`A model here was trained only once: another seed may turn a small difference around.` : null;
}

/** The sentences that there are. */
export function said(...sentences: readonly (Message | null)[]): Message[] {
  return sentences.filter((sentence) => sentence !== null);
}

/** How far one mean is from another where both are shares, in percentage points: `3.2`. */
export function pointsApart(one: number, other: number): string {
  return amountText(Math.abs(one - other));
}

/** How the runs of a model stand to the baseline. */
export function baselineCount(
  model: Judged,
  baseline: number,
  task: Pick<TaskResult, 'mode'>,
): 'all better' | 'none better' | 'some better' {
  const count = countBetter(model, baseline, task);
  if (count === 0) return 'none better';
  return count === model.statistics.count ? 'all better' : 'some better';
}

/** What repeating the last value is off by; null while that is not known. */
export function lastValueText(task: TaskResult): Message | null {
  const { baseline } = task;
  return baseline === null
    ? null
    : msg`Repeating the last value, which learns nothing, is off by ${amount(baseline, task)}.`;
}

/** How the runs of a model stand to repeating the last value; null while that is not known. */
export function againstLastValue(model: Judged, task: TaskResult): Message | null {
  const { baseline } = task;
  if (baseline === null) return null;
  const { mean, count } = model.statistics;
  const { title } = model.result;
  const percent = percentApart(mean, baseline);
  switch (baselineCount(model, baseline, task)) {
    case 'none better':
      return msg`Every run of "${title}" loses to the last value, by ${percent} % on average.`;
    case 'all better':
      return msg`Every run of "${title}" beats the last value, by ${percent} % on average.`;
    case 'some better':
      return msg`${countBetter(model, baseline, task)} of ${runsText(count)} of "${title}" beat the last value.`;
  }
}
