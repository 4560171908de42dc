// Formats numbers, times and sizes in one language. Pure.
import { amountText, measuredText, metricText } from '#shared/base/number-text.ts';
import type { Language } from '#shared/locales/language.ts';
import type { Shape } from '#shared/model/model-spec.ts';

const words = {
  en: { ms: 'ms', s: 's', min: 'min', h: 'h', d: 'd', now: 'just now' },
  ko: { ms: 'ms', s: '초', min: '분', h: '시간', d: '일', now: '방금' },
} as const;

/** Shown when there is no number. */
export const nothing = '—';

export class Format {
  readonly language: Language;
  readonly #integers: Intl.NumberFormat;
  readonly #monthDays: Intl.DateTimeFormat;
  readonly #times: Intl.DateTimeFormat;
  readonly #seconds: Intl.DateTimeFormat;
  readonly #days: Intl.DateTimeFormat;
  readonly #relative: Intl.RelativeTimeFormat;

  constructor(language: Language) {
    this.language = language;
    this.#integers = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
    this.#monthDays = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
    this.#times = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    this.#seconds = new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    this.#days = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', day: 'numeric' });
    this.#relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  }

  /** 1,315,937 */
  count(value: number | null | undefined): string {
    return value === null || value === undefined ? nothing : this.#integers.format(value);
  }

  /** A loss or metric. */
  metric(value: number | null | undefined): string {
    return value === null || value === undefined ? nothing : minus(metricText(value));
  }

  /** A difference with its sign: +0.046. */
  difference(value: number): string {
    const text = Math.abs(value) < 10 ? value.toFixed(4) : this.metric(value);
    return Number(text) === 0 ? '0' : `${value > 0 ? '+' : ''}${minus(text)}`;
  }

  /** A difference in percent or percentage points: 0.6, 32, 37,394. */
  amount(percent: number): string {
    return amountText(percent);
  }

  /** A share: 0.2 → 20 %, without the space in Korean. */
  share(value: number): string {
    return `${trimZeros((value * 100).toFixed(1))}${this.language === 'ko' ? '' : ' '}%`;
  }

  /** A numeric setting in its shortest form: 0.001, 1e-7, 32. */
  plain(value: number): string {
    return minus(String(Number(value.toPrecision(6))));
  }

  /**
   * A measured value with few digits: 4.11.
   * @param beside the largest value of its row: all values of a row have the same decimals
   */
  measured(value: number, beside = value): string {
    return minus(measuredText(value, beside));
  }

  /** 20.1, for a column with ms in its heading. */
  milliseconds(value: number | null | undefined): string {
    if (value === null || value === undefined) return nothing;
    return value >= 1000 ? this.#integers.format(value) : value.toFixed(value >= 100 ? 0 : 1);
  }

  /** A duration: 350 ms, 13.2 s, 1 min 20 s, 2 h 5 min. */
  duration(durationMs: number | null | undefined): string {
    if (durationMs === null || durationMs === undefined) return nothing;
    const unit = words[this.language];
    const join = (value: number | string, name: string): string =>
      this.language === 'ko' && name !== 'ms' ? `${value}${name}` : `${value} ${name}`;
    if (durationMs < 1000) return join(Math.round(durationMs), unit.ms);
    const seconds = durationMs / 1000;
    if (seconds < 59.95) return join(seconds.toFixed(1), unit.s);
    const whole = Math.round(seconds);
    if (whole < 3600) {
      const rest = whole % 60;
      return `${join(Math.floor(whole / 60), unit.min)}${rest === 0 ? '' : ` ${join(rest, unit.s)}`}`;
    }
    const minutes = Math.round(whole / 60);
    if (minutes < 1440) {
      const rest = minutes % 60;
      return `${join(Math.floor(minutes / 60), unit.h)}${rest === 0 ? '' : ` ${join(rest, unit.min)}`}`;
    }
    const hours = Math.round(minutes / 60);
    return `${join(Math.floor(hours / 24), unit.d)}${hours % 24 === 0 ? '' : ` ${join(hours % 24, unit.h)}`}`;
  }

  /** Time left, coarse so that it does not flicker: steps of 5 s under two minutes, then of a minute. */
  remaining(remainingMs: number): string {
    const seconds = Math.max(1, Math.round(remainingMs / 1000));
    const coarse =
      seconds <= 10 ? seconds : seconds < 120 ? Math.round(seconds / 5) * 5 : Math.round(seconds / 60) * 60;
    return this.duration(coarse * 1000).replace(/\.0(?=\D)/, '');
  }

  /** 13 MB; powers of 1000. */
  bytes(bytes: number): string {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return `${unit === 0 || value >= 10 ? value.toFixed(0) : value.toFixed(1)} ${units[unit] ?? ''}`;
  }

  /** 29.6 M; 940 k; powers of 1000 from 10,000 on. */
  scaled(value: number): string {
    if (value < 10_000) return this.count(value);
    const units = ['', 'k', 'M', 'G', 'T', 'P'];
    let scaled = value;
    let unit = 0;
    while (scaled >= 999.5 && unit < units.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return `${scaled >= 99.95 ? scaled.toFixed(0) : scaled.toFixed(1)} ${units[unit] ?? ''}`;
  }

  /** Nov 24 */
  day(ms: number): string {
    return this.#monthDays.format(ms);
  }

  /** 13:05 */
  time(ms: number): string {
    return this.#times.format(ms);
  }

  /** A time of the clock as a chart's tick: 13:05; 13:05:20 where ticks are close; at midnight the day. @param stride in seconds */
  clock(ms: number, stride: number): string {
    const at = new Date(ms);
    if (stride >= 86_400 || (at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0))
      return this.day(ms);
    return stride < 60 ? this.#seconds.format(ms) : this.time(ms);
  }

  /** Nov 24, 13:05:20 */
  moment(ms: number): string {
    return `${this.day(ms)}${this.language === 'ko' ? ' ' : ', '}${this.#seconds.format(ms)}`;
  }

  /** 5 minutes ago, yesterday, 24 Nov 2026. */
  ago(ms: number, nowMs: number): string {
    const minutes = Math.round((nowMs - ms) / 60_000);
    if (minutes < 1) return words[this.language].now;
    if (minutes < 60) return this.#relative.format(-minutes, 'minute');
    const hours = Math.round(minutes / 60);
    if (hours < 24) return this.#relative.format(-hours, 'hour');
    const days = Math.round(hours / 24);
    return days < 30 ? this.#relative.format(-days, 'day') : this.#days.format(ms);
  }

  /** Sizes without the batch axis, as Keras prints them: (500, 128), (500,) stays (500). */
  shape(shape: Shape): string {
    return `(${shape.map((size) => (size === null ? '?' : this.#integers.format(size))).join(', ')})`;
  }
}

/** A hyphen before a number is a minus sign. */
function minus(text: string): string {
  return text.replace(/^-/, '−').replace('e-', 'e−').replace('e+', 'e');
}

function trimZeros(text: string): string {
  return text.replace(/\.0$/, '');
}
