// The points of sample runs, as the database gives those of stored ones.
import type { RunId } from '#shared/base/ids.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import type { SampleRun } from './sample-runs.ts';

export function sampleSeries(find: (id: RunId) => SampleRun): Pick<RunStore, 'bounds' | 'points' | 'find'> {
  const seriesOf = (id: RunId, wanted: string) => find(id).series.find(({ key }) => key === wanted);
  return {
    find: (id) => find(id).run,
    bounds: (id, key) => {
      const { steps = [] } = seriesOf(id, key) ?? {};
      const [from, to] = [steps[0], steps.at(-1)];
      return from === undefined || to === undefined ? null : { from, to };
    },
    points: (id, key, { from, to }, most) => {
      const { steps = [], values = [] } = seriesOf(id, key) ?? {};
      const places = [...steps.keys()].filter((i) => (steps[i] ?? 0) >= from && (steps[i] ?? 0) <= to).slice(0, most);
      return { steps: places.map((i) => steps[i] ?? 0), values: places.map((i) => values[i] ?? null) };
    },
  };
}
