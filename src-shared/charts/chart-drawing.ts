// A chart as a drawing that stands alone: made anew from its content, with title, legend and notes. Pure.
import { axisTicks, logRange, patientRange, unitTicks } from '#shared/charts/axis.ts';
import { hasLogX, wholeRange, type ChartBand, type ChartLine, type ChartSpec } from '#shared/charts/chart-spec.ts';
import { drawnPoints } from '#shared/charts/drawn-points.ts';
import type { Drawing, DrawnPath, DrawnText } from '#shared/charts/drawing.ts';
import { spreadPlaces } from '#shared/charts/end-labels.ts';
import { linearScale, xScale, type XRange } from '#shared/charts/x-range.ts';
import { extent, type AxesView } from '#shared/charts/y-extent.ts';

/** What is drawn of a chart, and how. */
export interface DrawingOptions {
  readonly title: string;
  /** Sentences under the chart. */
  readonly notes: readonly string[];
  /** The stretch of the x axis; null for the whole. */
  readonly range: XRange | null;
  readonly view: AxesView;
  /** Reads a colour's token. */
  readonly colorOf: (token: string) => string;
}

const width = 800;
const [left, top, bottom] = [72, 48, 352];
const row = 18;
const mostLetters = 26;
/** About the width of a letter, where nothing measures it: Korean ones are twice as wide. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter > '\u1100' ? 12 : 6.8), 0);

function round(value: number): number {
  return Number(value.toFixed(2));
}

function shortened(label: string): string {
  const letters = Array.from(label);
  return letters.length > mostLetters ? `${letters.slice(0, mostLetters - 1).join('')}…` : label;
}

interface Frame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly right: number;
  readonly shown: XRange;
  readonly isLog: boolean;
  readonly isLogX: boolean;
  readonly colorOf: (token: string) => string;
}

const dashes = [6, 4];

function line(x1: number, y1: number, x2: number, y2: number, look: Omit<DrawnPath, 'path'>): DrawnPath {
  return { path: `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`, ...look };
}

/** A line begins anew behind a gap. */
function lineOf(spec: ChartLine, { x, y, right, shown, isLog, isLogX, colorOf }: Frame): DrawnPath {
  let isDown = false;
  const path = drawnPoints(spec.steps, spec.values, shown, right - left, isLogX).map((point) => {
    const isThere = Number.isFinite(point.y) && !(isLog && point.y <= 0);
    const command = isThere ? `${isDown ? 'L' : 'M'}${round(x(point.x))} ${round(y(point.y))}` : '';
    isDown = isThere;
    return command;
  });
  const look = { stroke: colorOf(spec.color), width: spec.faint ? 1 : 2, isClipped: true };
  return { path: path.join(''), ...look, ...(spec.dashed && { dashes }) };
}

function bandOf({ color, steps, low, high }: ChartBand, { x, y, isLogX, colorOf }: Frame): DrawnPath {
  const known = steps.flatMap((step, i) =>
    Number.isFinite(low[i]) && Number.isFinite(high[i]) && !(isLogX && step <= 0) ? [i] : [],
  );
  const corner = (values: readonly number[]) => (i: number) => {
    const pixel = y(values[i] ?? NaN);
    return `${round(x(steps[i] ?? 0))} ${round(Number.isNaN(pixel) ? 1e4 : Math.max(-1e4, Math.min(1e4, pixel)))}`;
  };
  const corners = [...known.map(corner(high)), ...[...known].reverse().map(corner(low))];
  return { path: `M${corners.join('L')}Z`, fill: colorOf(color), opacity: 0.18, isClipped: true };
}

const named = ({ lines }: Pick<ChartSpec, 'lines'>): readonly ChartLine[] => {
  const own = lines.filter((one) => one.faint !== true);
  return own.length > 1 ? own : [];
};

function endLabels(spec: ChartSpec, { x, y, right, shown, colorOf }: Frame, behind: number): DrawnText[] {
  const ends = named(spec).flatMap((one) => {
    const last = one.values.findLastIndex((value, i) => Number.isFinite(value) && (one.steps[i] ?? 0) <= shown.max);
    const step = one.steps[last] ?? NaN;
    return step >= shown.min ? [{ one, x: x(step), y: y(one.values[last] ?? NaN) }] : [];
  });
  const inside = (pixel: number): number => (Number.isNaN(pixel) ? bottom : Math.max(top, Math.min(bottom, pixel)));
  const places = spreadPlaces(
    ends.map((end) => inside(end.y)),
    14,
    top,
    bottom,
  );
  return ends.map(({ one, x: end }, i) => {
    const text = shortened(one.label);
    const place = end + 8 + widthOf(text) <= right ? end : Math.max(end, right) + behind;
    return { text, x: round(place + 8), y: round((places[i] ?? 0) + 4), fill: colorOf(one.color) };
  });
}

