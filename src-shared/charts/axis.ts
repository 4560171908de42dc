// Axis ranges with round numbers. A range that still fits is kept, so that a growing chart does not jump.
import type { ChartTick, ChartUnit } from '#shared/charts/chart-spec.ts';
import type { XRange } from '#shared/charts/x-range.ts';

/** The ends of an axis, and its ticks. */
export interface AxisRange {
  readonly min: number;
  readonly max: number;
  /** Between two ticks; NaN on a logarithmic axis, whose ticks follow from its ends. */
  readonly step: number;
}

const tickCount = 5;

/** The next larger of 1, 2, 2.5, 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = rough / power;
  const round = factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 2.5 ? 2.5 : factor <= 5 ? 5 : 10;
  return round * power;
}

/** Removes the rounding error of binary fractions: 0.30000000000000004 → 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** A range with round ends around the values, and room at both. */
export function roundRange(low: number, high: number): AxisRange {
  let from = Math.min(low, high);
  let to = Math.max(low, high);
  if (to - from < Math.abs(to) * 1e-6 || to === from) {
    const pad = Math.abs(to) * 0.1 || 0.5;
    from -= pad;
    to += pad;
  }
  // Padding: a curve that touches the frame is hard to read.
  const air = (to - from) * 0.04;
  const step = roundStep((to - from + 2 * air) / tickCount);
  const isNeverNegative = from >= 0;
  const min = Math.floor((from - air) / step) * step;
  return {
    min: clean(isNeverNegative ? Math.max(0, min) : min),
    max: clean(Math.ceil((to + air) / step) * step),
    step: clean(step),
  };
}

/** The previous range if the data is inside it and fills two fifths of it; else a new one. */
export function patientRange(low: number, high: number, previous: AxisRange | null): AxisRange {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return previous ?? { min: 0, max: 1, step: 0.2 };
  if (previous) {
    const lies = low >= previous.min && high <= previous.max;
    const fills = high - low >= (previous.max - previous.min) * 0.4;
    if (lies && fills) return previous;
  }
  return roundRange(low, high);
}

/** The next number of 1, 2, 5 times a power of ten that is not above, or not below. */
function roundFactor(value: number, isUp: boolean): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12);
  const factor = value / power;
  const found = isUp
    ? ([1, 2, 5].find((one) => one >= factor - 1e-9) ?? 10)
    : ([5, 2, 1].find((one) => one <= factor + 1e-9) ?? 1);
  return clean(found * power);
}

/** A logarithmic axis for positive values; the previous one where they are inside it and fill two fifths of it. */
export function logRange(low: number, high: number, previous: AxisRange | null): AxisRange {
  if (!(low > 0) || !Number.isFinite(high)) return previous ?? { min: 0.1, max: 1, step: NaN };
  if (previous && Number.isNaN(previous.step)) {
    const fills = Math.log(high / low) >= Math.log(previous.max / previous.min) * 0.4;
    if (low >= previous.min && high <= previous.max && fills) return previous;
  }
  const [min, max] = [roundFactor(low, false), roundFactor(high, true)];
  return { min: min === max ? clean(min / 2) : min, max: min === max ? clean(max * 2) : max, step: NaN };
}

/** Powers of ten, and where there are few of them their double and fivefold; of very many every second, third, … */
function logTicks({ min, max }: AxisRange): number[] {
  const decades = Math.log10(max / min);
  const factors = decades <= 2.5 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / 8));
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    if (power % every !== 0) continue;
    for (const factor of factors) {
      const tick = clean(factor * 10 ** power);
      if (tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9)) ticks.push(tick);
    }
  }
  return ticks;
}

function logLabel(value: number): string {
  if (value >= 1e-4 && value < 1e6) return String(value);
  return value.toExponential(0).replace('e+', 'e').replaceAll('-', '−');
}

/**
 * Marks of a logarithmic axis with room for each: the first candidates that are not too many, of the last every second, third, ….
 * @returns none in a short stretch, which is marked as a linear one
 */
