// Draws what chart.js does not: the shaded range, the dotted level, the ring at the best point, the names at the lines' ends,
// the step under the pointer, and the stretch that is being dragged.
import type { Chart, Plugin } from 'chart.js';
import { drawBands } from '#renderer/lib/charts/draw-bands.ts';
import { pointAt } from '#shared/charts/drawn-points.ts';
import {
  lastStep,
  type ChartLevel,
  type ChartLine,
  type ChartPoint,
  type ChartSpec,
} from '#shared/charts/chart-spec.ts';
import type { Selection } from '#renderer/lib/charts/zoom-gestures.ts';
import { clearestBox, fittingText, spreadPlaces, type Box } from '#shared/charts/end-labels.ts';

/** Reads a colour's token at the moment of drawing. */
export type ColorOf = (token: string) => string;

/** What is currently shown. */
export interface Shown {
  readonly spec: ChartSpec;
  /** The place under the pointer, in this chart or another one. */
  readonly pointed: number | null;
  readonly selection: Selection | null;
}

const labelHeight = 14;
const widestEndLabel = 144;

function pixel(chart: Chart, point: ChartPoint): { x: number; y: number } {
  return { x: chart.scales['x']?.getPixelForValue(point.x) ?? 0, y: chart.scales['y']?.getPixelForValue(point.y) ?? 0 };
}

/** How much the curves overlap a box, in samples along the drawn segments. */
function crossings(chart: Chart, box: Box): number {
  let count = 0;
  for (const { data } of chart.data.datasets) {
    const points = data as readonly ChartPoint[];
    if (points.length > 400) continue;
    for (const [index, point] of points.entries()) {
      const from = pixel(chart, points[index - 1] ?? point);
      const to = pixel(chart, point);
      for (let part = 1; part <= 8; part++) {
        const x = from.x + ((to.x - from.x) * part) / 8;
        const y = from.y + ((to.y - from.y) * part) / 8;
        if (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) count++;
      }
    }
  }
  return count;
}

/** The position of a level's label with the least overlap: from right to left, above or below. */
function labelBox(chart: Chart, y: number, width: number, written: readonly Box[]): Box {
  const { left, right, top, bottom } = chart.chartArea;
  const height = 18;
  const room = right - left - width - 8;
  const boxes = [1, 0.75, 0.5, 0.25, 0].flatMap((share) =>
    [y - height - 1, y + 2].map((above) => ({ x: left + 4 + share * room, y: above, width, height })),
  );
  const inside = boxes.filter((box) => box.y >= top - 4 && box.y + height <= bottom + 10);
  return (
    clearestBox(inside.length > 0 ? inside : boxes, written, (box) => crossings(chart, box)) ?? {
      x: left,
      y,
      width,
      height,
    }
  );
}

/** Whether a place of the x axis is shown. */
function isShown(chart: Chart, x: number): boolean {
  const scale = chart.scales['x'];
  return scale !== undefined && x >= scale.min && x <= scale.max;
}

/** Whether the y axis reaches a value. */
function isReached(chart: Chart, y: number): boolean {
  const scale = chart.scales['y'];
  return scale !== undefined && y >= scale.min && y <= scale.max;
}

function isInside(chart: Chart, level: ChartLevel): boolean {
  if (chart.scales['y']?.type === 'logarithmic' && level.value <= 0) return false;
  const { y } = pixel(chart, { x: 0, y: level.value });
  return y >= chart.chartArea.top - 1 && y <= chart.chartArea.bottom + 1;
}

