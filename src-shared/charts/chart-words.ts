// The words and numbers inside a chart. Here and not in the renderer's texts, because the command line draws charts too.
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
  };
}

/** How a chart writes numbers. */
export interface ChartFormat {
  readonly count: (value: number) => string;
  readonly metric: (value: number) => string;
  readonly measured: (value: number) => string;
  /** A time of the clock as a tick. @param stride between two of them, in seconds */
  readonly clock: (ms: number, stride: number) => string;
  readonly moment: (ms: number) => string;
}

const runs = (count: number): string => (count === 1 ? '1 run' : `${count} runs`);

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
  },
};
