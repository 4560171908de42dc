// A chart as an SVG file: drawn anew from its content, with its title and legend, so that it stands alone and its texts stay texts.
import { axisTicks, logRange, patientRange } from '#renderer/lib/charts/axis.ts';
import type { ChartBand, ChartLine, ChartSpec } from '#renderer/lib/charts/chart-spec.ts';
import { drawnPoints } from '#renderer/lib/charts/drawn-points.ts';
import { spreadPlaces } from '#renderer/lib/charts/end-labels.ts';
import { linearScale, type XRange } from '#renderer/lib/charts/x-range.ts';
import { extent, type YView } from '#renderer/lib/charts/y-extent.ts';

export interface SvgOptions {
  readonly title: string;
  /** Sentences under the chart. */
  readonly notes: readonly string[];
  /** The stretch of the x axis; null for the whole. */
  readonly range: XRange | null;
  readonly view: YView;
  /** Reads a colour's token. */
  readonly colorOf: (token: string) => string;
}

export const svgSize = { width: 800, height: 460 };
const plot = { left: 72, right: 640, top: 48, bottom: 352 };
const lineHeight = 18;
/** About the width of a letter, where nothing measures it. */
const letter = 6.6;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  // XML has no control characters.
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? '').replace(/\p{Cc}/gu, ' ');
}

function at(value: number): string {
  return String(Number(value.toFixed(2)));
}

interface Frame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly shown: XRange;
  readonly isLog: boolean;
  readonly colorOf: (token: string) => string;
}

/** A line's path; it begins anew behind a gap. */
function pathOf(points: readonly { readonly x: number; readonly y: number }[], { x, y, isLog }: Frame): string {
  let isDown = false;
  const parts = points.map((point) => {
    const isThere = Number.isFinite(point.y) && !(isLog && point.y <= 0);
    const command = isThere ? `${isDown ? 'L' : 'M'}${at(x(point.x))} ${at(y(point.y))}` : '';
    isDown = isThere;
    return command;
  });
  return parts.join('');
}

function lineOf(line: ChartLine, frame: Frame): string {
  const points = drawnPoints(line.steps, line.values, frame.shown, plot.right - plot.left);
  const look = `stroke="${frame.colorOf(line.color)}" stroke-width="${line.faint ? 1 : 2}"`;
  const dashes = line.dashed ? ' stroke-dasharray="6 4"' : '';
  return `<path d="${pathOf(points, frame)}" fill="none" stroke-linejoin="round" ${look}${dashes}/>`;
}

function bandOf({ color, steps, low, high }: ChartBand, frame: Frame): string {
  const known = steps.flatMap((_, i) => (Number.isFinite(low[i]) && Number.isFinite(high[i]) ? [i] : []));
  const corner = (values: readonly number[]) => (i: number) =>
    `${at(frame.x(steps[i] ?? 0))},${at(Math.max(-1e4, Math.min(1e4, frame.y(values[i] ?? 0))))}`;
  const corners = [...known.map(corner(high)), ...known.toReversed().map(corner(low))];
  return `<polygon points="${corners.join(' ')}" fill="${frame.colorOf(color)}" fill-opacity="0.18"/>`;
}

function text(x: number, y: number, words: string, fill: string, more = ''): string {
  return `<text x="${at(x)}" y="${at(y)}" fill="${fill}" ${more}>${escaped(words)}</text>`;
}

function endLabels(lines: readonly ChartLine[], { x, y, shown, colorOf }: Frame): string[] {
  const named = lines.filter((line) => line.faint !== true);
  if (named.length < 2) return [];
  const ends = named.flatMap((line) => {
    const last = line.values.findLastIndex((value, i) => Number.isFinite(value) && (line.steps[i] ?? 0) <= shown.max);
    const step = line.steps[last] ?? NaN;
    return step >= shown.min ? [{ line, x: x(step), y: y(line.values[last] ?? NaN) }] : [];
  });
  const places = spreadPlaces(
    ends.map((end) => (Number.isFinite(end.y) ? Math.max(plot.top, Math.min(plot.bottom, end.y)) : plot.bottom)),
    14,
    plot.top,
    plot.bottom,
  );
  const most = Math.floor((svgSize.width - plot.right - 12) / letter);
  return ends.map(({ line, x }, i) => {
    const label = line.label.length > most ? `${line.label.slice(0, most - 1)}…` : line.label;
    return text(x + 8, (places[i] ?? 0) + 4, label, colorOf(line.color));
  });
}