/** The legend in as many rows as it needs, and where it ends. */
function legendOf(spec: ChartSpec, colorOf: (token: string) => string) {
  let [x, y] = [left, bottom + 56];
  const parts: (DrawnPath | DrawnText)[] = [];
  const beside = spec.lines.find((one) => one.isBeside);
  for (const one of [...spec.lines.filter(({ isBeside }) => isBeside !== true), ...(beside ? [beside] : [])]) {
    const room = 26 + widthOf(one.label) + 18;
    if (x > left && x + room > width) [x, y] = [left, y + row];
    const stroke = colorOf(one.isBeside ? '--text-dim' : one.color);
    parts.push(line(x, y, x + 20, y, { stroke, width: one.faint ? 1 : 2, ...(one.dashed && { dashes }) }), {
      text: one.label,
      x: round(x + 26),
      y: y + 4,
      fill: colorOf('--text-dim'),
    });
    x += room;
  }
  return { parts, end: y };
}

/** The chart as a drawing: frame, marks, lines, names at their ends, legend, and the notes under it. */
export function chartDrawing(spec: ChartSpec, { title, notes, range, view, colorOf }: DrawingOptions): Drawing {
  const isLogX = hasLogX(spec, view);
  const shown = range ?? wholeRange(spec, isLogX);
  const { low, high } = extent(spec, range ?? (isLogX ? shown : null), view);
  const axis = view.isLog ? logRange(low, high, null) : patientRange(low, high, null);
  const scaled = (value: number): number => (view.isLog ? Math.log10(value) : value);
  const { pixelOf: upward } = linearScale({ min: scaled(axis.min), max: scaled(axis.max) }, bottom, top);
  const { unit = null, shade, levels } = spec;
  const behind = unit === null ? 0 : 52;
  const right = Math.round(
    width - 16 - behind - Math.max(0, ...named(spec).map((one) => widthOf(shortened(one.label)) + 8)),
  );
  const { pixelOf: x } = xScale(shown, left, right, isLogX);
  const y = (value: number): number => upward(scaled(value));
  const frame: Frame = { x, y, right, shown, isLog: view.isLog, isLogX, colorOf };
  const isReached = (value: number): boolean => value >= axis.min && value <= axis.max;
  const [faint, dim] = [colorOf('--text-faint'), colorOf('--text-dim')];
  const middle = (top + bottom) / 2;
  const [from, to] = shade ? [Math.max(shown.min, shade.from), Math.min(shown.max, shade.to)] : [1, 0];
  const legend = legendOf(spec, colorOf);
  const height = legend.end + 24 + notes.length * row;
  const box = (x1: number, y1: number, x2: number, y2: number, fill: string): DrawnPath => ({
    path: `M${round(x1)} ${y1}H${round(x2)}V${y2}H${round(x1)}Z`,
    fill,
  });
  const text = (words: string, at: number, level: number, fill: string, more: Partial<DrawnText> = {}): DrawnText => ({
    text: words,
    x: round(at),
    y: round(level),
    fill,
    ...more,
  });
  const parts = [
    box(0, 0, width, height, colorOf('--panel')),
    text(title, 16, 26, colorOf('--text'), { size: 14, isBold: true }),
    ...(to > from ? [box(x(from), top, x(to), bottom, colorOf('--shade'))] : []),
    ...axisTicks(axis).flatMap(({ value, label }) => [
      line(left, y(value), right, y(value), { stroke: colorOf('--grid') }),
      text(label, left - 8, y(value) + 4, faint, { anchor: 'end' }),
    ]),
    ...(unit === null ? [] : unitTicks(axis, unit)).map(({ value, label }) =>
      text(label, right + 8, y(value / (unit?.scale ?? 1)) + 4, faint),
    ),
    ...spec
      .ticks(shown, right - left, isLogX)
      .map(({ value, label }) => text(label, x(value), bottom + 18, faint, { anchor: 'middle' })),
    text(spec.xTitle, right, bottom + 36, faint, { anchor: 'end' }),
    text(spec.yTitle, 16, middle, faint, { anchor: 'middle', isUpward: true }),
    ...(spec.bands ?? []).map((band) => bandOf(band, frame)),
    ...spec.lines.filter((one) => one.faint).map((one) => lineOf(one, frame)),
    ...spec.lines.filter((one) => one.faint !== true).map((one) => lineOf(one, frame)),
    ...levels
      .filter(({ value }) => isReached(value))
      .flatMap(({ value, label }) => [
        line(left, y(value), right, y(value), { stroke: faint, width: 1.5, dashes: [2, 3] }),
        text(label, left + 6, y(value) - 5, dim),
      ]),
    ...spec.lines.flatMap(({ ring, color }): DrawnPath[] => {
      if (!ring || ring.x < shown.min || ring.x > shown.max || !isReached(ring.y)) return [];
      const circle = `M${round(x(ring.x) - 4.5)} ${round(y(ring.y))}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z`;
      return [{ path: circle, fill: colorOf('--panel'), stroke: colorOf(color), width: 2 }];
    }),
    ...endLabels(spec, frame, behind),
    ...legend.parts,
    ...notes.map((note, i) => text(note, left, legend.end + 26 + i * row, dim)),
  ];
  return { title, width, height, clip: { x: left, y: top - 4, width: right - left, height: bottom - top + 8 }, parts };
}
