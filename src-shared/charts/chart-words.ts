// The words and numbers inside a chart. Here and not in the renderer's texts, because the command line draws charts too.
import type { HiddenPoints } from '#shared/charts/y-extent.ts';
import type { XAxis } from '#shared/runs/run-axis.ts';

/** What a chart says. */
export interface ChartWords {
  readonly run: {
    readonly training: string;
    readonly baseline: string;
    readonly kpi: { readonly step: string };
  };
  readonly runs: { readonly atEpoch: (epoch: number) => string };
  readonly chart: {
    readonly meanOf: (name: string, count: number) => string;
    readonly axisTitles: Readonly<Record<XAxis, string>>;
    readonly notPlaced: Readonly<Record<XAxis, (count: number) => string>>;
    /** The names of the two ends of a band. */
    readonly bandLow: (name: string) => string;
    readonly bandHigh: (name: string) => string;
    /** A count is null where only that there are some is known. */
    readonly hiddenPoints: {
      readonly above: (count: number | null, limit: string) => string;
      readonly below: (count: number | null, limit: string) => string;
      readonly notPositive: (count: number | null) => string;
      readonly atZero: (count: number) => string;
    };
  };
}

/** How a chart writes numbers. */
export interface ChartFormat {
  readonly count: (value: number) => string;
  readonly metric: (value: number) => string;
  readonly measured: (value: number) => string;
  /** In its shortest form. */
  readonly plain: (value: number) => string;
  /** A time of the clock as a tick. @param stride between two of them, in seconds */
  readonly clock: (ms: number, stride: number) => string;
  readonly moment: (ms: number) => string;
}

/** What the y axis does not reach, in sentences; none where it reaches all. */
export function hiddenNotes(
  hidden: HiddenPoints | null,
  { hiddenPoints: words }: Pick<ChartWords['chart'], 'hiddenPoints'>,
  plain: ChartFormat['plain'],
): string[] {
  if (hidden === null) return [];
  const { above, below, notPositive, isLeast, max, min } = hidden;
  const counted = (count: number): number | null => (isLeast ? null : count);
  return [
    ...(above > 0 ? [words.above(counted(above), plain(max))] : []),
    ...(below > 0 ? [words.below(counted(below), plain(min))] : []),
    ...(notPositive > 0 ? [words.notPositive(counted(notPositive))] : []),
  ];
}

const runs = (count: number): string => (count === 1 ? '1 run' : `${count} runs`);
/** Of points whose number is not known, only that there are some. */
const points = (count: number | null): string =>
  count === null ? 'Points' : count === 1 ? '1 point' : `${count} points`;
const are = (count: number | null): string => (count === 1 ? 'is' : 'are');

/** In English. The renderer's texts, of which these are a part, have them in every language. */
export const englishChartWords: ChartWords = {
  run: { training: 'training', baseline: 'baseline', kpi: { step: 'step' } },
  runs: { atEpoch: (epoch) => `epoch ${epoch}` },
  chart: {
    meanOf: (name, count) => `${name} · mean of ${count}`,
    axisTitles: { epoch: 'epoch', step: 'step', time: 'training time', clock: 'time of day' },
    notPlaced: {
      epoch: (count) => `${runs(count)} not drawn: the epochs are not known.`,
      step: (count) => `${runs(count)} not drawn: the number of training steps is not known.`,
      time: (count) => `${runs(count)} not drawn: how long the epochs took is not known.`,
      clock: (count) => `${runs(count)} not drawn: when the epochs ended is not known.`,
    },
    bandLow: (name) => `${name}, lower end`,
    bandHigh: (name) => `${name}, upper end`,
    hiddenPoints: {
      above: (count, limit) => `${points(count)} above ${limit} ${are(count)} not shown.`,
      below: (count, limit) => `${points(count)} below ${limit} ${are(count)} not shown.`,
      notPositive: (count) => `${points(count)} at or below zero ${are(count)} not shown: the y axis is logarithmic.`,
      atZero: (count) => `${points(count)} at 0 ${are(count)} not shown: the x axis is logarithmic.`,
    },
  },
};
