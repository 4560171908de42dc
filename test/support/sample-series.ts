// The points of sample runs, as the database gives those of stored ones.
import type { RunId } from '#shared/base/ids.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { placesIn } from '#shared/charts/drawn-points.ts';
import { figuresOf } from '#shared/runs/series-figures.ts';
import type { SampleRun } from './sample-runs.ts';

export function sampleSeries(find: (id: RunId) => SampleRun): Pick<RunStore, 'bounds' | 'figures' | 'find' | 'points'> {
  const seriesOf = (id: RunId, wanted: string) => find(id).series.find(({ key }) => key === wanted);
  return {
    find: (id) => find(id).run,
    figures: (id) => figuresOf(find(id).series.filter(({ key }) => key.startsWith('epoch/'))),
    bounds: (id, key) => {
      const { steps = [] } = seriesOf(id, key) ?? {};
      const [from, to] = [steps[0], steps.at(-1)];
      return from === undefined || to === undefined ? null : { from, to };
    },
    points: (id, key, { from, to }, most) => {
      const { steps = [], values = [] } = seriesOf(id, key) ?? {};
      const [first, past] = placesIn(steps, { min: from, max: to });
      const end = Math.min(past, first + most);
      return { steps: steps.slice(first, end), values: values.slice(first, end) };
    },
  };
}
