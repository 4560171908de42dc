// The only user of chart.js: a canvas that draws a `ChartSpec`, at most once a frame, and reports the step under the pointer.
// A long line is reduced to some of its stored points first (`drawn-points.ts`).
import { Chart, LinearScale, LogarithmicScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartDataset, Point } from 'chart.js';
import type { Attachment } from 'svelte/attachments';
import { logRange, patientRange, type AxisRange } from '#shared/charts/axis.ts';
import { chartOptions } from '#renderer/lib/charts/chart-options.ts';
import { endLabelRoom, marks } from '#renderer/lib/charts/chart-plugins.ts';
import {
  hasLogX,
  lastStep,
  wholeRange,
  type ChartLine,
  type ChartPoint,
  type ChartSpec,
} from '#shared/charts/chart-spec.ts';
import type { ChartView } from '#renderer/lib/charts/chart-view.svelte.ts';
import { drawnPoints, pointedStep, pointsNear } from '#shared/charts/drawn-points.ts';
import { xScale, type PlotScale, type XRange } from '#shared/charts/x-range.ts';
import { leastStretch } from '#shared/charts/x-axis.ts';
import { extent, hiddenPoints, type HiddenPoints } from '#shared/charts/y-extent.ts';
import { followMouse, type Selection, type ZoomedChart } from '#renderer/lib/charts/zoom-gestures.ts';

Chart.register(LinearScale, LogarithmicScale, LineController, LineElement, PointElement);

const axisMotionMs = 120;
const unknownRange: AxisRange = { min: 0, max: 1, step: 0.2 };

