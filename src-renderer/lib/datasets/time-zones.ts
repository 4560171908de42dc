// The time zones that this browser knows, that of the person first.
let known: readonly string[] | null = null;

export function timeZones(): readonly string[] {
  if (known !== null) return known;
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  known = [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  return known;
}
