// The only user of chart.js: a canvas that draws a `ChartSpec`, at most once a frame, and reports the step under the pointer.
// A long line is reduced to some of its stored points first (`drawn-points.ts`).
import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartDataset, ChartOptions, Point } from 'chart.js';
import type { Attachment } from 'svelte/attachments';
import { patientRange, tickLabels, wholeTicks, type AxisRange } from '#renderer/lib/charts/axis.ts';
import { endLabelRoom, marks } from '#renderer/lib/charts/chart-plugins.ts';
import { extent, lastStep, type ChartPoint, type ChartSpec } from '#renderer/lib/charts/chart-spec.ts';
import { drawnPoints, pointedStep, pointsNear } from '#renderer/lib/charts/drawn-points.ts';

Chart.register(LinearScale, LineController, LineElement, PointElement);

const axisMotionMs = 120;
/** Width of the y axis' labels: with one more digit the plot does not move. */
const figuresWidth = 52;
const titleHeight = 20;

function prefersStillness(): boolean {
  return typeof window.matchMedia === 'function' && window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Null in jsdom, which loads no fonts. */
function fontsOfPage(): FontFaceSet | null {
  return 'fonts' in document ? document.fonts : null;
}

class LineChart {
  #spec: ChartSpec;
  #pointed: number | null = null;
  #range: AxisRange | null = null;
  #shown: { min: number; max: number } | null = null;
  #frame: number | null = null;
  #axisFrame: number | null = null;
  readonly #canvas: HTMLCanvasElement;
  readonly #chart: Chart<'line', Point[]>;
  readonly #onpoint: (step: number | null) => void;

  constructor(canvas: HTMLCanvasElement, spec: ChartSpec, onpoint: (step: number | null) => void) {
    this.#canvas = canvas;
    this.#spec = spec;
    this.#onpoint = onpoint;
    this.#chart = new Chart<'line', Point[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: this.#options(),
      plugins: [
        marks(
          () => ({ spec: this.#spec, pointed: this.#pointed }),
          (token) => this.#token(token),
          this.#font,
        ),
      ],
    });
    canvas.addEventListener('pointermove', this.#move);
    canvas.addEventListener('pointerleave', this.#leave);
    fontsOfPage()?.addEventListener('loadingdone', this.#redraw);
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
    this.#canvas.removeEventListener('pointermove', this.#move);
    this.#canvas.removeEventListener('pointerleave', this.#leave);
    fontsOfPage()?.removeEventListener('loadingdone', this.#redraw);
    this.#chart.destroy();
  }

  #token(name: string): string {
    return getComputedStyle(this.#canvas).getPropertyValue(name).trim();
  }

  get #font(): string {
    return `12px ${this.#token('--font')}`;
  }

  /** A canvas keeps the glyphs that it was drawn with, also when their font arrives later. */
  readonly #redraw = (): void => this.show(this.#spec);

  readonly #move = ({ offsetX, offsetY }: PointerEvent): void => {
    const { left, right, top, bottom } = this.#chart.chartArea;
    if (offsetX < left - 8 || offsetX > right + 8 || offsetY < top - 8 || offsetY > bottom + 8) {
      this.#leave();
      return;
    }
    const { x, y } = this.#chart.scales;
    const lines = this.#chart.data.datasets.map(({ data }) =>
      pointsNear(data as readonly ChartPoint[], (pixel) => x?.getValueForPixel(pixel) ?? NaN, offsetX).map((point) => ({
        step: point.x,
        x: x?.getPixelForValue(point.x) ?? NaN,
        y: y?.getPixelForValue(point.y) ?? NaN,
      })),
    );
    this.#point(pointedStep(lines, { x: offsetX, y: offsetY }));
  };

  readonly #leave = (): void => this.#point(null);

  #point(step: number | null): void {
    if (step === this.#pointed) return;
    this.#pointed = step;
    this.#onpoint(step);
    this.#chart.draw();
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
    return lastStep(this.#spec) !== null;
  }

  #setAxis(options: ChartOptions<'line'>, shown: { min: number; max: number }): void {
    const y = options.scales?.['y'];
    if (y) {
      y.min = shown.min;
      y.max = shown.max;
    }
  }

  /** Animates the axis to its new range. */
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
    const { xMin, xMax } = this.#spec;
    return {
      label: line.label,
      data: drawnPoints(line.steps, line.values, { min: xMin, max: xMax }, Math.max(200, this.#chart.width)),
      borderColor: color,
      backgroundColor: color,
      borderWidth: line.faint ? 1 : 2,
      // The library draws the first line last.
      order: line.faint ? 1 : 0,
      borderDash: line.dashed ? [6, 4] : [],
      borderJoinStyle: 'round',
      pointRadius: line.steps.length === 1 && !line.ring ? 3 : 0,
      pointHitRadius: 0,
      // Do not clip a point on the frame.
      clip: 6,
    };
  }

  #options(): ChartOptions<'line'> {
    const spec = this.#spec;
    const text = this.#token('--text-faint');
    const font = { family: this.#token('--font'), size: 12 };
    const say = tickLabels(this.#range ?? { min: 0, max: 1, step: 0.2 });
    const title = (words: string, align: 'center' | 'end') =>
      ({ display: true, text: words, color: text, font, align, padding: { top: 0, bottom: 0 } }) as const;
    return {
      parsing: false,
      normalized: true,
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      // The step under the pointer is found here, not by chart.js.
      events: [],
      layout: { padding: { top: 6, right: Math.max(6, this.#endRoom()), bottom: 0, left: 0 } },
      onResize: () => this.show(this.#spec),
      scales: {
        x: {
          type: 'linear',
          min: spec.xMin,
          max: spec.xMax,
          title: title(spec.xTitle, 'end'),
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
          title: title(spec.yTitle, 'center'),
          border: { display: false },
          grid: { color: this.#token('--grid'), drawTicks: false },
          ticks: {
            color: text,
            font,
            padding: 8,
            stepSize: this.#range?.step ?? 0.2,
            // Without points the axis has no scale yet.
            callback: (value) => (this.#hasPoints() ? say(Number(value)) : ''),
          },
          afterFit: (scale) => {
            const widest = Math.max(0, ...scale.ticks.map(({ label }) => this.#widthOf(String(label ?? ''))));
            scale.width = titleHeight + Math.max(figuresWidth, Math.ceil(widest) + 12);
          },
        },
      },
    };
  }

  #endRoom(): number {
    return endLabelRoom(this.#spec, (text) => this.#widthOf(text));
  }

  #widthOf(text: string): number {
    const context = this.#canvas.getContext('2d');
    if (context === null) return 0;
    context.font = this.#font;
    return context.measureText(text).width;
  }
}

/**
 * Draws the result of `spec`, and redraws it when something it reads changes.
 * @param theme read so that a change of theme redraws; its value is not used
 * @param onpoint called with the step under the pointer when it changes; null when the pointer leaves
 */
export function lineChart(
  spec: () => ChartSpec,
  theme: () => unknown,
  onpoint: (step: number | null) => void,
): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    let chart: LineChart | null = null;
    $effect(() => {
      theme();
      const wanted = spec();
      // Without a canvas (in tests) the table has all values.
      if (chart === null && canvas.getContext('2d') === null) return;
      if (chart === null) chart = new LineChart(canvas, wanted, onpoint);
      else chart.show(wanted);
    });
    return () => chart?.destroy();
  };
}
