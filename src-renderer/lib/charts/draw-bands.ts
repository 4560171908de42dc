// Draws the bands behind the lines of a chart.
import type { Chart } from 'chart.js';
import type { ChartBand } from '#shared/charts/chart-spec.ts';

/** The stretches without a gap: the first place, and the one past the last. */
function* stretches({ steps, low, high }: ChartBand, isLogX: boolean): Generator<[number, number], void> {
  let from = 0;
  for (let place = 0; place <= low.length; place++) {
    const isPlaced = !isLogX || (steps[place] ?? 0) > 0;
    const isThere = isPlaced && Number.isFinite(low[place]) && Number.isFinite(high[place]);
    if (isThere && place < low.length) continue;
    if (place > from) yield [from, place];
    from = place + 1;
  }
}

export function drawBands(chart: Chart, bands: readonly ChartBand[], colorOf: (token: string) => string): void {
  const { ctx, chartArea, scales } = chart;
  const { x, y } = scales;
  if (!x || !y || bands.length === 0) return;
  const pixelX = (value: number): number => x.getPixelForValue(value);
  // What a logarithmic axis does not have is below the plot.
  const pixelY = (value: number): number => {
    const pixel = y.getPixelForValue(value);
    return Number.isFinite(pixel) ? Math.max(-1e4, Math.min(1e4, pixel)) : chartArea.bottom + 1e3;
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(chartArea.left, chartArea.top - 6, chartArea.right - chartArea.left, chartArea.bottom - chartArea.top + 12);
  ctx.clip();
  ctx.globalAlpha = 0.18;
  for (const band of bands) {
    ctx.fillStyle = colorOf(band.color);
    for (const [from, to] of stretches(band, x.type === 'logarithmic')) {
      ctx.beginPath();
      for (let place = from; place < to; place++)
        ctx.lineTo(pixelX(band.steps[place] ?? 0), pixelY(band.high[place] ?? 0));
      for (let place = to - 1; place >= from; place--)
        ctx.lineTo(pixelX(band.steps[place] ?? 0), pixelY(band.low[place] ?? 0));
      ctx.closePath();
      ctx.fill();
    }
  }
  ctx.restore();
}
