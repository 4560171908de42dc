// How a run ends whose loss, or another number that it is judged by, is no longer a finite number.
import { AppError, hintOf, messageOf } from '#shared/base/app-error.ts';
import { msg, sentences, type Message } from '#shared/base/message.ts';
import type { BestEpoch } from '#shared/runs/run.ts';

/** The loss or monitored metric that is no longer a finite number; null when none is. */
export function brokenMetric(metrics: Readonly<Record<string, number>>, monitor: string): string | null {
  const judged = new Set(['loss', 'val_loss', monitor]);
  return Object.keys(metrics).find((name) => judged.has(name) && !Number.isFinite(metrics[name])) ?? null;
}

function kindOf(value: number): string | Message {
  return Number.isNaN(value) ? 'NaN' : msg`infinite`;
}

const divergedHint = msg`A smaller learning rate, or clipnorm in the optimizer, usually helps; check the data for extreme values too.`;

const untrainedHint = msg`Nothing was learned until then, so the learning rate is not the cause: look for extreme values in the data, and in what layers and initializers are given.`;

/** A resumed run would get the same numbers, and end in the same place: its checkpoint is of no use. */
const endsAgain = { endsAgain: true };

export function lossIsNoNumber(loss: number, epoch: number, step: number): AppError {
  return new AppError('training-failed', msg`The loss became ${kindOf(loss)} in epoch ${epoch}, step ${step}.`, {
    hint: epoch === 1 && step === 1 ? untrainedHint : divergedHint,
    details: { epoch, step, ...endsAgain },
  });
}

export function metricIsNoNumber(metric: string, value: number, epoch: number): AppError {
  return new AppError('training-failed', msg`${metric} became ${kindOf(value)} in epoch ${epoch}.`, {
    hint: metric.startsWith('val_')
      ? msg`A smaller learning rate, or clipnorm in the optimizer, usually helps; check the validation rows for extreme values too.`
      : divergedHint,
    details: { epoch, metric, ...endsAgain },
  });
}

/** What is said of a run that TerminateOnNaN ended. @param diverged what would have failed it */
export function terminatedOnNaN(diverged: AppError, { epoch }: BestEpoch): AppError {
  const { code, details } = diverged;
  const hint = hintOf(diverged);
  const what = sentences(
    messageOf(diverged),
    msg`TerminateOnNaN ended the run; its best weights, of epoch ${epoch}, are kept.`,
  );
  return new AppError(code, what, {
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
  });
}
