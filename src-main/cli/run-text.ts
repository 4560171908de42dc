// Runs as arguments and in lines of the command line.
import { AppError } from '#shared/base/app-error.ts';
import { runIdSchema } from '#shared/base/ids.ts';
import type { RunId } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import { metricText } from '#shared/base/number-text.ts';
import { countsSteps } from '#shared/runs/run-origin.ts';
import type { RunSummary } from '#shared/runs/run.ts';

function noRun(text: string): AppError {
  return new AppError('not-found', msg`There is no run "${text}".`, {
    hint: msg`strata runs list shows the runs with their ids.`,
  });
}

/** @throws AppError `not-found` for what cannot be an id */
export function runId(text: string): RunId {
  const id = runIdSchema.safeParse(text);
  if (id.success) return id.data;
  throw noRun(text);
}

/** The best value and its epoch; a baseline has no epochs, and another program may count anything. */
export function bestText({ kind, best, origin }: Pick<RunSummary, 'kind' | 'best' | 'origin'>): string {
  if (best === null) return '–';
  const place = kind === 'baseline' ? '' : ` (${countsSteps(origin) ? 'step' : 'epoch'} ${best.epoch})`;
  return `${best.metric} ${metricText(best.value)}${place}`;
}
