// Ticks of an x axis of time: seconds since a run's start, or the clock's time where the person is. Pure.
import { spacedTicks } from '#shared/charts/axis.ts';
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Distances that read as round, in seconds. */
const strides = [
  1,
  2,
  5,
  10,
  15,
  30,
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
];

/** The smallest round distance with which not more than `most` ticks are between both ends, in seconds. */
export function timeStride(seconds: number, most: number): number {
  const wanted = seconds / Math.max(1, most - 1);
  if (wanted < 1) {
    const power = 10 ** Math.floor(Math.log10(wanted));
    return ([1, 2, 5, 10].find((factor) => factor * power >= wanted) ?? 10) * power;
  }
  const days = wanted / day;
  return (
    strides.find((stride) => stride >= wanted) ??
    day * ([1, 2, 5, 10, 20, 50, 100].find((n) => n >= days) ?? Math.ceil(days))
  );
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Time since the start: `0:05`, `12:30`, `1:05:00`, `2d 6:00`; with parts of a second where the stride is shorter: `0:02.5`. */
export function elapsedText(seconds: number, stride = 1): string {
  const decimals = stride < 1 ? Math.min(3, Math.ceil(-Math.log10(stride))) : 0;
  const rounded = Number(seconds.toFixed(decimals));
  const whole = Math.floor(rounded);
  const rest = decimals === 0 ? '' : (rounded - whole).toFixed(decimals).slice(1);
  const [d, h, m, s] = [whole / day, (whole % day) / hour, (whole % hour) / minute, whole % minute].map(Math.floor) as [
    number,
    number,
    number,
    number,
  ];
  const clock = h > 0 || d > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  if (d > 0) return `${d}d ${stride >= minute ? `${h}:${two(m)}` : clock}`;
  return `${clock}${rest}`;
}

/** Ticks at round times since the start. */
export function elapsedTicks(
  min: number,
  max: number,
  most: number,
): { readonly ticks: number[]; readonly stride: number } {
  const stride = timeStride(max - min, most);
  const ticks: number[] = [];
  for (let i = Math.ceil(min / stride - 1e-9); i * stride <= max + stride * 1e-9; i++) ticks.push(i * stride);
  return { ticks, stride };
}

/** Ticks at round times since the start where the axis is logarithmic; of a short stretch as where it is not. */
export function elapsedLogTicks(
  min: number,
  max: number,
  most: number,
): { readonly ticks: number[]; readonly stride: (tick: number) => number } {
  const parts = [0.001, 0.01, 0.1];
  const days = [1, 10, 100, 1000].map((n) => n * day);
  const powers = [...parts, 1, 10, minute, 10 * minute, hour, 10 * hour, ...days];
  const fine = [...parts.flatMap((n) => [n, 2 * n, 5 * n]), ...strides, ...days.flatMap((n) => [n, 2 * n, 5 * n])];
  const ticks = spacedTicks([fine, powers], { min, max }, most);
  if (ticks.length > 0) return { ticks, stride: (tick) => Math.min(1, tick) };
  const { ticks: linear, stride } = elapsedTicks(min, max, most);
  return { ticks: linear, stride: () => stride };
}

/**
 * Ticks at round times of the day, in milliseconds since 1970.
 * @param offsetMs how far the local time is ahead of UTC
 */
export function clockTicks(
  minMs: number,
  maxMs: number,
  most: number,
  offsetMs: number,
): { readonly ticks: number[]; readonly stride: number } {
  const { ticks, stride } = elapsedTicks((minMs + offsetMs) / 1000, (maxMs + offsetMs) / 1000, most);
  return { ticks: ticks.map((tick) => tick * 1000 - offsetMs), stride };
}
