// Every stored point of the lines of a long run's chart, in parts: what is saved of a chart that shows some of them.
import type { XAxis } from '#shared/runs/run-axis.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import { onAxis } from '#shared/charts/axis-lines.ts';
import type { ChartLine, ChartSpec } from '#shared/charts/chart-spec.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import { mostWhole, unpackSeries } from '#shared/runs/reduced-series.ts';
import type { RunSeries } from '#renderer/lib/runs/run-series.svelte.ts';

/** The lines of `epochChart` of a metric, one stretch of epochs after the other. */
export async function* wholeLines(
  api: Pick<WorkbenchApi, 'request'>,
  series: RunSeries,
  metric: string,
  { lines, axis }: Pick<ChartSpec<XAxis>, 'lines' | 'axis'>,
): AsyncGenerator<{ lines: ChartLine[] }, void> {
  const keys = [epochKey(metric), epochKey(`val_${metric}`)].slice(0, lines.length);
  const epochs = series.epochsOf(keys);
  for (let place = 0; place < epochs.count; place += mostWhole) {
    const from = epochs.at(place) ?? 0;
    const to = epochs.at(Math.min(epochs.count, place + mostWhole) - 1) ?? from;
    const request = { ids: [series.id], keys, from, to, columns: 1, whole: mostWhole, axis: series.axisFor(axis) };
    const parts = unpackSeries(await api.request('runs.series', request));
    yield {
      lines: lines.map((line, i) => {
        const part = parts.find(({ key }) => key === keys[i]) ?? { steps: [], values: [], places: [] };
        return { ...line, ...onAxis(part, series.axisFor(axis), (value) => value) };
      }),
    };
  }
}
