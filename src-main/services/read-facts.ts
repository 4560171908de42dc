// Facts about a run's series of epochs: from the figures that are kept of them, and where all points are needed, in parts.
import type { RunId } from '#shared/base/ids.ts';
import { noOverfitting, overfittingOf, type Overfitting } from '#shared/runs/best-epoch.ts';
import { epochKey, metricName } from '#shared/runs/metric-keys.ts';
import { sentNumber } from '#shared/runs/metric-series.ts';
import { packedSteps } from '#shared/runs/reduced-series.ts';
import type { FactsRequest, SentFacts } from '#shared/runs/series-facts.ts';
import type { RunFigures } from '#shared/runs/series-figures.ts';
import { stretchesOf, unitedStretches, type StepStretches } from '#shared/runs/step-list.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { areSameCurves } from '#main/services/compare-stored.ts';
import { giveWay, pointsInParts } from '#main/services/in-parts.ts';

type Read = Pick<RunStore, 'bounds' | 'figures' | 'find' | 'points'>;

/** The points that come after the figures were read count for neither. */
async function overfittingIn(runs: Read, id: RunId, figures: RunFigures): Promise<Overfitting | null> {
  const [lossKey, validationKey] = [epochKey('loss'), epochKey('val_loss')];
  const validation = figures.get(validationKey);
  const best = validation?.min ?? null;
  if (validation === undefined || best === null) return null;
  const { values } = runs.points(id, lossKey, { from: best.epoch, to: best.epoch }, 1);
  const then = Number.isFinite(values[0] ?? NaN) ? (values[0] ?? null) : null;
  const now = figures.get(lossKey)?.last?.value ?? null;
  let known: Overfitting = { ...noOverfitting, best, then, now };
  const after = { from: best.epoch + 1, to: validation.end.epoch };
  for await (const part of pointsInParts(runs, id, validationKey, after))
    known = overfittingOf({ steps: [], values: [] }, part, known);
  return known;
}

/** Metrics that are the loss. Another program's are shown as they are. */
async function sameAsLossIn(runs: Read, id: RunId, figures: RunFigures, keys: readonly string[]): Promise<string[]> {
  const same: string[] = [];
  if (runs.find(id)?.origin !== null) return same;
  for (const key of keys) {
    const name = metricName(key);
    if (name === null || name === 'loss' || name === 'val_loss') continue;
    const loss = epochKey(name.startsWith('val_') ? 'val_loss' : 'loss');
    if (figures.has(key) && (await areSameCurves(runs, id, figures, loss, key))) same.push(key);
  }
  return same;
}

async function epochsIn(runs: Read, id: RunId, figures: RunFigures, keys: readonly string[]): Promise<StepStretches> {
  let all: StepStretches = { from: [], to: [] };
  for (const key of keys) {
    const known = metricName(key) === null ? undefined : figures.get(key);
    const from = known && runs.bounds(id, key)?.from;
    if (from === undefined || known === undefined) continue;
    const to = known.end.epoch;
    // Nearly always there is a point at every epoch: nothing is read.
    let own: StepStretches = { from: [from], to: [to] };
    if (to - from + 1 !== known.points) {
      own = { from: [], to: [] };
      for await (const { steps } of pointsInParts(runs, id, key, { from, to }))
        own = unitedStretches(own, stretchesOf(steps));
    }
    all = unitedStretches(all, own);
    await giveWay();
  }
  return all;
}

/** Facts about those of the series that the run has. @throws AppError `not-found` */
export async function readFacts(runs: Read, { id, keys }: FactsRequest): Promise<SentFacts> {
  const figures = runs.figures(id);
  const overfitting = await overfittingIn(runs, id, figures);
  const { from, to } = await epochsIn(runs, id, figures, keys);
  return {
    figures: keys.flatMap((key) => {
      const own = figures.get(key);
      return own === undefined ? [] : [{ key, ...own, end: { ...own.end, value: sentNumber(own.end.value) } }];
    }),
    overfitting: overfitting && { ...overfitting, sum: sentNumber(overfitting.sum) },
    sameAsLoss: await sameAsLossIn(runs, id, figures, keys),
    from: packedSteps(from),
    to: packedSteps(to),
  };
}
