// The only user of chart.js: a canvas that draws a `ChartSpec`, at most once a frame, without a copy of the data.
import { Chart, Decimation, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import type { ChartDataset, ChartOptions, Point } from 'chart.js';
import type { Attachment } from 'svelte/attachments';
import { decimalsOf, patientRange, wholeTicks, type AxisRange } from '#renderer/lib/charts/axis.ts';
import { marks } from '#renderer/lib/charts/chart-plugins.ts';
import { extent, type ChartSpec } from '#renderer/lib/charts/chart-spec.ts';

Chart.register(Decimation, LinearScale, LineController, LineElement, PointElement, Tooltip);

const axisMotionMs = 120;

function prefersStillness(): boolean {
  return typeof window.matchMedia === 'function' && window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

class LineChart {
  #spec: ChartSpec;
  #range: AxisRange | null = null;
  #shown: { min: number; max: number } | null = null;
  #frame: number | null = null;
  #axisFrame: number | null = null;
  readonly #canvas: HTMLCanvasElement;
  readonly #chart: Chart<'line', Point[]>;

  constructor(canvas: HTMLCanvasElement, spec: ChartSpec) {
    this.#canvas = canvas;
    this.#spec = spec;
    const font = `12px ${this.#token('--font')}`;
    this.#chart = new Chart<'line', Point[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: this.#options(),
      plugins: [
        marks(
          () => this.#spec,
          (token) => this.#token(token),
          font,
        ),
      ],
    });
    this.#draw();
  }

  /** Draws with the next frame; several calls before it draw once. */
  show(spec: ChartSpec): void {
    this.#spec = spec;
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  destroy(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    if (this.#axisFrame !== null) cancelAnimationFrame(this.#axisFrame);
    this.#chart.destroy();
  }

  #token(name: string): string {
    return getComputedStyle(this.#canvas).getPropertyValue(name).trim();
  }

  #draw(): void {
    this.#chart.data.datasets = this.#spec.lines.map((line) => this.#dataset(line));
    const { low, high } = extent(this.#spec);
    const before = this.#range;
    this.#range = patientRange(low, high, before);
    const options = this.#options();
    const isNew = before?.min !== this.#range.min || before.max !== this.#range.max;
    if (this.#shown === null || !isNew || prefersStillness() || !this.#hasPoints()) {
      this.#shown ??= this.#range;
      if (isNew) this.#shown = this.#range;
      this.#setAxis(options, this.#shown);
      this.#chart.options = options;
      this.#chart.update('none');
    } else {
      this.#setAxis(options, this.#shown);
      this.#chart.options = options;
      this.#moveAxis(this.#shown, this.#range);
    }
  }

  #hasPoints(): boolean {
    return this.#spec.lines.some((line) => line.points.length > 0);
  }

  #setAxis(options: ChartOptions<'line'>, shown: { min: number; max: number }): void {
    const y = options.scales?.['y'];
    if (y) {
      y.min = shown.min;
      y.max = shown.max;
    }
  }

  /** Lets the axis glide to its new range instead of jumping. */
  #moveAxis(from: { min: number; max: number }, to: AxisRange): void {
    if (this.#axisFrame !== null) cancelAnimationFrame(this.#axisFrame);
    const startedAt = performance.now();
    const glide = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - startedAt) / axisMotionMs));
      const eased = 1 - (1 - part) ** 2;
      this.#shown =
        part === 1 ? to : { min: from.min + (to.min - from.min) * eased, max: from.max + (to.max - from.max) * eased };
      const y = this.#chart.options.scales?.['y'];
      if (y) {
        y.min = this.#shown.min;
        y.max = this.#shown.max;
      }
      this.#chart.update('none');
      this.#axisFrame = part < 1 ? requestAnimationFrame(glide) : null;
    };
    glide(startedAt);
  }

  #dataset(line: ChartSpec['lines'][number]): ChartDataset<'line', Point[]> {
    const color = this.#token(line.color);
    return {
      label: line.label,
      // chart.js reads the points where they lie: with `parsing: false` it copies and changes nothing.
      data: line.points as Point[],
      borderColor: line.faint ? `${color}55` : color,
      backgroundColor: color,
      borderWidth: line.faint ? 1 : 2,
      borderDash: line.dashed ? [6, 4] : [],
      borderJoinStyle: 'round',
      pointRadius: line.points.length === 1 && !line.ring ? 3 : 0,
      pointHoverRadius: line.faint ? 0 : 3,
      pointHitRadius: 0,
      // A point on the frame is drawn whole.
      clip: 6,
    };
  }

  #options(): ChartOptions<'line'> {
    const spec = this.#spec;
    const text = this.#token('--text-faint');
    const font = { family: this.#token('--font'), size: 12 };
    const mono = { family: this.#token('--mono'), size: 12 };
    return {
      parsing: false,
      normalized: true,
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      layout: { padding: { top: 6, right: 6, bottom: 0, left: 0 } },
      scales: {
        x: {
          type: 'linear',
          min: spec.xMin,
          max: spec.xMax,
          border: { display: false },
          grid: { display: false },
          ticks: { color: text, font, maxRotation: 0, autoSkip: false },
          afterBuildTicks: (scale) => {
            const room = Math.floor((scale.width || this.#canvas.clientWidth) / 44);
            scale.ticks = wholeTicks(scale.min, scale.max, Math.min(12, room)).map((value) => ({ value }));
          },
        },
        y: {
          type: 'linear',
          border: { display: false },
          grid: { color: this.#token('--grid'), drawTicks: false },
          ticks: {
            color: text,
            font,
            padding: 8,
            stepSize: this.#range?.step ?? 0.2,
            callback: (value) =>
              // Without a point the axis has no scale yet.
              !this.#hasPoints() ? '' : Number(value).toFixed(decimalsOf(this.#range?.step ?? 0.2)),
          },
          // A fixed width: figures may grow a digit, the plot stays where it is.
          afterFit: (scale) => {
            scale.width = 52;
          },
        },
      },
      plugins: {
        decimation: { enabled: true, algorithm: 'min-max', threshold: 2_000 },
        tooltip: {
          animation: false,
          backgroundColor: this.#token('--panel'),
          borderColor: this.#token('--line-strong'),
          borderWidth: 1,
          cornerRadius: 6,
          padding: 8,
          titleColor: this.#token('--text-dim'),
          titleFont: { ...font, weight: 'normal' },
          bodyColor: this.#token('--text'),
          bodyFont: mono,
          boxWidth: 8,
          boxHeight: 8,
          boxPadding: 4,
          filter: (item) => spec.lines[item.datasetIndex]?.faint !== true,
          callbacks: {
            title: (items) => (items[0] ? spec.title(items[0].parsed.x ?? 0) : ''),
            label: (item) => `${spec.value(item.parsed.y ?? NaN)}  ${item.dataset.label ?? ''}`,
          },
        },
      },
    };
  }
}

/**
 * Draws what `spec` gives, again whenever something it reads changes.
 * @param theme read so that a change of theme draws anew; its value is not used
 */
export function lineChart(spec: () => ChartSpec, theme: () => unknown): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    let chart: LineChart | null = null;
    $effect(() => {
      theme();
      const wanted = spec();
      // Where nothing can be drawn (tests without a canvas) the table says all of it.
      if (chart === null && canvas.getContext('2d') === null) return;
      chart ??= new LineChart(canvas, wanted);
      chart.show(wanted);
    });
    return () => chart?.destroy();
  };
}