function prefersStillness(): boolean {
  return typeof window.matchMedia === 'function' && window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Null in jsdom, which loads no fonts. */
function fontsOfPage(): FontFaceSet | null {
  return 'fonts' in document ? document.fonts : null;
}

export class LineChart implements ZoomedChart {
  #spec: ChartSpec;
  #range: AxisRange | null = null;
  #shown: XRange | null = null;
  #selection: Selection | null = null;
  #frame: number | null = null;
  #axisFrame: number | null = null;
  readonly #view: ChartView;
  readonly #canvas: HTMLCanvasElement;
  readonly #chart: Chart<'line', Point[]>;
  readonly #unfollow: () => void;
  readonly #onhidden: (hidden: HiddenPoints | null) => void;

  constructor(
    canvas: HTMLCanvasElement,
    spec: ChartSpec,
    view: ChartView,
    onhidden: (hidden: HiddenPoints | null) => void,
  ) {
    this.#onhidden = onhidden;
    this.#canvas = canvas;
    this.#spec = spec;
    this.#view = view;
    this.#chart = new Chart<'line', Point[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: { ...this.#options(), onResize: this.#redraw },
      plugins: [
        marks(
          () => ({ spec: this.#spec, pointed: this.#pointed, selection: this.#selection }),
          (token) => this.#token(token),
          this.#font,
        ),
      ],
    });
    canvas.addEventListener('pointermove', this.#move);
    canvas.addEventListener('pointerleave', this.#leave);
    this.#unfollow = followMouse(canvas, this);
    fontsOfPage()?.addEventListener('loadingdone', this.#redraw);
    this.#draw();
  }

  /** Draws with the next frame; several calls before it draw once. */
  draw(spec: ChartSpec): void {
    this.#spec = spec;
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  /** Draws the place under the pointer anew. */
  drawPointed(): void {
    if (this.#frame === null) this.#chart.draw();
  }

  destroy(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    if (this.#axisFrame !== null) cancelAnimationFrame(this.#axisFrame);
    this.#canvas.removeEventListener('pointermove', this.#move);
    this.#canvas.removeEventListener('pointerleave', this.#leave);
    this.#unfollow();
    fontsOfPage()?.removeEventListener('loadingdone', this.#redraw);
    this.#chart.destroy();
  }

  scale(): PlotScale | null {
    const { left, right } = this.#chart.chartArea;
    return right > left ? xScale(this.#x, left, right, this.#isLogX) : null;
  }

  whole(): XRange {
    return wholeRange(this.#spec, this.#isLogX);
  }

  least(): number {
    return leastStretch(this.#spec.axis);
  }

  show(range: XRange | null): void {
    this.#view.show(this.#spec.axis, range);
  }

  select(selection: Selection | null): void {
    if (selection === this.#selection) return;
    this.#selection = selection;
    this.#chart.draw();
  }

  /** The stretch of the x axis that is shown. */
  get #x(): XRange {
    return this.#view.rangeOf(this.#spec.axis) ?? this.whole();
  }

  get #isLogX(): boolean {
    return hasLogX(this.#spec, this.#view);
  }

  get #pointed(): number | null {
    return this.#view.pointedOf(this.#spec.axis);
  }

  #token(name: string): string {
    return getComputedStyle(this.#canvas).getPropertyValue(name).trim();
  }

  get #font(): string {
    return `12px ${this.#token('--font')}`;
  }

  /** A canvas keeps the glyphs that it was drawn with, also when their font arrives later. */
  readonly #redraw = (): void => this.draw(this.#spec);

  readonly #move = ({ offsetX, offsetY }: PointerEvent): void => {
    const { left, right, top, bottom } = this.#chart.chartArea;
    if (offsetX < left - 8 || offsetX > right + 8 || offsetY < top - 8 || offsetY > bottom + 8) {
      this.#leave();
      return;
    }
    const { x, y } = this.#chart.scales;
    const { min, max } = this.#x;
    const lines = this.#chart.data.datasets.map(({ data }) =>
      pointsNear(data as readonly ChartPoint[], (pixel) => x?.getValueForPixel(pixel) ?? NaN, offsetX)
        .filter((point) => point.x >= min && point.x <= max)
        .map((point) => ({
          step: point.x,
          x: x?.getPixelForValue(point.x) ?? NaN,
          y: y?.getPixelForValue(point.y) ?? NaN,
        })),
    );
    this.#view.point(this.#spec.axis, pointedStep(lines, { x: offsetX, y: offsetY }));
  };

  readonly #leave = (): void => this.#view.point(this.#spec.axis, null);

  #draw(): void {
    this.#chart.data.datasets = this.#spec.lines.map((line) => this.#dataset(line));
    const { isLog } = this.#view;
    const zoomed = this.#view.rangeOf(this.#spec.axis) ?? (this.#isLogX ? this.whole() : null);
    const { low, high } = extent(this.#spec, zoomed, this.#view);
    const before = this.#range;
    const wasLog = before !== null && Number.isNaN(before.step);
    const kept = wasLog === isLog ? before : null;
    this.#range = isLog ? logRange(low, high, kept) : patientRange(low, high, kept);
    this.#onhidden(hiddenPoints(this.#spec, zoomed, this.#range, isLog));
    const isNew = before?.min !== this.#range.min || before.max !== this.#range.max;
    const isStill = prefersStillness() || kept === null || lastStep(this.#spec) === null;
    const jumps = this.#shown === null || !isNew || isStill;
    if (this.#shown === null || (jumps && isNew)) this.#shown = this.#range;
    this.#chart.options = { ...this.#options(), onResize: this.#redraw };
    if (jumps) this.#chart.update('none');
    else this.#moveAxis(this.#shown, this.#range);
  }

  /** Animates the axis to its new range. */
  #moveAxis(from: XRange, to: AxisRange): void {
    if (this.#axisFrame !== null) cancelAnimationFrame(this.#axisFrame);
    const startedAt = performance.now();
    const glide = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - startedAt) / axisMotionMs));
      const eased = 1 - (1 - part) ** 2;
      this.#shown =
        part === 1 ? to : { min: from.min + (to.min - from.min) * eased, max: from.max + (to.max - from.max) * eased };
      const { min, max } = this.#shown;
      const { scales = {} } = this.#chart.options;
      for (const [name, scale] of [
        ['y', 1],
        ['unit', this.#spec.unit?.scale ?? 1],
      ] as const)
        if (scales[name]) Object.assign(scales[name], { min: min * scale, max: max * scale });
      this.#chart.update('none');
      this.#axisFrame = part < 1 ? requestAnimationFrame(glide) : null;
    };
    glide(startedAt);
  }

  #dataset(line: ChartLine): ChartDataset<'line', Point[]> {
    const color = this.#token(line.color);
    return {
      label: line.label,
      data: this.#points(line),
      borderColor: color,
      backgroundColor: color,
      borderWidth: line.faint ? 1 : 2,
      // The library draws the first line last.
      order: line.faint ? 1 : 0,
      borderDash: line.dashed ? [6, 4] : [],
      borderJoinStyle: 'round',
      pointRadius: line.steps.length === 1 && !line.ring ? 3 : 0,
      pointHitRadius: 0,
      // Do not clip a point on the frame; of a zoomed line the rest is clipped.
      clip: this.#view.rangeOf(this.#spec.axis) === null ? 6 : { left: 0, right: 0, top: 6, bottom: 6 },
    };
  }

  /** Zero and less have no place on a logarithmic axis: they are gaps. */
  #points({ steps, values }: ChartLine): Point[] {
    const points = drawnPoints(steps, values, this.#x, Math.max(200, this.#chart.width), this.#isLogX);
    return this.#view.isLog ? points.map(({ x, y }) => ({ x, y: y > 0 ? y : NaN })) : points;
  }

  #options() {
    const widthOf = (text: string): number => this.#widthOf(text);
    return chartOptions({
      spec: this.#spec,
      x: this.#x,
      isLogX: this.#isLogX,
      range: this.#range ?? unknownRange,
      shown: this.#shown ?? unknownRange,
      endRoom: endLabelRoom(this.#spec, widthOf),
      token: (name) => this.#token(name),
      widthOf,
    });
  }

  #widthOf(text: string): number {
    const context = this.#canvas.getContext('2d');
    if (context === null) return 0;
    context.font = this.#font;
    return context.measureText(text).width;
  }
}

/**
 * Draws the result of `spec` as `view` shows it, and redraws it when something it reads changes.
 * @param theme read so that a change of theme redraws; its value is not used
 * @param onchart is given the chart, for keys
 * @param onhidden is told what the y axis does not reach, with every drawing
 */
export function lineChart(
  spec: () => ChartSpec,
  view: ChartView,
  theme: () => unknown,
  onchart: (chart: ZoomedChart | null) => void,
  onhidden: (hidden: HiddenPoints | null) => void,
): Attachment<HTMLCanvasElement> {
  return (canvas) => {
    let chart: LineChart | null = null;
    $effect(() => {
      theme();
      const wanted = spec();
      void [view.rangeOf(wanted.axis), view.isLog, view.isLogX, view.hidesOutliers];
      // Without a canvas (in tests) the table has all values.
      if (chart === null && canvas.getContext('2d') === null) return;
      if (chart === null) onchart((chart = new LineChart(canvas, wanted, view, onhidden)));
      else chart.draw(wanted);
    });
    $effect(() => {
      view.pointedOf(spec().axis);
      chart?.drawPointed();
    });
    return () => {
      onchart(null);
      chart?.destroy();
    };
  };
}
