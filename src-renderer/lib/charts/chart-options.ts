// The axes of a chart, as chart.js takes them.
import type { ChartOptions } from 'chart.js';
import { axisTicks, unitTicks, type AxisRange } from '#shared/charts/axis.ts';
import { lastStep, type ChartSpec } from '#shared/charts/chart-spec.ts';
import type { XRange } from '#shared/charts/x-range.ts';

/** Width of the y axis' labels: with one more digit the plot does not move. */
const figuresWidth = 52;
const titleHeight = 20;
const unitWidth = 40;

export interface ChartFrame {
  readonly spec: ChartSpec;
  /** The stretch of the x axis. */
  readonly x: XRange;
  readonly isLogX: boolean;
  /** What the y axis' ticks are of. */
  readonly range: AxisRange;
  /** The part of the y axis that is shown, which may be on its way there. */
  readonly shown: XRange;
  /** The names at the lines' ends need so much room. */
  readonly endRoom: number;
  readonly token: (name: string) => string;
  readonly widthOf: (text: string) => number;
}

export function chartOptions({
  spec,
  x,
  isLogX,
  range,
  shown,
  endRoom,
  token,
  widthOf,
}: ChartFrame): ChartOptions<'line'> {
  const text = token('--text-faint');
  const font = { family: token('--font'), size: 12 };
  const marks = axisTicks(range);
  const hasPoints = lastStep(spec) !== null;
  const type = Number.isNaN(range.step) ? 'logarithmic' : 'linear';
  const { unit = null } = spec;
  const title = (words: string, align: 'center' | 'end') =>
    ({ display: true, text: words, color: text, font, align, padding: { top: 0, bottom: 0 } }) as const;
  return {
    parsing: false,
    normalized: true,
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    // The step under the pointer is found by the chart itself, not by chart.js.
    events: [],
    layout: { padding: { top: 6, right: Math.max(6, endRoom), bottom: 0, left: 0 } },
    scales: {
      x: {
        type: isLogX ? 'logarithmic' : 'linear',
        min: x.min,
        max: x.max,
        title: title(spec.xTitle, 'end'),
        border: { display: false },
        grid: { display: false },
        ticks: { color: text, font, maxRotation: 0, autoSkip: false, callback: (_, place, all) => all[place]?.label },
        afterBuildTicks: (scale) => {
          scale.ticks = [...spec.ticks(scale, scale.width || scale.chart.width, isLogX)];
        },
      },
      y: {
        type,
        min: shown.min,
        max: shown.max,
        title: title(spec.yTitle, 'center'),
        border: { display: false },
        grid: { color: token('--grid'), drawTicks: false },
        ticks: {
          color: text,
          font,
          padding: 8,
          autoSkip: false,
          // Without points the axis has no scale yet.
          callback: (_, place, all) => (hasPoints ? all[place]?.label : ''),
        },
        afterBuildTicks: (scale) => {
          scale.ticks = marks.map((mark) => ({ ...mark }));
        },
        afterFit: (scale) => {
          const widest = Math.max(0, ...scale.ticks.map(({ label }) => widthOf(String(label ?? ''))));
          scale.width = titleHeight + Math.max(figuresWidth, Math.ceil(widest) + 12);
        },
      },
      ...(unit !== null && {
        unit: {
          type,
          position: 'right',
          min: shown.min * unit.scale,
          max: shown.max * unit.scale,
          border: { display: false },
          grid: { display: false, drawTicks: false },
          ticks: {
            color: text,
            font,
            padding: 8,
            autoSkip: false,
            callback: (_, place, all) => (hasPoints ? all[place]?.label : ''),
          },
          afterBuildTicks: (scale) => {
            scale.ticks = unitTicks(range, unit);
          },
          afterFit: (scale) => {
            const widest = Math.max(0, ...scale.ticks.map(({ label }) => widthOf(String(label ?? ''))));
            scale.width = Math.max(unitWidth, Math.ceil(widest) + 12);
          },
        },
      }),
    },
  };
}
