// The handlers of a sample workbench that only read runs.
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { Unreadable } from '#shared/contract/unreadable.ts';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import { sentSeries } from '#shared/runs/metric-series.ts';
import { packRuns } from '#shared/runs/packed-runs.ts';
import { packSeries } from '#shared/runs/reduced-series.ts';
import { packPoints } from '#shared/runs/stored-points.ts';
import type { Run, RunSummary } from '#shared/runs/run.ts';
import type { Damaged } from '#main/ports/damaged.ts';
import { readFacts } from '#main/services/read-facts.ts';
import { readSeries } from '#main/services/read-series.ts';
import { sampleColumn, sampleColumnNames } from './sample-columns.ts';
import { compareSamples } from './sample-comparison.ts';
import type { SampleRun } from './sample-runs.ts';
import { sampleSeries } from './sample-series.ts';

export function summaryOf({ experiment: _experiment, notes: _notes, ...summary }: Run): RunSummary {
  return summary;
}

/** A browser host has no dialogs of its own. */
export function noDialogs(): Pick<WorkbenchHandlers, 'runs.import-dialog' | 'runs.tensorboard-dialog'> {
  return {
    'runs.import-dialog': () => ({ isShown: false, history: null }),
    'runs.tensorboard-dialog': () => ({ isShown: false, written: null }),
  };
}

type Kind = 'runs' | 'experiments' | 'datasets' | 'reports';

/** What cannot be read of one kind. */
export function damagedOf(unreadable: ReadonlyMap<string, Kind>, wanted: Kind): Damaged[] {
  return [...unreadable].flatMap(([id, what]) => {
    const error = new AppError('damaged', `${id} cannot be read.`, { hint: 'Delete it.' });
    return what === wanted ? [{ id, error }] : [];
  });
}

/** Those of one kind, and how one of them is deleted. */
export function damagedStore(unreadable: Map<string, Kind>, kind: Kind) {
  return { list: () => damagedOf(unreadable, kind), delete: (id: string) => unreadable.delete(id) };
}

/** So many points are sent at a time: few, so that a short series takes several parts. */
const samplePoints = 3;

type Reading =
  | 'runs.list'
  | 'runs.facts'
  | 'runs.metric-keys'
  | 'runs.metrics'
  | 'runs.points'
  | 'runs.series'
  | 'runs.columnNames'
  | 'runs.columns'
  | 'runs.compare';

export function readingHandlers(
  runs: () => ReadonlyMap<string, SampleRun>,
  find: (id: RunId) => SampleRun,
  unreadable: () => Unreadable[],
): Pick<WorkbenchHandlers, Reading> {
  return {
    'runs.list': () => ({
      runs: packRuns([...runs().values()].map(({ run }) => summaryOf(run))),
      unreadable: unreadable(),
      next: null,
    }),
    'runs.metric-keys': ({ id, prefix }) =>
      find(id)
        .series.flatMap(({ key, steps }) => (key.startsWith(prefix) && steps.length > 0 ? [key] : []))
        .toSorted(),
    'runs.facts': (request) => readFacts(sampleSeries(find), request),
    'runs.points': ({ id, key, from, to }) =>
      packPoints(sampleSeries(find).points(id, key, { from, to: to ?? Infinity }, samplePoints), samplePoints),
    'runs.metrics': ({ id, prefix, keys }) =>
      find(id)
        .series.filter(({ key }) => keys?.includes(key) ?? key.startsWith(prefix))
        .map(sentSeries),
    'runs.series': async (request) => packSeries(await readSeries(sampleSeries(find), request)),
    'runs.columnNames': () => sampleColumnNames([...runs().values()]),
    'runs.columns': ({ columns, among }) => columns.map((column) => sampleColumn([...runs().values()], column, among)),
    'runs.compare': ({ ids }) => {
      const samples = ids.map(find);
      return compareSamples(samples, runs());
    },
  };
}
