// Ranges of a plot's axes as conditions of the filter language. Pure.
import { nameInFilter, textInFilter } from '#shared/runs/query/print.ts';
import type { AxisRange, PlotAxis } from '#renderer/lib/runs/plot-axis.ts';
import type { PlotMetric, PlotSource, PlottedColumn, PlotValue } from '#renderer/lib/runs/plot-values.ts';
import type { ShownAxis } from '#renderer/lib/runs/settings-view.svelte.ts';

const names: Readonly<Partial<Record<PlottedColumn, string>>> = {
  parameters: 'parameters',
  msPerStep: 'ms_per_step',
  epochs: 'epochs',
  model: 'model',
  engine: 'engine',
  device: 'device',
};

/** What the filter language calls a source; null for what it says in another unit, or not at all. */
function filterName(source: PlotSource): string | null {
  return source.kind === 'setting' ? nameInFilter(source.path) : (names[source.name] ?? null);
}

const written = (value: Exclude<PlotValue, null>): string =>
  typeof value === 'string' ? textInFilter(value) : String(value);

/** The condition that the runs of a range fulfil, in parentheses where it has an `or`. */
export function rangeCondition(name: string, axis: PlotAxis, { from, to }: AxisRange): string {
  const [first, last] = [axis.values.indexOf(from), axis.values.indexOf(to)];
  const values = axis.values.slice(Math.max(0, first), last + 1);
  if (axis.kind === 'text') {
    const present = values.filter((value) => value !== null);
    const among = `${name} in (${present.map(written).join(', ')})`;
    if (values.length === present.length) return among;
    return present.length === 0 ? `not has(${name})` : `(${among} or not has(${name}))`;
  }
  if (from === to) return `${name} = ${String(from)}`;
  const above = first > 0 ? [`${name} >= ${String(from)}`] : [];
  const below = last < axis.values.length - 1 ? [`${name} <= ${String(to)}`] : [];
  return [...above, ...below].join(' and ');
}

/** The runs by their numbers, for what no condition says. */
export function numberCondition(numbers: readonly number[]): string {
  return numbers.length === 1 ? `number = ${numbers[0] ?? 0}` : `number in (${numbers.join(', ')})`;
}

function metricName({ name, figure }: PlotMetric): string {
  return figure === 'best' ? nameInFilter(name) : `${figure}(${nameInFilter(name)})`;
}

/**
 * The condition that the runs in all ranges fulfil.
 * @param metric null where its values are not as they are stored
 * @returns null for what the language does not say
 */
export function rangesCondition(
  axes: readonly Pick<ShownAxis, 'source' | 'axis' | 'range'>[],
  metric: PlotMetric | null,
): string | null {
  const conditions: string[] = [];
  for (const { source, axis, range } of axes) {
    if (range === null) continue;
    const name = source !== null ? filterName(source) : metric === null ? null : metricName(metric);
    if (name === null) return null;
    conditions.push(rangeCondition(name, axis, range));
  }
  const said = conditions.filter((condition) => condition !== '');
  return said.length === 0 ? null : said.join(' and ');
}
