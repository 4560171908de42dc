// What a time zone's clocks show, as UTC.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';

const hourMs = 3_600_000;

export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  /** By the hour: an offset changes at whole hours, or at half ones that are looked up beside. */
  readonly #offsets = new Map<number, number>();

  /** @throws AppError `invalid-data` for an unknown zone */
  constructor(zone: string) {
    try {
      this.#format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
      });
    } catch {
      throw new AppError('invalid-data', msg`There is no time zone "${zone}".`, {
        hint: msg`Zones have names such as Asia/Seoul and Europe/Berlin.`,
      });
    }
  }

  /** By how much the zone's clocks are ahead of UTC at this time, in milliseconds. */
  #offsetAt(utcMs: number): number {
    const key = Math.floor(utcMs / (hourMs / 2));
    const known = this.#offsets.get(key);
    if (known !== undefined) return known;
    const atMs = key * (hourMs / 2);
    const parts = new Map(this.#format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    const offset = shown - atMs;
    this.#offsets.set(key, offset);
    return offset;
  }

  /**
   * The time at which the clocks show `wallMs` (their reading as if it were UTC). In the hour that comes twice in autumn, the second
   * one where the row before is not earlier than the first; an hour that clocks leave out in spring is the one after it.
   * @param lastMs the time of the row before; NaN for none
   */
  utcOf(wallMs: number, lastMs: number): number {
    const early = wallMs - this.#offsetAt(wallMs - 24 * hourMs);
    const late = wallMs - this.#offsetAt(wallMs + 24 * hourMs);
    const fits = (utcMs: number): boolean => utcMs + this.#offsetAt(utcMs) === wallMs;
    const [first, second] = early <= late ? [early, late] : [late, early];
    if (fits(first) && fits(second) && first !== second) return first > lastMs || Number.isNaN(lastMs) ? first : second;
    return fits(early) ? early : fits(late) ? late : Math.max(early, late);
  }
}
