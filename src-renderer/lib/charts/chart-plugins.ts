// What chart.js does not draw by itself: the shaded stretch, the dotted level, the ring at the best point, the pointer's line.
import type { Chart, Plugin } from 'chart.js';
import type { ChartLevel, ChartPoint, ChartSpec } from '#renderer/lib/charts/chart-spec.ts';

/** Reads a colour's token at the moment of drawing. */
export type ColorOf = (token: string) => string;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function pixel(chart: Chart, point: ChartPoint): { x: number; y: number } {
  return { x: chart.scales['x']?.getPixelForValue(point.x) ?? 0, y: chart.scales['y']?.getPixelForValue(point.y) ?? 0 };
}

/** How much of the curves runs through a box, in samples along their segments. */
function crossings(chart: Chart, spec: ChartSpec, box: Box): number {
  let count = 0;
  for (const line of spec.lines) {
    if (line.points.length > 400) continue;
    for (const [index, point] of line.points.entries()) {
      const from = pixel(chart, line.points[index - 1] ?? point);
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

/** The place of a level's label that the curves disturb least: right or left, above or below. */
function labelBox(chart: Chart, spec: ChartSpec, y: number, width: number): Box {
  const { left, right, top, bottom } = chart.chartArea;
  const height = 18;
  const boxes = [right - width - 4, left + 4].flatMap((x) =>
    [y - height - 1, y + 2].map((above) => ({ x, y: above, width, height })),
  );
  const inside = boxes.filter((box) => box.y >= top - 4 && box.y + height <= bottom + 2);
  let best = inside[0] ?? boxes[0] ?? { x: left, y, width, height };
  let fewest = Infinity;
  for (const box of inside) {
    const found = crossings(chart, spec, box);
    if (found < fewest) {
      fewest = found;
      best = box;
    }
  }
  return best;
}

function drawLevel(chart: Chart, spec: ChartSpec, level: ChartLevel, colorOf: ColorOf, font: string): void {
  const { ctx, chartArea } = chart;
  const { y } = pixel(chart, { x: spec.xMin, y: level.value });
  if (y < chartArea.top - 1 || y > chartArea.bottom + 1) return;
  ctx.strokeStyle = colorOf('--text-faint');
  ctx.lineWidth = 1.5;
  ctx.setLineDash([2, 3]);
  ctx.beginPath();
  ctx.moveTo(chartArea.left, y);
  ctx.lineTo(chartArea.right, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = font;
  const box = labelBox(chart, spec, y, ctx.measureText(level.label).width + 8);
  ctx.globalAlpha = 0.8;
  ctx.fillStyle = colorOf('--panel');
  ctx.fillRect(box.x, box.y + 1, box.width, box.height - 2);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colorOf('--text-dim');
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.fillText(level.label, box.x + 4, box.y + box.height / 2);
}

function drawShade(chart: Chart, spec: ChartSpec, colorOf: ColorOf, font: string): void {
  const { shade } = spec;
  if (!shade) return;
  const { ctx, chartArea } = chart;
  const from = pixel(chart, { x: shade.from, y: 0 }).x;
  const to = pixel(chart, { x: shade.to, y: 0 }).x;
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

function drawRings(chart: Chart, spec: ChartSpec, colorOf: ColorOf): void {
  const { ctx } = chart;
  for (const line of spec.lines) {
    if (!line.ring) continue;
    const { x, y } = pixel(chart, line.ring);
    ctx.beginPath();
    ctx.arc(x, y, 4.5, 0, 2 * Math.PI);
    ctx.fillStyle = colorOf('--panel');
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = colorOf(line.color);
    ctx.stroke();
  }
}

function drawPointerLine(chart: Chart, colorOf: ColorOf): void {
  const active = chart.tooltip?.opacity === 0 ? undefined : chart.getActiveElements()[0];
  if (!active) return;
  const { ctx, chartArea } = chart;
  ctx.strokeStyle = colorOf('--line-strong');
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(active.element.x, chartArea.top);
  ctx.lineTo(active.element.x, chartArea.bottom);
  ctx.stroke();
}

/** One plugin for one chart; `spec` gives what is shown at the moment. */
export function marks(spec: () => ChartSpec, colorOf: ColorOf, font: string): Plugin<'line'> {
  return {
    id: 'marks',
    beforeDatasetsDraw(chart) {
      chart.ctx.save();
      drawShade(chart, spec(), colorOf, font);
      drawPointerLine(chart, colorOf);
      chart.ctx.restore();
    },
    afterDatasetsDraw(chart) {
      chart.ctx.save();
      const hasPoints = spec().lines.some((line) => line.points.length > 0);
      for (const level of hasPoints ? spec().levels : []) drawLevel(chart, spec(), level, colorOf, font);
      drawRings(chart, spec(), colorOf);
      chart.ctx.restore();
    },
  };
}