/** The legend in as many rows as it needs. */
function legendOf(spec: ChartSpec, colorOf: (token: string) => string): string[] {
  let [x, y] = [plot.left, plot.bottom + 56];
  const beside = spec.lines.find((line) => line.isBeside);
  const entries = [...spec.lines.filter((line) => line.isBeside !== true), ...(beside ? [beside] : [])];
  return entries.map((line) => {
    const width = 28 + line.label.length * letter + 16;
    if (x > plot.left && x + width > svgSize.width) [x, y] = [plot.left, y + lineHeight];
    const color = colorOf(line.isBeside ? '--text-dim' : line.color);
    const look = `stroke="${color}" stroke-width="${line.faint ? 1 : 2}"${line.dashed ? ' stroke-dasharray="6 4"' : ''}`;
    const entry = `<line x1="${at(x)}" y1="${y}" x2="${at(x + 20)}" y2="${y}" ${look}/>${text(x + 26, y + 4, line.label, colorOf('--text-dim'))}`;
    x += width;
    return entry;
  });
}

export function chartSvg(spec: ChartSpec, { title, notes, range, view, colorOf }: SvgOptions): string {
  const shown = range ?? { min: spec.xMin, max: spec.xMax };
  const { low, high } = extent(spec, range, view);
  const axis = view.isLog ? logRange(low, high, null) : patientRange(low, high, null);
  const scaled = (value: number): number => (view.isLog ? Math.log10(value) : value);
  const { pixelOf: upward } = linearScale({ min: scaled(axis.min), max: scaled(axis.max) }, plot.bottom, plot.top);
  const { pixelOf: x } = linearScale(shown, plot.left, plot.right);
  const frame: Frame = { x, y: (value) => upward(scaled(value)), shown, isLog: view.isLog, colorOf };
  const isReached = (value: number): boolean => value >= axis.min && value <= axis.max;
  const [faint, dim] = [colorOf('--text-faint'), colorOf('--text-dim')];
  const { shade } = spec;
  const grid = axisTicks(axis).map(({ value, label }) => {
    const y = at(frame.y(value));
    return `<line x1="${plot.left}" y1="${y}" x2="${plot.right}" y2="${y}" stroke="${colorOf('--grid')}"/>${text(plot.left - 8, Number(y) + 4, label, faint, 'text-anchor="end"')}`;
  });
  const marks = spec
    .ticks(shown, plot.right - plot.left)
    .map(({ value, label }) => text(x(value), plot.bottom + 18, label, faint, 'text-anchor="middle"'));
  const levels = spec.levels
    .filter(({ value }) => isReached(value))
    .map(({ value, label }) => {
      const y = frame.y(value);
      return `<line x1="${plot.left}" y1="${at(y)}" x2="${plot.right}" y2="${at(y)}" stroke="${faint}" stroke-width="1.5" stroke-dasharray="2 3"/>${text(plot.left + 6, y - 5, label, dim)}`;
    });
  const rings = spec.lines.flatMap(({ ring, color }) =>
    ring && ring.x >= shown.min && ring.x <= shown.max && isReached(ring.y)
      ? [
          `<circle cx="${at(x(ring.x))}" cy="${at(frame.y(ring.y))}" r="4.5" fill="${colorOf('--panel')}" stroke="${colorOf(color)}" stroke-width="2"/>`,
        ]
      : [],
  );
  const [from, to] = shade ? [Math.max(shown.min, shade.from), Math.min(shown.max, shade.to)] : [1, 0];
  const shading =
    to > from
      ? `<rect x="${at(x(from))}" y="${plot.top}" width="${at(x(to) - x(from))}" height="${plot.bottom - plot.top}" fill="${colorOf('--shade')}"/>`
      : '';
  const legend = legendOf(spec, colorOf);
  const drawn = [
    ...(spec.bands ?? []).map((band) => bandOf(band, frame)),
    ...spec.lines.filter((line) => line.faint).map((line) => lineOf(line, frame)),
    ...spec.lines.filter((line) => line.faint !== true).map((line) => lineOf(line, frame)),
  ];
  const { width, height } = svgSize;
  const bottom = height - notes.length * lineHeight + 4;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Pretendard, system-ui, sans-serif" font-size="12">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="${colorOf('--panel')}"/>
<clipPath id="plot"><rect x="${plot.left}" y="${plot.top - 4}" width="${plot.right - plot.left}" height="${plot.bottom - plot.top + 8}"/></clipPath>
${text(16, 26, title, colorOf('--text'), 'font-size="14" font-weight="600"')}
${shading}
${grid.join('\n')}
${marks.join('\n')}
${text(plot.right, plot.bottom + 36, spec.xTitle, faint, 'text-anchor="end"')}
${text(16, (plot.top + plot.bottom) / 2, spec.yTitle, faint, `text-anchor="middle" transform="rotate(-90 16 ${(plot.top + plot.bottom) / 2})"`)}
<g clip-path="url(#plot)">
${drawn.join('\n')}
</g>
${levels.join('\n')}
${rings.join('\n')}
${endLabels(spec.lines, frame).join('\n')}
${legend.join('\n')}
${notes.map((note, i) => text(plot.left, bottom + i * lineHeight - 8, note, dim)).join('\n')}
</svg>
`;
}

/** The picture of an SVG as PNG, twice as fine. */
export async function svgToPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = svgSize.width * 2;
  canvas.height = svgSize.height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
  });
}