export function spacedTicks(candidates: readonly (readonly number[])[], { min, max }: XRange, most: number): number[] {
  const inside = candidates.map((ticks) =>
    ticks.filter((tick) => tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9)),
  );
  const ticks = inside.find(({ length }) => length <= most) ?? inside.at(-1) ?? [];
  const every = Math.ceil(ticks.length / most);
  return ticks.length < 3 ? [] : ticks.filter((_, i) => i % every === 0);
}

/** Whole numbers for a logarithmic axis: 1, 2, 5, 10, …, or powers of ten. */
export function wholeLogTicks({ min, max }: XRange, most: number): number[] {
  const powers = Array.from({ length: Math.ceil(Math.log10(max)) + 1 }, (_, power) => 10 ** power);
  const fine = powers.flatMap((power) => [power, 2 * power, 5 * power]);
  const ticks = spacedTicks([fine, powers], { min, max }, most);
  return ticks.length > 0 ? ticks : wholeTicks(min, max, most);
}

/** The marks of an axis. */
export function axisTicks(range: AxisRange): ChartTick[] {
  if (Number.isNaN(range.step)) return logTicks(range).map((value) => ({ value, label: logLabel(value) }));
  const say = tickLabels(range);
  const count = Math.round((range.max - range.min) / range.step);
  return Array.from({ length: count + 1 }, (_, i) => {
    const value = clean(range.min + i * range.step);
    return { value, label: say(value) };
  });
}

/** The marks of the same axis in another unit: at round values of that unit, so not beside those of the axis; the last one names it. */
export function unitTicks({ min, max, step }: AxisRange, { unit, scale }: ChartUnit): ChartTick[] {
  const [low, high] = [min * scale, max * scale];
  const named = (ticks: readonly ChartTick[]): ChartTick[] =>
    ticks.map(({ value, label }, i) => ({ value, label: i < ticks.length - 1 ? label : `${label} ${unit}` }));
  if (Number.isNaN(step)) return named(axisTicks({ min: low, max: high, step }));
  const stride = roundStep((high - low) / (tickCount + 1));
  const first = Math.ceil(low / stride - 1e-9);
  const count = Math.floor(high / stride + 1e-9) - first;
  const say = tickLabels({ min: low, max: high, step: clean(stride) });
  return named(
    Array.from({ length: Math.max(0, count) + 1 }, (_, i) => {
      const value = clean((first + i) * stride);
      return { value, label: say(value) };
    }),
  );
}

/** How many decimals the ticks of this step need. */
export function decimalsOf(step: number): number {
  if (!Number.isFinite(step) || step <= 0) return 0;
  for (let decimals = 0; decimals < 10; decimals++) {
    const whole = Math.round(step * 10 ** decimals);
    if (whole > 0 && Math.abs(step * 10 ** decimals - whole) < 1e-6) return decimals;
  }
  return 10;
}

/** Large and tiny numbers in scientific notation: `25000000` would be cut off. */
export function tickLabels(range: AxisRange): (value: number) => string {
  const largest = Math.max(Math.abs(range.min), Math.abs(range.max));
  const decimals = decimalsOf(range.step);
  if (largest <= 100_000 && decimals <= 4) return (value) => value.toFixed(decimals).replace('-', '−');
  // A step may be 2.5 times a power of ten: one digit more than its size asks for.
  const digits = Math.max(0, Math.ceil(Math.log10(largest / range.step)) + 1);
  return (value) => {
    // The rest is the division's rounding error.
    if (Math.abs(value) < range.step / 2) return '0';
    const [mantissa = '', exponent = ''] = value.toExponential(digits).split('e');
    return `${Number(mantissa)}e${Number(exponent)}`.replaceAll('-', '−');
  };
}

/** Whole numbers for an axis: multiples of 1, 2, 5 times a power of ten, not more than `most`. */
export function wholeTicks(min: number, max: number, most: number): number[] {
  const wanted = Math.max(1, (max - min) / Math.max(1, most - 1));
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= wanted) ?? 10) * power);
  const ticks: number[] = [];
  for (let tick = Math.ceil(min / step) * step; tick <= max; tick += step) ticks.push(tick);
  return ticks;
}
