// Dates of a filter: what a person writes is a period, in local time: `2026-11` a month, `2026-11-30` a day, `…T14:30` a minute.

/** From `fromMs` to `untilMs` (exclusive), in milliseconds since 1970. */
export interface Period {
  readonly fromMs: number;
  readonly untilMs: number;
}

const pattern =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/;

const second = 1000;
const minute = 60 * second;

/** Milliseconds to add to a local time in this zone to have UTC. */
function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * minute;
}

/** The period that a text means; null for what is no date, such as `2026-02-30`. */
export function periodOf(text: string): Period | null {
  const found = pattern.exec(text.trim());
  if (found === null) return null;
  const part = (i: number, otherwise = 0): number => Number(found[i] ?? otherwise);
  const [year, month, day, hour, minutes, seconds] = [part(1), part(2), part(3, 1), part(4), part(5), part(6)];
  const ms = Number((found[7] ?? '').padEnd(3, '0'));
  const zone = found[8];
  const inUtc = new Date(Date.UTC(year, month - 1, day, hour, minutes, seconds, ms));
  const isReal = inUtc.getUTCMonth() === month - 1 && inUtc.getUTCDate() === day && hour < 24 && minutes < 60;
  if (!isReal || seconds > 59) return null;
  // A day may have 23 or 25 hours: its end is the next one's begin.
  if (found[3] === undefined) return between(new Date(year, month - 1), new Date(year, month));
  if (found[4] === undefined) return between(new Date(year, month - 1, day), new Date(year, month - 1, day + 1));
  const fromMs =
    zone === undefined
      ? new Date(year, month - 1, day, hour, minutes, seconds, ms).getTime()
      : inUtc.getTime() + offsetMs(zone);
  return { fromMs, untilMs: fromMs + (found[7] !== undefined ? 1 : found[6] !== undefined ? second : minute) };
}

function between(from: Date, until: Date): Period {
  return { fromMs: from.getTime(), untilMs: until.getTime() };
}
