// The handlers of a sample workbench that only read runs.
import type { RunId } from '#shared/base/ids.ts';
import type { Unreadable } from '#shared/contract/unreadable.ts';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import { sentSeries } from '#shared/runs/metric-series.ts';
import { packRuns } from '#shared/runs/packed-runs.ts';
import { packSeries } from '#shared/runs/reduced-series.ts';
import type { Run, RunSummary } from '#shared/runs/run.ts';
import { readSeries } from '#main/services/read-series.ts';
import { sampleColumn, sampleColumnNames } from './sample-columns.ts';
import { compareSamples } from './sample-comparison.ts';
import type { SampleRun } from './sample-runs.ts';
import { sampleSeries } from './sample-series.ts';

export function summaryOf({ experiment: _experiment, notes: _notes, ...summary }: Run): RunSummary {
  return summary;
}

type Reading = 'runs.list' | 'runs.metrics' | 'runs.series' | 'runs.columnNames' | 'runs.columns' | 'runs.compare';

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
    'runs.metrics': ({ id, prefix }) =>
      find(id)
        .series.filter(({ key }) => key.startsWith(prefix))
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
