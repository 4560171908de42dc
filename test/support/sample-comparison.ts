// The comparison of sample runs, as a host makes it of stored ones.
import type { Comparison } from '#shared/compare/comparison.ts';
import { compareRuns } from '#shared/compare/compare-runs.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import type { SampleRun } from './sample-runs.ts';

/** @param all every run there is, by id */
export function compareSamples(samples: readonly SampleRun[], all: ReadonlyMap<string, SampleRun>): Comparison {
  const runs = [...all.values()].map(({ run }) => run);
  return compareRuns(
    samples.map(({ run }) => run),
    samples.map(({ series }) => series),
    samples.map(({ run }) => all.get(baselineOf(run, runs)?.id ?? '')?.series ?? []),
  );
}