/** @returns where its label is */
function drawLevel(chart: Chart, level: ChartLevel, written: readonly Box[], colorOf: ColorOf, font: string): Box {
  const { ctx, chartArea } = chart;
  const { y } = pixel(chart, { x: 0, y: level.value });
  ctx.strokeStyle = colorOf('--text-faint');
  ctx.lineWidth = 1.5;
  ctx.setLineDash([2, 3]);
  ctx.beginPath();
  ctx.moveTo(chartArea.left, y);
  ctx.lineTo(chartArea.right, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = font;
  const box = labelBox(chart, y, ctx.measureText(level.label).width + 8, written);
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = colorOf('--panel');
  ctx.fillRect(box.x, box.y + 1, box.width, box.height - 2);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colorOf('--text-dim');
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.fillText(level.label, box.x + 4, box.y + box.height / 2);
  return box;
}

function drawShade(chart: Chart, spec: ChartSpec, colorOf: ColorOf, font: string): void {
  const { shade } = spec;
  if (!shade) return;
  const { ctx, chartArea } = chart;
  const from = Math.max(chartArea.left, pixel(chart, { x: shade.from, y: 0 }).x);
  const to = Math.min(chartArea.right, pixel(chart, { x: shade.to, y: 0 }).x);
  if (to <= from) return;
  ctx.fillStyle = colorOf('--shade');
  ctx.fillRect(from, chartArea.top, to - from, chartArea.bottom - chartArea.top);
  ctx.font = font;
  const width = ctx.measureText(shade.label).width;
  ctx.fillStyle = colorOf('--warn');
  ctx.textBaseline = 'top';
  const fits = from + 6 + width <= chartArea.right;
  ctx.textAlign = fits ? 'left' : 'right';
  ctx.fillText(shade.label, fits ? from + 6 : Math.max(to, chartArea.left + width + 6) - 6, chartArea.top + 4);
}

function drawDot(chart: Chart, line: ChartLine, point: ChartPoint, colorOf: ColorOf, isRing: boolean): void {
  const { ctx } = chart;
  const { x, y } = pixel(chart, point);
  ctx.beginPath();
  ctx.arc(x, y, isRing ? 4.5 : 3.5, 0, 2 * Math.PI);
  ctx.fillStyle = colorOf(isRing ? '--panel' : line.color);
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.strokeStyle = colorOf(isRing ? line.color : '--panel');
  ctx.stroke();
}

function drawSelection(chart: Chart, { from, to }: Selection, colorOf: ColorOf): void {
  const { ctx, chartArea } = chart;
  const height = chartArea.bottom - chartArea.top;
  ctx.fillStyle = colorOf('--accent-soft');
  ctx.fillRect(from, chartArea.top, to - from, height);
  ctx.strokeStyle = colorOf('--accent');
  ctx.lineWidth = 1;
  ctx.strokeRect(from, chartArea.top, to - from, height);
}

function drawPointerLine(chart: Chart, step: number, colorOf: ColorOf): void {
  const { ctx, chartArea } = chart;
  const { x } = pixel(chart, { x: step, y: 0 });
  ctx.strokeStyle = colorOf('--line-strong');
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
}

/** The lines with names at their ends: those that are not faint, if there is more than one. */
function namedLines(spec: ChartSpec): readonly ChartLine[] {
  const lines = spec.lines.filter((line) => line.faint !== true);
  return lines.length > 1 ? lines : [];
}

/** The width of the names at the right of the plot, also for lines without points. */
export function endLabelRoom(spec: ChartSpec, widthOf: (text: string) => number): number {
  const widths = namedLines(spec).map((line) => Math.min(widestEndLabel, widthOf(line.label)));
  return widths.length === 0 ? 0 : Math.ceil(Math.max(...widths)) + 10;
}

interface EndLabel {
  readonly line: ChartLine;
  readonly text: string;
  readonly box: Box;
}

/** Where the name of a line stands: at its last point in the shown stretch, or at the edge past which it leads on. */
function endOf(chart: Chart, { steps, values }: ChartLine): { x: number; y: number } | null {
  const { min = -Infinity, max = Infinity } = chart.scales['x'] ?? {};
  const at = values.findLastIndex((value, place) => Number.isFinite(value) && (steps[place] ?? 0) <= max);
  const step = steps[at] ?? NaN;
  const leadsOn = (steps.at(-1) ?? 0) > max;
  if (!(step >= min || leadsOn)) return null;
  const { x, y } = pixel(chart, { x: step, y: values[at] ?? NaN });
  const { top, bottom, right } = chart.chartArea;
  // Above or below the plot, the line leads to its edge.
  return { x: leadsOn ? right : x, y: Math.max(top, Math.min(bottom, Number.isFinite(y) ? y : bottom)) };
}

function endLabels(chart: Chart, spec: ChartSpec, font: string): EndLabel[] {
  const { ctx, chartArea } = chart;
  ctx.font = font;
  const widthOf = (text: string): number => ctx.measureText(text).width;
  const ends = namedLines(spec).flatMap((line) => {
    const end = endOf(chart, line);
    return end === null ? [] : [{ line, ...end }];
  });
  const places = spreadPlaces(
    ends.map(({ y }) => y),
    labelHeight,
    chartArea.top,
    chartArea.bottom,
  );
  return ends.map(({ line, x, y }, index) => {
    const text = fittingText(line.label, widestEndLabel, widthOf);
    const middle = places[index] ?? y;
    const width = widthOf(text);
    // At the edge it stands behind the axis of the unit.
    const place =
      x + 8 + width <= chartArea.right ? x : Math.max(x, chartArea.right) + (chart.scales['unit']?.width ?? 0);
    const box = { x: place + 8, y: middle - labelHeight / 2, width, height: labelHeight };
    return { line, text, box };
  });
}

function drawEndLabels(chart: Chart, labels: readonly EndLabel[], colorOf: ColorOf, font: string): void {
  const { ctx } = chart;
  ctx.font = font;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.lineWidth = 4;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = colorOf('--panel');
  for (const { line, text, box } of labels) {
    ctx.fillStyle = colorOf(line.color);
    const middle = box.y + box.height / 2;
    // A grid line or the baseline does not strike the words through.
    ctx.strokeText(text, box.x, middle);
    ctx.fillText(text, box.x, middle);
  }
}

/** The labels of the levels make room for the names at the lines' ends, and for each other. */
function drawLabels(chart: Chart, spec: ChartSpec, colorOf: ColorOf, font: string): void {
  const names = endLabels(chart, spec, font);
  const written = names.map(({ box }) => box);
  const levels = lastStep(spec) === null ? [] : spec.levels.filter((level) => isInside(chart, level));
  for (const level of levels) written.push(drawLevel(chart, level, written, colorOf, font));
  drawEndLabels(chart, names, colorOf, font);
}

/** One plugin for one chart; `shown` returns what is currently shown. */
export function marks(shown: () => Shown, colorOf: ColorOf, font: string): Plugin<'line'> {
  return {
    id: 'marks',
    beforeDatasetsDraw(chart) {
      const { spec, pointed, selection } = shown();
      chart.ctx.save();
      drawShade(chart, spec, colorOf, font);
      drawBands(chart, spec.bands ?? [], colorOf);
      if (selection !== null) drawSelection(chart, selection, colorOf);
      if (pointed !== null && isShown(chart, pointed)) drawPointerLine(chart, pointed, colorOf);
      chart.ctx.restore();
    },
    afterDatasetsDraw(chart) {
      const { spec, pointed } = shown();
      chart.ctx.save();
      drawLabels(chart, spec, colorOf, font);
      for (const line of spec.lines) {
        if (line.ring && isShown(chart, line.ring.x) && isReached(chart, line.ring.y))
          drawDot(chart, line, line.ring, colorOf, true);
        const isPointed = pointed !== null && isShown(chart, pointed) && line.faint !== true;
        const place = isPointed ? pointAt(line, pointed, spec.axis === 'epoch') : -1;
        const [x = NaN, y = NaN] = [line.steps[place], line.values[place]];
        if (isReached(chart, y) && isShown(chart, x)) drawDot(chart, line, { x, y }, colorOf, false);
      }
      chart.ctx.restore();
    },
  };
}
