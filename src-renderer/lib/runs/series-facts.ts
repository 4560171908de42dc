// What all points of a long series tell, of which only some are here: what the host said of them, and the points that came since. Pure.
import { noOverfitting, overfitsSince, overfittingOf } from '#shared/runs/best-epoch.ts';
import { isSameCurve } from '#shared/runs/equal-metrics.ts';
import { epochKey, metricName } from '#shared/runs/metric-keys.ts';
import type { Points } from '#shared/runs/point-reducer.ts';
import type { RunFacts } from '#shared/runs/series-facts.ts';
import { continuedFigures, type SeriesFigures } from '#shared/runs/series-figures.ts';
import { stretchesOf, unitedStretches, type StepStretches } from '#shared/runs/step-list.ts';
import { placeOf } from '#shared/charts/drawn-points.ts';

export interface SeriesFacts {
  readonly figures: SeriesFigures;
  /** Whether its points are those of the loss of its part, training or validation. */
  readonly isLoss: boolean;
  /** Of the validation loss: since when the run overfits. */
  readonly overfitsSince: number | null;
}

/** The points after a step. */
export function pointsAfter({ steps, values }: Points, step: number): Points {
  const from = placeOf(steps, step + 1);
  return from === 0 ? { steps, values } : { steps: steps.slice(from), values: values.slice(from) };
}

/**
 * The facts about one series; null where the host said nothing of it.
 * @param live the points that came since, and maybe some before
 */
export function factsAbout(key: string, known: RunFacts, live: (key: string) => Points): SeriesFacts | null {
  const laterOf = (of: string): Points => pointsAfter(live(of), known.figures.get(of)?.end.epoch ?? -1);
  const figures = known.figures.get(key);
  if (figures === undefined) return null;
  const name = metricName(key) ?? '';
  const [loss, validation] = [epochKey('loss'), epochKey('val_loss')];
  const own = name.startsWith('val_') ? validation : loss;
  return {
    figures: continuedFigures(figures, laterOf(key)),
    isLoss: known.sameAsLoss.has(key) && isSameCurve(laterOf(own), laterOf(key)),
    overfitsSince:
      key === validation
        ? overfitsSince(overfittingOf(laterOf(loss), laterOf(validation), known.overfitting ?? noOverfitting))
        : null,
  };
}

/** The epochs at which any of these series has a point. */
export function epochsOf(keys: readonly string[], known: RunFacts, live: (key: string) => Points): StepStretches {
  return keys.reduce(
    (all, key) =>
      unitedStretches(all, stretchesOf(pointsAfter(live(key), known.figures.get(key)?.end.epoch ?? -1).steps)),
    known.epochs,
  );
}
