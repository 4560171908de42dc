// Stored runs side by side, each with its own baseline. Reads no list of runs, and points only where two curves may be the same.
import type { RunId } from '#shared/base/ids.ts';
import { comparedNames, compareRuns } from '#shared/compare/compare-runs.ts';
import type { Comparison } from '#shared/compare/comparison.ts';
import { baselineOf } from '#shared/runs/baseline.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import { areSameFigures, isSameValue, type RunFigures } from '#shared/runs/series-figures.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { giveWay, pointsInParts } from '#main/services/in-parts.ts';

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

/** Whether two series of a run have the same points but for rounding. */
export async function areSameCurves(
  runs: Pick<RunStore, 'points'>,
  id: RunId,
  figures: RunFigures,
  one: string,
  other: string,
): Promise<boolean> {
  const [first, second] = [figures.get(one), figures.get(other)];
  if (first === undefined || second === undefined) return first === second;
  if (!areSameFigures(first, second)) return false;
  // What is added meanwhile is not in the figures.
  const whole = { from: 0, to: first.end.epoch };
  const others = pointsInParts(runs, id, other, whole);
  for await (const { steps, values } of pointsInParts(runs, id, one, whole)) {
    const beside = (await others.next()).value as { steps: readonly number[]; values: readonly (number | null)[] };
    const isSame = steps.every(
      (step, i) => step === beside.steps[i] && isSameValue(values[i] ?? NaN, beside.values[i] ?? NaN),
    );
    if (!isSame) return false;
  }
  return true;
}

/** Metrics whose curve is that of the loss of their part in every run. */
async function sameAsLoss(runs: RunStore, ids: readonly RunId[], figures: readonly RunFigures[]): Promise<Set<string>> {
  const same = new Set<string>();
  for (const name of comparedNames(figures)) {
    const loss = name.startsWith('val_') ? 'val_loss' : 'loss';
    if (name === loss) continue;
    let isSame = true;
    for (const [i, id] of ids.entries())
      isSame &&= await areSameCurves(runs, id, figures[i] ?? new Map(), epochKey(loss), epochKey(name));
    if (isSame) same.add(name);
  }
  return same;
}

/** @throws AppError `not-found` */
export async function compareStored(runs: RunStore, ids: readonly RunId[]): Promise<Comparison> {
  const compared = [];
  const figures: RunFigures[] = [];
  const baselines: RunFigures[] = [];
  for (const id of ids) {
    const run = runs.get(id);
    compared.push(run);
    figures.push(runs.figures(id));
    const baseline = storedBaselineOf(runs, run);
    baselines.push(baseline === null ? new Map() : runs.figures(baseline.id));
    await giveWay();
  }
  return compareRuns({ runs: compared, figures, baselines, sameAsLoss: await sameAsLoss(runs, ids, figures) });
}
