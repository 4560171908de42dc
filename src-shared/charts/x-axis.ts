// How an x axis is marked and told, by what stands along it.
import type { XAxis } from '#shared/runs/run-axis.ts';
import { wholeLogTicks, wholeTicks } from '#shared/charts/axis.ts';
import { clockTicks, elapsedLogTicks, elapsedText, elapsedTicks } from '#shared/charts/time-ticks.ts';
import type { ChartAxis, ChartSpec, ChartTick } from '#shared/charts/chart-spec.ts';
import type { XRange } from '#shared/charts/x-range.ts';
import type { ChartFormat, ChartWords } from '#shared/charts/chart-words.ts';

/** A narrower stretch is not zoomed to: two epochs or steps, a hundredth of a second, a thousandth of a share. */
export function leastStretch(axis: ChartAxis): number {
  return { epoch: 2, step: 2, time: 0.01, clock: 10, share: 0.001 }[axis];
}

/** The room that a label takes, in pixels. */
const labelRoom: Readonly<Record<XAxis, number>> = { epoch: 44, step: 52, time: 60, clock: 76 };

function xTicks(axis: XAxis, { min, max }: XRange, width: number, isLog: boolean, format: ChartFormat): ChartTick[] {
  const most = Math.max(2, Math.min(12, Math.floor(width / labelRoom[axis])));
  switch (axis) {
    case 'epoch':
    case 'step':
      return (isLog ? wholeLogTicks({ min, max }, most) : wholeTicks(min, max, most)).map((value) => ({
        value,
        label: format.count(value),
      }));
    case 'time': {
      if (isLog) {
        const { ticks, stride } = elapsedLogTicks(min, max, most);
        return ticks.map((value) => ({ value, label: elapsedText(value, stride(value)) }));
      }
      const { ticks, stride } = elapsedTicks(min, max, most);
      return ticks.map((value) => ({ value, label: elapsedText(value, stride) }));
    }
    case 'clock': {
      const offsetMs = -new Date(min).getTimezoneOffset() * 60_000;
      const { ticks, stride } = clockTicks(min, max, most, offsetMs);
      return ticks.map((value) => ({ value, label: format.clock(value, stride) }));
    }
  }
}

/** The part of a chart that its x axis decides. */
export function xAxisOf(
  axis: XAxis,
  t: ChartWords,
  format: ChartFormat,
): Pick<ChartSpec<XAxis>, 'axis' | 'xTitle' | 'title' | 'ticks'> {
  const title = (x: number): string => {
    switch (axis) {
      case 'epoch':
        return t.runs.atEpoch(Math.round(x));
      case 'step':
        return `${t.run.kpi.step} ${format.count(Math.round(x))}`;
      case 'time':
        return elapsedText(x, x < 60 ? 0.1 : 1);
      case 'clock':
        return format.moment(x);
    }
  };
  return {
    axis,
    xTitle: t.chart.axisTitles[axis],
    title,
    ticks: (range, width, isLog) => xTicks(axis, range, width, isLog, format),
  };
}
