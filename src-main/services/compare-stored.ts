// Stored runs side by side, each with its own baseline. Reads no list of runs.
import type { RunId } from '#shared/base/ids.ts';
import { compareRuns } from '#shared/compare/compare-runs.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import { epochPrefix } from '#shared/runs/metric-keys.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { RunStore } from '#main/ports/run-store.ts';

/** The run's own baseline, found as `baselineOf` finds it. */
export function storedBaselineOf(runs: RunStore, run: RunSummary): RunSummary | null {
  const { baselineId, datasetHash, loss } = run;
  const noted = baselineId === null ? null : runs.find(baselineId);
  const same = datasetHash === null || loss === null ? null : runs.findBaseline(datasetHash, loss);
  return baselineOf(
    run,
    [noted, same].filter((one) => one !== null),
  );
}

/** @throws AppError `not-found` */
export function compareStored(runs: RunStore, ids: readonly RunId[]): Comparison {
  const compared = ids.map((id) => runs.get(id));
  const seriesOf = (id: RunId) => runs.metrics(id, epochPrefix);
  return compareRuns(
    compared,
    ids.map(seriesOf),
    compared.map((run) => {
      const baseline = storedBaselineOf(runs, run);
      return baseline === null ? [] : seriesOf(baseline.id);
    }),
  );
}
