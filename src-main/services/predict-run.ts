// Predictions of runs: made when a person asks, kept with the run, read from there.
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import type { Answer, Question } from '#shared/predictions/ask.ts';
import type { PredictedPart, PredictionSet } from '#shared/predictions/prediction-set.ts';
import type { Trainer } from '#main/ports/trainer.ts';
import type { PredictionStore } from '#main/ports/prediction-store.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { answered, trainedRun, type TrainedParts } from '#main/services/trained-run.ts';

interface KeptParts {
  readonly runs: Pick<RunStore, 'get'>;
  readonly predictions: PredictionStore;
}

/** Those that are kept of the best weights; null: none. Needs neither the data nor an engine. @throws AppError `not-found` */
export function keptPredictions(
  id: RunId,
  part: PredictedPart,
  { runs, predictions }: KeptParts,
): PredictionSet | null {
  const { best } = runs.get(id);
  const kept = predictions.find(id, part);
  // Of a run that was trained on since, they are of other weights.
  return kept?.head.epoch === best?.epoch ? kept : null;
}

/** Asks the best weights about something new; waits for the run at work. @throws AppError as `trainedRun`, `invalid-data` */
export async function askRun(
  id: RunId,
  question: Question,
  parts: TrainedParts & { readonly trainer: Pick<Trainer, 'ask'> },
): Promise<Answer> {
  const { job } = await trainedRun(id, 'validation', parts);
  return await answered(parts.trainer.ask(job, question));
}

/** Makes them and keeps them; waits for the run at work. @throws AppError as `trainedRun` */
export async function predictRun(
  id: RunId,
  part: PredictedPart,
  parts: TrainedParts & KeptParts & { readonly trainer: Pick<Trainer, 'predict'> },
): Promise<PredictionSet> {
  const { epoch, job } = await trainedRun(id, part, parts);
  await answered(parts.trainer.predict({ ...job, epoch }));
  const kept = parts.predictions.find(id, part);
  if (kept === null)
    throw new AppError('damaged', msg`The predictions could not be read again after they were written.`);
  return kept;
}
