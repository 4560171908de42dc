// The predictions that lie in the folders of runs.
import type { RunId } from '#shared/base/ids.ts';
import type { PredictedPart, PredictionSet } from '#shared/predictions/prediction-set.ts';

/** Reads them; the trainer writes them. */
export interface PredictionStore {
  /** Those of a part of a run's data; null when there are none, or damaged ones, which can be made again. */
  find(id: RunId, part: PredictedPart): PredictionSet | null;
}
